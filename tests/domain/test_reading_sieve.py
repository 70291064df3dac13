"""A sieve leaves out only patterns that cannot be found, and a lexicon finds what an alternation of its words finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.dangers import DANGERS, HARMLESS
from domain.reading.lexicon import Lexicon
from domain.reading.sieve import Rewriting, Sieve, needed
from tests.domain.labelled import more, patrols, repairs

PIECES = st.sampled_from(
    ["火", "烟", "[水电]", "[^水]", r"\d", "火?", "(?:烟|水)", "(?=电)", "(?<=火)", "(?!水)", "烟{2,3}", "$"]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        inner.map(lambda it: f"(?:{it})*"),
        inner.map(lambda it: f"({it})+?"),
    ),
    max_leaves=6,
)
TEXTS = st.text("火烟水电7门", max_size=8)
WORDS = st.lists(st.text("门锁1号", min_size=1, max_size=4), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("冒烟", ["冒烟"]),
        ("冒烟|着火", ["冒烟", "着火"]),
        ("(?:冒|着)(?:烟|火[苗星])", ["冒着烟苗星"]),
        ("水?火*(?:烟)+", ["烟"]),
        ("(?<!没)火", ["火"]),
        ("火|烟?", ["火", None]),
        (r"\d|[^水]", [None, None]),
        ("(?i:a)", [None]),
        ("(?!)", [None]),
    ],
)
def test_what_a_pattern_needs_is_told_by_its_parts(pattern: str, needs: list[str | None]) -> None:
    found = needed(re.compile(pattern))
    assert [need and need[0] | need[1] for need in found] == [wanted and frozenset(wanted) for wanted in needs]


@given(PATTERNS, TEXTS)
def test_no_pattern_that_is_found_in_a_text_is_left_out(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert Sieve([(compiled, "")]).through(text) or not compiled.search(text)


@given(st.lists(st.tuples(PATTERNS.map(re.compile), st.sampled_from(["", "火", "门水"])), max_size=5), TEXTS)
def test_rewriting_through_a_sieve_is_rewriting_with_every_rule(
    rules: list[tuple[re.Pattern[str], str]], text: str
) -> None:
    wanted = text
    for pattern, written in rules:
        wanted = pattern.sub(written, wanted)
    assert Rewriting(rules).of(text) == wanted


def test_no_labelled_danger_is_sifted_out_and_most_signs_are_not_tried() -> None:
    texts = [case.text.upper() for case in (*repairs(), *patrols(), *more()[::3])]
    sieve = Sieve((danger.pattern, danger) for danger in DANGERS)
    tried = {text: [danger for _, danger in sieve.through(text)] for text in texts}
    found = {text: [danger for danger in DANGERS if danger.pattern.search(text)] for text in texts}
    assert [text for text in texts if not set(map(id, found[text])) <= set(map(id, tried[text]))] == []
    assert sum(map(len, tried.values())) < 0.15 * len(DANGERS) * len(texts)
    assert None not in needed(HARMLESS)


@given(WORDS, st.text("门锁1号2", max_size=12))
def test_a_lexicon_finds_what_the_longest_word_first_would(words: list[str], text: str) -> None:
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\d){word}" if word[0].isdigit() else word for word in longest))
    assert list(Lexicon(words).find(text)) == [(found.start(), found.group()) for found in pattern.finditer(text)]
    assert Lexicon(words).rewrite(text, lambda _, word: f"<{word}>") == pattern.sub(r"<\g<0>>", text)
