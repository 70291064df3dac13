"""How well sentences as staff write them are read; thresholds are promises, the figures are shown with -rP."""

import time
from collections.abc import Callable

import pytest

from tests.domain.labelled import (
    NOT_TOLD,
    Case,
    more,
    patrols,
    place_is_offered,
    place_is_right,
    precision,
    reader,
    recall,
    repairs,
    say,
    share,
    tree,
    wanted_place,
)

SETS = {"labelled": repairs, "ours": more}
HOMES = {"RR004": "R1", "RR058": "R2", "RR082": "R3", "RR086": "O", "RR136": "S1", "RR166": "R1"}
"""Sentences that give a bare number or room, and the house of whoever wrote them."""


def _with(cases: tuple[Case, ...], field: str) -> list[Case]:
    return [case for case in cases if getattr(case, field)]


@pytest.mark.parametrize("name", SETS)
def test_the_category_is_right_nine_times_in_ten(name: str) -> None:
    right = share([case.reading.category == case.category for case in _with(SETS[name](), "category")])
    say(f"{name}: category {right:.3f}")
    assert right >= 0.9


@pytest.mark.parametrize("name", SETS)
def test_what_is_no_repair_is_told_apart(name: str) -> None:
    cases = _with(SETS[name](), "category")
    right = share([case.reading.is_repair == (case.category != "非报修") for case in cases])
    say(f"{name}: is_repair {right:.3f}")
    assert right >= 0.95


@pytest.mark.parametrize("name", SETS)
def test_the_urgency_is_right_nine_times_in_ten(name: str) -> None:
    right = share([case.reading.urgency == case.urgency for case in _with(SETS[name](), "urgency")])
    say(f"{name}: urgency {right:.3f}")
    assert right >= 0.9


@pytest.mark.parametrize("cases", [repairs, patrols, more])
def test_danger_is_heard_and_seldom_imagined(cases: Callable[[], tuple[Case, ...]]) -> None:
    say(f"{cases()[0].id[:2]}: alarm recall {recall(cases()):.3f} precision {precision(cases()):.3f}")
    assert recall(cases()) >= 0.97
    assert precision(cases()) >= 0.95


def test_what_is_harmless_is_seldom_asked_about() -> None:
    harmless = [case for case in (*repairs(), *patrols(), *more()) if not case.alarm]
    in_vain = share([case.reading.by_sound for case in harmless])
    say(f"asked about in vain: {in_vain:.3f} of {len(harmless)} harmless sentences")
    assert in_vain <= 0.02


def test_urgent_and_alarm_are_one_thing() -> None:
    readings = [case.reading for case in (*repairs(), *patrols(), *more())]
    assert [reading for reading in readings if reading.alarm != (reading.urgency == "紧急")] == []
    assert [reading for reading in readings if reading.alarm != (reading.danger is not None)] == []


@pytest.mark.parametrize("name", SETS)
def test_the_place_is_right_or_among_the_buttons(name: str) -> None:
    cases = _with(SETS[name](), "location")
    cases = [case for case in cases if case.location == NOT_TOLD or wanted_place(case.location)]
    right, offered = share(list(map(place_is_right, cases))), share(list(map(place_is_offered, cases)))
    say(f"{name}: place {right:.3f}, right or offered {offered:.3f}")
    assert right >= 0.87
    assert offered >= 0.95


def test_the_home_of_the_reporter_settles_bare_room_numbers() -> None:
    asked = [case for case in repairs() if case.id in HOMES]
    assert len(asked) == len(HOMES)
    found = {case.id: reader().read(case.text, HOMES[case.id]).place for case in asked}
    assert found == {case.id: wanted_place(case.location) for case in asked}
    rest = [case for case in repairs() if case.location and case.id not in HOMES]
    assert share([True] * len(HOMES) + list(map(place_is_right, rest))) >= 0.9


def test_places_are_at_most_six_and_begin_with_the_place() -> None:
    readings = [case.reading for case in (*repairs(), *more())]
    assert max(len(reading.places) for reading in readings) <= 6
    assert [r for r in readings if r.place is not None and r.places[0] != r.place] == []
    assert {code for reading in readings for code in reading.places} <= {place.code for place in tree()}


def test_a_sentence_is_read_in_no_time() -> None:
    """Shown, not asserted: machines differ."""
    texts = [case.text for case in (*repairs(), *patrols(), *more())]
    reader()
    began = time.perf_counter()
    read = [reader().read(text) for text in texts]
    spent = (time.perf_counter() - began) / len(texts) * 1000
    say(f"{len(read)} sentences, {len(tree())} places: {spent:.2f} ms a sentence")
    assert len(read) == len(texts)


def test_every_labelled_place_is_known_or_lies_in_a_known_one() -> None:
    told = {case.location for case in repairs() if case.location not in ("", NOT_TOLD)}
    assert [location for location in sorted(told) if wanted_place(location) is None] == []


def test_a_label_that_is_not_in_the_tree_means_its_nearest_ancestor() -> None:
    assert wanted_place("2号宿舍楼-418") == "R2"
    assert wanted_place("1号宿舍楼-312") == "R1-312"
