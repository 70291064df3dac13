"""What a whole school day keeps: one end for each duty, nobody paged in vain, quiet peaks and nights, few messages."""

import pytest

from domain.school import School
from tests.day.played import Played
from tests.day.promises import PROMISES, Promise, rang


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_a_busy_day_keeps_its_promises(promise: Promise, busy_day: Played, sample: School) -> None:
    assert list(promise(busy_day, sample)) == []


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_a_day_on_which_all_is_done_in_time_keeps_its_promises(
    promise: Promise, quiet_day: Played, sample: School
) -> None:
    assert list(promise(quiet_day, sample)) == []


def test_a_day_on_which_all_is_done_in_time_rings_for_nobody_above(quiet_day: Played) -> None:
    told = {message["facts"].get("role") for message in rang(quiet_day) if message["about"] == "duty.card"}
    assert told == {"owner"}


def test_the_day_was_not_empty(busy_day: Played) -> None:
    ends = {row["state"] for row in busy_day.rows("SELECT state FROM duty WHERE trial = 0")}
    assert {"done", "late", "missed", "excused"} <= ends
    assert len(rang(busy_day)) > 150
