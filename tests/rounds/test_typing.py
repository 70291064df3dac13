"""正在输入…: whoever waits longer than a moment sees that they were heard; whoever has an answer sees nothing."""

from typing import Any

from bot.typing import A_MOMENT
from tests.rounds.walking import GUARD, duty, poster, shows
from tests.stage import Stage


async def shown(stage: Stage) -> list[Any]:
    """To whom it was shown, in order."""
    calls = (await stage.get("calls"))["calls"]
    return [call["params"]["chat_id"] for call in calls if call["method"] == "sendChatAction"]


async def test_a_photo_that_takes_its_time_to_be_read_shows_that_it_is_under_way(stage: Stage) -> None:
    await stage.settle()
    await duty(stage, points=("X-SE", "X-FIRE"))
    guard = await stage.person(GUARD)
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "X-SE"))
    assert "1/2" in await guard.last()
    assert await shown(stage) == []
    await stage.post("faults", method="getFile", kind="latency", seconds=A_MOMENT + 0.6, times=1)
    await shows(guard, await poster(stage, "X-FIRE"))
    assert "2个点都到了" in await guard.last()
    assert [int(chat) for chat in await shown(stage)] == [guard.user]


async def test_one_that_telegram_does_not_take_costs_nobody_their_answer(stage: Stage) -> None:
    await stage.settle()
    await duty(stage, points=("X-SE", "X-FIRE"))
    guard = await stage.person(GUARD)
    await guard.says("🔦 巡查")
    await stage.post("faults", method="sendChatAction", kind="500", times=1)
    await stage.post("faults", method="getFile", kind="latency", seconds=A_MOMENT + 0.3, times=1)
    await shows(guard, await poster(stage, "X-SE"))
    assert "1/2" in await guard.last()
    assert len(await shown(stage)) == 1
