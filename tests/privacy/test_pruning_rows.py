"""Pruning row by row: whatever needs a picture keeps its file, a chunk at a time, and twice is as good as once."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from actions import prune
from domain.news import Lane, News
from schedules import timetable
from storage import Transaction
from tests.storage.rows import NOW

DAY = timedelta(days=1)
SHA = "ab" + "0" * 62


def picture(tx: Transaction, item: str | None, taken: datetime, sha256: str = SHA) -> int:
    """A photo that is on the disk."""
    number = tx.evidence.add(
        kind="photo", file_id="F", file_unique_id=f"U{sha256}", size=9, role="before", person="P53", said_at=taken,
        item=item,
    )  # fmt: skip
    tx.evidence.kept(number, sha256)
    return number


def serve(tx: Transaction, now: datetime, most: int = 1000) -> int:
    """Serves what is due of pruning, at most so many units; returns how many there were."""
    verbs = (prune.PICTURES, prune.MESSAGES)
    for served in range(most):
        rows = tx.due.ready(now, verbs, 1)
        if not rows:
            return served
        timetable.serve(tx, now, rows[0])
    return most


def states(connection: sqlite3.Connection) -> list[str]:
    return [row["state"] for row in connection.execute("SELECT state FROM evidence ORDER BY id")]


def test_a_photo_that_two_need_is_on_the_shelf_until_neither_does(tx: Transaction) -> None:
    picture(tx, None, NOW - 200 * DAY)
    picture(tx, "duty:1", NOW - 200 * DAY)
    prune.begin_pruning(tx, NOW)
    serve(tx, NOW)
    assert tx.keeping.needed("ab") == {SHA}
    assert [it.state for it in tx.evidence.of_item("duty:1")] == ["kept"]


def test_a_held_item_keeps_its_photos_until_it_is_freed(tx: Transaction, connection: sqlite3.Connection) -> None:
    picture(tx, "gate:M-S", NOW - 400 * DAY)
    assert tx.keeping.hold("gate:M-S", "P03", NOW)
    prune.prune_pictures(tx, NOW)
    assert states(connection) == ["kept"]
    assert tx.keeping.free("gate:M-S")
    prune.prune_pictures(tx, NOW)
    assert states(connection) == ["pruned"]


def test_many_photos_go_a_chunk_a_unit_each_chunk_with_its_record(
    tx: Transaction, connection: sqlite3.Connection
) -> None:
    for number in range(230):
        picture(tx, None, NOW - 200 * DAY, f"{number:064x}")
    prune.begin_pruning(tx, NOW)
    serve(tx, NOW, most=1)
    assert states(connection).count("pruned") == 100
    prune.begin_pruning(tx, NOW + DAY)
    assert serve(tx, NOW + DAY) == 3
    assert states(connection) == ["pruned"] * 230
    kinds = [row["kind"] for row in connection.execute("SELECT kind FROM record")]
    assert kinds.count("evidence.pruned") == 3
    prune.begin_pruning(tx, NOW + 2 * DAY)
    serve(tx, NOW + 2 * DAY)
    assert len(kinds) == tx.history.head()[0]


def test_a_copy_made_while_its_photo_was_awaited_is_kept_with_it(
    tx: Transaction, connection: sqlite3.Connection
) -> None:
    first = tx.evidence.add(
        kind="photo", file_id="F", file_unique_id="U", size=9, role="before", person="P53", said_at=NOW, item="alarm:1"
    )
    tx.due.put("evidence.fetch", str(first), NOW)
    tx.evidence.copy(first, "ticket:1")
    tx.evidence.kept(first, SHA)
    assert states(connection) == ["kept", "kept"]


def test_old_messages_are_forgotten_and_what_was_said_once_is_not_said_again(
    tx: Transaction, connection: sqlite3.Connection
) -> None:
    tx.outbox.put(News("ticket.more", "P53", {"more": "漏水"}, Lane.ORDINARY), NOW - 100 * DAY)
    tx.outbox.put(News("ticket.more", "P53", {"more": "漏水"}, Lane.ORDINARY, once="1"), NOW - 100 * DAY)
    connection.execute("UPDATE outbox SET state = 'delivered', closed_at = made_at")
    tx.outbox.put(News("ticket.more", "P53", {"more": "停电"}, Lane.ORDINARY), NOW - 100 * DAY)
    prune.begin_pruning(tx, NOW)
    serve(tx, NOW)
    assert [
        tuple(row) for row in connection.execute("SELECT once, facts ->> 'more', state FROM outbox ORDER BY id")
    ] == [
        ("1", None, "delivered"),
        (None, "停电", "queued"),
    ]
    assert tx.outbox.was_said("1")


def steps_of(connection: sqlite3.Connection, unit: Callable[[], None]) -> int:
    """How many hundreds of steps SQLite takes for it: work, whatever else the machine is doing."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1

    connection.set_progress_handler(step, 100)
    unit()
    connection.set_progress_handler(None, 0)
    return taken


def test_a_unit_of_pruning_does_not_grow_with_the_years(tx: Transaction, connection: sqlite3.Connection) -> None:
    def one_unit() -> None:
        prune.prune_pictures(tx, NOW)
        prune.prune_messages(tx, NOW)

    one_unit()
    before = steps_of(connection, one_unit)
    for number in range(3000):
        tx.keeping.pruned([picture(tx, None, NOW - 900 * DAY, f"{number:064x}")], NOW)
        tx.outbox.put(News("help", "P53", {}, once=f"{number}"), NOW - 100 * DAY)
    connection.execute("UPDATE outbox SET state = 'delivered', closed_at = made_at")
    assert steps_of(connection, one_unit) < before + 200
