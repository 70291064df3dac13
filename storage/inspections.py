"""Inspections as rows, with the movements of their points; and what is proposed or said against them."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from domain.appeals import Appeal, Assessment, Cause, Standing, Verdict
from domain.follow_through import Checking
from domain.inspections import FirstLook, Inspection, Kind
from domain.scores import Movement, Signature, Why
from storage.moments import from_text, to_text


class Inspections:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, inspection: Inspection, now: datetime) -> None:
        """The look and the movements of its points."""
        self._connection.execute(
            """INSERT INTO inspection (duty, place, checklist, version, inspector, said_at, signature, signed_duty,
                                       kind, again_of)
               VALUES (:duty, :place, :checklist, :version, :inspector, :said_at, :signature, :signed_duty, :kind,
                       :again_of)""",
            {
                "duty": inspection.duty,
                "place": inspection.place,
                "checklist": inspection.checklist,
                "version": inspection.version,
                "inspector": inspection.inspector,
                "said_at": to_text(inspection.said_at),
                "signature": inspection.signature,
                "signed_duty": inspection.signed_duty,
                "kind": inspection.kind,
                "again_of": inspection.again_of,
            },
        )
        self.move(inspection.duty, inspection.moved, person=inspection.inspector, now=now)

    def move(self, inspection: int, moved: Iterable[Movement], *, person: str | None, now: datetime) -> None:
        self._connection.executemany(
            """INSERT INTO score_move (inspection, item, points, why, person, at, evidence)
               VALUES (?, ?, ?, ?, ?, ?, ?)""",
            [(inspection, it.item, it.points, it.why, person, to_text(now), json.dumps(it.evidence)) for it in moved],
        )

    def get(self, duty: int) -> Inspection | None:
        return next(iter(self._many("duty = ?", duty)), None)

    def last_of(self, place: str, but: int | None = None) -> Inspection | None:
        """The newest look at a place, other than that duty's."""
        return next(iter(self._many("place = ? AND duty <> ? ORDER BY said_at DESC LIMIT 1", place, but or 0)), None)

    def between(self, after: datetime, until: datetime) -> list[Inspection]:
        """Said in (after, until], oldest first."""
        return self._many("said_at > ? AND said_at <= ? ORDER BY said_at, duty", to_text(after), to_text(until))

    def first_looks(self, after: datetime, until: datetime) -> list[FirstLook]:
        """Of plans that chase, said in (after, until]: what a second look needs to know, and no points."""
        rows = self._connection.execute(
            """SELECT i.duty, i.inspector, i.said_at, d.plan, d.target FROM inspection i JOIN duty d ON d.id = i.duty
               WHERE i.said_at > :after AND i.said_at <= :until AND i.kind = :drawn AND d.trial = 0
               ORDER BY i.said_at, i.duty""",
            {"after": to_text(after), "until": to_text(until), "drawn": Kind.DRAWN},
        )
        return [
            FirstLook(row["duty"], row["inspector"], from_text(row["said_at"]), row["plan"], row["target"])
            for row in rows
        ]

    def mean_again(self, duty: int, first: int, kind: Kind) -> None:
        """The duty looks again at what that inspection saw."""
        self._connection.execute("INSERT INTO look_again (duty, first, kind) VALUES (?, ?, ?)", (duty, first, kind))

    def meant_again(self, duty: int) -> tuple[int, Kind] | None:
        """Which inspection the duty looks at again, and why; None for a first look."""
        row = self._connection.execute("SELECT first, kind FROM look_again WHERE duty = ?", (duty,)).fetchone()
        return (row["first"], Kind(row["kind"])) if row else None

    def second_looks_of(self, person: str, day: date) -> int:
        """How many second looks somebody was sent to on a local day."""
        row = self._connection.execute(
            """SELECT count(*) AS n FROM look_again JOIN duty ON duty.id = look_again.duty
               WHERE duty.day = ? AND duty.owner = ?""",
            (day.isoformat(), person),
        ).fetchone()
        return int(row["n"])

    def is_looked_at_again(self, first: int, kind: Kind) -> bool:
        """Whether such a second look was made a duty before."""
        row = self._connection.execute("SELECT 1 FROM look_again WHERE first = ? AND kind = ?", (first, kind))
        return row.fetchone() is not None

    def checking(self, since: datetime, recent: datetime, until: datetime, managers: Iterable[str]) -> list[Checking]:
        """What everybody was asked to check in (recent, until] and did, and what they did in (since, recent].

        Of managers all duties count, of others inspections; what was excused was not asked.
        """
        rows = self._connection.execute(
            """SELECT who, sum(lately) AS asked, sum(lately AND did) AS done, sum(NOT lately AND did) AS before
               FROM (SELECT coalesce(assigned, owner) AS who, closes > :recent AS lately,
                            person IS coalesce(assigned, owner)
                                AND (state IN ('done', 'late') OR made_up_at IS NOT NULL) AS did
                     FROM duty WHERE closes > :since AND closes <= :until AND trial = 0 AND state <> 'excused'
                         AND (task = 'inspect'
                              OR coalesce(assigned, owner) IN (SELECT value FROM json_each(:managers))))
               WHERE who IS NOT NULL GROUP BY who""",
            {
                "since": to_text(since),
                "recent": to_text(recent),
                "until": to_text(until),
                "managers": json.dumps(list(managers)),
            },
        )
        return [Checking(row["who"], row["asked"], row["done"], row["before"]) for row in rows]

    def _many(self, where: str, *values: str | int) -> list[Inspection]:
        rows = self._connection.execute(f"SELECT * FROM inspection WHERE {where}", values).fetchall()
        return [_inspection(row, self._moved(row["duty"])) for row in rows]

    def _moved(self, duty: int) -> tuple[Movement, ...]:
        rows = self._connection.execute("SELECT * FROM score_move WHERE inspection = ? ORDER BY id", (duty,))
        return tuple(
            Movement(row["item"], row["points"], Why(row["why"]), tuple(json.loads(row["evidence"]))) for row in rows
        )

    def propose(self, inspection: int, cause: Cause, points: int, now: datetime) -> Assessment | None:
        """None when it was proposed before."""
        row = self._connection.execute(
            """INSERT INTO assessment (inspection, cause, points, proposed_at) VALUES (?, ?, ?, ?)
               ON CONFLICT DO NOTHING RETURNING *""",
            (inspection, cause, points, to_text(now)),
        ).fetchone()
        return _assessment(row) if row else None

    def assessment(self, number: int) -> Assessment | None:
        row = self._connection.execute("SELECT * FROM assessment WHERE number = ?", (number,)).fetchone()
        return _assessment(row) if row else None

    def assessments_of(self, inspection: int) -> list[Assessment]:
        rows = self._connection.execute("SELECT * FROM assessment WHERE inspection = ? ORDER BY number", (inspection,))
        return [_assessment(row) for row in rows]

    def proposed(self, most: int = 20) -> list[Assessment]:
        """What nobody has decided, oldest first."""
        rows = self._connection.execute(
            "SELECT * FROM assessment WHERE standing = '待定' ORDER BY proposed_at, number LIMIT ?", (most,)
        )
        return [_assessment(row) for row in rows]

    def decide(self, number: int, standing: Standing, person: str, now: datetime) -> Assessment:
        row = self._connection.execute(
            "UPDATE assessment SET standing = ?, decided_by = ?, decided_at = ? WHERE number = ? RETURNING *",
            (standing, person, to_text(now), number),
        ).fetchone()
        return _assessment(row)

    def appeal(self, inspection: int, person: str, words: str, said_at: datetime) -> Appeal:
        row = self._connection.execute(
            "INSERT INTO appeal (inspection, person, words, said_at) VALUES (?, ?, ?, ?) RETURNING *",
            (inspection, person, words, to_text(said_at)),
        ).fetchone()
        return _appeal(row)

    def appeal_of(self, number: int) -> Appeal | None:
        row = self._connection.execute("SELECT * FROM appeal WHERE number = ?", (number,)).fetchone()
        return _appeal(row) if row else None

    def appeals_of(self, inspection: int) -> list[Appeal]:
        rows = self._connection.execute("SELECT * FROM appeal WHERE inspection = ? ORDER BY number", (inspection,))
        return [_appeal(row) for row in rows]

    def open_appeals(self, most: int = 20) -> list[Appeal]:
        rows = self._connection.execute(
            "SELECT * FROM appeal WHERE verdict = '待复议' ORDER BY said_at, number LIMIT ?", (most,)
        )
        return [_appeal(row) for row in rows]

    def answer(self, number: int, verdict: Verdict, person: str, now: datetime) -> Appeal:
        row = self._connection.execute(
            "UPDATE appeal SET verdict = ?, decided_by = ?, decided_at = ? WHERE number = ? RETURNING *",
            (verdict, person, to_text(now), number),
        ).fetchone()
        return _appeal(row)


def _inspection(row: sqlite3.Row, moved: tuple[Movement, ...]) -> Inspection:
    return Inspection(
        row["duty"],
        row["place"],
        row["checklist"],
        row["version"],
        row["inspector"],
        from_text(row["said_at"]),
        Signature(row["signature"]),
        row["signed_duty"],
        Kind(row["kind"]),
        row["again_of"],
        moved,
    )


def _assessment(row: sqlite3.Row) -> Assessment:
    return Assessment(
        row["number"],
        row["inspection"],
        Cause(row["cause"]),
        row["points"],
        Standing(row["standing"]),
        from_text(row["proposed_at"]),
        row["decided_by"],
        from_text(row["decided_at"]) if row["decided_at"] else None,
    )


def _appeal(row: sqlite3.Row) -> Appeal:
    return Appeal(
        row["number"],
        row["inspection"],
        row["person"],
        row["words"],
        from_text(row["said_at"]),
        Verdict(row["verdict"]),
        row["decided_by"],
        from_text(row["decided_at"]) if row["decided_at"] else None,
    )
