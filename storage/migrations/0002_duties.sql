-- Duties and time: what the workbook says of them, the dated obligations, posts with a phone, groups, outages, summaries.
ALTER TABLE person ADD COLUMN certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN certificate_until TEXT;
-- Whether the last workbook lists the person; whoever left may still be listed.
ALTER TABLE person ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
ALTER TABLE shift ADD COLUMN early REAL NOT NULL DEFAULT 0;
CREATE TABLE checklist (code TEXT PRIMARY KEY, name TEXT NOT NULL, evidence TEXT NOT NULL, version TEXT NOT NULL) STRICT;
CREATE TABLE checklist_item (
    checklist TEXT NOT NULL REFERENCES checklist(code) DEFERRABLE INITIALLY DEFERRED, number INTEGER NOT NULL, text TEXT NOT NULL,
    kind TEXT NOT NULL, accept TEXT NOT NULL, severity TEXT NOT NULL, season TEXT NOT NULL, places TEXT NOT NULL,
    PRIMARY KEY (checklist, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE route (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, points TEXT NOT NULL, fixed INTEGER NOT NULL, least_gap REAL NOT NULL, expected REAL NOT NULL
) STRICT;
CREATE TABLE plan (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, checklist TEXT NOT NULL, target TEXT NOT NULL, who TEXT NOT NULL, manner TEXT NOT NULL,
    slots TEXT NOT NULL, day_kind TEXT NOT NULL, weekdays TEXT NOT NULL, evidence TEXT NOT NULL, chain TEXT NOT NULL,
    grade TEXT NOT NULL, trial INTEGER NOT NULL, position INTEGER NOT NULL
) STRICT;
-- Whether a plan chases is decided in the chat: 'on', 'trial' (records, does not chase) or 'paused' (is not planned).
CREATE TABLE plan_switch (plan TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('on', 'trial', 'paused')), by TEXT, at TEXT NOT NULL) STRICT;
CREATE TABLE post (code TEXT PRIMARY KEY, name TEXT NOT NULL, place TEXT NOT NULL, phone INTEGER NOT NULL, peaks TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE calendar_entry (id INTEGER PRIMARY KEY, first TEXT NOT NULL, last TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE day_kind (code TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE dorm (
    place TEXT PRIMARY KEY, dwellers TEXT NOT NULL, leader TEXT, deputy TEXT, beds INTEGER NOT NULL, since TEXT, until TEXT, position INTEGER NOT NULL
) STRICT;
CREATE TABLE bed (place TEXT NOT NULL, person TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL) STRICT;
CREATE TABLE absence (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL, bed INTEGER NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, by TEXT NOT NULL
) STRICT;

-- Sheets and columns of the workbook that the house does not read, as JSON, for the export.
CREATE TABLE workbook_aside (sheet TEXT PRIMARY KEY, position INTEGER NOT NULL, content TEXT NOT NULL) STRICT;

-- Changes of the roster made in a chat; they win over the workbook's row of that day, shift and person, until they are
-- undone, or taken into it by an import that knew of them.
CREATE TABLE roster_change (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, shift TEXT NOT NULL, out TEXT, come TEXT, posts TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, undone_at TEXT, taken_at TEXT
) STRICT;
CREATE INDEX roster_change_of_day ON roster_change(day) WHERE undone_at IS NULL;
-- The lead looked at a day's roster of a shift and found it right.
CREATE TABLE roster_confirmed (day TEXT NOT NULL, shift TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (day, shift)) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, name TEXT NOT NULL, task TEXT NOT NULL,
    checklist TEXT NOT NULL, version TEXT NOT NULL, target TEXT NOT NULL, place TEXT, points TEXT NOT NULL, day TEXT NOT NULL,
    shape TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL, opens TEXT NOT NULL, due TEXT NOT NULL, closes TEXT NOT NULL,
    grade TEXT NOT NULL, evidence TEXT NOT NULL, chain TEXT NOT NULL, trial INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'upcoming' CHECK (state IN ('upcoming', 'open', 'done', 'late', 'missed', 'excused')),
    assigned TEXT, owner TEXT, post TEXT, cover TEXT, person TEXT, device TEXT, begun_at TEXT, said_at TEXT, made_up_at TEXT,
    owned_at TEXT, owned_by TEXT, closed_at TEXT, reason TEXT NOT NULL DEFAULT '', excuse TEXT NOT NULL DEFAULT '',
    step INTEGER NOT NULL DEFAULT 0, reached INTEGER NOT NULL DEFAULT 0, photos INTEGER NOT NULL DEFAULT 0, faults INTEGER NOT NULL DEFAULT 0,
    CHECK (opens <= due AND due <= closes)
) STRICT;
CREATE INDEX duty_of_owner ON duty(owner, opens) WHERE state IN ('upcoming', 'open');
CREATE INDEX duty_unfinished ON duty(opens) WHERE state IN ('upcoming', 'open');
CREATE INDEX duty_closes ON duty(closes);
CREATE INDEX duty_of_day ON duty(day, plan);
CREATE TABLE duty_point (
    duty INTEGER NOT NULL REFERENCES duty(id), point TEXT NOT NULL, number INTEGER NOT NULL, said_at TEXT NOT NULL,
    how TEXT NOT NULL, evidence INTEGER, flags TEXT NOT NULL, PRIMARY KEY (duty, point)
) STRICT, WITHOUT ROWID;
-- Who was asked to cover and what they said.
CREATE TABLE cover_offer (
    duty INTEGER NOT NULL REFERENCES duty(id), person TEXT NOT NULL, offered_at TEXT NOT NULL, answer TEXT, answered_at TEXT,
    PRIMARY KEY (duty, person)
) STRICT, WITHOUT ROWID;
-- Who was told of somebody else's undone duty, as its lead or as a manager.
CREATE TABLE duty_told (
    duty INTEGER NOT NULL REFERENCES duty(id), person TEXT NOT NULL, told_at TEXT NOT NULL, PRIMARY KEY (duty, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_told_to ON duty_told(person, told_at);

-- What a place's poster says: unguessable, so that nobody can check in at a place they have not seen.
CREATE TABLE place_token (place TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL) STRICT;

-- A gate's present state: 在岗, 离岗已锁, 离岗未锁; each change is also a record.
CREATE TABLE gate_state (gate TEXT PRIMARY KEY, state TEXT NOT NULL, since TEXT NOT NULL, person TEXT, evidence INTEGER, alarm INTEGER) STRICT;

-- The phone of a post: who holds it now. The account's row has `post` instead of a person of its own.
CREATE TABLE account_new (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, person TEXT REFERENCES person(id), post TEXT,
    bound_at TEXT NOT NULL, unbound_at TEXT, unreachable_since TEXT, language TEXT,
    CHECK ((person IS NULL) <> (post IS NULL))
) STRICT;
INSERT INTO account_new (id, user_id, person, bound_at, unbound_at, unreachable_since, language)
    SELECT id, user_id, person, bound_at, unbound_at, unreachable_since, language FROM account;
DROP TABLE account;
ALTER TABLE account_new RENAME TO account;
CREATE UNIQUE INDEX account_of_user ON account(user_id) WHERE unbound_at IS NULL;
CREATE UNIQUE INDEX account_of_person ON account(person) WHERE unbound_at IS NULL AND person IS NOT NULL;
CREATE UNIQUE INDEX account_of_post ON account(post) WHERE unbound_at IS NULL AND post IS NOT NULL;
-- Whom a post's phone speaks for: by the roster, and (tapped_at) who tapped their name. Until `until` and no longer.
CREATE TABLE holder (
    post TEXT NOT NULL, person TEXT NOT NULL REFERENCES person(id), number INTEGER NOT NULL,
    since TEXT NOT NULL, until TEXT NOT NULL, tapped_at TEXT, PRIMARY KEY (post, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX holder_of_person ON holder(person);
CREATE UNIQUE INDEX holder_who_tapped ON holder(post) WHERE tapped_at IS NOT NULL;
-- What was said on a post's phone before anybody tapped a name: heard again when somebody does.
CREATE TABLE unnamed (
    id INTEGER PRIMARY KEY, post TEXT NOT NULL, words TEXT NOT NULL, file TEXT, album TEXT, said_at TEXT NOT NULL
) STRICT;
CREATE INDEX unnamed_of_post ON unnamed(post, id);
ALTER TABLE alarm ADD COLUMN device TEXT;
CREATE TABLE invitation_new (
    hash TEXT PRIMARY KEY, person TEXT REFERENCES person(id), post TEXT, made_at TEXT NOT NULL, used_at TEXT, void_at TEXT,
    CHECK ((person IS NULL) <> (post IS NULL))
) STRICT;
INSERT INTO invitation_new (hash, person, made_at, used_at, void_at) SELECT hash, person, made_at, used_at, void_at FROM invitation;
DROP TABLE invitation;
ALTER TABLE invitation_new RENAME TO invitation;

-- Groups that a manager bound by a link; `kind` is 管理群 or 职工群.
CREATE TABLE chat_group (
    chat_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, bound_by TEXT NOT NULL, bound_at TEXT NOT NULL, unbound_at TEXT
) STRICT;
CREATE TABLE group_invitation (hash TEXT PRIMARY KEY, kind TEXT NOT NULL, by TEXT NOT NULL, made_at TEXT NOT NULL, used_at TEXT) STRICT;

-- Two minutes or more without a successful poll, whether the process was dead or the network gone.
CREATE TABLE outage (id INTEGER PRIMARY KEY, began TEXT NOT NULL, ended TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE summary (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL UNIQUE, began TEXT NOT NULL, ended TEXT NOT NULL, made_at TEXT NOT NULL,
    figures TEXT NOT NULL, records INTEGER NOT NULL, head TEXT NOT NULL
) STRICT;
-- Figures of a period are counted from what it holds, never from the whole table.
CREATE INDEX record_of_kind ON record(kind, arrived_at);
CREATE INDEX ticket_reported ON ticket(reported_at);
CREATE INDEX ticket_changed ON ticket(changed_at);
CREATE INDEX alarm_raised ON alarm(raised_at);
CREATE INDEX outbox_delivered ON outbox(closed_at) WHERE state = 'delivered';
CREATE INDEX ticket_still_open ON ticket(reported_at) WHERE state NOT IN ('已关闭', '撤销');
CREATE INDEX alarm_running ON alarm(raised_at) WHERE state IN ('open', 'owned', 'on_site');
CREATE INDEX evidence_said ON evidence(said_at);
-- The one message 现在 of each manager: what it shows, so that it edits itself only when that changes.
CREATE TABLE board (person TEXT PRIMARY KEY REFERENCES person(id), shown TEXT NOT NULL, at TEXT NOT NULL) STRICT;
