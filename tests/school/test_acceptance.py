"""What counts as normal is read from the school's own grammar, and whatever fits none says what was meant."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.acceptance import Anything, Between, OneOf, SameAs, Unreadable, choices, judge, number, rule
from domain.checklists import Item, ItemKind, Severity
from domain.school import School

NUMBERS = st.decimals(min_value=-999, max_value=999, places=2)


def item(kind: ItemKind, accept: str = "", severity: Severity = Severity.NORMAL) -> Item:
    return Item(1, "看", kind, accept, severity)


@pytest.mark.parametrize(
    ("accept", "answer", "normal"),
    [
        (">=5", "5", True),
        (">=5", "4.9", False),
        ("<=37.2", "37.2", True),
        ("<=37.2", "37.3", False),
        ("<=0.05", "0.05", True),
        ("0..8", "0", True),
        ("0..8", "8", True),
        ("0..8", "-0.1", False),
        ("<=-12", "-18", True),
        ("<=-12", "-11", False),
        ("<=0", "3", False),
        ("<=37.2", "37,3", False),
        (">=5", "", True),
    ],
)
def test_numbers_are_judged_to_the_last_digit(accept: str, answer: str, normal: bool) -> None:
    assert judge(item(ItemKind.NUMBER, accept), answer, {}) is normal


def test_one_count_must_be_another_of_the_same_list() -> None:
    pulled = Item(2, "已拔插头数", ItemKind.NUMBER, "==1", Severity.NORMAL)
    assert judge(pulled, "12", {1: "12.0"})
    assert not judge(pulled, "11", {1: "12"})
    assert judge(pulled, "11", {})


def test_a_choice_is_normal_when_it_has_a_star() -> None:
    state = item(ItemKind.CHOICE, "优*|良*|中*|差")
    assert choices(state) == ("优", "良", "中", "差")
    assert judge(state, "中", {})
    assert not judge(state, "差", {})


def test_yes_and_no_are_what_the_item_says() -> None:
    assert not judge(item(ItemKind.YES_NO, "是"), "否", {})
    assert judge(item(ItemKind.YES_NO, "否"), "否", {})
    assert judge(item(ItemKind.YES_NO), "否", {})
    assert choices(item(ItemKind.YES_NO)) == ("是", "否")


@pytest.mark.parametrize(
    ("said", "severity", "normal"),
    [
        ("玻璃碎了", Severity.NORMAL, False),
        ("玻璃碎了", Severity.NOTE, True),
        ("无", Severity.NORMAL, True),
        (" 没 有 ", Severity.NORMAL, True),
        ("", Severity.URGENT, True),
    ],
)
def test_what_is_written_in_a_text_says_that_something_is_wrong(said: str, severity: Severity, normal: bool) -> None:
    assert judge(item(ItemKind.TEXT, "", severity), said, {}) is normal


@pytest.mark.parametrize(
    ("kind", "accept", "nearest"),
    [
        (ItemKind.NUMBER, "≥5", ">=5"),
        (ItemKind.NUMBER, ">5", ">=5"),
        (ItemKind.NUMBER, "<=五", None),
        (ItemKind.NUMBER, "0-8", "0..8"),
        (ItemKind.NUMBER, "8..0", "0..8"),
        (ItemKind.NUMBER, "8~0", "0..8"),
        (ItemKind.COUNT, "=3", "3..3"),
        (ItemKind.COUNT, "不超过2", "<=2"),
        (ItemKind.CHOICE, "无|有", "无*|有"),
        (ItemKind.CHOICE, "无*/有", "无*|有"),
        (ItemKind.CHOICE, "无*、有、有", "无*|有"),
        (ItemKind.CHOICE, "", None),
        (ItemKind.CHOICE, "无*", None),
        (ItemKind.YES_NO, "完好", "是"),
        (ItemKind.TEXT, "是", None),
        (ItemKind.PHOTO, ">=1", None),
    ],
)
def test_what_fits_no_form_says_the_nearest_right_one(kind: ItemKind, accept: str, nearest: str | None) -> None:
    with pytest.raises(Unreadable) as wrong:
        rule(kind, accept)
    assert wrong.value.nearest == nearest
    if nearest is not None:
        assert rule(kind, nearest) != Anything()


def test_full_width_signs_are_read_too() -> None:
    assert rule(ItemKind.NUMBER, ">= 5") == Between(Decimal(5), None)
    assert rule(ItemKind.CHOICE, "无*|有") == OneOf(("无", "有"), frozenset({"无"}))
    assert rule(ItemKind.COUNT, "==7") == SameAs(7)


@given(st.decimals(min_value=-999, max_value=999, places=2), NUMBERS, NUMBERS)
def test_a_span_holds_both_its_ends_and_nothing_outside(value: Decimal, one: Decimal, other: Decimal) -> None:
    least, most = sorted((one, other))
    normal = judge(item(ItemKind.NUMBER, f"{least}..{most}"), str(value), {})
    assert normal is (least <= value <= most)
    both = all(judge(item(ItemKind.NUMBER, form), str(value), {}) for form in (f">={least}", f"<={most}"))
    assert normal is both


def proposal(kind: ItemKind, said: str) -> str | None:
    try:
        rule(kind, said)
    except Unreadable as wrong:
        return wrong.nearest
    return None


@given(st.text("0123456789.<>=≥-~|*/、是否无有 ", max_size=12), st.sampled_from(ItemKind))
def test_no_text_breaks_the_reader_and_what_it_proposes_is_right(said: str, kind: ItemKind) -> None:
    likely = proposal(kind, said)
    assert likely is None or rule(kind, likely) != Anything()


@given(st.text(max_size=8))
def test_no_answer_breaks_the_judge(said: str) -> None:
    value = number(said)
    assert judge(item(ItemKind.NUMBER, ">=0"), said, {}) is (value is None or value >= 0)


def test_every_item_of_the_sample_is_read(sample: School) -> None:
    items = [one for checklist in sample.checklists for one in checklist.items]
    assert len([rule(one.kind, one.accept) for one in items]) == 315
