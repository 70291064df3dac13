"""The measurements of docs/reliability.md work: each in small, and nothing said about how fast."""

from pathlib import Path

import pytest

from benchmarks import burst, memory, notices, stalls, start


async def test_with_twenty_chats_stalled_everybody_has_an_answer(tmp_path: Path) -> None:
    calm, rose = await stalls.rises(tmp_path, pairs=1, seconds=0.1, most=stalls.STALLED + 4)
    assert len(calm) == len(rose) == 1


async def test_notices_and_the_urgent_one_in_their_middle_arrive(tmp_path: Path) -> None:
    moments, urgent, _refused = await notices.course(tmp_path, chats=30)
    assert len(moments) == 30
    assert urgent > 0


async def test_everybody_who_checks_in_is_answered(tmp_path: Path) -> None:
    took, _refused = await burst.first_answers(tmp_path, people=8, seconds=0.5)
    assert len(took) == 8


async def test_memory_and_files_are_looked_at_on_the_way(tmp_path: Path) -> None:
    first, last = await memory.looks(tmp_path, updates=60, every=30)
    assert 30 <= first.updates <= last.updates
    assert last.updates >= 60
    assert min(last.resident, last.database) > 0


def test_a_start_is_heard_when_it_polls(tmp_path: Path) -> None:
    bell = start.Doorbell()
    try:
        spent = start.starts(bell, start.school_with(500, tmp_path / "school"))
    finally:
        bell.close()
    assert spent.processor > 0
    assert spent.wall > 0


@pytest.mark.parametrize(("part", "value"), [(0.5, 3.0), (0.99, 4.0), (0.0, 1.0)])
def test_a_percentile_is_a_value_that_was_seen(part: float, value: float) -> None:
    assert stalls.percentile([4.0, 1.0, 3.0, 2.0], part) == value
