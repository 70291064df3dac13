-- The spine: the school's rows, what arrived, what is said, what happened. Times are UTC, ISO 8601 with microseconds.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE role (code TEXT PRIMARY KEY, name TEXT NOT NULL, manager INTEGER NOT NULL, permissions TEXT NOT NULL) STRICT;
CREATE TABLE person (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, roles TEXT NOT NULL, section TEXT NOT NULL,
    superior TEXT REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED, language TEXT NOT NULL, presence TEXT NOT NULL,
    phone TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE place (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, kind TEXT NOT NULL,
    parent TEXT REFERENCES place(code) DEFERRABLE INITIALLY DEFERRED, section TEXT NOT NULL, owner TEXT,
    water TEXT NOT NULL, power TEXT NOT NULL, gas TEXT NOT NULL, position INTEGER NOT NULL
) STRICT;
CREATE TABLE dispatch_rule (
    id INTEGER PRIMARY KEY, area TEXT NOT NULL, category TEXT NOT NULL, first TEXT NOT NULL, backup TEXT NOT NULL,
    hours TEXT NOT NULL, responder TEXT NOT NULL, first_aid TEXT NOT NULL
) STRICT;
CREATE TABLE rung (
    id INTEGER PRIMARY KEY, chain TEXT NOT NULL, level INTEGER NOT NULL, target TEXT NOT NULL,
    after_minutes REAL NOT NULL, hours TEXT NOT NULL
) STRICT;
CREATE TABLE shift (code TEXT PRIMARY KEY, name TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL) STRICT;
CREATE TABLE rostered (
    day TEXT NOT NULL, shift TEXT NOT NULL REFERENCES shift(code) DEFERRABLE INITIALLY DEFERRED,
    person TEXT NOT NULL REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED, posts TEXT NOT NULL,
    PRIMARY KEY (day, shift, person)
) STRICT, WITHOUT ROWID;

-- A Telegram account bound to a person. An account that was replaced keeps its row with its end.
CREATE TABLE account (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person(id),
    bound_at TEXT NOT NULL, unbound_at TEXT, unreachable_since TEXT, language TEXT
) STRICT;
CREATE UNIQUE INDEX account_of_user ON account(user_id) WHERE unbound_at IS NULL;
CREATE UNIQUE INDEX account_of_person ON account(person) WHERE unbound_at IS NULL;
-- Only the hash of an invitation is kept: who reads the database cannot use it.
CREATE TABLE invitation (
    hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES person(id), made_at TEXT NOT NULL, used_at TEXT, void_at TEXT
) STRICT;

CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY, body TEXT NOT NULL, received_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('new', 'done', 'set_aside')), attempts INTEGER NOT NULL DEFAULT 0, error_id TEXT
) STRICT;
CREATE INDEX inbox_waiting ON inbox(update_id) WHERE state = 'new';
CREATE INDEX inbox_age ON inbox(received_at) WHERE state = 'done';

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY, person TEXT REFERENCES person(id), chat_id INTEGER, lane INTEGER NOT NULL,
    about TEXT NOT NULL, facts TEXT NOT NULL, item TEXT, card TEXT, show TEXT NOT NULL, once TEXT UNIQUE,
    not_before TEXT, good_until TEXT, hold_ms INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'delivered', 'never', 'expired', 'withdrawn')),
    attempts INTEGER NOT NULL DEFAULT 0, maybe_sent INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL, closed_at TEXT, message_id INTEGER, why TEXT,
    CHECK ((person IS NULL) <> (chat_id IS NULL))
) STRICT;
CREATE INDEX outbox_waiting ON outbox(lane, id) WHERE state IN ('queued', 'sending');
CREATE INDEX outbox_of_item ON outbox(item) WHERE state = 'queued';
CREATE INDEX outbox_of_card ON outbox(card) WHERE state = 'queued';
-- A card is one message in one chat that edits itself.
CREATE TABLE card (
    chat_id INTEGER NOT NULL, card TEXT NOT NULL, message_id INTEGER NOT NULL, photo INTEGER NOT NULL,
    PRIMARY KEY (chat_id, card)
) STRICT, WITHOUT ROWID;

-- A number is never used again: the buttons of a closed form are still on somebody's screen.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, person TEXT NOT NULL REFERENCES person(id), form TEXT NOT NULL,
    version INTEGER NOT NULL, answers TEXT NOT NULL, opened_at TEXT NOT NULL, touched_at TEXT NOT NULL
) STRICT;
CREATE INDEX draft_of_chat ON draft(chat_id, id);

-- History: append-only, each row carries the hash of the one before it.
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, person TEXT, place TEXT, item TEXT, said_at TEXT NOT NULL,
    arrived_at TEXT NOT NULL, body TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX record_of_item ON record(item);
CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, item TEXT, kind TEXT NOT NULL, file_id TEXT NOT NULL, file_unique_id TEXT NOT NULL,
    size INTEGER, role TEXT NOT NULL, person TEXT, said_at TEXT NOT NULL, album TEXT,
    sha256 TEXT, state TEXT NOT NULL CHECK (state IN ('wanted', 'kept', 'lost')), attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX evidence_of_item ON evidence(item);
CREATE INDEX evidence_same ON evidence(file_unique_id);
CREATE INDEX evidence_of_album ON evidence(album) WHERE album IS NOT NULL;

CREATE TABLE ticket (
    number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, category TEXT NOT NULL, urgency TEXT NOT NULL,
    place TEXT, place_words TEXT NOT NULL DEFAULT '', words TEXT NOT NULL, reporter TEXT REFERENCES person(id),
    assignee TEXT REFERENCES person(id), reported_at TEXT NOT NULL, changed_at TEXT NOT NULL, unconfirmed INTEGER NOT NULL DEFAULT 0,
    moves INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX ticket_open ON ticket(place, category) WHERE state NOT IN ('已关闭', '撤销');
CREATE INDEX ticket_of_reporter ON ticket(reporter, number);
CREATE INDEX ticket_of_assignee ON ticket(assignee) WHERE state NOT IN ('已关闭', '撤销');

-- Others who reported the same fault: they read how it goes on.
CREATE TABLE follower (
    ticket INTEGER NOT NULL REFERENCES ticket(number), person TEXT NOT NULL REFERENCES person(id),
    PRIMARY KEY (ticket, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE alarm (
    number INTEGER PRIMARY KEY AUTOINCREMENT, state TEXT NOT NULL, danger TEXT NOT NULL, category TEXT NOT NULL,
    chain TEXT NOT NULL, place TEXT, area TEXT, words TEXT NOT NULL, reporter TEXT REFERENCES person(id),
    owner TEXT REFERENCES person(id), raised_at TEXT NOT NULL, owned_at TEXT, on_site_at TEXT, closed_at TEXT,
    level INTEGER NOT NULL DEFAULT 0, drill INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX alarm_open ON alarm(area, danger) WHERE state IN ('open', 'owned', 'on_site');
-- Everybody who was told of an alarm, and what they answered.
CREATE TABLE alarm_told (
    alarm INTEGER NOT NULL REFERENCES alarm(number), person TEXT NOT NULL REFERENCES person(id), level INTEGER NOT NULL,
    told_at TEXT NOT NULL, answer TEXT, answered_at TEXT, PRIMARY KEY (alarm, person)
) STRICT, WITHOUT ROWID;

-- What waits for its moment: one row, one verb, one subject. Serving a row twice must be harmless.
CREATE TABLE due (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, verb TEXT NOT NULL, subject TEXT NOT NULL, facts TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, UNIQUE (verb, subject)
) STRICT;
CREATE INDEX due_at ON due(at);
