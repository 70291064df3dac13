-- Spot checks are scored by movements that nobody can overwrite; what is below the mark becomes a notice with a deadline.
CREATE TABLE inspection (
    duty INTEGER PRIMARY KEY REFERENCES duty(id), place TEXT NOT NULL, checklist TEXT NOT NULL, version TEXT NOT NULL,
    inspector TEXT NOT NULL, said_at TEXT NOT NULL, signature TEXT NOT NULL, signed_duty INTEGER REFERENCES duty(id),
    kind TEXT NOT NULL, again_of INTEGER REFERENCES inspection(duty)
) STRICT;
CREATE INDEX inspection_of_place ON inspection(place, said_at);
CREATE INDEX inspection_said ON inspection(said_at);
-- Points are movements: a score is a hundred and their sum.
CREATE TABLE score_move (
    id INTEGER PRIMARY KEY AUTOINCREMENT, inspection INTEGER NOT NULL REFERENCES inspection(duty), item INTEGER NOT NULL,
    points INTEGER NOT NULL, why TEXT NOT NULL, person TEXT, at TEXT NOT NULL, evidence TEXT NOT NULL
) STRICT;
CREATE INDEX score_move_of_inspection ON score_move(inspection);
CREATE TRIGGER score_move_is_never_changed BEFORE UPDATE ON score_move
BEGIN SELECT RAISE(ABORT, 'points are movements'); END;
CREATE TRIGGER score_move_is_never_removed BEFORE DELETE ON score_move
BEGIN SELECT RAISE(ABORT, 'points are movements'); END;
CREATE TABLE notice (
    number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL DEFAULT '待签收', grade TEXT NOT NULL, place TEXT,
    place_words TEXT NOT NULL, words TEXT NOT NULL, issuer TEXT NOT NULL, responsible TEXT, issued_at TEXT NOT NULL,
    deadline TEXT NOT NULL, inspection INTEGER REFERENCES inspection(duty), relapse_of INTEGER REFERENCES notice(number),
    done_by TEXT, done_at TEXT, checker TEXT, closed_at TEXT, reason TEXT NOT NULL DEFAULT '',
    step INTEGER NOT NULL DEFAULT 0, moves INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notice_open ON notice(deadline) WHERE state NOT IN ('销号', '撤回');
CREATE INDEX notice_of_place ON notice(place, issued_at);
CREATE INDEX notice_issued ON notice(issued_at);
CREATE INDEX notice_closed ON notice(closed_at);
-- Something heavier than the points is only proposed; a named person confirms it.
CREATE TABLE assessment (
    number INTEGER PRIMARY KEY AUTOINCREMENT, inspection INTEGER NOT NULL REFERENCES inspection(duty), cause TEXT NOT NULL,
    points INTEGER NOT NULL, standing TEXT NOT NULL DEFAULT '待定', proposed_at TEXT NOT NULL, decided_by TEXT, decided_at TEXT,
    UNIQUE (inspection, cause)
) STRICT;
CREATE INDEX assessment_open ON assessment(proposed_at) WHERE standing = '待定';
CREATE TABLE appeal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, inspection INTEGER NOT NULL REFERENCES inspection(duty), person TEXT NOT NULL,
    words TEXT NOT NULL, said_at TEXT NOT NULL, verdict TEXT NOT NULL DEFAULT '待复议', decided_by TEXT, decided_at TEXT
) STRICT;
CREATE INDEX appeal_of_inspection ON appeal(inspection);
CREATE INDEX appeal_open ON appeal(said_at) WHERE verdict = '待复议';
-- Which inspection a duty looks at again, and why; known when the duty is made, told to nobody.
CREATE TABLE look_again (
    duty INTEGER PRIMARY KEY REFERENCES duty(id) ON DELETE CASCADE, first INTEGER NOT NULL REFERENCES inspection(duty), kind TEXT NOT NULL
) STRICT;
CREATE INDEX look_again_of ON look_again(first);
