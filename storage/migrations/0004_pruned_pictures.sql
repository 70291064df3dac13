-- A picture can go and leave its proof: pruned when its time is over, erased by somebody's wish; `gone_at` says when.
-- A hold keeps the pictures of an item however long it takes.
CREATE TABLE evidence_new (
    id INTEGER PRIMARY KEY, item TEXT, kind TEXT NOT NULL, file_id TEXT NOT NULL, file_unique_id TEXT NOT NULL,
    size INTEGER, role TEXT NOT NULL, person TEXT, said_at TEXT NOT NULL, album TEXT, sha256 TEXT,
    state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'lost', 'pruned', 'erased')),
    attempts INTEGER NOT NULL DEFAULT 0, gone_at TEXT, CHECK ((gone_at IS NULL) = (state IN ('wanted', 'kept', 'lost')))
) STRICT;
INSERT INTO evidence_new
    (id, item, kind, file_id, file_unique_id, size, role, person, said_at, album, sha256, state, attempts)
    SELECT id, item, kind, file_id, file_unique_id, size, role, person, said_at, album, sha256, state, attempts
    FROM evidence;
DROP TABLE evidence;
-- Copies that were made while their picture was awaited: nobody fetched them.
UPDATE evidence_new SET state = it.state, sha256 = it.sha256
    FROM (SELECT file_unique_id, state, max(sha256) AS sha256 FROM evidence_new
          WHERE state = 'kept' GROUP BY file_unique_id) AS it
    WHERE evidence_new.state = 'wanted' AND evidence_new.file_unique_id = it.file_unique_id
      AND NOT EXISTS (SELECT 1 FROM due WHERE verb = 'evidence.fetch' AND subject = CAST(evidence_new.id AS TEXT));
ALTER TABLE evidence_new RENAME TO evidence;
CREATE INDEX evidence_of_item ON evidence(item);
CREATE INDEX evidence_same ON evidence(file_unique_id);
CREATE INDEX evidence_of_album ON evidence(album) WHERE album IS NOT NULL;
CREATE INDEX evidence_said ON evidence(said_at);
CREATE INDEX evidence_on_disk ON evidence(sha256) WHERE state = 'kept';
CREATE INDEX evidence_here ON evidence(id) WHERE state IN ('kept', 'lost');
CREATE TABLE hold (item TEXT PRIMARY KEY, by TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
