"""Where answers are lost on the way nobody knows what arrived: copies become rare, and hold up nothing."""

import pytest

from bot.doubts import FEW, FIRST, LONGEST, Doubts
from tests.stage import Stage
from tests.trouble.props import clear_weather, fault, soon, will_read

HELP = "不用记命令"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a school's bot has it."""
    monkeypatch.setattr("bot.doubts.FIRST", FIRST)
    monkeypatch.setattr("bot.doubts.LONGEST", LONGEST)


async def test_lost_answers_bring_a_few_copies_and_no_copy_after_copy(stage: Stage) -> None:
    """Whoever stood behind such a proxy read the same line every half minute, and nothing else behind it."""
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", "drop_after", chat=teacher.user, times=None)
    await stage.post("say", user=teacher.user, text="/help")

    async def tried_often() -> bool:
        return (await teacher.reads()).count(HELP) == FEW + 1

    await soon(stage, tried_often)
    await stage.post("say", user=teacher.user, text="/jobs")
    await will_read(teacher, "您手上没有单")
    assert (await teacher.reads()).count(HELP) == FEW + 1
    assert (await teacher.reads()).count("(可能重复)") >= FEW
    await clear_weather(stage)
    await stage.outage(kind="network", minutes=3)
    await stage.settle()
    assert (await teacher.reads()).count(HELP) == FEW + 2
    assert (await teacher.reads()).count("您手上没有单") >= 1


def test_each_doubt_makes_it_wait_longer_and_what_is_known_waits_for_nothing() -> None:
    doubts, now = Doubts(), 1000.0
    for _ in range(FEW):
        doubts.more([1, 2], now)
    assert list(doubts.waiting(now)) == []
    doubts.more([1], now)
    assert list(doubts.moments) == [now + FIRST]
    for _ in range(20):
        doubts.more([1], now)
    assert list(doubts.moments) == [now + LONGEST]
    assert list(doubts.waiting(now + LONGEST)) == []
    doubts.known([1, 3])
    assert list(doubts.waiting(now)) == []
    doubts.more([2], now)
    doubts.forgotten()
    assert list(doubts.waiting(now)) == []
