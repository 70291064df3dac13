"""A pressed button is a query that the bot answers once, and not too late."""

import asyncio
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from rehearsal import Rehearsal

YES = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data="yes")]])


@pytest.fixture
async def wang(stage: Any, bot: Bot) -> int:
    user = await stage.person(7001, "王师傅")
    updates = await bot.get_updates(timeout=0)
    await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return int(user)


async def test_a_button_is_answered_once(stage: Any, bot: Bot, wang: int) -> None:
    query, tapping = await tapped(stage, bot, wang)
    await bot.answer_callback_query(query.id, "记下了", show_alert=True)
    assert (await tapping)["answer"] == {"text": "记下了", "show_alert": True}
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)


async def test_a_button_left_alone_for_long_is_answered_no_more(
    stage: Any, bot: Bot, wang: int, rehearsal: Rehearsal
) -> None:
    rehearsal.world.callbacks.lifetime = 0.2
    query, tapping = await tapped(stage, bot, wang)
    tapping.cancel()
    await rehearsal.world.updates.fetch(0, None, 0.3)
    while await bot.get_updates(timeout=1):
        pass
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(query.id)


async def test_two_taps_at_once_are_two_queries(stage: Any, bot: Bot, wang: int) -> None:
    sent = await bot.send_message(wang, "好吗", reply_markup=YES)
    taps = [asyncio.create_task(stage.post("tap", user=wang, message_id=sent.message_id, label="好")) for _ in "12"]
    queries: dict[str, None] = {}
    while len(queries) < 2:
        queries |= {
            update.callback_query.id: None for update in await bot.get_updates(timeout=5) if update.callback_query
        }
    for number, query_id in enumerate(queries):
        await bot.answer_callback_query(query_id, f"第{number}次")
    assert {(await tap)["answer"]["text"] for tap in taps} == {"第0次", "第1次"}


async def tapped(stage: Any, bot: Bot, user: int) -> tuple[Any, "asyncio.Task[Any]"]:
    sent = await bot.send_message(user, "好吗", reply_markup=YES)
    tapping = asyncio.create_task(stage.post("tap", user=user, message_id=sent.message_id, data="yes"))
    [update] = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    assert update.callback_query.message == sent
    return update.callback_query, tapping
