"""The stage plays people and time with a real Application, and says what is wrong with a wrong request."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from rehearsal import Rehearsal

WANG = 7001
AGAIN = InlineKeyboardMarkup([[InlineKeyboardButton("再来", callback_data="again")]])


class ReminderBot:
    """An Application with work in hand that one can count, and rows that become due: an Actor."""

    def __init__(self, app: "Application[Any, Any, Any, Any, Any, Any]", clock: Any) -> None:
        self.app = app
        self.clock = clock
        self.rows: list[datetime] = []
        self.turns: list[datetime] = []
        self.busy = 0

    async def echo(self, update: Update, context: Any) -> None:
        assert update.message is not None
        self.busy += 1
        await update.message.reply_text(f"收到:{update.message.text}", reply_markup=AGAIN)
        self.busy -= 1

    async def again(self, update: Update, context: Any) -> None:
        assert update.callback_query is not None
        await update.callback_query.answer("好")
        await update.callback_query.edit_message_text("改了")

    async def settled(self) -> bool:
        return self.busy == 0 and self.app.update_queue.empty()

    async def next_due(self) -> datetime | None:
        return min((row for row in self.rows if row > self.clock.now), default=None)

    async def coming(self) -> list[dict[str, Any]]:
        row = await self.next_due()
        return [{"at": row.isoformat(), "lines": [{"zh": "到点了", "en": "It is time"}], "more": 0}] if row else []

    async def turn(self, to: datetime) -> None:
        self.clock.now = to
        self.turns.append(to)
        for _ in [row for row in self.rows if row == to]:
            await self.app.bot.send_message(WANG, f"到点了 {to:%H:%M}")

    flowing = False

    async def flow(self, on: bool) -> None:
        self.flowing = on

    async def take(self, user: int) -> None:
        self.taken = user

    async def die(self) -> None:
        assert self.app.updater is not None
        await self.app.updater.stop()

    async def start(self) -> None:
        assert self.app.updater is not None
        await self.app.updater.start_polling(timeout=10)

    async def outage(self, to: datetime) -> None:
        self.clock.now = to


@pytest.fixture
async def actor(rehearsal: Rehearsal, bot: Any, clock: Any) -> AsyncIterator[ReminderBot]:
    app = Application.builder().bot(bot).build()
    reminder = ReminderBot(app, clock)
    app.add_handler(MessageHandler(filters.TEXT & filters.UpdateType.MESSAGE, reminder.echo))
    app.add_handler(CallbackQueryHandler(reminder.again))
    await app.initialize()
    await app.start()
    assert app.updater is not None
    await app.updater.start_polling(timeout=10)
    rehearsal.actor = reminder
    yield reminder
    await app.updater.stop()
    await app.stop()


async def settled(stage: Any) -> None:
    assert await stage.get("settled?timeout=10") == {"settled": True, "why": ""}


async def test_a_person_says_taps_and_sees_the_answer(stage: Any, actor: ReminderBot) -> None:
    await stage.person(WANG, "王师傅")
    await settled(stage)
    await stage.post("say", user=WANG, text="灯坏了")
    await settled(stage)
    heard = (await stage.screen(WANG))[-1]
    assert (heard["text"], heard["buttons"]) == ("收到:灯坏了", [[{"text": "再来", "data": "again"}]])
    tapped = await stage.post("tap", user=WANG, message_id=heard["message_id"], label="再来")
    assert tapped["answer"] == {"text": "好", "show_alert": False}
    await settled(stage)
    assert (await stage.screen(WANG))[-1]["text"] == "改了"


async def test_an_update_that_no_library_can_read_is_delivered_as_it_is(stage: Any, bot: Any) -> None:
    put = await stage.post("raw", update={"message": {"message_id": 1, "from": {"id": 5}}, "update_id": 3})
    calling = f"{stage.rehearsal.url}/bot{stage.rehearsal.token}/getUpdates"
    async with stage.session.get(calling) as response:
        [update] = (await response.json())["result"]
    assert update == {"message": {"message_id": 1, "from": {"id": 5}}, "update_id": put["update_id"]}
    assert put["update_id"] != 3
    with pytest.raises((KeyError, TypeError)):
        await bot.get_updates(timeout=0)


async def test_the_clock_stops_at_every_due_row_on_its_way(stage: Any, actor: ReminderBot, clock: Any) -> None:
    await stage.person(WANG, "王师傅")
    start = clock.now
    actor.rows = [start + timedelta(minutes=minutes) for minutes in (10, 25, 90)]
    played = await stage.post("clock", to=(start + timedelta(minutes=30)).isoformat())
    assert (played["steps"], played["settled"]) == (3, True)
    assert [(turn - start).seconds // 60 for turn in actor.turns] == [10, 25, 30]
    shown = [bubble for bubble in await stage.screen(WANG) if bubble["text"].startswith("到点了")]
    assert [bubble["date"] - int(start.timestamp()) for bubble in shown] == [600, 1500]
    assert (await stage.get("clock"))["next_due"] == (start + timedelta(minutes=90)).isoformat()
    assert "does not go back" in await stage.refuses("clock", to=start.isoformat())


async def test_a_killed_bot_is_reported_back_when_it_polls_again(stage: Any, actor: ReminderBot) -> None:
    await settled(stage)
    back = await stage.post("kill")
    assert back["up"]
    await stage.person(WANG, "王师傅")
    await settled(stage)


async def test_without_a_bot_nothing_settles_and_it_says_why(stage: Any) -> None:
    why = "the bot is not waiting in a long poll, nor has it a webhook that works"
    assert await stage.get("settled?timeout=0.1") == {"settled": False, "why": why}
    await stage.person(WANG, "王师傅")
    assert "2 updates are not confirmed" in (await stage.get("settled?timeout=0.1"))["why"]
    assert "no bot belongs" in await stage.refuses("clock", to="2026-12-01T00:00:00+08:00")
    assert "no bot belongs" in await stage.refuses("kill")


async def test_events_tell_what_happens_and_end_with_the_rehearsal(stage: Any, rehearsal: Rehearsal) -> None:
    async with stage.session.get(f"{rehearsal.url}/stage/events") as response:
        lines = response.content
        assert (await lines.readuntil(b"\n\n")).split(b"\n")[1] == b"event: hello"
        await stage.post("people", id=WANG, first_name="王师傅")
        assert b"event: people" in await lines.readuntil(b"\n\n")
        await stage.post("say", user=WANG, text="一\n二")
        assert b"event: people" in await lines.readuntil(b"\n\n")
        told = await lines.readuntil(b"\n\n")
        assert b"event: message" in told
        assert "一\\n二".encode() in told
        await asyncio.wait_for(rehearsal.stop(), 3)
        assert await lines.read() == b""


@pytest.mark.parametrize(
    ("path", "fields", "sentence"),
    [
        ("people", {"first_name": "甲"}, '"id" is missing'),
        ("people", {"id": "7", "first_name": "甲"}, '"id" must be a whole number, not "7"'),
        ("people", {"id": -7, "first_name": "甲"}, "must be above 0"),
        ("groups", {"id": 5, "title": "群", "members": [WANG]}, "must be below 0"),
        ("groups", {"id": -5, "title": "群", "members": [1]}, "these are not: [1]"),
        ("say", {"user": 99, "text": "x"}, "there is no person 99"),
        ("say", {"user": WANG}, "say exactly one of text, photo"),
        ("say", {"user": WANG, "text": "x", "voice": True}, "not text and voice"),
        ("say", {"user": WANG, "text": "x", "chat": -9}, "there is no chat -9"),
        ("say", {"user": WANG, "text": " "}, "must not be empty"),
        ("say", {"user": WANG, "photo": {"name": "nothing"}}, 'there is no sample "nothing"; there are: '),
        ("say", {"user": WANG, "photo": {"base64": "!"}}, "is not base64"),
        ("say", {"user": WANG, "photo": {"base64": "AAAA"}}, "a phone could not send this photo"),
        ("say", {"user": WANG, "album": [{"name": "leaking-pipe"}]}, "2 to 10 files"),
        ("say", {"user": WANG, "text": "x", "date": "2026-11-23T06:45:00"}, "needs a zone"),
        ("say", {"user": WANG, "position": {"latitude": 99, "longitude": 0}}, "between -90 and 90"),
        ("tap", {"user": WANG, "message_id": 1, "label": "好"}, 'no button "好" under this message; there: none'),
        ("tap", {"user": WANG, "message_id": 9, "label": "好"}, "not on the screen"),
        ("edit", {"user": WANG, "message_id": 1, "caption": "x"}, "has no caption"),
        ("faults", {"kind": "snow"}, '"kind" must be one of 429'),
        ("faults", {"kind": "429", "method": "sendSnow"}, "is not a method here"),
        ("latency", {"seconds": -1}, "from 0 to 10000000"),
    ],
)
async def test_a_wrong_request_is_told_what_is_wrong(stage: Any, path: str, fields: Any, sentence: str) -> None:
    await stage.person(WANG, "王师傅")
    assert sentence in await stage.refuses(path, **fields)


async def test_the_body_must_be_an_object(stage: Any) -> None:
    assert await stage.ask("POST", "say", [1]) == (400, {"error": "the body must be a JSON object"})


ODD = (
    ("POST", "say", b'{"user": ' + b"[" * 100_000, 400, "is not JSON"),
    ("POST", "raw", b'{"update": ' + b'{"a":' * 200 + b"1" + b"}" * 201, 400, "nested too deep"),
    ("POST", "say", b'{"user": 7001, "text": "\\ud800"}', 400, "is not JSON"),
    ("POST", "latency", b'{"seconds": NaN}', 400, "is not JSON"),
    ("POST", "say", b'{"user": 7001, "txt": "x"}', 400, 'say takes no "txt"; did you mean "text"'),
    ("POST", "kill", b'{"now": true}', 400, 'kill takes no "now"; it takes nothing'),
    ("POST", "groups", b'{"title": "x", "members": [[]]}', 400, "must be known people"),
    ("POST", "say", b'{"user": 7001, "text": "x", "date": "0001-01-01T00:00:00+23:59"}', 400, "between 1971 and 2099"),
    ("GET", "settled?timeout=nan", b"", 400, '"timeout" must be a number'),
    ("GET", "settled?timeout=-1", b"", 400, '"timeout" must be a number'),
    ("GET", "calls?since=" + "9" * 5000, b"", 400, '"since" must be the number of a call'),
    ("GET", "say", b"", 405, "/stage/say is asked with POST, not GET"),
    ("POST", "sya", b"{}", 404, "did you mean /stage/say?"),
)


async def test_whatever_cannot_be_read_is_refused_in_one_sentence_and_the_events_go_on(stage: Any) -> None:
    await stage.person(WANG, "王师傅")
    async with stage.session.get(f"{stage.rehearsal.url}/stage/events") as events:
        await events.content.readuntil(b"\n\n")
        for verb, path, body, status, sentence in ODD:
            async with stage.session.request(verb, f"{stage.rehearsal.url}/stage/{path}", data=body) as response:
                assert (response.status, sentence in (await response.json())["error"]) == (status, True), path
        await stage.post("say", user=WANG, text="还在", date=1_795_387_500)
        assert b'"date": 1795387500' in await events.content.readuntil(b"\n\n")


async def test_a_body_of_the_bot_that_cannot_be_read_is_a_bad_request(stage: Any) -> None:
    form = "application/x-www-form-urlencoded"
    api = f"{stage.rehearsal.url}/bot{stage.rehearsal.token}"
    for kind, body in ((form, b"text=\xff"), (f"{form}; charset=none", b"text=x"), ("multipart/form-data", b"x")):
        async with stage.session.post(f"{api}/sendMessage", data=body, headers={"Content-Type": kind}) as response:
            said = await response.json()
        assert said == {"ok": False, "error_code": 400, "description": "Bad Request"}
    async with stage.session.put(f"{api}/getMe") as response:
        assert (response.status, (await response.json())["error_code"]) == (405, 405)


async def test_pages_of_other_sites_are_turned_away(stage: Any) -> None:
    for headers in ({"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}):
        async with stage.session.get(f"{stage.rehearsal.url}/stage/people", headers=headers) as response:
            assert response.status == 403


async def test_added_samples_come_first_and_can_be_sent(stage: Any, bot: Any) -> None:
    await stage.person(WANG, "王师傅")
    async with stage.session.get(f"{stage.rehearsal.url}/stage/samples/leaking-pipe") as response:
        picture = await response.read()
    import base64

    added = await stage.post("samples", name="poster", label="点位海报", base64=base64.b64encode(picture).decode())
    assert added["samples"][0]["name"] == "poster"
    [said] = (await stage.post("say", user=WANG, photo={"name": "poster"}))["messages"]
    async with stage.session.get(f"{stage.rehearsal.url}{said['photo']}") as response:
        assert (response.status, response.content_type) == (200, "image/jpeg")
