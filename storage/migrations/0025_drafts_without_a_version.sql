-- A draft goes on with what its form asks now: which version of the form it was opened with was kept and never asked.
ALTER TABLE draft DROP COLUMN version;
