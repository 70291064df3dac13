"""A sheet of a hundred points: caps, movements, and what a signature was worth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.checklists import Checklist, EvidenceRule, Item, ItemKind, Severity
from domain.scores import (
    FULL,
    Deduction,
    Movement,
    Signature,
    Why,
    agree,
    compare,
    movements,
    pass_mark,
    score,
    sheet_of,
    taken,
    wrong_parts,
)


def item(number: int, text: str, accept: str = "") -> Item:
    return Item(number, text, ItemKind.NUMBER, accept, Severity.NORMAL)


STAFF = Checklist(
    "C06T", "教工寝室抽检(100分)", EvidenceRule.EVERY_POINT, "1.0",
    (
        item(1, "卫生(地面、垃圾)(满分30)", "24..30"), item(2, "内务(满分25)"), item(3, "用电(满分20)"),
        item(4, "公共区(满分25)"), Item(5, "与当日值日签字是否一致", ItemKind.CHOICE, "一致*|不一致", Severity.NORMAL),
    ),
)  # fmt: skip
SHEET = sheet_of(STAFF)
assert SHEET is not None


def off(number: int, points: int) -> Deduction:
    return Deduction(number, points, (7,))


def test_the_points_of_an_item_stand_in_its_text_and_make_a_hundred() -> None:
    assert [(part.name, part.full, part.least) for part in SHEET.parts] == [
        ("卫生", 30, 24), ("内务", 25, 20), ("用电", 20, 16), ("公共区", 25, 20),
    ]  # fmt: skip


def test_a_list_without_points_or_with_ninety_is_no_sheet() -> None:
    assert sheet_of(Checklist("C1", "巡查", EvidenceRule.NONE, "1.0", (item(1, "卫生"),))) is None
    assert sheet_of(Checklist("C1", "巡查", EvidenceRule.NONE, "1.0", (item(1, "卫生(满分90)"),))) is None


def test_an_item_never_loses_more_than_it_is_worth_and_what_was_seen_stays() -> None:
    moved = movements(SHEET, [off(3, 15), off(3, 15), off(3, 2)])
    assert [movement.points for movement in moved] == [-15, -5, 0]
    assert score(moved) == 80
    assert taken(SHEET, [off(3, 15), off(3, 15)]) == {3: 20}


def test_a_deduction_without_a_photo_or_of_no_item_is_none() -> None:
    for wrong in (Deduction(1, 3, ()), off(9, 3), off(1, 0)):
        with pytest.raises(ValueError, match="no deduction"):
            movements(SHEET, [wrong])


def test_signed_and_dirty_is_a_finding_of_what_is_signed_for_only() -> None:
    dirty, charger = {1: 8}, {3: 8}
    assert compare(SHEET, dirty, signed=True) is Signature.DIRTY
    assert compare(SHEET, charger, signed=True) is Signature.AGREES
    assert compare(SHEET, dirty, signed=False) is Signature.UNSIGNED
    assert compare(SHEET, dirty, signed=None) is Signature.NOT_DUE
    assert [part.name for part in wrong_parts(SHEET, {1: 6, 2: 6})] == ["内务"]


def test_points_come_back_as_a_movement_and_never_above_a_hundred() -> None:
    moved = [*movements(SHEET, [off(1, 12)]), Movement(0, -5, Why.HEAVIER), Movement(0, 17, Why.GIVEN_BACK)]
    assert score(moved[:1]) == 88
    assert score(moved[:2]) == 83
    assert score(moved) == FULL


def test_two_inspectors_agree_when_they_are_near_and_on_one_side_of_the_mark() -> None:
    assert agree(92, 85)
    assert not agree(82, 78)
    assert not agree(95, 84)


def test_the_mark_is_the_schools() -> None:
    assert (pass_mark({}), pass_mark({"抽检合格分": "85"}), pass_mark({"抽检合格分": "八十"})) == (80, 85, 80)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 40))))
def test_whatever_is_taken_the_score_is_a_hundred_and_the_sum_of_its_movements(seen: list[tuple[int, int]]) -> None:
    moved = movements(SHEET, [off(number, points) for number, points in seen])
    assert 0 <= score(moved) == FULL + sum(movement.points for movement in moved)
    assert len(moved) == len(seen)
    assert score(moved) == FULL - sum(taken(SHEET, [off(*it) for it in seen]).values())
