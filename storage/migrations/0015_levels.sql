-- 学段: which roll call of a house counts which rooms; empty counts all of them.
ALTER TABLE dorm ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN level TEXT NOT NULL DEFAULT '';
