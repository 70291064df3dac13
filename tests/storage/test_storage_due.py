"""Due rows: one a verb and subject, served once, and a row that moved meanwhile is not served at its old moment."""

import sqlite3
from datetime import timedelta

import pytest

from storage import Transaction
from tests.storage.rows import NOW

MINUTE = timedelta(minutes=1)
VERBS = ("alarm.climb", "draft.leave")


def test_a_row_is_ready_at_its_moment_and_not_before(tx: Transaction) -> None:
    tx.due.put("alarm.climb", "7", NOW + MINUTE, {"level": 1})
    assert tx.due.ready(NOW, VERBS) == []
    (row,) = tx.due.ready(NOW + MINUTE, VERBS)
    assert (row.verb, row.subject, row.at, row.facts) == ("alarm.climb", "7", NOW + MINUTE, {"level": 1})


def test_late_rows_come_in_the_order_of_their_moments(tx: Transaction) -> None:
    tx.due.put("alarm.climb", "late", NOW + 3 * MINUTE)
    tx.due.put("alarm.climb", "early", NOW + MINUTE)
    tx.due.put("alarm.climb", "middle", NOW + 2 * MINUTE)
    assert [row.subject for row in tx.due.ready(NOW + 9 * MINUTE, VERBS)] == ["early", "middle", "late"]
    assert [row.subject for row in tx.due.ready(NOW + 9 * MINUTE, VERBS, most=1)] == ["early"]


def test_the_same_verb_and_subject_waits_once_at_the_newest_time(tx: Transaction) -> None:
    tx.due.put("draft.leave", "1", NOW, {"old": True})
    tx.due.put("draft.leave", "1", NOW + MINUTE, {"new": True})
    assert tx.due.ready(NOW, VERBS) == []
    (row,) = tx.due.ready(NOW + MINUTE, VERBS)
    assert row.facts == {"new": True}


def test_each_asks_for_its_own_verbs_only(tx: Transaction) -> None:
    tx.due.put("evidence.fetch", "1", NOW)
    tx.due.put("draft.leave", "1", NOW + MINUTE)
    assert tx.due.ready(NOW, VERBS) == []
    assert tx.due.next_at(VERBS) == NOW + MINUTE
    assert tx.due.next_at() == NOW
    assert tx.due.next_at(["alarm.climb"]) is None


def test_a_row_is_taken_by_exactly_one(tx: Transaction) -> None:
    tx.due.put("alarm.climb", "7", NOW)
    (row,) = tx.due.ready(NOW, VERBS)
    assert tx.due.take(row)
    assert not tx.due.take(row)
    assert tx.due.next_at() is None


def test_a_row_that_was_put_off_since_it_was_read_is_not_taken(tx: Transaction) -> None:
    """Somebody answered a form in the moment in which it was about to be left."""
    tx.due.put("draft.leave", "1", NOW)
    (row,) = tx.due.ready(NOW, VERBS)
    tx.due.put("draft.leave", "1", NOW + 120 * MINUTE)
    assert not tx.due.take(row)
    assert tx.due.next_at() == NOW + 120 * MINUTE


def test_another_row_that_got_the_number_of_one_that_was_read_is_not_taken(tx: Transaction) -> None:
    tx.due.put("alarm.climb", "7", NOW)
    (row,) = tx.due.ready(NOW, VERBS)
    tx.due.drop("alarm.climb", "7")
    tx.due.put("alarm.still_on_it", "7", NOW)
    assert not tx.due.take(row)
    assert tx.due.next_at(["alarm.still_on_it"]) == NOW


def test_a_row_that_failed_comes_again_later_and_counts(tx: Transaction) -> None:
    tx.due.put("alarm.climb", "7", NOW, {"level": 1})
    (row,) = tx.due.ready(NOW, VERBS)
    tx.due.later(row, NOW + MINUTE)
    assert tx.due.ready(NOW, VERBS) == []
    (again,) = tx.due.ready(NOW + MINUTE, VERBS)
    assert (again.attempts, again.facts) == (1, {"level": 1})


@pytest.mark.parametrize("subject", ["7", "8"])
def test_dropping_drops_that_row_and_no_other(tx: Transaction, subject: str) -> None:
    tx.due.put("alarm.climb", "7", NOW)
    tx.due.put("alarm.climb", "8", NOW)
    tx.due.drop("alarm.climb", subject)
    assert [row.subject for row in tx.due.ready(NOW, VERBS)] == [{"7": "8", "8": "7"}[subject]]


def test_looking_for_what_is_due_does_not_look_at_what_is_not(tx: Transaction, connection: sqlite3.Connection) -> None:
    """Counted in steps of SQLite's machine, so that a slow machine makes no difference."""
    tx.due.put("duty.step", "due", NOW)
    few = steps(tx, connection)
    for number in range(2_000):
        tx.due.put("duty.step", str(number), NOW + MINUTE)
    assert steps(tx, connection) < few * 1.5


def steps(tx: Transaction, connection: sqlite3.Connection) -> int:
    taken: list[int] = []
    connection.set_progress_handler(lambda: taken.append(1), 1)
    assert [row.subject for row in tx.due.ready(NOW, ["duty.step", *VERBS])] == ["due"]
    assert tx.due.next_at(["duty.step", *VERBS]) == NOW
    connection.set_progress_handler(None, 0)
    return len(taken)
