"""The front door: PTB's handlers, three in a visible order, each handing one arrival to the conductor."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes, MessageHandler, TypeHandler, filters

from domain.clock import Clock
from domain.news import Lane, News
from domain.reading import reader_of
from handlers.arrivals import Arrival, Kind, arrival_of
from handlers.conductor import Conductor, set_aside, vocabulary_of
from handlers.news import toast
from handlers.scene import Answer
from storage import NotKept, Store, Transaction

LOG = logging.getLogger(__name__)
ANSWER_WITHIN = 0.8
"""Seconds after which a button stops turning, whether or not the action is done."""
MOST_TRIES = 3
LONGEST_PAUSE = 30.0


class FrontDoor:
    """Takes updates in; what cannot be kept for want of disk waits, what fails three times is set aside."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        bot_name: Callable[[], str],
        operators: Callable[[Transaction], list[str]],
        trouble: Callable[[BaseException], Awaitable[None]],
        start: Callable[[Coroutine[Any, Any, bool], str], asyncio.Task[bool]],
        typing: Callable[[int | None], AbstractAsyncContextManager[None]],
        answer: Callable[[str, str], Awaitable[None]],
    ) -> None:
        """`answer` says something on a pressed button, by the press's id; an empty sentence only stops its turning."""
        self._store = store
        self._clock = clock
        self._operators = operators
        self._trouble = trouble
        self._start = start
        self._typing = typing
        self._answer = answer
        self._conductor = Conductor(bot_name)
        self._closing = asyncio.Event()

    def close(self) -> None:
        """What waits for room on the disk waits no longer: it is safe in the inbox and comes again."""
        self._closing.set()

    async def look_up_the_school(self) -> None:
        """Raises Refusal when none was imported."""
        await self._store.run(vocabulary_of)

    async def learn_to_read(self) -> None:
        """What takes long is done before the first person waits for it, and in nobody's unit."""
        await asyncio.to_thread(reader_of, await self._store.run(vocabulary_of))
        await self._store.run(self._conductor.get_ready)

    def handlers(self) -> tuple[BaseHandler[Any, Any, Any], ...]:
        """In this order: commands, buttons, messages; then what is kept but never an answer (edits, live ticks)."""
        new = filters.UpdateType.MESSAGE
        return (
            MessageHandler(new & filters.COMMAND, self.receive),
            CallbackQueryHandler(self.receive_tap),
            MessageHandler(new, self.receive),
            TypeHandler(Update, self.receive),
        )

    def photo_read(self, tx: Transaction, now: datetime, evidence_id: int, codes: list[str]) -> None:
        """What a photo says goes to the round it was sent for; should that fail, the photo is kept all the same."""
        try:
            with tx.attempt():
                self._conductor.photo_read(tx, now, evidence_id, codes)
        except Exception:
            error_id = secrets.token_hex(3)
            LOG.exception("photo.not_taken evidence=%d error_id=%s", evidence_id, error_id)
            photo = tx.evidence.get(evidence_id)
            if photo is not None and photo.person is not None:
                tx.outbox.put(News("error.set_aside", photo.person, {"error": error_id}, Lane.REPLY), now)
            for person in self._operators(tx):
                tx.outbox.put(News("error.failed", person, {"error": error_id}, once=f"error:{error_id}:{person}"), now)

    async def unhandled(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """PTB's error handler. What no try could even begin with is set aside too; what had its effect stays done."""
        error = context.error
        LOG.error("update.unhandled error=%s", type(error).__name__, exc_info=error)
        if isinstance(update, Update) and not isinstance(error, NotKept):
            chat = update.effective_chat
            private = chat is not None and chat.type == ChatType.PRIVATE
            nobody = Arrival(update.update_id, Kind.OTHER, None, chat.id if chat else None, private, self._clock.now())
            await self._set_aside(nobody)

    async def receive(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody who waits longer than a moment sees that they were heard."""
        arrival = arrival_of(update, self._clock.now())
        waits = arrival.chat_id if arrival.private and arrival.kind in (Kind.SAID, Kind.COMMAND) else None
        async with self._typing(waits):
            await self._conduct(arrival)

    async def receive_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button's answer is the outcome; when the disk is slow it first says 正在存, and the outcome follows."""
        arrival = arrival_of(update, self._clock.now())
        trying: list[asyncio.Task[bool]] = []

        async def say(answer: Answer | None) -> bool:
            language = await self._store.run(_language, arrival) if answer is not None else None
            try:
                assert update.callback_query is not None
                await self._answer(update.callback_query.id, _worded(answer, language))
            except TelegramError as error:
                LOG.info("tap.answer_lost error=%s", type(error).__name__)
                return False
            return True

        def try_on() -> None:
            trying.append(self._start(say(Answer("toast.trying", {})), f"tap {arrival.update_id}"))

        timer = asyncio.get_running_loop().call_later(ANSWER_WITHIN, try_on)
        try:
            answer = await self._conduct(arrival)
        finally:
            timer.cancel()
        said_already = any([await said for said in trying])
        heard = await say(answer) if not said_already else False
        if answer is not None:
            await self._store.run(_settle_toast, self._clock.now(), arrival, answer, heard)

    async def _conduct(self, arrival: Arrival) -> Answer | None:
        tries, pause = 0, 0.5
        while not self._closing.is_set():
            try:
                return await self._store.run(self._conductor.conduct, self._clock.now(), arrival)
            except NotKept as error:
                LOG.error("storage.trouble update=%d error=%s", arrival.update_id, error)
                await self._trouble(error)
            except Exception:
                tries += 1
                LOG.exception("update.failed update=%d try=%d", arrival.update_id, tries)
                if tries >= MOST_TRIES and await self._set_aside(arrival):
                    return None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._closing.wait()
            pause = min(pause * 2, LONGEST_PAUSE)
        return None

    async def _set_aside(self, arrival: Arrival) -> bool:
        """False when not even that could be kept: a full disk."""
        error_id = secrets.token_hex(3)
        LOG.error("update.set_aside update=%d error_id=%s", arrival.update_id, error_id)

        def unit(tx: Transaction, now: datetime) -> None:
            set_aside(tx, now, arrival, error_id, self._operators(tx))

        try:
            await self._store.run(unit, self._clock.now())
        except NotKept as error:
            await self._trouble(error)
            return False
        except Exception:
            # Nobody can be told of it; out of the way it has to go all the same, or each start would try it again.
            LOG.exception("update.set_aside_in_silence update=%d error_id=%s", arrival.update_id, error_id)
            await self._store.run(lambda tx: tx.inbox.set_aside(arrival.update_id, error_id))
        return True


def _worded(answer: Answer | None, language: str | None) -> str:
    """The sentence on the button; should one have no words, the button stops turning all the same."""
    try:
        return toast(answer.about, answer.facts, language) if answer is not None else ""
    except Exception:
        LOG.exception("tap.unworded about=%s", answer.about if answer is not None else "")
        return toast("toast.done", {}, language)


def _language(tx: Transaction, arrival: Arrival) -> str | None:
    return tx.accounts.language_of(arrival.user_id) if arrival.user_id else None


def _settle_toast(tx: Transaction, now: datetime, arrival: Arrival, answer: Answer, heard: bool) -> None:
    """A toast that nobody saw (the button was too old, the network away) becomes a message, unless it has by now."""
    taken_back = tx.outbox.withdraw(f"toast:{arrival.update_id}", now)
    if taken_back and not heard and arrival.chat_id is not None:
        tx.outbox.put(News(answer.about, arrival.chat_id, answer.facts, Lane.REPLY), now)
