-- What the workbook said last of an entry's end: a restart follows the sheet only where the sheet has changed.
ALTER TABLE entry ADD COLUMN listed_due TEXT;
UPDATE entry SET listed_due = due WHERE origin IS NOT NULL;
