"""Updates by webhook: to aiogram's own receiver, with its secret, in order, and again until it says 200."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict

from rehearsal import Rehearsal
from tests.rehearsal.libraries import aiogram_bot

if TYPE_CHECKING:
    from aiogram import Bot as Aiogram
    from aiogram.types import CallbackQuery, Message

WANG, LI = 7001, 7002
GO = InlineKeyboardMarkup([[InlineKeyboardButton("我去", callback_data="go")]])
SECRET = "a-secret_Of-the-webhook"


class Receiver:
    """aiogram behind its own aiohttp handler; `refusing` answers 500 before aiogram sees anything."""

    def __init__(self, bot: "Aiogram") -> None:
        from aiogram import Dispatcher
        from aiogram.webhook.aiohttp_server import SimpleRequestHandler

        self.bot = bot
        self.heard: list[str] = []
        self.refusing = 0
        self.attempts: list[str] = []
        self.url = ""
        dispatcher = Dispatcher()
        dispatcher.message.register(self.on_message)
        dispatcher.callback_query.register(self.on_tap)
        self.app = web.Application(middlewares=[self._refuse])
        handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
        handler.register(self.app, path="/telegram")

    @web.middleware
    async def _refuse(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.attempts.append(request.headers["Content-Type"])
        if self.refusing:
            self.refusing -= 1
            return web.Response(status=500)
        found: web.StreamResponse = await handler(request)
        return found

    async def on_message(self, message: "Message") -> Any:
        self.heard.append(message.text or message.content_type)
        if message.text == "在吗?":
            return message.answer("在")  # not awaited: it goes out with the 200
        if message.text == "看":
            from aiogram.types import BufferedInputFile

            return message.answer_document(BufferedInputFile(b"%PDF", "a.pdf"), caption="看")
        return None

    async def on_tap(self, query: "CallbackQuery") -> None:
        self.heard.append(f"[{query.data}]")
        await query.answer("好")


@pytest.fixture
async def aiogram(rehearsal: Rehearsal) -> AsyncIterator["Aiogram"]:
    bot = aiogram_bot(rehearsal)
    yield bot
    await bot.session.close()


@pytest.fixture
async def receiver(aiogram: "Aiogram") -> AsyncIterator[Receiver]:
    receiver = Receiver(aiogram)
    runner = web.AppRunner(receiver.app, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    yield receiver
    await runner.cleanup()


async def delivered(rehearsal: Rehearsal) -> None:
    while rehearsal.world.updates.unconfirmed:
        await rehearsal.world.pulse.wait(5)


async def test_what_people_say_is_posted_in_order_and_what_waited_comes_first(
    rehearsal: Rehearsal, stage: Any, aiogram: "Aiogram", receiver: Receiver
) -> None:
    await stage.person(WANG, "王师傅")
    await stage.post("say", user=WANG, text="一")
    assert await aiogram.set_webhook(receiver.url, secret_token=SECRET, max_connections=2)
    for text in "二三四五":
        await stage.post("say", user=WANG, text=text)
    await delivered(rehearsal)
    assert receiver.heard == ["/start", "一", "二", "三", "四", "五"]
    assert set(receiver.attempts) == {"application/json"}
    info = await aiogram.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 2)
    assert info.last_error_date is None


async def test_a_tap_is_answered_out_of_a_webhook(stage: Any, aiogram: "Aiogram", receiver: Receiver, bot: Bot) -> None:
    await stage.person(WANG, "王师傅")
    await aiogram.set_webhook(receiver.url, secret_token=SECRET)
    sent = await bot.send_message(WANG, "谁去?", reply_markup=GO)
    tapped = await stage.post("tap", user=WANG, message_id=sent.message_id, data="go")
    assert tapped["answer"] == {"text": "好", "show_alert": False}


async def test_an_answer_may_bring_a_call_with_it(
    rehearsal: Rehearsal, stage: Any, aiogram: "Aiogram", receiver: Receiver
) -> None:
    await stage.person(WANG, "王师傅")
    await aiogram.set_webhook(receiver.url, secret_token=SECRET, drop_pending_updates=True)
    await stage.post("say", user=WANG, text="在吗?")
    await stage.post("say", user=WANG, text="看")
    await delivered(rehearsal)
    said = [message for message in await stage.screen(WANG) if message["from"]["is_bot"]]
    assert [(message.get("text"), message.get("caption")) for message in said] == [("在", None), (None, "看")]
    assert said[1]["document"]["file_size"] == 4


async def test_what_was_not_taken_comes_again_and_holds_up_only_its_own_chat(
    rehearsal: Rehearsal, stage: Any, aiogram: "Aiogram", receiver: Receiver
) -> None:
    await stage.person(WANG, "王师傅")
    await stage.person(LI, "李老师")
    await aiogram.set_webhook(receiver.url, secret_token=SECRET, drop_pending_updates=True)
    receiver.refusing = 2
    await stage.post("say", user=WANG, text="在吗")
    while (await aiogram.get_webhook_info()).last_error_message is None:
        await rehearsal.world.pulse.wait(1)
    while receiver.refusing:
        await rehearsal.world.pulse.wait(1)
    await stage.post("say", user=WANG, text="在不在")
    await stage.post("say", user=LI, text="李说的")
    while not receiver.heard:
        await rehearsal.world.pulse.wait(1)
    info = await aiogram.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert (receiver.heard, info.pending_update_count) == (["李说的"], 2)
    rehearsal.world.webhook.hurry()  # two seconds later
    await delivered(rehearsal)
    assert receiver.heard == ["李说的", "在吗", "在不在"]


async def test_an_answer_that_got_lost_brings_the_update_twice(
    rehearsal: Rehearsal, stage: Any, aiogram: "Aiogram", receiver: Receiver
) -> None:
    await stage.person(WANG, "王师傅")
    await aiogram.set_webhook(receiver.url, secret_token=SECRET, drop_pending_updates=True)
    await stage.post("faults", method="webhook", kind="drop_after")
    await stage.post("say", user=WANG, text="在吗")
    await delivered(rehearsal)
    assert receiver.heard == ["在吗", "在吗"]
    assert [call["outcome"]["ok"] for call in rehearsal.world.calls.since(0) if call["method"] == "webhook"] == [
        True,
        True,
    ]


async def test_a_proxy_before_the_bot_may_fail_and_ask_for_patience(
    rehearsal: Rehearsal, stage: Any, aiogram: "Aiogram", receiver: Receiver
) -> None:
    await stage.person(WANG, "王师傅")
    await aiogram.set_webhook(receiver.url, secret_token=SECRET, drop_pending_updates=True)
    await stage.post("faults", method="webhook", kind="502")
    await stage.post("faults", method="webhook", kind="429", retry_after=3600)
    await stage.post("say", user=WANG, text="在吗")
    while (
        await aiogram.get_webhook_info()
    ).last_error_message != "Wrong response from the webhook: 429 Too Many Requests":
        await rehearsal.world.pulse.wait(1)
    assert (await stage.ask("GET", "settled?timeout=0.1", None))[1]["why"] == "1 updates are not confirmed by the bot"
    rehearsal.world.webhook.hurry()
    await delivered(rehearsal)
    assert (receiver.heard, receiver.attempts) == (["在吗"], ["application/json"])


async def test_polling_and_a_webhook_exclude_each_other(
    rehearsal: Rehearsal, stage: Any, aiogram: "Aiogram", receiver: Receiver, bot: Bot
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    while not rehearsal.world.updates.polled:
        await rehearsal.world.pulse.wait(5)
    await aiogram.set_webhook(receiver.url, secret_token="of-somebody-else")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates(timeout=0)
    await stage.person(WANG, "王师傅")
    while rehearsal.world.webhook.last_error is None:
        await rehearsal.world.pulse.wait(5)
    assert receiver.heard == []  # aiogram turns a wrong secret away
    await bot.delete_webhook()
    assert [update.message.text for update in await bot.get_updates(timeout=0) if update.message] == ["/start"]


@pytest.mark.parametrize(
    ("url", "secret", "complaint"),
    [
        ("http://example.org/hook", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.org/hook", "", "bad webhook: Failed to resolve host"),
        ("nonsense", "", "invalid webhook URL specified"),
        ("http://127.0.0.1:1/", "ä", "secret token contains unallowed characters"),
        ("http://127.0.0.1:1/", "a" * 257, "secret token is too long"),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(bot: Bot, url: str, secret: str, complaint: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){complaint}"):
        await bot.set_webhook(url, secret_token=secret)


async def test_a_webhook_is_set_once_a_second(aiogram: "Aiogram", receiver: Receiver) -> None:
    await aiogram.set_webhook(receiver.url, secret_token=SECRET)
    from aiogram.exceptions import TelegramRetryAfter

    with pytest.raises(TelegramRetryAfter):
        await aiogram.set_webhook(receiver.url, secret_token="another")
