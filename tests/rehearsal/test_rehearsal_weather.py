"""Limits and faults reach a bot as Telegram's and the network's would."""

import asyncio
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from rehearsal import Rehearsal
from rehearsal.limits import Limits

WANG = 7001


@pytest.fixture
async def wang(stage: Any) -> int:
    return int(await stage.person(WANG, "王师傅"))


class Standing:
    """Seconds that pass only when a test says so, on a machine however busy."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def standing(rehearsal: Rehearsal) -> Standing:
    seconds = Standing()
    rehearsal.world.limits = Limits(on=True, now=seconds)
    return seconds


async def test_a_private_chat_takes_a_burst_of_five_then_one_a_second(bot: Bot, wang: int, standing: Standing) -> None:
    await asyncio.gather(*(bot.send_message(wang, f"{number}") for number in range(5)))
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(wang, "6")
    assert seconds(refused.value) == 1
    standing.seconds += 1
    await bot.send_message(wang, "6")
    with pytest.raises(RetryAfter):
        await bot.send_message(wang, "7")


async def test_all_chats_together_take_thirty_a_second(stage: Any, standing: Standing) -> None:
    for user in range(1, 41):
        await stage.person(user, f"同事{user}")
    said = await asyncio.gather(*(raw_call(stage, "sendMessage", chat_id=user, text="早") for user in range(1, 41)))
    assert sorted(status for status, _, _ in said) == [200] * 30 + [429] * 10
    standing.seconds += 1
    assert (await raw_call(stage, "sendMessage", chat_id=1, text="早"))[0] == 200


async def test_a_group_takes_twenty_a_minute(stage: Any, bot: Bot, wang: int, standing: Standing) -> None:
    await stage.post("groups", id=-500, title="后勤群", members=[wang])
    await asyncio.gather(*(bot.send_message(-500, f"{number}") for number in range(20)))
    standing.seconds += 20
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(-500, "21")
    assert seconds(refused.value) == 40
    standing.seconds += 40
    await bot.send_message(-500, "21")


async def test_refused_calls_are_not_counted(stage: Any, wang: int, standing: Standing) -> None:
    for _ in range(10):
        assert (await raw_call(stage, "sendMessage", chat_id=wang, text=""))[0] == 400
    assert (await raw_call(stage, "sendMessage", chat_id=wang, text="好"))[0] == 200


async def test_a_429_has_its_seconds_in_body_and_header(stage: Any, wang: int) -> None:
    await stage.post("faults", method="sendMessage", kind="429", retry_after=7)
    status, body, headers = await raw_call(stage, "sendMessage", chat_id=wang, text="x")
    assert (status, headers["Retry-After"]) == (429, "7")
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


@pytest.mark.parametrize(
    ("kind", "error"),
    [("429", RetryAfter), ("403", Forbidden), ("400", BadRequest), ("500", NetworkError), ("502", NetworkError)],
)
async def test_a_refusal_is_met_as_often_as_ordered_and_does_nothing(
    stage: Any, bot: Bot, wang: int, kind: str, error: type[Exception]
) -> None:
    await stage.post("faults", method="sendMessage", kind=kind, times=2)
    for _ in range(2):
        with pytest.raises(error):
            await bot.send_message(wang, "一")
    await bot.send_message(wang, "二")
    assert [shown["text"] for shown in await stage.screen(wang)] == ["/start", "二"]


async def test_a_dropped_call_is_not_done_a_call_dropped_after_is(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("faults", method="sendMessage", kind="drop")
    await stage.post("faults", method="sendMessage", kind="drop_after")
    for text in ("没做", "做了"):
        with pytest.raises(NetworkError):
            await bot.send_message(wang, text)
    assert [shown["text"] for shown in await stage.screen(wang)] == ["/start", "做了"]
    assert [call["outcome"]["fault"] for call in (await stage.get("calls"))["calls"][-2:]] == ["drop", "drop_after"]


async def test_a_timed_out_call_was_done(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("faults", method="sendMessage", kind="timeout", chat=wang)
    with pytest.raises(TimedOut):
        await bot.send_message(wang, "听到了吗", read_timeout=0.3)
    assert (await stage.screen(wang))[-1]["text"] == "听到了吗"
    await bot.send_message(wang, "好了")


async def test_a_fault_for_one_chat_leaves_the_others_alone(stage: Any, bot: Bot, wang: int) -> None:
    await stage.person(7002, "李师傅")
    await stage.post("faults", kind="403", chat=7002, times=None)
    await bot.send_message(wang, "在")
    with pytest.raises(Forbidden):
        await bot.send_message(7002, "在")
    await stage.ask("DELETE", "faults", {})
    await bot.send_message(7002, "在")


async def test_no_network_takes_the_waiting_poll_with_it_and_ends_by_itself(
    stage: Any, bot: Bot, wang: int, rehearsal: Rehearsal
) -> None:
    poll = asyncio.create_task(bot.get_updates(offset=2**31, timeout=30))
    while not rehearsal.world.updates.polled:
        await rehearsal.world.pulse.wait(5)
    await stage.post("faults", kind="drop", lasts=0.3)
    with pytest.raises(NetworkError):
        await asyncio.wait_for(poll, 2)
    with pytest.raises(NetworkError):
        await bot.get_me()
    while (await stage.get("faults"))["faults"]:
        pass
    assert await bot.get_me()


async def test_latency_slows_every_call(stage: Any, bot: Bot) -> None:
    await stage.post("latency", seconds=0.2)
    await bot.get_me()
    assert (await stage.get("calls"))["calls"][-1]["took"] >= 0.2


async def test_what_is_not_served_is_not_found(stage: Any) -> None:
    status, body, _ = await raw_call(stage, "sendDice", chat_id=1)
    assert (status, body["description"]) == (404, "Not Found: method not found")
    async with stage.session.post(f"{stage.rehearsal.url}/bot1:wrong/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (
            401,
            "Unauthorized: invalid token specified",
        )
    async with stage.session.post(f"{stage.rehearsal.url}/bot7654321:{'x' * 35}/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize("way", ["query", "form", "json"])
async def test_parameters_come_in_any_way_and_methods_in_any_case(stage: Any, wang: int, way: str) -> None:
    url = f"{stage.rehearsal.url}/bot{stage.rehearsal.token}/SENDmessage"
    fields = {"chat_id": str(wang), "text": "好", "disable_notification": "true"}
    body = {"query": {"params": fields}, "form": {"data": fields}, "json": {"json": {**fields, "chat_id": wang}}}[way]
    async with stage.session.post(url, **body) as response:
        assert (await response.json())["result"]["text"] == "好"
    assert (await stage.screen(wang))[-1]["silent"]


async def test_malformed_parameters_are_refused_not_crashed_on(stage: Any, wang: int) -> None:
    wrong = [
        {},
        {"chat_id": "@somebody", "text": "x"},
        {"chat_id": wang},
        {"chat_id": wang, "text": "x", "reply_markup": "{"},
        {"chat_id": wang, "text": "x", "reply_markup": "[]"},
        {"chat_id": wang, "text": "x", "reply_markup": {"inline_keyboard": [["x"]]}},
        {"chat_id": wang, "text": "x", "entities": "[1]"},
        {"chat_id": wang, "text": "x", "parse_mode": "Wiki"},
    ]
    answers = [(await raw_call(stage, "sendMessage", **fields))[0] for fields in wrong]
    assert answers == [400] * len(wrong)


def seconds(error: RetryAfter) -> float:
    waiting: Any = error.retry_after
    return float(waiting.total_seconds())


async def raw_call(stage: Any, method: str, **fields: Any) -> tuple[int, Any, Any]:
    session: ClientSession = stage.session
    async with session.post(f"{stage.rehearsal.url}/bot{stage.rehearsal.token}/{method}", json=fields) as response:
        return response.status, await response.json(), response.headers
