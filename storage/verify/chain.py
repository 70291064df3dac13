"""The chain: each record follows from the one before, and at each anchor the history stands where it said."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from storage.history import BEGINNING, ERASED, BodyState, body_state, digest, what_is_left
from storage.verify.report import Anchor, Report
from storage.verify.steps import has, records, which

RESTORED = "data.restored"


def chain(connection: sqlite3.Connection, report: Report, brought: Iterable[Anchor]) -> None:
    """Each record follows from the one before, and at each anchor the history stands where it said."""
    anchors: dict[int, list[Anchor]] = {}
    for anchor in [*_kept(connection), *brought]:
        anchors.setdefault(anchor.records, []).append(anchor)
        report.count("anchors")
    before, expected, erased = BEGINNING, 1, _erasures(connection)
    _compare(report, anchors.pop(0, ()), BEGINNING)
    for row in records(connection):
        seq = row["seq"]
        if seq != expected:
            report.add("record.removed", first=expected, last=seq - 1, arrived_at=row["arrived_at"])
            for number in [number for number in anchors if number < seq]:
                anchors.pop(number)
        elif row["before"] != before:
            report.add("record.broken", **which(row))
        stands = row["hash"] == digest(row) and _says_what_it_said(row, erased)
        if not stands:
            report.add("record.changed", **which(row))
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


def _kept(connection: sqlite3.Connection) -> Iterator[Anchor]:
    """What the summaries said; the first version had none."""
    if has(connection, "summary"):
        for row in connection.execute("SELECT day, records, head FROM summary ORDER BY day"):
            yield Anchor(row["records"], row["head"], row["day"])


def _erasures(connection: sqlite3.Connection) -> dict[int, tuple[int, str]]:
    """What erasures name: by number of the record, which one erased it last, and the digest of what it left.

    One whose own words were spoilt is found by its hash, and vouches for nothing.
    """
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


def _compare(report: Report, anchors: Iterable[Anchor], head: str) -> None:
    for anchor in anchors:
        if not head.startswith(anchor.head.lower()):
            report.add("anchor.differs", records=anchor.records, day=anchor.day, said=anchor.head, head=head)


def _evidence(connection: sqlite3.Connection, report: Report, row: sqlite3.Row) -> None:
    """The photo that the record names is the photo that the row names, and still is one that was kept."""
    try:
        said = json.loads(row["body"])
        number, sha256 = said["evidence"], said["sha256"]
    except (ValueError, KeyError, TypeError):
        return  # a body that was erased on purpose; one that was changed is found by its hash
    now = connection.execute("SELECT * FROM evidence WHERE id = ?", (number,)).fetchone()
    if now is None:
        report.add("photo.row_gone", evidence=number, **which(row))
    elif now["state"] in ("wanted", "lost"):
        report.add(
            "photo.state", evidence=number, **{name: now[name] for name in ("item", "person", "said_at", "state")}
        )
    elif (now["sha256"] or (sha256 if now["state"] == "erased" else None)) != sha256:
        report.add("photo.exchanged", evidence=number, **which(row))
    elif now["person"] != row["person"]:
        report.add("photo.person", evidence=number, **which(row))
