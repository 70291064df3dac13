"""What helps most would harm some: choking, drowning, and whoever stands at an edge."""

import pytest

from domain.first_aid import Case, case_of
from handlers.news import render


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("一食堂有学生噎住了", Case.CHOKING), ("鱼刺卡在喉咙里了", Case.CHOKING), ("A boy is choking", Case.CHOKING),
        ("有孩子掉进水池里了", Case.DROWNING), ("游泳馆有人溺水", Case.DROWNING),
        ("she fell into the pool", Case.DROWNING), ("跳楼梯摔断了腿", None), ("She broke her arm jumping rope", None),
        ("有人要跳楼", Case.EDGE), ("a student is about to jump off the roof", Case.EDGE),
        ("操场有学生摔断腿", None), ("有人晕倒了", None),
    ],
)  # fmt: skip
def test_the_words_tell_which_hands_are_needed(words: str, case: Case | None) -> None:
    assert case_of("injury", words) is case


def test_only_accidents_of_people_are_told_apart() -> None:
    assert case_of("gas", "有人要跳楼") is None


def test_nobody_is_told_to_leave_a_drowning_child_where_it_is() -> None:
    facts = {
        "danger": "injury", "words": "有孩子溺水", "place": "游泳馆", "raised": "10:02", "told": ["田大勇"],
        "number": 1, "state": "open", "valves": {}, "owner": "", "owned": "", "on_site": "", "closed": "",
        "minutes": 0, "reporter": "", "knows": [], "photos": [], "after": [], "voices": [], "files": [], "gone": [],
    }  # fmt: skip
    said = render("alarm.raised", facts, None).text
    assert said.startswith("别跳下去,伸竿子、扔能浮的;打119、120。")
    assert "别搬动" not in said


def test_a_long_list_of_who_was_told_is_folded() -> None:
    def told(names: list[str], language: str) -> str:
        facts = {
            "danger": "fire", "words": "", "place": "一食堂", "raised": "10:02", "told": names, "number": 1,
            "state": "open", "valves": {}, "reporter": "温俊杰", "knows": [], "photos": [],
        }  # fmt: skip
        return render("alarm.card", facts, language).text

    names = [f"甲{number}" for number in range(20)]
    assert "已通知:甲0、甲1、甲2、甲3、甲4、甲5、甲6、甲7…等20人" in told(names, "zh")
    assert "甲7 … 20 in all" in told(names, "en")
    assert told(names[:8], "zh").endswith("甲6、甲7")
