-- Ordinary lines that follow one another within two minutes are gathered: until when, for each chat.
CREATE TABLE lull (chat_id INTEGER PRIMARY KEY, ends TEXT NOT NULL) STRICT;
