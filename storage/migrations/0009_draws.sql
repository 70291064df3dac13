-- Spot checks: what was committed to before each day, what its slots drew, and who was meant to go; nothing is drawn ahead.
CREATE TABLE draw_day (
    day TEXT PRIMARY KEY, commitment TEXT NOT NULL, pool TEXT NOT NULL, rules TEXT NOT NULL, key TEXT NOT NULL, made_at TEXT NOT NULL,
    numbers TEXT NOT NULL DEFAULT '[]', closed_at TEXT, seed TEXT, revealed_at TEXT
) STRICT;
-- Up to which minute of which day the slots of a plan were looked at.
CREATE TABLE draw_look (plan TEXT PRIMARY KEY, day TEXT NOT NULL, slot INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- A slot that hit. `kind` is hit (by chance) or due (the target's secret minute); `candidates` are who could have gone.
CREATE TABLE draw (
    id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, plan TEXT NOT NULL, slot INTEGER NOT NULL, number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hit', 'due')), outcome TEXT NOT NULL CHECK (outcome IN ('drawn', 'blocked', 'nobody', 'late')),
    target TEXT, why TEXT NOT NULL DEFAULT '', candidates TEXT NOT NULL DEFAULT '[]', inspector TEXT, duty INTEGER, drawn_at TEXT NOT NULL,
    UNIQUE (day, plan, slot, number)
) STRICT;
CREATE UNIQUE INDEX draw_of_duty ON draw(duty) WHERE duty IS NOT NULL;
CREATE INDEX draw_of_target ON draw(plan, target, id);
