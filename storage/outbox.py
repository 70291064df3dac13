"""The outbox: every message to anybody waits here until it is delivered, put off, given up or out of date.

        queued ──claim──> sending ──delivered──> delivered
          ^                  │ ├──never────────> never       (blocked, refused: nobody tries again)
          └──later, crash────┘ └──expired──────> expired     (good_until passed: never sent)
        queued ──owned, superseded──> withdrawn    (on its way when owned: not a second time)

Effects happen exactly once, messages at least once: what was in flight when the program died, or ended in an
ambiguous time-out, goes again with `maybe_sent` set, and says so.
"""

import sqlite3
from datetime import datetime, timedelta

from domain.news import News, Show
from storage.moments import from_text, to_text
from storage.parcel import HOW_MANY_WAIT, WAITS_FOR_A_PHONE
from storage.rows import to_json

SECRET = ("invitation.link", "invitation.post_link", "group.link", "practice.step", "workbook.file")
"""News whose facts are forgotten as soon as they are delivered: who reads the database cannot use them; of a practice
round nothing stays, nor of a workbook."""
TELLING = "CASE WHEN about IN ({}) THEN '{{}}' ELSE facts END".format(", ".join(f"'{about}'" for about in SECRET))
"""The facts that are kept."""

QUEUED_CARD = "card = :card AND state = 'queued' AND person IS :person AND chat_id IS :chat_id"


class Outbox:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.touched = False
        """Whether news was queued since the store last told its listeners."""

    def put(self, news: News, now: datetime) -> None:
        """Queues the news. A card takes the place of a queued older one; a used `once` key changes nothing at all."""
        if news.once is not None and self.was_said(news.once):
            return
        self.touched = True
        person, chat_id = (news.to, None) if isinstance(news.to, str) else (None, news.to)
        show, lane, maybe = news.show, int(news.lane), False
        if news.card is not None:
            show, lane, maybe = self._supersede(news.card, person, chat_id, show, lane, now)
        self._connection.execute(
            """INSERT INTO outbox (person, chat_id, lane, about, facts, item, card, show, once, not_before, good_until,
                                   hold_ms, state, maybe_sent, made_at)
               VALUES (:person, :chat_id, :lane, :about, :facts, :item, :card, :show, :once, :not_before, :good_until,
                       :hold_ms, 'queued', :maybe, :now)""",
            {
                "person": person,
                "chat_id": chat_id,
                "lane": lane,
                "about": news.about,
                "facts": to_json(news.facts),
                "item": news.item,
                "card": news.card,
                "show": show,
                "once": news.once,
                "not_before": to_text(news.not_before) if news.not_before else None,
                "good_until": to_text(news.good_until) if news.good_until else None,
                "hold_ms": int(news.hold.total_seconds() * 1000),
                "maybe": int(maybe),
                "now": to_text(now),
            },
        )

    def was_said(self, once: str) -> bool:
        """Whether news with this key was ever queued."""
        return self._connection.execute("SELECT 1 FROM outbox WHERE once = ?", (once,)).fetchone() is not None

    def _supersede(
        self, card: str, person: str | None, chat_id: int | None, show: Show, lane: int, now: datetime
    ) -> tuple[Show, int, bool]:
        """Withdraws queued older news of the card; its successor shows anew what was to be, no later than that, and
        says that it may be a repeat where that one would have."""
        which = {"card": card, "person": person, "chat_id": chat_id}
        # Mostly there is none, and a look costs a fifth of the change.
        if self._connection.execute(f"SELECT 1 FROM outbox WHERE {QUEUED_CARD}", which).fetchone() is None:
            return show, lane, False
        rows = self._connection.execute(
            f"""UPDATE outbox SET state = 'withdrawn', why = 'superseded', closed_at = :now,
                   facts = {TELLING}
               WHERE {QUEUED_CARD} RETURNING show, lane, maybe_sent""",
            which | {"now": to_text(now)},
        ).fetchall()
        for row in rows:
            show = show.or_plainer(Show(row["show"]))
        return show, min([lane, *(row["lane"] for row in rows)]), any(row["maybe_sent"] for row in rows)

    def withdraw(self, item: str, now: datetime, *, about: str = "*") -> int:
        """Takes back what is still queued of an item (all of it, or one kind); returns how much.

        What is on its way goes on, but not a second time should it fail. A card that may stand in its chat already
        stays queued: what is true now takes its place, and nobody is left with buttons that are dead.
        """
        rows = self._connection.execute(
            """UPDATE outbox SET state = CASE state WHEN 'queued' THEN 'withdrawn' ELSE state END, why = 'owned',
                   closed_at = :now
               WHERE item = :item AND (:about = '*' OR about = :about)
                   AND (state = 'sending' OR (state = 'queued' AND NOT (maybe_sent AND card IS NOT NULL)))
               RETURNING state""",
            {"now": to_text(now), "item": item, "about": about},
        ).fetchall()
        return sum(row["state"] == "withdrawn" for row in rows)

    def stir(self) -> None:
        """Somebody can read again, or on another phone: what waits is looked at anew."""
        self.touched = True

    def readdress(self, item: str, person: str, to: str) -> None:
        """What is queued of the item for one person is for another from now on (end of a shift)."""
        self._connection.execute(
            "UPDATE outbox SET person = :to WHERE item = :item AND person = :person AND state = 'queued'",
            {"item": item, "person": person, "to": to},
        )

    def put_off(self, row_id: int, until: datetime) -> None:
        """Waits until then; what takes its place or takes it back meanwhile still does."""
        self._connection.execute(
            "UPDATE outbox SET not_before = ? WHERE id = ? AND state = 'queued'", (to_text(until), row_id)
        )

    def move(self, after: datetime, by: timedelta) -> None:
        """What was put off to a moment later than `after` waits for so much later a one, or sooner."""
        for row in self._connection.execute(
            "SELECT id, not_before FROM outbox WHERE state = 'queued' AND not_before > ?", (to_text(after),)
        ).fetchall():
            self.touched = True
            self.put_off(row["id"], from_text(row["not_before"]) + by)

    def hand_on(self, chat_id: int, card: str, to: str, now: datetime) -> None:
        """The message of one card is that of another from now on, and what was still to be said on it is not; nothing
        when it was never sent."""
        moved = self._connection.execute(
            "UPDATE OR REPLACE card SET card = :to WHERE chat_id = :chat_id AND card = :card",
            {"chat_id": chat_id, "card": card, "to": to},
        )
        if moved.rowcount:
            self._supersede(card, None, chat_id, Show.ONLY_EDIT, 0, now)

    def has_message(self, chat_id: int, card: str) -> bool:
        """Whether a message in the chat is this card."""
        row = self._connection.execute("SELECT 1 FROM card WHERE chat_id = ? AND card = ?", (chat_id, card)).fetchone()
        return row is not None

    def next_at(self, now: datetime) -> datetime | None:
        """When the earliest row that is still put off may go; None when nothing is put off."""
        row = self._connection.execute(
            "SELECT min(not_before) AS at FROM outbox WHERE state = 'queued' AND not_before > ?", (to_text(now),)
        ).fetchone()
        return from_text(row["at"]) if row["at"] else None

    def waiting(self, now: datetime) -> int:
        """How many rows are due or on their way."""
        values = {"now": to_text(now), "stale": to_text(now - WAITS_FOR_A_PHONE)}
        return int(self._connection.execute(HOW_MANY_WAIT, values).fetchone()["n"])
