-- What a record says can be erased, that it was kept cannot: the chain covers a salted digest of the body, not the body.
-- `content` is sha256(salt + body). Rows of before have neither and keep their own digest. `erased_by` is the record (kind
-- record.erased) that says by whose wish this body went; what is left of the body was in it before, and can be erased later.
ALTER TABLE record ADD COLUMN salt BLOB;
ALTER TABLE record ADD COLUMN content BLOB;
ALTER TABLE record ADD COLUMN erased_by INTEGER CHECK (erased_by > seq);
DROP TRIGGER record_is_never_changed;
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
WHEN (
    NEW.salt IS NULL AND NEW.erased_by > coalesce(OLD.erased_by, 0)
    AND EXISTS (SELECT 1 FROM record WHERE seq = NEW.erased_by AND kind = 'record.erased')
    AND NEW.seq = OLD.seq AND NEW.kind = OLD.kind AND NEW.person IS OLD.person AND NEW.place IS OLD.place
    AND NEW.item IS OLD.item AND NEW.said_at = OLD.said_at AND NEW.arrived_at = OLD.arrived_at
    AND NEW.before = OLD.before AND NEW.hash = OLD.hash AND NEW.content IS OLD.content
    AND json_type(NEW.body) = 'object'
    AND NOT EXISTS (
        SELECT key, type, value FROM json_each(NEW.body) EXCEPT SELECT key, type, value FROM json_each(OLD.body)
    )
) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
