-- Leave of staff over days, swaps that the other agrees to, and which changes of the roster belong to one of them.
-- A change that belongs to nothing was said by itself.
ALTER TABLE roster_change ADD COLUMN part_of TEXT;
CREATE INDEX roster_change_part_of ON roster_change(part_of) WHERE part_of IS NOT NULL;
CREATE TABLE staff_leave (
    id INTEGER PRIMARY KEY, person TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, deputy TEXT,
    state TEXT NOT NULL CHECK (state IN ('asked', 'given', 'refused', 'undone')), by TEXT NOT NULL, at TEXT NOT NULL,
    CHECK (first <= last)
) STRICT;
CREATE INDEX staff_leave_given ON staff_leave(last) WHERE state = 'given';
CREATE TABLE swap (
    id INTEGER PRIMARY KEY, asker TEXT NOT NULL, other TEXT NOT NULL, day TEXT NOT NULL, code TEXT NOT NULL,
    back_day TEXT, back_code TEXT, back_by TEXT, asked_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'refused', 'withdrawn', 'lapsed', 'back_asked', 'undone'))
) STRICT;
CREATE INDEX swap_open ON swap(asker, state);
