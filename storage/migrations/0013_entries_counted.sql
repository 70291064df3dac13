-- At the end of a shift somebody says of each visitor whether they are still here.
ALTER TABLE entry ADD COLUMN counted TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN counted_at TEXT;
