-- A form that is over leaves one row, so that its old buttons can say what came of it: `item` is what it made or moved,
-- `how` is done, dropped or left. Of forms that ended before this step nothing is known but that they are over.
CREATE TABLE ended_draft (id INTEGER PRIMARY KEY, chat_id INTEGER NOT NULL, form TEXT NOT NULL, how TEXT NOT NULL, item TEXT) STRICT;
