-- An erasure may leave part of a list or of an answer: what is gone there is null. A number that was erased is nobody else's.
DROP TRIGGER record_is_never_changed;
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
CREATE TABLE erased_person (person TEXT PRIMARY KEY REFERENCES person(id), at TEXT NOT NULL, by TEXT) STRICT, WITHOUT ROWID;
