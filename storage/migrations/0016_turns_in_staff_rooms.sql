-- Whose turn it is in a staff room, kept ahead: of a room and day the newest row counts that was not undone.
-- Without a person nobody could take it. `why` is fair, swap or leave; `part_of` the swap or leave it belongs to.
CREATE TABLE room_turn (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL, day TEXT NOT NULL, person TEXT, why TEXT NOT NULL, by TEXT, part_of TEXT,
    at TEXT NOT NULL, undone_at TEXT
) STRICT;
CREATE INDEX room_turn_of_day ON room_turn(day, place, id);
CREATE INDEX room_turn_part_of ON room_turn(part_of) WHERE part_of IS NOT NULL;
