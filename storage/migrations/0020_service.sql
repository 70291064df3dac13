-- How long people have waited for each ticket, by the rule it began with: taken, answered, done, on hold, well or not.
CREATE TABLE service (
    ticket INTEGER PRIMARY KEY REFERENCES ticket(number),
    rule TEXT NOT NULL,
    began TEXT NOT NULL, waits_from TEXT NOT NULL,
    taken_at TEXT, answered_at TEXT,
    held_at TEXT, held_until TEXT, paused REAL NOT NULL DEFAULT 0,
    finished_at TEXT, closed_at TEXT, rating TEXT NOT NULL DEFAULT '',
    returns INTEGER NOT NULL DEFAULT 0, chases INTEGER NOT NULL DEFAULT 0, chased_at TEXT,
    told TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX service_rated ON service(closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX service_held ON service(held_at) WHERE held_at IS NOT NULL;
