"""整改通知: the moves, who may make them, and when who hears of one that is not put right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.notices import (
    AS_USUAL,
    MOVES,
    OVER,
    WITHIN,
    Grade,
    Move,
    Notice,
    State,
    Who,
    check_may,
    following,
    next_state,
    reminders_of,
)
from domain.people import Permission
from domain.refusal import Refusal

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
NOTICE = Notice(
    18, State.ISSUED, Grade.MAJOR, "D-401", "", "吊顶松动", "P03", "P13", MONDAY, MONDAY + timedelta(hours=24), None,
    None, None, None, None, None, "", 0, 0,
)  # fmt: skip
CHECKER = frozenset({Permission.SPOT_CHECK})
NOBODY: frozenset[Permission] = frozenset()


def test_every_move_leads_somewhere_and_what_is_over_stays_over() -> None:
    assert {move for _state, move in MOVES} == set(Move)
    assert [pair for pair in MOVES if pair[0] in OVER] == []
    with pytest.raises(Refusal, match=r"notice\.too_late"):
        next_state(replace(NOTICE, state=State.CLOSED), Move.PASS)


def test_whoever_puts_it_right_lives_there_or_inspected_it_never_says_that_it_is_right() -> None:
    to_check = replace(NOTICE, state=State.TO_CHECK, done_by="P14")
    for person in ("P13", "P14", "P60", "P65"):
        with pytest.raises(Refusal, match=r"notice\.own_work"):
            check_may(to_check, Move.PASS, person, CHECKER, residents={"P60"}, inspectors={"P65"})
    check_may(to_check, Move.PASS, "P07", CHECKER, residents={"P60"}, inspectors={"P65"})
    with pytest.raises(Refusal, match=r"notice\.not_yours"):
        check_may(to_check, Move.PASS, "P50", NOBODY)


def test_only_its_issuer_or_who_approves_gives_it_more_time_and_never_to_oneself() -> None:
    check_may(NOTICE, Move.EXTEND, "P03", NOBODY)
    check_may(NOTICE, Move.EXTEND, "P02", frozenset({Permission.APPROVE}))
    for person, may in (("P07", CHECKER), ("P13", frozenset({Permission.APPROVE}))):
        with pytest.raises(Refusal, match=r"notice\.not_yours"):
            check_may(NOTICE, Move.EXTEND, person, may)


def test_the_deadlines_are_those_of_the_field() -> None:
    assert [within / timedelta(hours=1) for within in WITHIN.values()] == [2, 24, 72, 168]


def test_the_reminders_are_read_from_the_schools_rows() -> None:
    rows = {
        "提醒.整改.1": "T-24小时 责任人", "提醒.整改.2": "T-2小时 责任人", "提醒.整改.3": "T-0 责任人",
        "提醒.整改.4": "T+1天 班组长", "提醒.整改.5": "T+3天 主管", "提醒.整改.6": "T+7天 校长",
    }  # fmt: skip
    assert reminders_of(rows) == AS_USUAL == reminders_of({})
    assert reminders_of({"提醒.整改.1": "T+2天 班组长", "提醒.整改.2": "随便"}) == (
        AS_USUAL[3].__class__(timedelta(days=2), Who.LEAD),
    )


def test_a_reminder_that_was_due_before_creation_never_fires() -> None:
    coming = following(AS_USUAL, NOTICE.deadline, MONDAY)
    assert coming is not None
    assert coming[0] == NOTICE.deadline - timedelta(hours=2)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 400), st.integers(0, 800))
def test_the_next_reminder_is_always_ahead(hours: int, later: int) -> None:
    now = MONDAY + timedelta(hours=later)
    coming = following(AS_USUAL, MONDAY + timedelta(hours=hours), now)
    assert coming is None or coming[0] > now
