-- A review asks what was registered in a period, and what its summaries cost people: found without reading all years.
CREATE INDEX entry_opened ON entry(opened_at);
CREATE INDEX summary_ended ON summary(ended);
