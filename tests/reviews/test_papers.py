"""What a review's paper says: no figure without its source, problems at least a third, and blanks instead of prose."""

import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reviews import Kind
from handlers.news.review_sums import WHAT
from handlers.news.reviews import ROOM, in_short, paper_of
from reports.paper import BLANK, NOTE, Chapter, Paper, room
from storage.review_figures import QUERIES, STANDING
from words import say_in
from words.typeset import printed

BY_MONTH = ("duties", "scores", "counts")
KEYS = {
    "duties": ("done", "late", "missed", "excused", "open"),
    "tickets": ("水暖", "电气照明"),
    "ended": ("confirmed", "unrated", "withdrawn", "reopened"),
    "alarms": ("water|resolved", "gate|false_alarm", "missing|open", "of a later version|resolved"),
    "to_site": ("4", "17"),
    "prompts": ("done", "late", "missed"),
    "signatures": ("一致", "签了没打扫", "没签"),
    "scores": ("抽检", "回头看"),
    "repeats": ("R1-3|水暖",),
    "missed": ("J01", "J99"),
    "messages": ("6", "None"),
    "counts": ("C09|1",),
    "owned": ("owned", "nobody"),
}


def some_review(seed: int, kind: str) -> dict[str, Any]:
    """Facts as actions/review_facts.py gathers them, with whatever figures."""
    chance = random.Random(seed)

    def figure(name: str) -> dict[str, tuple[int, int]]:
        keys = KEYS.get(name, ("",))
        found = {key: chance.choice((0, 1, 1, 3, 1204)) for key in keys if chance.random() < 0.7}
        return {key: (n, n) for key, n in found.items() if n}

    figures = {name: figure(name) for name in (*QUERIES, *STANDING)}
    gap = {
        "plan": "夜巡",
        "days": 30,
        "longest": chance.choice((0, 3, 15)),
        "from": "2026-10-01",
        "until": "2026-10-15",
    }
    return {
        "kind": kind, "first": "2026-09-01", "last": "2027-01-22", "name": "第一学期", "school": "澄溪实验学校",
        "began": "2026-08-31 20:30", "ended": "2026-11-23 07:00", "made": "2026-11-23 07:00",
        "so_far": True, "days": 56,
        "figures": figures, "open_before": 3, "open_after": 5, "notices_open": 2, "notices_overdue": 1,
        "months": {it: {name: figure(name) for name in BY_MONTH} for it in ("2026-09", "2026-10")},
        "gaps": [gap], "names": {"J01": "日巡", "C09|1": "长明灯"}, "before": chance.choice((None, 97.5)),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), kind=st.sampled_from([str(it) for it in Kind]))
def test_no_figure_stands_without_its_source(language: str, seed: int, kind: str) -> None:
    say = say_in(language)
    paper = paper_of(some_review(seed, kind), say)
    numbered = {f"[{note.number}]" for note in paper.notes}
    told = [line for chapter in paper.chapters[:-2] for line in chapter.paragraphs]
    assert all(NOTE.search(line) or BLANK.search(line) for line in told if re.search(r"\d", line))
    assert {it for line in told for it in NOTE.findall(line)} == numbered
    assert all(note.query in {*QUERIES, *STANDING} for note in paper.notes)
    assert "{" not in paper.as_text()
    assert len(in_short(some_review(seed, kind), say).splitlines()) <= 8


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000))
def test_problems_are_a_third_of_what_went_well_or_a_blank_asks_for_them(seed: int) -> None:
    paper = paper_of(some_review(seed, "term"), say_in("zh"))
    good, bad = paper.chapters[:-3], paper.chapters[-3]
    assert bad.title.endswith("问题")
    length = sum(len(line) for line in bad.paragraphs)
    achieved = sum(len(line) for chapter in good for line in chapter.paragraphs)
    assert 3 * length >= achieved or any(BLANK.search(line) for line in bad.paragraphs)


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), most=st.sampled_from(list(ROOM.values())))
def test_a_cut_keeps_each_chapter_and_is_no_longer_than_it_says(language: str, seed: int, most: int) -> None:
    whole = paper_of(some_review(seed, "term"), say_in(language))
    cut = whole.cut(most)
    firsts = sum(room(chapter.paragraphs[0]) for chapter in cut.chapters)
    assert sum(room(line) for chapter in cut.chapters for line in chapter.paragraphs) <= max(most, firsts)
    assert firsts < 1.2 * most
    assert [it.title for it in cut.chapters] == [it.title for it in whole.chapters]
    assert cut.notes == ()
    assert "[" not in cut.as_text()


def test_a_chapter_that_is_too_long_costs_what_comes_second() -> None:
    paper = Paper("题", "", (Chapter("一", ("长" * 50,)), Chapter("二", ("短", "第二句"))), "", (), ())
    assert [chapter.paragraphs for chapter in paper.cut(10).chapters] == [("长" * 50,), ("短",)]


def test_every_figure_that_can_be_asked_for_and_is_quoted_has_a_name() -> None:
    assert {*QUERIES, *STANDING} - WHAT.keys() == {"areas"}


def test_chinese_on_paper_has_the_signs_of_paper() -> None:
    assert printed("任务7,221项:按时6,589,漏3(20:30);好?") == "任务7,221项:按时6,589,漏3(20:30);好?"
