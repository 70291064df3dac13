-- A plan's cycle: which day of it was fixed last, so that every target is drawn once before the next begins.
CREATE TABLE draw_cycle (plan TEXT PRIMARY KEY, began TEXT NOT NULL, day TEXT NOT NULL, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
