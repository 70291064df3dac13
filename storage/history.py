"""History: append-only, each record carrying the hash of the one before it."""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from storage.moments import from_text, to_text

BEGINNING = "0" * 64


def digest(row: Mapping[str, Any]) -> str:
    """SHA-256, hex, over the record's fields as canonical JSON (UTF-8, no spaces, this order)."""
    fields = [
        row[name] for name in ("seq", "kind", "person", "place", "item", "said_at", "arrived_at", "body", "before")
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


class History:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._device: str | None = None

    @contextmanager
    def said_on(self, device: str | None) -> Iterator[None]:
        """Records appended inside carry the post whose phone was used, beside the person who tapped their name."""
        self._device = device
        try:
            yield
        finally:
            self._device = None

    def head(self) -> tuple[int, str]:
        """How many records there are and the hash of the last: an anchor when kept outside."""
        row = self._connection.execute("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1").fetchone()
        return (row["seq"], row["hash"]) if row else (0, BEGINNING)

    def append(
        self,
        kind: str,
        now: datetime,
        *,
        person: str | None,
        said_at: datetime,
        body: Mapping[str, Any],
        place: str | None = None,
        item: str | None = None,
    ) -> None:
        """Adds one record. `said_at` is when the person said it, `now` when it arrived; both aware."""
        count, before = self.head()
        if self._device is not None:
            body = {**body, "device": self._device}
        row = {
            "seq": count + 1,
            "kind": kind,
            "person": person,
            "place": place,
            "item": item,
            "said_at": to_text(said_at),
            "arrived_at": to_text(now),
            "body": json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            "before": before,
        }
        self._connection.execute(
            """INSERT INTO record (seq, kind, person, place, item, said_at, arrived_at, body, before, hash)
               VALUES (:seq, :kind, :person, :place, :item, :said_at, :arrived_at, :body, :before, :hash)""",
            {**row, "hash": digest(row)},
        )

    def of_item(self, item: str) -> list[sqlite3.Row]:
        """Everything that happened to one item, oldest first."""
        return self._connection.execute("SELECT * FROM record WHERE item = ? ORDER BY seq", (item,)).fetchall()

    def steps(self, item: str) -> list[tuple[datetime, str, str | None]]:
        """What was said about one item: when, what kind, by whom; oldest first."""
        return [(from_text(row["said_at"]), row["kind"], row["person"]) for row in self.of_item(item)]

    def last(self, item: str, kinds: Collection[str]) -> dict[str, Any]:
        """The body of the newest record of these kinds about one item; empty when there is none."""
        found = [row["body"] for row in self.of_item(item) if row["kind"] in kinds]
        body: dict[str, Any] = json.loads(found[-1]) if found else {}
        return body

    def faults(self) -> Iterator[int]:
        """Numbers of the records that do not follow from the one before, oldest first; nothing when all do."""
        before, expected = BEGINNING, 1
        for row in self._connection.execute("SELECT * FROM record ORDER BY seq"):
            if row["seq"] != expected or row["before"] != before or row["hash"] != digest(row):
                yield row["seq"]
            before, expected = row["hash"], row["seq"] + 1
