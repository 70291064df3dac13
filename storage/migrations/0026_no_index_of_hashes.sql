-- A hash stands nowhere in order: an index of all of them cost each record a page of its own, and guarded nothing that
-- the chain does not. Of the keys that are said once, those that are none need no place in an index.
CREATE TABLE record_new (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT, place TEXT, item TEXT, said_at TEXT NOT NULL,
    arrived_at TEXT NOT NULL, body TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL,
    salt BLOB, content BLOB, erased_by INTEGER CHECK (erased_by > seq)
) STRICT;
INSERT INTO record_new (seq, kind, person, place, item, said_at, arrived_at, body, before, hash, salt, content, erased_by)
    SELECT seq, kind, person, place, item, said_at, arrived_at, body, before, hash, salt, content, erased_by
    FROM record ORDER BY seq;
DROP TRIGGER record_is_never_removed;
DROP TRIGGER record_is_never_changed;
DROP TABLE record;
ALTER TABLE record_new RENAME TO record;
CREATE INDEX record_of_item ON record(item);
CREATE INDEX record_of_kind ON record(kind, arrived_at);
CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
WHEN (
    NEW.salt IS NULL AND NEW.erased_by > coalesce(OLD.erased_by, 0)
    AND EXISTS (SELECT 1 FROM record WHERE seq = NEW.erased_by AND kind = 'record.erased')
    AND NEW.seq = OLD.seq AND NEW.kind = OLD.kind AND NEW.person IS OLD.person AND NEW.place IS OLD.place
    AND NEW.item IS OLD.item AND NEW.said_at = OLD.said_at AND NEW.arrived_at = OLD.arrived_at
    AND NEW.before = OLD.before AND NEW.hash = OLD.hash AND NEW.content IS OLD.content
    AND json_type(NEW.body) = 'object'
    AND NOT EXISTS (SELECT fullkey FROM json_tree(NEW.body) EXCEPT SELECT fullkey FROM json_tree(OLD.body))
    AND NOT EXISTS (
        SELECT fullkey, type, atom FROM json_tree(NEW.body) WHERE type <> 'null'
        EXCEPT SELECT fullkey, type, atom FROM json_tree(OLD.body)
    )
) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TABLE outbox_new (
    id INTEGER PRIMARY KEY, person TEXT REFERENCES person(id), chat_id INTEGER, lane INTEGER NOT NULL,
    about TEXT NOT NULL, facts TEXT NOT NULL, item TEXT, card TEXT, show TEXT NOT NULL, once TEXT,
    not_before TEXT, good_until TEXT, hold_ms INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'never', 'expired', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0, maybe_sent INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL, closed_at TEXT, message_id INTEGER, why TEXT,
    CHECK ((person IS NULL) <> (chat_id IS NULL))
) STRICT;
INSERT INTO outbox_new (id, person, chat_id, lane, about, facts, item, card, show, once, not_before, good_until, hold_ms,
                        state, attempts, maybe_sent, made_at, closed_at, message_id, why)
    SELECT id, person, chat_id, lane, about, facts, item, card, show, once, not_before, good_until, hold_ms,
           state, attempts, maybe_sent, made_at, closed_at, message_id, why FROM outbox ORDER BY id;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE UNIQUE INDEX outbox_once ON outbox(once) WHERE once IS NOT NULL;
CREATE INDEX outbox_waiting ON outbox(lane, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_of_item ON outbox(item) WHERE state = 'queued';
CREATE INDEX outbox_of_card ON outbox(card) WHERE state = 'queued';
CREATE INDEX outbox_delivered ON outbox(closed_at) WHERE state = 'delivered';
CREATE INDEX outbox_shown_to ON outbox(coalesce(chat_id, person), closed_at)
WHERE state = 'delivered' AND message_id IS NOT NULL;
