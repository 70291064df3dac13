"""Rounds: challenges that nobody can foresee, flags, and lists laid out as steps."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.checklists import EvidenceRule, Item, ItemKind, Season, Severity
from domain.duties import Duty, Reached, Shape, State, Task
from domain.measures import clock, measured
from domain.plans import Grade
from domain.rounds import Pace, challenges, flags, open_points
from domain.steps import Way, applying, drawn, methods, steps, way

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
POINTS = st.lists(st.text("ABCDEFGHXYZ-0123456789", min_size=1, max_size=6), unique=True, max_size=30).map(tuple)


def a_duty(points: tuple[str, ...], key: str = "J01|2026-11-23|08:00|L01") -> Duty:
    return Duty(
        id=1, key=key, plan="J01", name="", task=Task.ROUND, checklist="C01", version="1", target="L01", place=None,
        points=points, day=date(2026, 11, 23), shape=Shape.WINDOW, starts=NOW, ends=NOW, opens=NOW, due=NOW, closes=NOW,
        grade=Grade.ORDINARY, evidence=EvidenceRule.WHEN_WRONG, chain="", trial=False, state=State.OPEN, assigned=None,
        owner=None, post=None, cover=None, person=None, device=None, begun_at=None, said_at=None, made_up_at=None,
        owned_at=None, owned_by=None, closed_at=None, reason="", excuse="", step=0, reached=0, photos=0, faults=0,
    )  # fmt: skip


@given(POINTS, st.text(max_size=20))
def test_one_in_four_is_challenged_never_all_and_always_the_same(points: tuple[str, ...], key: str) -> None:
    drawn_points = challenges(a_duty(points, key))
    assert len(drawn_points) == len(points) // 4
    assert drawn_points.keys() <= set(points)
    assert all(1 <= fingers <= 9 for fingers in drawn_points.values())
    assert challenges(a_duty(points, key)) == drawn_points


def test_another_round_is_challenged_elsewhere() -> None:
    points = tuple(f"P{n}" for n in range(13))
    rounds = {frozenset(challenges(a_duty(points, f"J01|{n}"))) for n in range(20)}
    assert len(rounds) > 10


@given(st.lists(st.integers(0, 7200), min_size=1, max_size=20, unique=True))
def test_a_flag_is_set_only_by_what_it_says(seconds: list[int]) -> None:
    points = tuple(f"P{n}" for n in range(len(seconds) + 1))
    reached = [
        Reached(1, points[n], n + 1, NOW + timedelta(seconds=at), "码", None) for n, at in enumerate(seconds[1:])
    ]
    said_at = NOW + timedelta(seconds=seconds[0])
    found = flags(a_duty(points), reached, points[-1], pace=Pace(), said_at=said_at, arrived_at=said_at,
                  forwarded=False, seen_before=False)  # fmt: skip
    near = [at for at in seconds[1:] if abs(at - seconds[0]) <= 600]
    assert ("too_fast" in found) == (len(near) >= 8)
    assert set(found) <= {"too_fast"}


@given(POINTS, st.data())
def test_what_is_open_keeps_the_routes_order(points: tuple[str, ...], data: st.DataObject) -> None:
    there = data.draw(st.lists(st.sampled_from(points), unique=True)) if points else []
    reached = [Reached(1, point, n, NOW, "码", None) for n, point in enumerate(there, 1)]
    assert open_points(a_duty(points), reached) == tuple(point for point in points if point not in there)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("0.65MPa", "0.65"), ("0。65", "0.65"), ("六十五度", "65"), ("零点六五", "0.65"), ("零下12", "-12"),
        ("负3.5", "-3.5"),
        ("一百二十", "120"), ("二十", "20"), ("十二", "12"), ("一百零五", "105"), ("三〇五", "305"), ("37,2", "37.2"),
        ("大概85吧", "85"), ("两个", "2"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(said: str, value: str) -> None:
    assert measured(said) == Decimal(value)


@pytest.mark.parametrize("said", ["", "挺好", "0.6和0.7", "1e9", "9" * 12, "😀"])
def test_what_is_no_single_number_is_none(said: str) -> None:
    assert measured(said) is None


@given(st.decimals(min_value=0, max_value=99999, places=2))
def test_any_number_comes_back(value: Decimal) -> None:
    assert measured(f"{value}℃") == value


@given(st.text(max_size=30))
@example("\U00011c50")
def test_nothing_that_is_typed_breaks_the_reading(said: str) -> None:
    measured(said)
    clock(said)


@pytest.mark.parametrize(
    ("said", "at"), [("21:40", "21:40"), ("21点40分", "21:40"), ("九点半", "09:30"), ("25:00", None)]
)
def test_times_are_read_as_people_write_them(said: str, at: str | None) -> None:
    found = clock(said)
    assert (f"{found:%H:%M}" if found else None) == at


def item(number: int, kind: ItemKind = ItemKind.YES_NO, text: str = "看", accept: str = "是", **more: object) -> Item:
    return Item(number, text, kind, accept, Severity.SOON, **more)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from([("是", ItemKind.YES_NO), ("<=1", ItemKind.NUMBER), ("", ItemKind.TEXT)]), max_size=40))
def test_every_item_of_a_list_is_asked_once_and_no_screen_is_long(kinds: list[tuple[str, ItemKind]]) -> None:
    items = tuple(item(n, kind, accept=accept) for n, (accept, kind) in enumerate(kinds, 1))
    laid = steps(items, Way.LIST)
    assert sorted(it.number for step in laid for it in step.items) == [it.number for it in items]
    assert all(len(step.items) <= 6 for step in laid)


def test_the_lock_of_a_clearing_is_last() -> None:
    items = (item(1), item(2, text="大门已落锁"), item(3, ItemKind.TIME, "大门落锁时间", ""), item(4, text="门岗在岗"))
    assert way(5, items) is Way.CLEARING
    last = steps(items, Way.CLEARING)[-1]
    assert last.lock
    assert [it.number for it in last.items] == [2, 3]


def test_a_method_opens_only_its_own_questions() -> None:
    choice = item(1, ItemKind.CHOICE, "方式", "红外*|含氯*")
    heat, bath = item(2, ItemKind.NUMBER, "红外:温度(℃)", ">=120"), item(3, ItemKind.NUMBER, "含氯:时长", ">=5")
    assert methods((choice, heat, bath)) == {2: (1, "红外"), 3: (1, "含氯")}


def test_items_of_another_season_or_place_are_not_asked() -> None:
    winter, gate = item(1, season=Season.HEATING), item(2, where=("M-S",))
    assert applying((winter, gate, item(3)), (), lambda season: season is Season.ALWAYS) == (item(3),)


def test_of_a_long_list_one_thing_is_drawn_and_not_always_the_same() -> None:
    items = tuple(item(n) for n in range(1, 20))
    found = {picked.number for day in range(30) if (picked := drawn(items, f"day {day}"))}
    assert len(found) > 8
    assert drawn(items[:3], "day 1") is None
