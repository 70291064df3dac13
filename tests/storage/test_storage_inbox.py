"""The inbox: an update counts once, is forgotten after a week, and a number that comes again later is a new one."""

from datetime import timedelta

import pytest

from storage import Transaction
from tests.storage.rows import NOW

DAY = timedelta(days=1)


def test_an_update_waits_until_it_has_had_its_effect(tx: Transaction) -> None:
    tx.inbox.keep([(7, '{"a":1}')], NOW)
    assert tx.inbox.waiting() == [(7, '{"a":1}')]
    assert not tx.inbox.is_empty()
    tx.inbox.done(7)
    assert tx.inbox.waiting() == []
    assert tx.inbox.is_empty()


def test_the_same_update_again_changes_nothing(tx: Transaction) -> None:
    tx.inbox.keep([(7, "first")], NOW)
    tx.inbox.keep([(7, "again")], NOW)
    assert tx.inbox.waiting() == [(7, "first")]
    tx.inbox.done(7)
    tx.inbox.keep([(7, "again")], NOW + DAY)
    assert not tx.inbox.is_new(7)


def test_what_was_never_kept_is_not_new(tx: Transaction) -> None:
    assert not tx.inbox.is_new(7)


def test_what_waits_goes_on_in_the_order_of_its_coming(tx: Transaction) -> None:
    tx.inbox.keep([(9, "b"), (8, "a")], NOW)
    tx.inbox.keep([(10, "c")], NOW)
    assert [body for _, body in tx.inbox.waiting()] == ["a", "b", "c"]


def test_what_was_set_aside_is_out_of_the_way_but_kept(tx: Transaction) -> None:
    tx.inbox.keep([(7, "poison")], NOW)
    tx.inbox.set_aside(7, "abc123")
    assert tx.inbox.is_empty()
    assert not tx.inbox.is_new(7)
    assert tx.inbox.prune(NOW + 30 * DAY) == 0


@pytest.mark.parametrize(("age", "forgotten"), [(6.9, 0), (7.1, 1)])
def test_what_was_done_is_forgotten_after_a_week(tx: Transaction, age: float, forgotten: int) -> None:
    tx.inbox.keep([(7, "a")], NOW)
    tx.inbox.done(7)
    assert tx.inbox.prune(NOW + age * DAY) == forgotten


def test_what_still_waits_is_never_forgotten(tx: Transaction) -> None:
    tx.inbox.keep([(7, "a")], NOW)
    assert tx.inbox.prune(NOW + 30 * DAY) == 0
    assert tx.inbox.is_new(7)


def test_forgetting_is_done_in_small_pieces(tx: Transaction) -> None:
    tx.inbox.keep([(number, "a") for number in range(25)], NOW)
    done = [tx.inbox.done(number) for number in range(25)]
    assert len(done) == 25
    assert [tx.inbox.prune(NOW + 8 * DAY, most=10) for _ in range(4)] == [10, 10, 5, 0]


@pytest.mark.parametrize("ended", ["done", "set_aside"])
def test_a_number_that_comes_again_after_a_week_is_another_update(tx: Transaction, ended: str) -> None:
    """Telegram numbers anew after a week without any: nobody may lose a message to an old one of the same number."""
    tx.inbox.keep([(7, "old")], NOW)
    {"done": tx.inbox.done, "set_aside": lambda it: tx.inbox.set_aside(it, "abc123")}[ended](7)
    tx.inbox.keep([(7, "new")], NOW + 8 * DAY)
    assert tx.inbox.waiting() == [(7, "new")]


def test_a_number_that_comes_again_while_the_first_still_waits_does_not_push_it_out(tx: Transaction) -> None:
    tx.inbox.keep([(7, "old")], NOW)
    tx.inbox.keep([(7, "new")], NOW + 8 * DAY)
    assert tx.inbox.waiting() == [(7, "old")]
