"""The pulse: what an operator acts on, counted in the database as it lies there, in one look that keeps nobody waiting.

Numbers and moments only: nobody's words, nobody's name.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.news import Lane
from storage.look import is_there, reading
from storage.migrate import migrations
from storage.moments import from_text, to_text
from storage.parcel import WAIT_BY_LANE, WAITS_FOR_A_PHONE
from storage.stamps import POLLED, Stamps
from storage.store import FILE


@dataclass(frozen=True, slots=True)
class Pulse:
    """At `taken`. `polled`: when Telegram last answered, half a minute old at most while it does; `arrived`: since
    when the oldest update in the inbox waits, `urgent` the oldest urgent message, `due` the next thing to be done.

    `overdue` are duties past their time and not reported, `unowned` alarms that nobody has taken; `unreachable` phones
    have blocked the bot.
    """

    taken: datetime
    polled: datetime | None
    inbox: int
    arrived: datetime | None
    outbox: Mapping[Lane, int]
    urgent: datetime | None
    due: datetime | None
    duties: int
    overdue: int
    alarms: int
    unowned: datetime | None
    tickets: int
    unreachable: int
    records: int


def pulse(folder: Path, now: datetime) -> Pulse | None:
    """None where there is no database, or one of another version. Raises HalfRestored and sqlite3.Error."""
    if not is_there(folder):
        return None
    with reading(folder / FILE) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] != migrations()[-1][0]:
            return None
        return _felt(connection, now)


COUNTED = """
    SELECT (SELECT count(*) FROM inbox WHERE state = 'new') AS inbox,
           (SELECT min(received_at) FROM inbox WHERE state = 'new') AS arrived,
           (SELECT min(at) FROM due) AS due,
           (SELECT count(*) FROM duty WHERE state IN ('upcoming', 'open') AND state = 'open') AS duties,
           (SELECT count(*) FROM duty WHERE state IN ('upcoming', 'open') AND state = 'open' AND opens < :now
               AND due < :now) AS overdue,
           (SELECT count(*) FROM alarm WHERE state IN ('open', 'owned', 'on_site') AND drill = 0) AS alarms,
           (SELECT min(raised_at) FROM alarm WHERE state IN ('open', 'owned', 'on_site') AND owner IS NULL
               AND drill = 0) AS unowned,
           (SELECT count(*) FROM ticket WHERE state NOT IN ('已关闭', '撤销')) AS tickets,
           (SELECT count(*) FROM account WHERE unbound_at IS NULL AND unreachable_since IS NOT NULL) AS unreachable,
           (SELECT coalesce(max(seq), 0) FROM record) AS records"""


def _felt(connection: sqlite3.Connection, now: datetime) -> Pulse:
    moments = {"now": to_text(now), "stale": to_text(now - WAITS_FOR_A_PHONE)}
    counted = dict(connection.execute(COUNTED, moments).fetchone())
    for name in ("arrived", "due", "unowned"):
        counted[name] = from_text(counted[name]) if counted[name] else None
    lanes = connection.execute(WAIT_BY_LANE, moments).fetchall()
    urgent = next((from_text(row["since"]) for row in lanes if row["lane"] == Lane.URGENT), None)
    outbox = dict.fromkeys(Lane, 0) | {Lane(row["lane"]): int(row["n"]) for row in lanes}
    polled = Stamps(connection).get(POLLED)
    return Pulse(taken=now, polled=polled, outbox=outbox, urgent=urgent, **counted)
