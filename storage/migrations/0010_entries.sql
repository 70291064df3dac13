-- Entries 登记: opened, due, closed. Pupils stand here by room and bed only, a visitor's document by four characters.
CREATE TABLE entry (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    place TEXT NOT NULL, bed INTEGER, starts TEXT NOT NULL, due TEXT NOT NULL, opened_by TEXT, opened_at TEXT NOT NULL,
    device TEXT, words TEXT NOT NULL DEFAULT '', document TEXT NOT NULL DEFAULT '' CHECK (length(document) <= 4),
    host TEXT, answer TEXT NOT NULL DEFAULT '', origin TEXT UNIQUE, step INTEGER NOT NULL DEFAULT 0,
    closed_by TEXT, closed_at TEXT, how TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX entry_open ON entry(kind, place) WHERE state = 'open';
CREATE INDEX entry_of_opener ON entry(opened_by, kind, number);
