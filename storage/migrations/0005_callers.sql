-- Who comes without belonging: wrong links and strangers' words are counted, so that guessing and flooding lead nowhere.
CREATE TABLE caller (
    user_id INTEGER PRIMARY KEY, since TEXT NOT NULL, wrong INTEGER NOT NULL DEFAULT 0, last TEXT NOT NULL DEFAULT '',
    shut_until TEXT, told INTEGER NOT NULL DEFAULT 0, told_at TEXT, seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX caller_seen ON caller(seen_at);
-- Codes of posters that were renewed: an old poster says that it is one.
CREATE TABLE place_token_old (token TEXT PRIMARY KEY, place TEXT NOT NULL, ended_at TEXT NOT NULL) STRICT;
