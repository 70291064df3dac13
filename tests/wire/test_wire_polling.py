"""What arrives is kept first, one unreadable update stops nobody, and no answer ends polling for ever."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import Conflict, NetworkError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot, MessageHandler, Updater, filters

from bot.limits import Limits
from bot.order import InOrder
from bot.polling import Arrived, InboxRequest, Outcome, begin_again, catch_up, read_batch
from bot.wire import Wire
from rehearsal import Rehearsal
from rehearsal.between import STRANGERS
from tests.wire.conftest import Inbox

Stage = Callable[..., Awaitable[Any]]
NO_LIBRARY_READS_THIS = {"message": {"message_id": 1, "date": 1, "chat": {"id": 7001, "type": "private"}, "from": {}}}


@pytest.fixture
async def bot(rehearsal: Rehearsal, request_class: InboxRequest) -> AsyncIterator[Bot]:
    base = rehearsal.url + "/bot"
    async with Bot(rehearsal.token, base_url=base, request=Wire(base), get_updates_request=request_class) as made:
        yield made


@pytest.fixture
async def updater(bot: Bot, request_class: InboxRequest) -> AsyncIterator[Updater]:
    made = Updater(bot, request_class.queue)
    await made.initialize()
    yield made
    if made.running:
        await made.stop()


async def next_text(updater: Updater) -> str:
    """The text of the next message that reaches PTB's queue; what comes before it is passed over."""
    while True:
        update = await updater.update_queue.get()
        if isinstance(update, Update) and update.message and update.message.text:
            return update.message.text


async def long_poll(rehearsal: Rehearsal) -> None:
    while not rehearsal.world.updates.polled:
        await rehearsal.world.pulse.wait(5)


async def test_a_batch_is_kept_once_as_it_came(stage: Stage, wang: int, bot: Bot, inbox: Inbox) -> None:
    for text in "一二三":
        await stage("say", user=wang, text=text)
    updates = await bot.get_updates(timeout=0)
    [batch] = inbox.batches
    assert [batch[-1].update_id] == [update.update_id for update in updates], "the last stands for them all"
    assert {(kept.readable, kept.chat_id, kept.why) for kept in batch} == {(True, wang, "")}
    assert [Update.de_json(json.loads(kept.body), bot) for kept in batch] == [kept.update for kept in batch]


async def test_what_was_read_on_arrival_is_what_ptb_hands_on(
    stage: Stage, wang: int, updater: Updater, inbox: Inbox
) -> None:
    await updater.start_polling(timeout=1)
    await stage("say", user=wang, text="一")
    handed_on = await updater.update_queue.get()
    assert any(handed_on is arrived.update for arrived in inbox.arrived)


async def test_an_empty_batch_is_a_success_and_keeps_nothing(rehearsal: Rehearsal, inbox: Inbox) -> None:
    seconds = iter([41.0, 42.0])
    request = InboxRequest(
        inbox.keep,
        base_url=rehearsal.url + "/bot",
        outcome=inbox.outcome,
        now=lambda: next(seconds),
    )
    before = request.last_success
    assert before is None
    async with request:
        assert await request.post(f"{rehearsal.url}/bot{rehearsal.token}/getUpdates") == []
        assert request.last_success == 41.0
        await request.post(f"{rehearsal.url}/bot{rehearsal.token}/getUpdates")
    assert (request.last_success, inbox.batches, inbox.outcomes) == (42.0, [], [Outcome.KEPT] * 2)


async def test_what_could_not_be_kept_is_not_confirmed_and_comes_again(
    stage: Stage, wang: int, bot: Bot, inbox: Inbox, updater: Updater, request_class: InboxRequest, logged: list[str]
) -> None:
    inbox.trouble = OSError("disk full")
    await stage("say", user=wang, text="在")
    await updater.start_polling(timeout=10, error_callback=lambda _: None)
    await inbox.hear(Outcome.UNKEPT)
    assert (inbox.batches, request_class.last_success, logged) == ([], None, ["inbox.not_kept"])
    assert await next_text(updater) == "在"
    assert len(inbox.arrived) == 2


async def test_an_unreadable_update_is_kept_and_stops_nobody(
    stage: Stage, wang: int, updater: Updater, inbox: Inbox, rehearsal: Rehearsal, logged: list[str]
) -> None:
    await stage("raw", update=NO_LIBRARY_READS_THIS)
    await stage("say", user=wang, text="在")
    await updater.start_polling(timeout=10)
    assert await next_text(updater) == "在"
    [unreadable] = [kept for kept in inbox.arrived if not kept.readable]
    assert (unreadable.chat_id, "first_name" in unreadable.why) == (wang, True)
    assert json.loads(unreadable.body)["message"] == NO_LIBRARY_READS_THIS["message"]
    assert "update.unreadable" in logged
    await long_poll(rehearsal)
    assert rehearsal.world.updates.unconfirmed == 0


async def test_half_a_character_is_made_whole_so_that_it_can_be_kept(
    stage: Stage, wang: int, bot: Bot, inbox: Inbox
) -> None:
    message = {**NO_LIBRARY_READS_THIS["message"], "from": {"id": 7001, "is_bot": False, "first_name": "\ud83d"}}
    await stage("raw", update={"message": message})
    await bot.get_updates(timeout=0)
    update = inbox.arrived[-1].update
    assert update is not None
    assert update.effective_user is not None
    assert update.effective_user.first_name == "?"
    assert inbox.arrived[-1].body.encode()


async def test_other_methods_pass_through_untouched(rehearsal: Rehearsal, inbox: Inbox) -> None:
    request = InboxRequest(inbox.keep, base_url=rehearsal.url + "/bot", outcome=inbox.outcome)
    async with request:
        me = await request.post(f"{rehearsal.url}/bot{rehearsal.token}/getMe")
    assert isinstance(me, dict)
    assert (me["is_bot"], inbox.outcomes, request.last_success) == (True, [], None)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [({"kind": "500"}, Outcome.FAILED), ({"kind": "drop"}, Outcome.FAILED), ({"kind": "429"}, Outcome.FAILED)],
)
async def test_a_failed_poll_is_no_success(
    stage: Stage, bot: Bot, inbox: Inbox, request_class: InboxRequest, fault: dict[str, Any], outcome: Outcome
) -> None:
    await stage("faults", method="getUpdates", **fault)
    with pytest.raises(Exception, match=r"(?i)error|flood"):
        await bot.get_updates(timeout=0)
    assert (inbox.outcomes, request_class.last_success) == ([outcome], None)
    await bot.get_updates(timeout=0)
    assert inbox.outcomes[-1] is Outcome.KEPT


@pytest.mark.parametrize("stranger", STRANGERS)
async def test_what_somebody_else_answers_refuses_no_token_and_is_no_second_program(
    stage: Stage, wang: int, bot: Bot, inbox: Inbox, request_class: InboxRequest, stranger: str
) -> None:
    """A login page's 401, 404 or 409 once ended the program, and at a start it blamed the token."""
    await stage("say", user=wang, text="在")
    await stage("faults", method="*", kind=stranger, times=2)
    with pytest.raises(NetworkError):
        await bot.get_updates(timeout=0)
    with pytest.raises(NetworkError, match=r"not Telegram|Invalid server response"):
        await bot.get_me()
    assert (inbox.outcomes, inbox.batches, request_class.last_success) == ([Outcome.FAILED], [], None)
    await bot.get_updates(timeout=0)
    assert json.loads(inbox.batches[0][-1].body)["message"]["text"] == "在"


async def test_a_second_poller_is_a_conflict(rehearsal: Rehearsal, bot: Bot, inbox: Inbox) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await long_poll(rehearsal)
    await bot.get_updates(timeout=0)
    with pytest.raises(Conflict):
        await older
    assert sorted(outcome.value for outcome in inbox.outcomes) == ["conflict", "kept"]


async def test_a_refused_token_does_not_end_polling_for_ever(
    stage: Stage, wang: int, updater: Updater, inbox: Inbox, rehearsal: Rehearsal
) -> None:
    errors: list[Exception] = []
    await updater.start_polling(timeout=10, error_callback=errors.append)
    await long_poll(rehearsal)
    await stage("revoke", revoked=True)
    await inbox.hear(Outcome.REFUSED, 1)
    await stage("revoke", revoked=False)
    await stage("say", user=wang, text="在")
    assert await next_text(updater) == "在"
    assert {type(error) for error in errors} == {NetworkError}
    await updater.stop()


async def test_polling_begins_again_with_new_connections_and_loses_nothing(
    stage: Stage, wang: int, updater: Updater, rehearsal: Rehearsal, request_class: InboxRequest
) -> None:
    async def start() -> None:
        await updater.start_polling(timeout=10)

    await begin_again(updater, request_class, start)  # also when it was not running
    await long_poll(rehearsal)
    await begin_again(updater, request_class, start)
    await stage("say", user=wang, text="在")
    assert await next_text(updater) == "在"


async def test_catching_up_fetches_all_that_waited_confirms_it_and_returns(
    bot: Bot, request_class: InboxRequest, inbox: Inbox, rehearsal: Rehearsal
) -> None:
    for _ in range(250):
        rehearsal.world.updates.put({"of_a_kind_to_come": {}})
    queue = request_class.queue
    await catch_up(bot, queue.put, ["message"])
    assert [len(batch) for batch in inbox.batches] == [100, 100, 50]
    assert (queue.qsize(), rehearsal.world.updates.unconfirmed) == (250, 0)
    await catch_up(bot, queue.put, ["message"])
    assert queue.qsize() == 250


async def test_loopback_is_reached_past_the_proxy_of_the_environment(
    rehearsal: Rehearsal, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with InboxRequest(inbox.keep, base_url=rehearsal.url + "/bot", proxy="http://127.0.0.1:9") as request:
        assert await request.post(f"{rehearsal.url}/bot{rehearsal.token}/getUpdates") == []


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"message": {"chat": {"id": -500}, "from": {"id": 7}}}, -500),
        ({"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -500}, "from": {"id": 1}}}}, -500),
        ({"callback_query": {"from": {"id": 7}}}, 7),
        ({"poll_answer": {"user": {"id": 7}}}, 7),
        ({"message": {"chat": {"id": "x"}, "from": [7]}}, None),
        ({"message": {"chat": {"id": 2**80}}}, None),
        ({"message": {"chat": {"id": True}}}, None),
        ({"message": "?"}, None),
    ],
)
def test_the_chat_of_an_update_as_far_as_it_can_be_told(update: dict[str, Any], chat: int | None) -> None:
    [arrived] = read_batch({"result": [{"update_id": 5, **update}]})
    assert arrived.chat_id == chat


def test_what_has_no_id_is_left_out_and_logged(logged: list[str]) -> None:
    answer = {"result": [{"message": {}}, "?", {"update_id": True}, {"update_id": 5}]}
    assert read_batch(answer) == [Arrived(5, '{"update_id":5}', None, "", Update(5))]
    assert logged == ["update.without_id"]
    assert read_batch({"ok": True}) == []


def test_of_the_message_under_a_button_only_where_it_stands_is_read() -> None:
    under = {"message_id": 3, "date": 1, "chat": {"id": 7, "type": "private"}, "photo": "?", "reply_markup": [{}]}
    tapped = {"id": "1", "from": {"id": 7, "is_bot": False, "first_name": "王"}, "chat_instance": "1", "data": "t:x:1"}
    [arrived] = read_batch({"result": [{"update_id": 5, "callback_query": {**tapped, "message": under}}]})
    assert arrived.update is not None
    assert arrived.update.effective_chat is not None
    assert (arrived.update.effective_chat.id, arrived.why) == (7, "")
    assert '"photo":"?"' in arrived.body


async def test_the_whole_wire_answers_each_in_their_order(
    stage: Stage, rehearsal: Rehearsal, request_class: InboxRequest, inbox: Inbox
) -> None:
    """Inbox request, line and limits under a real Application: what a house is built of."""
    base, answered = rehearsal.url + "/bot", asyncio.Event()
    told: list[tuple[int, str]] = []

    async def answer(update: Update, context: CallbackContext[ExtBot[str], Any, Any, Any]) -> None:
        assert update.message is not None
        assert update.effective_chat is not None
        await context.bot.send_message(update.effective_chat.id, f"好:{update.message.text}", rate_limit_args="REPLY")
        told.append((update.effective_chat.id, str(update.message.text)))
        if len(told) == 12:
            answered.set()

    application: Application[ExtBot[str], Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .token(rehearsal.token)
        .base_url(base)
        .request(Wire(base))
        .get_updates_request(request_class)
        .update_queue(request_class.queue)
        .rate_limiter(Limits(off=True))
        .concurrent_updates(InOrder())
        .job_queue(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, answer))
    people = (7001, 7002, 7003)
    for user in people:
        await stage("people", id=user, first_name=f"同事{user}")
        await stage("say", user=user, text="/start")
    async with application:
        assert application.updater is not None
        await application.updater.start_polling(timeout=10)
        await application.start()
        for text in "一二三四":
            for user in people:
                await stage("say", user=user, text=text)
        await answered.wait()
        await application.updater.stop()
        await application.stop()
    assert {user: [text for who, text in told if who == user] for user in people} == {
        user: [*"一二三四"] for user in people
    }
    assert len({kept.update_id for kept in inbox.arrived}) == 18
