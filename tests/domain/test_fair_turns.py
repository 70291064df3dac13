"""Turns go round: who is away is spared and does not pay for it, and a list that hangs on the door stays as it is."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.fair import Done, Kind, longest_free
from domain.room_list import fill

MONDAY = date(2026, 11, 23)
DAYS = [
    (MONDAY + timedelta(days=n), Kind.REST if (MONDAY + timedelta(days=n)).weekday() > 4 else Kind.PLAIN)
    for n in range(84)
]
MEMBERS = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"]
spans = st.tuples(st.integers(0, 83), st.integers(1, 20))
rooms = st.integers(1, 8).map(lambda many: MEMBERS[:many])


def days_away(found: dict[str, list[tuple[int, int]]]) -> dict[date, set[str]]:
    away: dict[date, set[str]] = {}
    for person, theirs in found.items():
        for first, days in theirs:
            for n in range(first, first + days):
                away.setdefault(MONDAY + timedelta(days=n), set()).add(person)
    return away


@settings(max_examples=60, deadline=None)
@given(rooms, st.dictionaries(st.sampled_from(MEMBERS), st.lists(spans, max_size=3)), st.sets(st.sampled_from(MEMBERS)))
def test_whoever_is_away_has_no_turn_and_a_day_is_empty_only_when_everybody_is(
    members: list[str], absences: dict[str, list[tuple[int, int]]], at_work: set[str]
) -> None:
    away = days_away(absences)
    found = fill(DAYS, members, away, {day: at_work for day, _ in DAYS}, {})
    assert found.keys() == {day for day, _ in DAYS}
    for day, person in found.items():
        here = [it for it in members if it not in away.get(day, ())]
        assert person in here if here else person is None
        assert person not in at_work or all(it in at_work for it in here)


def unlike(found: dict[date, str | None], people: list[str], since: date = MONDAY) -> int:
    """By how many turns of one kind these people differ at most."""
    counts = [
        Counter(found[day] for day, it in DAYS if it is kind and day >= since) for kind in (Kind.PLAIN, Kind.REST)
    ]
    return max((max(it[p] for p in people) - min(it[p] for p in people) for it in counts if people), default=0)


@settings(max_examples=40, deadline=None)
@given(rooms, st.integers(0, 6), st.randoms(use_true_random=False))
def test_without_leave_all_have_as_many_work_days_and_days_of_rest_and_nobody_two_days_running(
    members: list[str], start: int, order: Random
) -> None:
    order.shuffle(members)
    found = fill(DAYS[start:], members, {}, {}, {})
    assert unlike({**dict.fromkeys((day for day, _ in DAYS[:start])), **found}, members) <= 1
    if len(members) > 1:
        assert all(one != other for one, other in pairwise(found.values()))


@example(5, {"P1": [(16, 20)], "P3": [(20, 20)]})
@settings(max_examples=40, deadline=None)
@given(st.integers(5, 8), st.dictionaries(st.sampled_from(MEMBERS[:3]), st.lists(spans, min_size=1, max_size=2)))
def test_those_who_were_there_all_the_time_differ_by_three_at_most_whoever_else_was_away(
    many: int, absences: dict[str, list[tuple[int, int]]]
) -> None:
    members = MEMBERS[:many]
    found = fill(DAYS, members, days_away(absences), {}, {})
    assert unlike(found, [person for person in members if person not in absences]) <= 3


@settings(max_examples=60, deadline=None)
@given(rooms, st.dictionaries(st.sampled_from(MEMBERS), st.lists(spans, max_size=2)), st.sampled_from(MEMBERS))
def test_a_list_that_hangs_on_the_door_changes_only_where_its_person_cannot(
    members: list[str], absences: dict[str, list[tuple[int, int]]], gone: str
) -> None:
    hangs = fill(DAYS, members, {}, {}, {})
    away, left = days_away(absences), [person for person in members if person != gone]
    changed = fill(DAYS, left, away, {}, hangs)
    torn = {day for day, person in hangs.items() if person == gone or person in away.get(day, ())}
    assert changed.keys() <= torn
    assert all(day in changed for day in torn if any(it not in away.get(day, ()) for it in left))
    again = {**hangs, **changed}
    assert fill(DAYS, left, away, {}, again) == {}, "twice is as once"


@settings(max_examples=30, deadline=None)
@given(st.integers(3, 8), st.integers(5, 40), st.integers(0, 40))
def test_nobody_catches_up_on_what_was_missed_on_leave(many: int, days: int, first: int) -> None:
    members = MEMBERS[:many]
    away = days_away({"P1": [(first, days)]})
    found = fill(DAYS, members, away, {}, {})
    back = MONDAY + timedelta(days=first + days)
    assert all(one != other for one, other in pairwise(found.values()))
    turns = Counter(person for day, person in found.items() if day >= back)
    assert turns["P1"] <= min(turns[person] for person in members) + 4


def test_nights_go_round_by_themselves_and_who_was_free_longest_is_first() -> None:
    done = [
        Done(MONDAY - timedelta(days=9), Kind.NIGHT, "P1"),
        Done(MONDAY - timedelta(days=2), Kind.PLAIN, "P1"),
        Done(MONDAY - timedelta(days=4), Kind.NIGHT, "P2"),
        Done(MONDAY - timedelta(days=8), Kind.PLAIN, "P2"),
    ]
    assert longest_free(MONDAY, Kind.NIGHT, ["P1", "P2"], done) == "P1"
    assert longest_free(MONDAY, Kind.PLAIN, ["P1", "P2"], done) == "P2"
    assert longest_free(MONDAY, Kind.NIGHT, ["P1", "P2", "P3"], done) == "P3"
    assert longest_free(MONDAY, Kind.NIGHT, [], done) is None
    yesterday = [*done, Done(MONDAY - timedelta(days=1), Kind.PLAIN, "P3")]
    assert longest_free(MONDAY, Kind.NIGHT, ["P1", "P2", "P3"], yesterday) == "P1", "nobody twice running"
