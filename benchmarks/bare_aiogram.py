"""The bot to compare with: aiogram's state machine in memory, the same messages, and nothing kept beyond its state."""

import argparse
import asyncio
import contextlib
import logging
import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.child import ready_until_let_go
from benchmarks.conversation import parts_of

GUESS = "🔧 {place}\n{words}|{trade}|一般。对吗?"
FILED = "已报,{n}号,正在派人。进度看这条。\n您08:00报的,有记录。\n🔧 {n} {place}\n{words}|{trade}|一般"


class Report(StatesGroup):
    guessed = State()


def keys(*rows: tuple[tuple[str, str], ...]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows]
    )


class Numbers:
    drafts = 0
    tickets = 0


async def sentence(message: Message, state: FSMContext) -> None:
    words = message.text or ""
    Numbers.drafts += 1
    draft = Numbers.drafts
    await state.set_state(Report.guessed)
    place, trade = parts_of(words)
    known = {"words": words, "place": place, "trade": trade}
    await state.set_data(known)
    rows = (
        (("对,报上", f"d:{draft}:confirm:file"),),
        (("改地点", f"d:{draft}:confirm:place"), ("改类别", f"d:{draft}:confirm:category")),
        (("更急", f"d:{draft}:confirm:worse"), ("不报了", f"d:{draft}:confirm:drop")),
    )
    await message.answer(GUESS.format(**known), reply_markup=keys(*rows))


async def confirmed(query: CallbackQuery, state: FSMContext) -> None:
    known = await state.get_data()
    await state.clear()
    Numbers.tickets += 1
    n = Numbers.tickets
    await query.answer()
    assert isinstance(query.message, Message)
    await query.message.edit_text(
        FILED.format(n=n, **known), reply_markup=keys((("补一句", f"f:add:{n}"), ("撤回", f"t:withdraw:{n}")))
    )


async def serve(url: str, token: str) -> None:
    """Updates as tasks, one at a time for each person, as ours has it. One after the other was slower here, and tasks
    without isolation as fast."""
    session = AiohttpSession(api=TelegramAPIServer(base=f"{url}/bot{{token}}/{{method}}", file=url))
    dispatcher = Dispatcher(storage=MemoryStorage(), events_isolation=SimpleEventIsolation())
    dispatcher.message.register(sentence, F.text)
    dispatcher.callback_query.register(confirmed, Report.guessed, F.data.endswith(":file"))
    bot = Bot(token, session=session)
    await bot.get_me()
    polling = asyncio.create_task(dispatcher.start_polling(bot, polling_timeout=20, handle_signals=False))
    await ready_until_let_go()
    logging.disable()  # it logs its own end as a lost connection
    polling.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await polling


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bare_aiogram")
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    args = parser.parse_args()
    asyncio.run(serve(args.url, args.token))
    return 0


if __name__ == "__main__":
    sys.exit(main())
