"""A colleague from abroad writes in English: dangers cry, faults are repairs, and drills are neither."""

import pytest

from tests.domain.labelled import reader


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("Fire in the library!", "fire"),
        ("There is smoke coming out of the socket", "fire"),
        ("I smell gas in the canteen", "gas"),
        ("A student is missing", "child"),
        ("help, a boy fainted in the gym", "injury"),
        ("two kids stuck in the lift", "lift"),
        ("Sparks from the switch in A303", "electric"),
        ("pipe burst on the second floor", "water"),
        ("two students fighting", "intruder"),
    ],
)
def test_danger_is_heard_in_english(words: str, danger: str) -> None:
    reading = reader().read(words)
    assert (reading.alarm, reading.danger) == (True, danger)


@pytest.mark.parametrize(
    "words",
    [
        "The fire drill is on Friday",
        "no smoke, all good",
        "Where is the fire extinguisher?",
        "fire door closes fine",
        "Thank you!",
        "The firewall blocks my laptop",
    ],
)
def test_what_only_sounds_like_danger_alerts_nobody(words: str) -> None:
    assert not reader().read(words).alarm


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("The tap in 3-201 leaks", "水暖"),
        ("light broken in A303", "电气照明"),
        ("the projector won't turn on", "网络多媒体"),
        ("Door is stuck", "门窗锁具"),
    ],
)
def test_a_fault_in_english_is_a_repair_of_its_trade(words: str, category: str) -> None:
    reading = reader().read(words)
    assert (reading.is_repair, reading.category, reading.alarm) == (True, category, False)
