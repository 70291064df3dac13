"""Verify: does the history still stand as it was written, do files and rows agree with it, and what is wrong if not."""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.evidence import path_of
from storage.history import BEGINNING, ERASED, BodyState, body_state, digest, what_is_left
from storage.migrate import Newer, migrations
from storage.verify_draws import draws
from storage.verify_rows import pages, references, rows_and_records, schema
from storage.verify_scores import points
from storage.verify_told import pictures, told_and_rows

MOST_TOLD = 200
"""Faults that are kept in full; of the others only how many there are. A report never grows with the database."""
RESTORED = "data.restored"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a summary said: after so many records the hash of the last began with `head` (hex, any length).

    `day` is the local day of a summary kept here; empty for one that somebody brings along.
    """

    records: int
    head: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    about: str
    facts: Mapping[str, Any]


@dataclass(slots=True)
class Report:
    """`counts`: records, anchors, photos, tickets … that were looked at; `found` faults, the first of them in full.

    `head` is the anchor of what is there now; `unnamed` are files that no row names, `restored` the records that tell
    of a restore (count of records that were kept, count of those lost is not known).
    """

    counts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    found: int = 0
    head: tuple[int, str] = (0, BEGINNING)
    unnamed: int = 0
    restored: list[int] = field(default_factory=list)
    lacking: list[Fault] = field(default_factory=list)

    def add(self, about: str, **facts: Any) -> None:
        self.found += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(Fault(about, facts))

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def verify(
    database: Path, photos: Path | None, anchors: Iterable[Anchor] = (), lacking: Collection[str] = ()
) -> Report:
    """Looks at everything, reading only, at one moment, whatever the bot writes meanwhile. Memory does not grow.

    Without `photos` files are not looked at; that one of the hashes `lacking` is not there was known, and is no fault.
    Raises Newer, and sqlite3.DatabaseError when nothing can be read.
    """
    report = Report()
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as here:
        here.row_factory = sqlite3.Row
        here.execute("BEGIN")
        version: int = here.execute("PRAGMA user_version").fetchone()[0]
        newest = migrations()[-1][0]
        if version > newest:
            raise Newer(version, newest)
        for look in (pages, references, schema):
            _try(report, look, here)
        _try(report, lambda it, to: _chain(it, to, anchors), here)
        for compare in (rows_and_records, told_and_rows, points, draws, pictures):
            _try(report, compare, here)
        if photos is not None:
            folder = photos
            _try(report, lambda it, to: _files(it, to, folder, frozenset(lacking)), here)
    return report


def _try(report: Report, look: Any, connection: sqlite3.Connection) -> None:
    """A damaged page ends one look, not the others."""
    try:
        look(connection, report)
    except sqlite3.DatabaseError as error:
        report.add("database.damaged", where=str(error))


def _chain(connection: sqlite3.Connection, report: Report, brought: Iterable[Anchor]) -> None:
    """Each record follows from the one before, and at each anchor the history stands where it said."""
    anchors: dict[int, list[Anchor]] = {}
    kept = connection.execute("SELECT day, records, head FROM summary ORDER BY day") if _has(connection) else ()
    for anchor in [*(Anchor(row["records"], row["head"], row["day"]) for row in kept), *brought]:
        anchors.setdefault(anchor.records, []).append(anchor)
        report.count("anchors")
    before, expected, erased = BEGINNING, 1, _erasures(connection)
    _compare(report, anchors.pop(0, ()), BEGINNING)
    for row in _records(connection):
        seq = row["seq"]
        if seq != expected:
            report.add("record.removed", first=expected, last=seq - 1, arrived_at=row["arrived_at"])
            for number in [number for number in anchors if number < seq]:
                anchors.pop(number)
        elif row["before"] != before:
            report.add("record.broken", **_told(row))
        stands = row["hash"] == digest(row) and _says_what_it_said(row, erased)
        if not stands:
            report.add("record.changed", **_told(row))
        if found := anchors.pop(seq, ()):
            _compare(report, found, row["hash"])
        if row["kind"] == "evidence.kept" and stands:
            _evidence(connection, report, row)
        elif row["kind"] == RESTORED:
            report.restored.append(seq)
        before, expected = row["hash"], seq + 1
        report.count("records")
    report.head = (expected - 1, before)
    for anchor in (anchor for number in sorted(anchors) for anchor in anchors[number]):
        report.add("anchor.short", records=anchor.records, have=expected - 1, day=anchor.day)


def _records(connection: sqlite3.Connection) -> sqlite3.Cursor:
    """All of them in order; those of the first versions had no salt."""
    columns = {row["name"] for row in connection.execute("PRAGMA table_info(record)")}
    more = "" if "content" in columns else ", NULL AS salt, NULL AS content, NULL AS erased_by"
    return connection.execute(f"SELECT *{more} FROM record ORDER BY seq")


def _erasures(connection: sqlite3.Connection) -> dict[int, tuple[int, str]]:
    """As History.erasures; one whose own words were spoilt is found by its hash, and vouches for nothing."""
    found: dict[int, tuple[int, str]] = {}
    for row in connection.execute("SELECT seq, body FROM record WHERE kind = ? ORDER BY seq", (ERASED,)):
        try:
            named = [(int(seq), str(left)) for seq, left in json.loads(row["body"])["erased"]]
        except (ValueError, KeyError, TypeError):
            continue
        found |= {seq: (row["seq"], left) for seq, left in named}
    return found


def _says_what_it_said(row: Any, erasures: Mapping[int, tuple[int, str]]) -> bool:
    """Its body is the one that was kept, or what an erasure left of it."""
    state = body_state(row)
    if state is BodyState.ERASED:
        return erasures.get(row["seq"]) == (row["erased_by"], what_is_left(row["body"]))
    return state is BodyState.RIGHT


def _has(connection: sqlite3.Connection) -> bool:
    """The first version had no summaries."""
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'summary'").fetchone() is not None


def _compare(report: Report, anchors: Iterable[Anchor], head: str) -> None:
    for anchor in anchors:
        if not head.startswith(anchor.head.lower()):
            report.add("anchor.differs", records=anchor.records, day=anchor.day, said=anchor.head, head=head)


def _told(row: sqlite3.Row) -> dict[str, Any]:
    """Which record it is, for whoever has to find it."""
    return {name: row[name] for name in ("seq", "kind", "person", "item", "arrived_at")}


def _evidence(connection: sqlite3.Connection, report: Report, row: sqlite3.Row) -> None:
    """The photo that the record names is the photo that the row names, and still is one that was kept."""
    try:
        said = json.loads(row["body"])
        number, sha256 = said["evidence"], said["sha256"]
    except (ValueError, KeyError, TypeError):
        return  # a body that was erased on purpose; one that was changed is found by its hash
    now = connection.execute("SELECT * FROM evidence WHERE id = ?", (number,)).fetchone()
    if now is None:
        report.add("photo.row_gone", evidence=number, **_told(row))
    elif now["state"] in ("wanted", "lost"):
        report.add(
            "photo.state", evidence=number, **{name: now[name] for name in ("item", "person", "said_at", "state")}
        )
    elif (now["sha256"] or (sha256 if now["state"] == "erased" else None)) != sha256:
        report.add("photo.exchanged", evidence=number, **_told(row))
    elif now["person"] != row["person"]:
        report.add("photo.person", evidence=number, **_told(row))


def _files(connection: sqlite3.Connection, report: Report, folder: Path, lacking: Collection[str]) -> None:
    """Every photo that is kept is there, byte for byte; whatever no row names is counted."""
    connection.execute("CREATE TEMP TABLE named (sha256 TEXT PRIMARY KEY) WITHOUT ROWID")
    rows = connection.execute(
        """SELECT sha256, min(id) AS evidence, item, person, said_at FROM evidence
           WHERE state = 'kept' AND sha256 IS NOT NULL GROUP BY sha256"""
    )
    for row in rows:
        connection.execute("INSERT INTO named VALUES (?)", (row["sha256"],))
        report.count("photos")
        wrong = _wrong(path_of(folder, row["sha256"]), row["sha256"])
        facts = {name: row[name] for name in ("evidence", "item", "person", "said_at")}
        if wrong and row["sha256"] in lacking:
            report.lacking.append(Fault(wrong, facts))
        elif wrong:
            report.add(wrong, **facts)
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        found = connection.execute("SELECT 1 FROM named WHERE sha256 = ?", (path.parent.name + path.name,)).fetchone()
        report.unnamed += found is None


def _wrong(path: Path, sha256: str) -> str | None:
    try:
        with path.open("rb") as file:
            return None if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "photo.changed"
    except FileNotFoundError:
        return "photo.missing"
    except OSError:
        return "photo.unreadable"
