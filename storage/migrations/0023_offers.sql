-- Workbooks sent in the chat: what became of each, and on which school its differences were shown.
CREATE TABLE offer (
    number INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    evidence INTEGER NOT NULL REFERENCES evidence(id),
    name TEXT NOT NULL,
    said_at TEXT NOT NULL,
    state TEXT NOT NULL,
    base TEXT NOT NULL DEFAULT '',
    newcomers TEXT NOT NULL DEFAULT '[]',
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX offer_open ON offer(person) WHERE state IN ('fetching', 'reading', 'shown', 'accepted');
