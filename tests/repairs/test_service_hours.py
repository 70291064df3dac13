"""Service clocks run in the school's hours, whatever the zone; a time that is over once stays over."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import EVERY_DAY, WORKDAY
from domain.service_hours import ALWAYS, Calendar, Hours, reach, spent
from domain.service_rules import (
    SOON,
    WORK,
    Asking,
    Chasing,
    Rule,
    Step,
    asking_of,
    chasing_of,
    hours_of,
    limit_of,
    rule_of,
)
from domain.tickets import Urgency

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)


def kinds(day: date) -> frozenset[str]:
    return frozenset({EVERY_DAY, WORKDAY} if day.weekday() < 5 else {EVERY_DAY})


HERE = Calendar(SHANGHAI, kinds)


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=SHANGHAI)


def test_four_hours_given_at_five_end_at_eleven_of_the_next_workday() -> None:
    """FIELD, lesson 5: Friday 17:00, open 08-18."""
    assert reach(WORK, HERE, local("27 17:00"), 4 * HOUR) == local("30 11:00")
    assert reach(WORK, HERE, local("23 17:00"), 4 * HOUR) == local("24 11:00")
    assert reach(WORK, HERE, local("28 12:00"), HOUR) == local("30 09:00")


@pytest.mark.parametrize(
    ("urgency", "said", "step", "by"),
    [
        (Urgency.URGENT, "23 02:00", Step.TAKEN, "23 02:15"),
        (Urgency.SOON, "23 09:58", Step.SEEN, "23 10:28"),
        (Urgency.SOON, "23 09:58", Step.TAKEN, "23 10:58"),
        (Urgency.SOON, "23 09:58", Step.ANSWERED, "23 11:58"),
        (Urgency.SOON, "23 09:58", Step.DONE, "24 09:58"),
        (Urgency.SOON, "28 21:30", Step.TAKEN, "29 07:00"),
        (Urgency.NORMAL, "23 17:00", Step.TAKEN, "24 09:00"),
        (Urgency.NORMAL, "27 17:00", Step.ANSWERED, "30 17:00"),
        (Urgency.NORMAL, "25 10:00", Step.DONE, "30 10:00"),
        (Urgency.PLANNED, "19 10:00", Step.DONE, "30 10:00"),
    ],
)
def test_what_the_field_promises(urgency: Urgency, said: str, step: Step, by: str) -> None:
    limit = rule_of(urgency, {}).due_after.get(step)
    assert limit is not None
    assert reach(rule_of(urgency, {}).hours, HERE, local(said), limit) == local(by)


def test_the_sheet_says_otherwise_and_what_cannot_be_read_is_as_usual() -> None:
    rest = {
        "维修时间.一般": "每天 07:00-17:00",
        "提醒.一般.1": "T+24小时 响应",
        "提醒.一般.2": "T+5工作日 完成",
        "提醒.一般.3": "很快 接单",
        "提醒.验收.1": "T+2工作日 关闭",
        "提醒.验收.2": "T+14天 返修",
        "提醒.催单.1": "T+2小时 报修人可催",
        "提醒.催单.2": "第5次 主管",
    }
    rule = rule_of(Urgency.NORMAL, rest)
    assert rule.hours == hours_of("每天 07:00-17:00")
    assert {step: limit / HOUR for step, limit in rule.limits.items()} == {"接单": 2, "响应": 10, "完成": 50}
    asking = Asking(rule.hours, again=10 * HOUR, lapses=20 * HOUR, reopens=timedelta(days=14))
    assert asking_of(rest) == asking
    assert chasing_of(rest) == Chasing(2 * HOUR, 5)
    assert (chasing_of({}), asking_of({})) == (Chasing(), Asking())
    assert limit_of("T+15 到场", WORK) == (Step.ANSWERED, timedelta(minutes=15))
    assert limit_of("T+10 上一级", WORK) is None


@pytest.mark.parametrize(
    "wrong", ["T+2小时", "2小时 响应", "T+2周 完成", "T+0分 接单", "工作日 18:00-08:00", "平时 08:00-18:00"]
)
def test_what_is_no_limit_and_no_hours(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        hours_of(wrong)
    with pytest.raises(ValueError, match=r".+"):
        limit_of(wrong, WORK)


def test_no_step_is_due_before_the_one_ahead_of_it() -> None:
    rule = Rule(WORK, {Step.TAKEN: 5 * HOUR, Step.ANSWERED: HOUR, Step.DONE: 8 * HOUR})
    assert (rule.due_after.get(Step.SEEN), rule.due_after.get(Step.ANSWERED)) == (None, 5 * HOUR)


def test_a_calendar_in_which_nobody_ever_works_lets_the_clock_run() -> None:
    assert reach(WORK, Calendar(SHANGHAI, lambda day: frozenset()), local("23 10:00"), HOUR) == local("23 11:00")


BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))
AMOUNTS = st.timedeltas(timedelta(0), timedelta(hours=90))
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"])
HOURS = st.sampled_from([WORK, SOON, ALWAYS, Hours(WORKDAY, WORK.starts, SOON.ends)])


@given(MOMENTS, AMOUNTS, AMOUNTS, ZONES, HOURS)
def test_a_clock_that_ran_in_two_pieces_ran_as_long_as_in_one(
    start: datetime, first: timedelta, more: timedelta, zone: str, hours: Hours
) -> None:
    calendar = Calendar(ZoneInfo(zone), kinds)
    there = reach(hours, calendar, start, first)
    assert there >= start
    assert spent(hours, calendar, start, there) == first
    both = reach(hours, calendar, start, first + more)
    assert both >= there
    assert spent(hours, calendar, there, both) == more


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9)), AMOUNTS, ZONES, HOURS)
def test_who_reports_later_waits_until_later_and_never_longer_in_hours(
    start: datetime, later: timedelta, amount: timedelta, zone: str, hours: Hours
) -> None:
    calendar = Calendar(ZoneInfo(zone), kinds)
    assert reach(hours, calendar, start, amount) <= reach(hours, calendar, start + later, amount)
    assert spent(hours, calendar, start, start + later) <= later
