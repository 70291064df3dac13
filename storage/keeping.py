"""What is still kept and for how long: pictures whose item is over, messages long delivered, holds."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.moments import from_text, to_text

OLD_PICTURES = """
    SELECT e.id, e.item, e.sha256, CASE kind_of.name
        WHEN 'ticket' THEN (SELECT changed_at FROM ticket WHERE number = kind_of.number AND state IN ('已关闭', '撤销'))
        WHEN 'alarm' THEN (SELECT closed_at FROM alarm WHERE number = kind_of.number)
        WHEN 'entry' THEN (SELECT closed_at FROM entry WHERE number = kind_of.number)
        WHEN 'notice' THEN (SELECT closed_at FROM notice WHERE number = kind_of.number)
        WHEN 'appeal' THEN (SELECT decided_at FROM appeal WHERE number = kind_of.number)
        WHEN 'offer' THEN (SELECT changed_at FROM offer WHERE number = kind_of.number AND state = 'kept')
        WHEN 'duty' THEN (SELECT closes FROM duty WHERE id = kind_of.number AND state NOT IN ('upcoming', 'open'))
        ELSE e.said_at END AS ended
    FROM evidence e JOIN (
        SELECT id, substr(coalesce(item, ''), 1, instr(coalesce(item, ''), ':') - 1) AS name,
               CAST(substr(item, instr(item, ':') + 1) AS INTEGER) AS number
        FROM evidence INDEXED BY evidence_here
        WHERE id > :after AND said_at < :before AND state IN ('kept', 'lost') ORDER BY id LIMIT :most
    ) AS kind_of ON kind_of.id = e.id
    ORDER BY e.id"""
HELD = "SELECT item FROM hold WHERE item IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class OldPicture:
    """`ended` is when the picture's item was over (of one without an item, when it was taken); None while it is not."""

    id: int
    item: str | None
    sha256: str | None
    ended: datetime | None


class Keeping:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def old_pictures(self, after: int, before: datetime, most: int) -> list[OldPicture]:
        """Pictures and voice notes that are still here and were taken before that, by number, from past `after` on."""
        rows = self._connection.execute(OLD_PICTURES, {"after": after, "before": to_text(before), "most": most})
        return [
            OldPicture(row["id"], row["item"], row["sha256"], from_text(row["ended"]) if row["ended"] else None)
            for row in rows
        ]

    def pruned(self, ids: Iterable[int], now: datetime) -> None:
        """The row stays as proof; Telegram's name of the file goes, so that nobody is shown it again."""
        self._connection.executemany(
            """UPDATE evidence SET state = 'pruned', gone_at = ?, file_id = ''
               WHERE id = ? AND state IN ('kept', 'lost')""",
            [(to_text(now), evidence_id) for evidence_id in ids],
        )

    def needed(self, shelf: str) -> set[str]:
        """The files (sha256) that belong on the shelf: what a picture still needs, of those that begin so."""
        rows = self._connection.execute(
            "SELECT DISTINCT sha256 FROM evidence WHERE state = 'kept' AND sha256 >= ? AND sha256 < ?",
            (shelf, shelf + "g"),
        )
        return {row["sha256"] for row in rows}

    def held(self, items: Collection[str | None]) -> set[str]:
        """Which of these items somebody put on hold."""
        rows = self._connection.execute(HELD, (json.dumps([item for item in items if item]),))
        return {row["item"] for row in rows}

    def hold(self, item: str, by: str, now: datetime) -> bool:
        """Keeps the item's pictures until it is freed; False when it is kept already."""
        done = self._connection.execute(
            "INSERT INTO hold (item, by, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (item, by, to_text(now))
        )
        return done.rowcount == 1

    def free(self, item: str) -> bool:
        return self._connection.execute("DELETE FROM hold WHERE item = ?", (item,)).rowcount == 1

    def prune_messages(self, after: int, most: int, before: datetime) -> int | None:
        """Forgets what was said to people in rows past `after`, at most `most` of them, when closed before that.

        A row with a `once` key stays without its words, so that it is never said again. Returns how far it looked;
        None at the end.
        """
        last = self._connection.execute(
            "SELECT max(id) AS id FROM (SELECT id FROM outbox WHERE id > ? ORDER BY id LIMIT ?)", (after, most)
        ).fetchone()["id"]
        if last is None:
            return None
        facts = {"after": after, "last": last, "before": to_text(before)}
        old = "id > :after AND id <= :last AND state NOT IN ('queued', 'sending') AND closed_at < :before"
        self._connection.execute(f"DELETE FROM outbox WHERE {old} AND once IS NULL", facts)
        self._connection.execute(f"UPDATE outbox SET facts = '{{}}' WHERE {old} AND facts <> '{{}}'", facts)
        return int(last)

    def prune_set_aside(self, before: datetime, most: int) -> None:
        """Forgets updates that could not be read or failed, a chunk at a time."""
        self._connection.execute(
            """DELETE FROM inbox WHERE update_id IN (
                   SELECT update_id FROM inbox WHERE state = 'set_aside' AND received_at < ? LIMIT ?)""",
            (to_text(before), most),
        )
