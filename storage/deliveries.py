"""What becomes of what waits in the outbox: claimed by the sender, then delivered, put back, given up or out of date.

The picture of a row's states stands in storage/outbox.py.
"""

import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import Any

from domain.news import Show
from storage.accounts import PHONE_OF
from storage.moments import to_text
from storage.outbox import TELLING
from storage.parcel import WAITING, WAITS_FOR_A_PHONE, Parcel, parcel_of
from storage.rows import to_json

EDITED = "edited"
"""`why` of a delivered row that was no message of its own."""
AGAIN = "CASE WHEN why IS NULL THEN 'queued' ELSE 'withdrawn' END"
"""What becomes of a row that was on its way: `why` says that it was taken back meanwhile."""


class Deliveries:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def look(self, now: datetime, busy: Collection[int], held: Collection[int], most: int = 128) -> list[Parcel]:
        """What could go now, best first: not to chats in `busy`, not rows in `held`; at most one row a chat.

        Of the `most` best rows, that is: one who waits for more looks again with those chats in `busy`.
        """
        facts = {"now": to_text(now), "stale": to_text(now - WAITS_FOR_A_PHONE), "most": most}
        facts |= {"busy": to_json(list(busy)), "held": to_json(list(held))}
        rows = self._connection.execute(WAITING, facts).fetchall()
        first: dict[Any, Parcel] = {}
        for row in rows:
            key = row["chat"] if row["chat"] is not None else ("nobody", row["id"])
            if key not in first:
                first[key] = parcel_of(row)
        return list(first.values())

    def waiting_for(self, chat_id: int) -> int:
        """How many rows wait for this chat."""
        counted = self._connection.execute(
            f"""SELECT count(*) FROM outbox o LEFT JOIN account a ON a.id = {PHONE_OF.format(person="o.person")}
                WHERE o.state IN ('queued', 'sending') AND coalesce(o.chat_id, a.user_id) = ?""",
            (chat_id,),
        )
        return int(counted.fetchone()[0])

    def queued(self, ids: Collection[int]) -> set[int]:
        """Which of these rows still wait: others were taken back or have gone."""
        rows = self._connection.execute(
            "SELECT id FROM outbox WHERE state = 'queued' AND id IN (SELECT value FROM json_each(?))",
            (to_json(list(ids)),),
        )
        return {row["id"] for row in rows}

    def claim(self, ids: Collection[int]) -> None:
        """Says, before the network is touched, that these rows are on their way."""
        self._connection.executemany(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'queued'",
            [(row_id,) for row_id in ids],
        )

    def delivered(self, parcel: Parcel, message_id: int | None, now: datetime, *, card_has_photo: bool = False) -> None:
        """A new message becomes the card; an edit leaves the card whose it is by now (see hand_on), and costs nobody
        anything: `why` says so."""
        edited = message_id is not None and message_id == parcel.card_message
        self._close(parcel.id, "delivered", now, message_id=message_id, why=EDITED if edited else None)
        if parcel.card is not None and message_id not in (None, parcel.card_message):
            self._connection.execute(
                """INSERT INTO card (chat_id, card, message_id, photo) VALUES (?, ?, ?, ?) ON CONFLICT (chat_id, card)
                   DO UPDATE SET message_id = excluded.message_id, photo = excluded.photo""",
                (parcel.chat_id, parcel.card, message_id, int(card_has_photo)),
            )

    def later(self, row_id: int, *, maybe_sent: bool, counts: bool = True) -> None:
        """Back into the queue, unless it was taken back meanwhile; `maybe_sent` says that it may have arrived already.
        An attempt that does not count is forgotten. Whoever sends decides how long to wait, in monotonic time:
        Telegram's patience does not follow the school's clock."""
        self._again(row_id, maybe_sent=maybe_sent, counts=counts)

    def never(self, row_id: int, why: str, now: datetime) -> None:
        self._close(row_id, "never", now, why=why)

    def expired(self, row_id: int, now: datetime) -> None:
        self._close(row_id, "expired", now, why="good_until")

    def recover(self) -> int:
        """After a crash: what was on its way goes again and says that it may be a repeat; edits need no such mark.
        A button's answer that was kept as a message may have been shown as well."""
        self._connection.execute("UPDATE outbox SET maybe_sent = 1 WHERE state = 'queued' AND item LIKE 'toast:%'")
        on_their_way = self._connection.execute("SELECT id FROM outbox WHERE state = 'sending'").fetchall()
        for row in on_their_way:
            self._again(row["id"], maybe_sent=True)
        return len(on_their_way)

    def _again(self, row_id: int, *, maybe_sent: bool, counts: bool = True) -> None:
        """Back into the queue, or into newer news of its card that waits there: two would overtake each other."""
        row = self._connection.execute(
            f"""UPDATE outbox SET state = {AGAIN}, maybe_sent = max(maybe_sent, :maybe),
                   attempts = attempts - :forgotten
               WHERE id = :id AND state = 'sending' RETURNING *""",
            {"maybe": int(maybe_sent), "forgotten": int(not counts), "id": row_id},
        ).fetchone()
        if row is None or (row["why"] == "owned" and not row["maybe_sent"]):
            return
        newer = self._connection.execute(
            """SELECT id, show FROM outbox WHERE card = :card AND state = 'queued' AND id > :id
               AND person IS :person AND chat_id IS :chat_id""",
            dict(row),
        ).fetchone()
        if newer is None:
            return
        self._connection.execute(
            """UPDATE outbox SET show = :show, lane = min(lane, :lane), maybe_sent = max(maybe_sent, :maybe)
               WHERE id = :id""",
            {
                "show": Show(newer["show"]).or_plainer(Show(row["show"])),
                "lane": row["lane"],
                "maybe": row["maybe_sent"],
                "id": newer["id"],
            },
        )
        self._connection.execute(
            "UPDATE outbox SET state = 'withdrawn', why = 'superseded' WHERE id = :id", {"id": row["id"]}
        )

    def _close(
        self, row_id: int, state: str, now: datetime, *, message_id: int | None = None, why: str | None = None
    ) -> None:
        self._connection.execute(
            f"""UPDATE outbox SET state = :state, closed_at = :now, message_id = :message_id, why = :why,
                   facts = {TELLING}
               WHERE id = :id AND state IN ('sending', 'queued')""",
            {
                "state": state,
                "now": to_text(now),
                "message_id": message_id,
                "why": why,
                "id": row_id,
            },
        )
