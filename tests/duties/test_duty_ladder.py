"""The worked table of reminders, column by column; peaks; and what is still worth saying when it is said late."""

from dataclasses import fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties import Draft
from domain.ladder import (
    MOST_CALLS,
    TO_PERSON,
    Kind,
    Span,
    hand_overs,
    ladder,
    newest,
    peaks_on,
)
from domain.plans import Grade, Quiet
from tests.duties.drafts import MONDAY, ZONE, at, point, window

KEY = {"grade": Grade.KEY}


def clocks(duty: Draft, *kinds: Kind, zone: ZoneInfo = ZONE) -> list[str]:
    return [f"{step.at.astimezone(zone):%H:%M}" for step in ladder(duty) if step.kind in kinds]


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M}"


@pytest.mark.parametrize(
    ("duty", "opens", "before", "opened", "two_thirds", "reminders", "due", "cover", "late_until", "missed", "lead",
     "manager"),
    [
        (point("07:10", **KEY), "06:55", ["06:40"], [], [], ["07:10", "07:15"], "07:15", "07:20", "07:25", "07:25",
         "07:25", "07:40"),
        (window("08:00", "08:50", **KEY), "08:00", [], ["08:00"], ["08:33"], ["08:40"], "08:50", "08:50", "09:05",
         "09:05", "09:00", "09:10"),
        (window("22:30", "22:50", **KEY), "22:30", [], ["22:30"], ["22:43"], ["22:40"], "22:50", "22:50", "23:05",
         "23:05", "23:00", "23:10"),
    ],
)  # fmt: skip
def test_the_worked_table(
    duty: Draft, opens: str, before: list[str], opened: list[str], two_thirds: list[str], reminders: list[str],
    due: str, cover: str, late_until: str, missed: str, lead: str, manager: str,
) -> None:  # fmt: skip
    assert clocks(duty, Kind.OPEN) == [opens]
    assert clocks(duty, Kind.BEFORE) == before
    assert clocks(duty, Kind.OPENED) == opened
    assert clocks(duty, Kind.TWO_THIRDS) == two_thirds
    assert clocks(duty, Kind.NOW, Kind.AFTER, Kind.TEN_LEFT) == reminders
    assert clock(duty.due) == due
    assert clocks(duty, Kind.COVER) == [cover]
    assert clock(duty.closes) == late_until
    assert clocks(duty, Kind.CLOSE) == [missed]
    assert clocks(duty, Kind.LEAD) == [lead]
    assert clocks(duty, Kind.MANAGER) == [manager]


def test_managers_are_told_five_times_and_an_ordinary_duty_ends_with_the_lead() -> None:
    assert clocks(point("07:10", **KEY), Kind.MANAGER, Kind.AGAIN) == ["07:40", "08:10", "08:40", "09:10", "09:40"]
    assert ladder(point("07:10"))[-1].kind is Kind.LEAD


def test_who_covers_has_until_it_closes_before_the_lead_hears() -> None:
    steps = {step.kind: clock(step.at) for step in ladder(window("08:00", "08:50"), covered=True)}
    assert (steps[Kind.LEAD], Kind.COVER in steps) == ("09:05", False)


def test_a_reminder_within_a_peak_waits_for_its_end_and_only_the_last_of_them_is_said() -> None:
    peak = peaks_on([Quiet(at("16:10").astimezone(ZONE).time(), at("17:20").astimezone(ZONE).time())], [MONDAY], ZONE)
    steps = ladder(window("16:00", "17:30"), peak)
    reminders = [(clock(step.at), step.kind) for step in steps if step.kind in TO_PERSON]
    assert reminders == [("16:00", Kind.OPENED), ("17:20", Kind.TEN_LEFT)]


def test_a_reminder_whose_duty_is_over_when_the_peak_ends_is_not_said_but_the_duty_closes_on_time() -> None:
    steps = ladder(point("07:10", **KEY), [Span(at("06:30"), at("07:40"))])
    assert [(clock(step.at), step.kind) for step in steps][:4] == [
        ("06:55", Kind.OPEN),
        ("07:20", Kind.COVER),
        ("07:25", Kind.CLOSE),
        ("07:25", Kind.LEAD),
    ]


def test_ten_minutes_on_both_sides_of_a_change_of_shift_are_quiet() -> None:
    steps = ladder(window("14:25", "15:00"), hand_overs([at("14:30")]))
    assert [clock(step.at) for step in steps if step.kind is Kind.OPENED] == ["14:40"]


def test_said_late_only_the_newest_reminder_is_said() -> None:
    steps = ladder(window("08:00", "08:50"))
    assert [step.kind for step in newest([s for s in steps if s.at <= at("08:45")], over=False)] == [Kind.TEN_LEFT]
    assert [step.kind for step in newest([s for s in steps if s.at <= at("08:52")], over=False)] == [Kind.COVER]


def test_said_after_it_closed_nobody_is_asked_to_cover_and_managers_hear_once() -> None:
    steps = ladder(window("08:00", "08:50", **KEY))
    said = newest([step for step in steps if step.at <= at("10:00")], over=True)
    assert [step.kind for step in said] == [Kind.LEAD, Kind.CLOSE, Kind.AGAIN]


minutes = st.integers(min_value=0, max_value=24 * 60 - 1)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Any duty of any length in a zone with or without daylight saving, on a day when the clocks change."""
    grade = draw(st.sampled_from(Grade))
    begins = at("00:00") + timedelta(minutes=draw(minutes))
    clock_of = f"{begins.astimezone(ZONE):%H:%M}"
    if draw(st.booleans()):
        return point(clock_of, grade=grade)
    some = window("08:00", "09:00", grade=grade)
    length = timedelta(minutes=draw(st.integers(min_value=1, max_value=14 * 60)))
    values = {name: getattr(some, name) for name in (field.name for field in fields(Draft))}
    ends = begins + length
    return Draft(**values | {"starts": begins, "opens": begins, "ends": ends, "due": ends,
                             "closes": ends + timedelta(minutes=15)})  # fmt: skip


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begins = at("00:00") + timedelta(minutes=draw(minutes))
    return Span(begins, begins + timedelta(minutes=draw(st.integers(min_value=1, max_value=180))))


@given(drafts(), st.lists(spans(), max_size=4), st.booleans())
def test_no_reminder_in_a_peak_and_every_duty_opens_once_and_closes_once(
    duty: Draft, quiet: list[Span], covered: bool
) -> None:
    steps = ladder(duty, quiet, covered=covered)
    reminders = [step for step in steps if step.kind in TO_PERSON]
    assert not [step for step in reminders if any(span.starts <= step.at < span.ends for span in quiet)]
    assert all(step.at < duty.closes for step in reminders)
    assert [step.at for step in steps if step.kind is Kind.OPEN] == [duty.opens]
    assert [step.at for step in steps if step.kind is Kind.CLOSE] == [duty.closes]
    assert len({step.at for step in reminders}) == len(reminders)
    assert [step.at for step in steps] == sorted(step.at for step in steps)


@given(drafts(), st.lists(spans(), max_size=4))
def test_only_key_duties_reach_managers_and_never_more_than_five_times(duty: Draft, quiet: list[Span]) -> None:
    calls = [step for step in ladder(duty, quiet) if step.kind in (Kind.MANAGER, Kind.AGAIN)]
    assert len(calls) == (MOST_CALLS if duty.grade is Grade.KEY else 0)
    assert len([step for step in ladder(duty, quiet) if step.kind is Kind.LEAD]) == 1


@given(drafts(), st.integers(min_value=0, max_value=60), st.booleans())
def test_however_late_it_is_served_nobody_hears_more_than_one_thing(duty: Draft, passed: int, over: bool) -> None:
    said = newest(ladder(duty)[:passed], over=over)
    assert len([step for step in said if step.kind in TO_PERSON]) <= 1
    assert len([step for step in said if step.kind in (Kind.MANAGER, Kind.AGAIN)]) <= 1
