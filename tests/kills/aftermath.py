"""What a playing leaves behind, as plain values: what was said, what the server saw, what the database holds."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from handlers.news import render
from handlers.news.message import LONGEST_CAPTION
from rehearsal import Rehearsal
from storage.accounts import PHONE_OF
from tests.chain import faults
from tests.kills.cast import Cast, Said
from tests.kills.victim import Kill, Victim
from tests.stage import text_of

RACERS = {"P13", "P35"}
EITHER = "P13|P35"
"""Two people tap 我去 at once; who of them was first is chance, so what the winner does is told of either."""
MARK = "(可能重复)"
BETWEEN = "\n\n"
"""What stands between two lines of a gathered message."""
NUMBERED = ("number", "ticket")
COUNTED = ("evidence", "aside")
TIMED = ("said_at", "flags", "began")
"""What depends on how long somebody waited for an answer: the moment of a point, whether that was too fast, and from
when the clock of a repair runs."""


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call that reached the server; `at` in monotonic seconds. `text` is what a phone would show."""

    at: float
    method: str
    chat: int | None
    text: str
    ok: bool
    query: str = ""
    changed: bool = True
    """False for an edit that changed nothing, which nobody sees."""

    @property
    def is_new_message(self) -> bool:
        return self.method.startswith("send") and self.method != "sendChatAction"

    @property
    def is_seen(self) -> bool:
        return self.ok and self.changed and (self.is_new_message or self.method.startswith("editMessage"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox; `text` as it reads without the mark of a possible repeat."""

    id: int
    chat: int | None
    about: str
    text: str
    state: str
    why: str
    card: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A record of the history without what differs between two playings: numbers, ids, hours."""

    person: str | None
    kind: str
    item: str
    body: str


@dataclass(frozen=True, slots=True)
class Card:
    """A card that stands in a chat: its name without numbers, its text on the phone, and what was last delivered."""

    chat: int
    name: str
    shows: str
    should: str


@dataclass(frozen=True, slots=True)
class Aftermath:
    said: tuple[Said, ...]
    kills: tuple[Kill, ...]
    calls: tuple[Call, ...]
    inbox: tuple[tuple[int, str, str], ...]
    """Update id, what it was (as in Said.key) and its state."""
    answers: tuple[tuple[str, tuple[int, ...]], ...]
    """What an update was, and the rows of the outbox that were written in its transaction."""
    outbox: tuple[Row, ...]
    effects: tuple[Effect, ...]
    things: tuple[tuple[Any, ...], ...]
    """Tickets, alarms, duties and gates as they stand at the end."""
    cards: tuple[Card, ...]
    faults: tuple[int, ...] = ()
    drafts: int = 0
    waiting: tuple[str, ...] = ()
    """Verbs of the due rows that are left."""
    evidence: tuple[tuple[str, bool], ...] = ()
    """Of each photo, voice note and file: its state, and whether what is on the disk has the content of its name."""
    litter: tuple[str, ...] = ()
    """Half-written files."""
    starts: tuple[float, ...] = ()


def gather(folder: Path, stage: Rehearsal, cast: Cast, victim: Victim) -> Aftermath:
    """Read from beside, after the bot has gone."""
    with closing(sqlite3.connect(f"{(folder / 'zhiqin.db').absolute().as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        names = _names(database)
        outbox = tuple(_row(row) for row in database.execute(OUTBOX))
        return Aftermath(
            said=tuple(cast.said),
            kills=tuple(victim.kills),
            calls=tuple(_one_by_one(map(_call, stage.world.calls.since(0)), {(row.chat, row.text) for row in outbox})),
            inbox=tuple((row["update_id"], _key(row["body"]), row["state"]) for row in database.execute(INBOX)),
            answers=tuple(_answers(database, {it.key for it in cast.said if READ_LATER in it.step})),
            outbox=outbox,
            effects=tuple(_effect(row, names) for row in database.execute("SELECT * FROM record ORDER BY seq")),
            things=tuple(_things(database, names)),
            cards=tuple(_cards(database, stage, outbox, names)),
            faults=tuple(faults(database)),
            drafts=database.execute("SELECT count(*) FROM draft").fetchone()[0],
            waiting=tuple(row["verb"] for row in database.execute("SELECT verb FROM due")),
            evidence=tuple(_kept(row, folder / "photos") for row in database.execute(FILES)),
            litter=tuple(str(path.name) for path in (folder / "photos").rglob("*.part")),
            starts=tuple(victim.starts),
        )


FILES = "SELECT min(state) AS state, max(sha256) AS sha256 FROM evidence GROUP BY file_unique_id"
"""A file that two things show (an alarm and the ticket made of it) is fetched once: kept < lost < wanted."""
INBOX = "SELECT update_id, c.body, state FROM inbox JOIN came c USING (update_id) ORDER BY update_id"
OUTBOX = f"""
    SELECT o.*, coalesce(o.chat_id, a.user_id) AS chat FROM outbox o
    LEFT JOIN account a ON a.id = {PHONE_OF.format(person="o.person")} ORDER BY o.id
"""


def _key(body: str) -> str:
    """The name by which a person's phone knows the update."""
    update = json.loads(body)
    if "callback_query" in update:
        return f"tap:{update['callback_query']['id']}"
    if "message" in update:
        return f"message:{update['message']['chat']['id']}:{update['message']['message_id']}"
    return next(name for name in update if name != "update_id")


def _call(call: Mapping[str, Any]) -> Call:
    params, outcome = call["params"], call["outcome"] or {}
    text = params.get("text") or params.get("caption") or ""
    if "media" in params:
        text = next((item["caption"] for item in json.loads(params["media"]) if item.get("caption")), "")
    chat = params.get("chat_id")
    query = str(params.get("callback_query_id", ""))
    same = "not modified" in str(outcome.get("description", ""))
    ok = bool(outcome.get("ok")) or same
    return Call(call["at"], call["method"], int(chat) if chat else None, text, ok, query, not same)


def _one_by_one(calls: Iterable[Call], rows: Collection[tuple[int | None, str]]) -> Iterable[Call]:
    """Lines that were gathered into one message (decision 0022) count as what each of them is: a message of its row."""
    for call in calls:
        lines = call.text.split(BETWEEN)
        if len(lines) > 1 and all((call.chat, line.removeprefix(MARK)) in rows for line in lines):
            yield from (replace(call, text=line) for line in lines)
        else:
            yield call


def follow(folder: Path) -> None:
    """Has the database note what each update said as it came, for a stranger's words are forgotten, and how far the
    outbox had grown when it was claimed, which is the first thing its transaction does: triggers of ours alone."""
    with closing(sqlite3.connect(folder / "zhiqin.db", isolation_level=None)) as database:
        database.executescript(FOLLOW)


FOLLOW = """
    CREATE TABLE came (update_id INTEGER PRIMARY KEY, body TEXT);
    CREATE TRIGGER come AFTER INSERT ON inbox BEGIN INSERT INTO came VALUES (NEW.update_id, NEW.body); END;
    CREATE TABLE followed (update_id INTEGER, rows INTEGER);
    CREATE TRIGGER follow AFTER UPDATE OF state ON inbox WHEN NEW.state = 'done' BEGIN
        INSERT INTO followed VALUES (NEW.update_id, (SELECT coalesce(max(id), 0) FROM outbox));
    END;
"""


READ_LATER = "sends_poster"
"""What the photo of a poster says is answered when it was fetched and read, in a transaction of its own."""


def _answers(database: sqlite3.Connection, read_later: Collection[str]) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Of each update the rows written with it; of a photo that is read later all until the next one is read."""
    last = database.execute("SELECT coalesce(max(id), 0) FROM outbox").fetchone()[0]
    followed = "SELECT f.rows, c.body FROM followed f JOIN came c USING (update_id) ORDER BY f.rowid"
    done = [(_key(row["body"]), row["rows"]) for row in database.execute(followed)]
    for number, (key, rows) in enumerate(done):
        after = done[number + 1 :]
        until = after[0][1] if after else last
        if key in read_later:
            until = next((later for other, later in after if _chat(other) == _chat(key)), last)
        yield key, tuple(range(rows + 1, until + 1))


def _chat(key: str) -> str:
    """Of a message; a tap's key does not tell."""
    return key.split(":")[1] if key.startswith("message:") else key


def _row(row: sqlite3.Row) -> Row:
    text = render(row["about"], json.loads(row["facts"]), None).text
    return Row(
        row["id"], row["chat"], row["about"], text, row["state"], row["why"] or "", row["card"] or "", row["attempts"]
    )


def _names(database: sqlite3.Connection) -> dict[str, str]:
    """ticket:3 and alarm:1, by who reported them in which words: numbers depend on who was served first."""
    names: dict[str, str] = {}
    began = "SELECT * FROM record WHERE kind IN ('ticket.reported', 'alarm.raised') ORDER BY seq"
    for row in database.execute(began):
        kind = row["item"].split(":")[0]
        name = f"{kind} {_either(row['person'], row['item'])} {json.loads(row['body'])['words'] or row['place']}"
        again = list(names.values()).count(name)
        names[row["item"]] = f"{name} ({again + 1})" if again else name
    return names


def _either(person: str | None, item: str | None) -> str | None:
    return EITHER if person in RACERS and (item or "").startswith("alarm:") else person


def _effect(row: sqlite3.Row, names: Mapping[str, str]) -> Effect:
    if row["kind"] == "evidence.kept":
        return Effect(row["person"], row["kind"], "", "")  # fetched before or after it was said what it belongs to
    of_tickets = names if row["kind"] != "duty.point" else {}  # its number is the point's
    body = json.dumps(_plain(json.loads(row["body"]), of_tickets), sort_keys=True)
    return Effect(_either(row["person"], row["item"]), row["kind"], names.get(row["item"], row["item"] or ""), body)


def _plain(value: Any, names: Mapping[str, str], field: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner, names, name) for name, inner in value.items() if name not in TIMED}
    if isinstance(value, list) and field not in COUNTED:
        return [_plain(inner, names) for inner in value]
    if field in COUNTED:
        return len(value) if isinstance(value, list) else value is not None
    if field in NUMBERED and isinstance(value, int):
        return names.get(f"ticket:{value}", value)
    return names.get(value, value) if isinstance(value, str) else value


def _things(database: sqlite3.Connection, names: Mapping[str, str]) -> Iterable[tuple[Any, ...]]:
    for row in database.execute("SELECT * FROM ticket"):
        name = names[f"ticket:{row['number']}"]
        yield name, row["state"], row["category"], row["urgency"], row["place"], row["words"], row["assignee"]
    for row in database.execute("SELECT * FROM alarm"):
        item = f"alarm:{row['number']}"
        yield names[item], row["state"], row["danger"], row["place"], row["level"], _either(row["owner"], item)
    for row in database.execute("SELECT * FROM duty WHERE begun_at IS NOT NULL OR state <> 'upcoming'"):
        yield (
            f"duty {row['name']}",
            row["state"],
            row["owner"],
            row["cover"],
            row["person"],
            row["reached"],
            row["photos"],
        )
    for row in database.execute("SELECT * FROM gate_state"):
        yield f"gate {row['gate']}", row["state"], row["person"]
    for row in database.execute("SELECT * FROM alarm_told"):
        item = f"alarm:{row['alarm']}"
        winner = row["person"] in RACERS
        yield names[item], row["person"], row["level"], "" if winner else row["answer"]


def _cards(
    database: sqlite3.Connection, stage: Rehearsal, outbox: tuple[Row, ...], names: Mapping[str, str]
) -> Iterable[Card]:
    for row in database.execute("SELECT * FROM card"):
        posted = stage.world.chats.find(row["chat_id"], row["message_id"])
        last = [r for r in outbox if (r.chat, r.card, r.state) == (row["chat_id"], row["card"], "delivered")][-1:]
        shows = text_of(posted.body) if posted else ""
        cut = last[0].text[:LONGEST_CAPTION] if last and row["photo"] else last[0].text if last else ""
        yield Card(row["chat_id"], _without_numbers(row["card"], names), shows, cut)


def _without_numbers(card: str, names: Mapping[str, str]) -> str:
    found = re.match(r"(\w+:\d+)(.*)", card)
    return names.get(found[1], found[1].split(":")[0]) + found[2] if found else card


def _kept(row: sqlite3.Row, shelf: Path) -> tuple[str, bool]:
    name = row["sha256"] or "none"
    file = shelf / name[:2] / name[2:]
    return row["state"], file.exists() and sha256(file.read_bytes()).hexdigest() == name
