"""History: append-only, each record carrying the hash of the one before it; what a record says can be erased, once."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson

from storage.moments import from_text, to_text

BEGINNING = "0" * 64


ERASED = "record.erased"
"""The kind of the records that say which bodies were erased, by whose wish, and what is left of each."""
SALT = 16
"""Bytes. Without it a short sentence could be guessed from its digest after it was erased."""
CHAINED = ("seq", "kind", "person", "place", "item", "said_at", "arrived_at")


class BodyState(StrEnum):
    """`erased` says that the body is gone, not that it was right to: a record of an erasure has to name it (verify)."""

    RIGHT = "right"
    ERASED = "erased"
    WRONG = "wrong"


def digest(row: Mapping[str, Any]) -> str:
    """The hash that the record must carry: SHA-256, hex, over its fields as canonical JSON (UTF-8, no spaces).

    With a `content` (version 2) that stands for the body; a row of before covers the body itself, so of one that was
    erased the hash cannot be reckoned any more and is taken as it is: the next record still carries it.
    """
    fields = [row[name] for name in CHAINED]
    if row["content"] is not None:
        return _hash([2, *fields, bytes(row["content"]).hex(), row["before"]])
    return row["hash"] if row["erased_by"] is not None else _hash([*fields, row["body"], row["before"]])


def body_state(row: Mapping[str, Any]) -> BodyState:
    """Whether the body is the one that the chain covers."""
    if row["erased_by"] is not None:
        return BodyState.ERASED if row["salt"] is None else BodyState.WRONG
    if row["content"] is None:
        right = row["salt"] is None and row["hash"] == digest(row)
    else:
        right = row["salt"] is not None and bytes(row["content"]) == _content(row["salt"], row["body"])
    return BodyState.RIGHT if right else BodyState.WRONG


def what_is_left(body: str) -> str:
    """The digest (hex) by which an erasure vouches for what it left of a body."""
    return hashlib.sha256(body.encode()).hexdigest()


def _hash(fields: list[Any]) -> str:
    return hashlib.sha256(orjson.dumps(fields)).hexdigest()


def _content(salt: bytes, body: str) -> bytes:
    return hashlib.sha256(salt + body.encode()).digest()


def _text(body: Mapping[str, Any]) -> str:
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS).decode()


class History:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._device: str | None = None
        self._head: tuple[int, str] | None = None

    def look_again(self) -> None:
        """A transaction begins, or part of it was undone: the last record may be another."""
        self._head = None

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
        if self._head is None:
            row = self._connection.execute("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1").fetchone()
            self._head = (row["seq"], row["hash"]) if row else (0, BEGINNING)
        return self._head

    def how_many(self, kind: str) -> int:
        row = self._connection.execute("SELECT count(*) AS n FROM record WHERE kind = ?", (kind,)).fetchone()
        return int(row["n"])

    def newest(self) -> datetime | None:
        """When the last record arrived; None when there is none."""
        row = self._connection.execute("SELECT arrived_at FROM record ORDER BY seq DESC LIMIT 1").fetchone()
        return from_text(row["arrived_at"]) if row else None

    def oldest(self) -> datetime | None:
        """When the first record arrived; None when there is none."""
        row = self._connection.execute("SELECT arrived_at FROM record ORDER BY seq LIMIT 1").fetchone()
        return from_text(row["arrived_at"]) if row else None

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
    ) -> int:
        """Adds one record and returns its number. `said_at` is when it was said, `now` when it arrived; both aware."""
        count, before = self.head()
        if self._device is not None:
            body = {**body, "device": self._device}
        text, salt = _text(body), os.urandom(SALT)
        row = {
            "seq": count + 1,
            "kind": kind,
            "person": person,
            "place": place,
            "item": item,
            "said_at": to_text(said_at),
            "arrived_at": to_text(now),
            "body": text,
            "salt": salt,
            "content": _content(salt, text),
            "before": before,
        }
        hashed = digest(row)
        self._connection.execute(
            """INSERT INTO record
               (seq, kind, person, place, item, said_at, arrived_at, body, salt, content, before, hash)
               VALUES (:seq, :kind, :person, :place, :item, :said_at, :arrived_at, :body, :salt, :content, :before,
                       :hash)""",
            {**row, "hash": hashed},
        )
        self._head = (count + 1, hashed)
        return count + 1

    def erase(
        self, left: Mapping[int, Mapping[str, Any]], now: datetime, *, person: str | None, body: Mapping[str, Any]
    ) -> None:
        """Erases bodies for good, but for what is `left` of each (by number): of its fields, unchanged or null.

        One record, by `person`, with `body`, names them all. What is left may be erased later, again by a record.
        """
        kept = {seq: _text(fields) for seq, fields in sorted(left.items())}
        named = [[seq, what_is_left(text)] for seq, text in kept.items()]
        by = self.append(ERASED, now, person=person, said_at=now, body={**body, "erased": named})
        self._connection.executemany(
            "UPDATE record SET body = ?, salt = NULL, erased_by = ? WHERE seq = ?",
            [(text, by, seq) for seq, text in kept.items()],
        )

    def of_item(self, item: str) -> list[sqlite3.Row]:
        """Everything that happened to one item, oldest first."""
        return self._connection.execute("SELECT * FROM record WHERE item = ? ORDER BY seq", (item,)).fetchall()

    def items_of(self, table: str) -> list[str]:
        """Every item of that table of which anything was said."""
        rows = self._connection.execute(
            "SELECT DISTINCT item FROM record WHERE item > ? AND item < ? ORDER BY item", (f"{table}:", f"{table};")
        )
        return [row["item"] for row in rows]

    def steps(self, item: str) -> list[tuple[datetime, str, str | None]]:
        """What was said about one item: when, what kind, by whom; oldest first."""
        return [(from_text(row["said_at"]), row["kind"], row["person"]) for row in self.of_item(item)]

    def first_item_after(self, seq: int) -> str | None:
        """What the first record after that one, which is about anything, is about."""
        row = self._connection.execute(
            "SELECT item FROM record WHERE seq > ? AND item IS NOT NULL ORDER BY seq LIMIT 1", (seq,)
        ).fetchone()
        return str(row["item"]) if row else None

    def last(self, item: str, kinds: Collection[str]) -> dict[str, Any]:
        """The body of the newest record of these kinds about one item; empty when there is none."""
        found = [row["body"] for row in self.of_item(item) if row["kind"] in kinds]
        body: dict[str, Any] = json.loads(found[-1]) if found else {}
        return body
