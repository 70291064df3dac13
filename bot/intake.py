"""The intake: a batch from Telegram is kept in one transaction, and what cannot be read is set aside and told of."""

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from telegram import Bot, Update

from bot.partly import FILES
from bot.polling import Arrived, kept_before
from domain.news import Lane, News
from storage import Store, Transaction

LOG = logging.getLogger(__name__)


def keep(
    tx: Transaction, now: datetime, batch: Sequence[Arrived], operators: Callable[[Transaction], list[str]]
) -> None:
    """Keeps the batch before Telegram is told that it arrived. Of an unreadable update sender and operators hear."""
    tx.inbox.keep([(update.update_id, update.body) for update in batch], now)
    put_aside(tx, now, batch, operators)
    for update in batch:
        if update.lost:
            _tell_of_the_rest(tx, now, update, operators)


async def again(store: Store, now: datetime, bot: Bot, operators: Callable[[Transaction], list[str]]) -> list[Update]:
    """What was kept and had no effect yet, in its order; what cannot be read any more is set aside like any other."""
    waiting = await store.run(lambda tx: tx.inbox.waiting())
    batch = [kept_before(update_id, body, bot) for update_id, body in waiting]
    if not all(update.readable for update in batch):
        await store.run(put_aside, now, batch, operators)
    for update in batch:
        LOG.info("inbox.again update=%d", update.update_id)
    return [update.update for update in batch if update.update is not None]


def put_aside(
    tx: Transaction, now: datetime, batch: Sequence[Arrived], operators: Callable[[Transaction], list[str]]
) -> None:
    """The unreadable of them."""
    for update in batch:
        if update.readable or not tx.inbox.is_new(update.update_id):
            continue
        error_id = secrets.token_hex(3)
        tx.inbox.set_aside(update.update_id, error_id)
        LOG.error("update.set_aside update=%d error_id=%s", update.update_id, error_id)
        if update.chat_id is not None and update.chat_id > 0:
            tx.outbox.put(News("error.set_aside", update.chat_id, {"error": error_id}, Lane.REPLY), now)
        for person in operators(tx):
            tx.outbox.put(News("error.unreadable", person, {"error": error_id}, once=f"error:{error_id}:{person}"), now)


def _tell_of_the_rest(
    tx: Transaction, now: datetime, update: Arrived, operators: Callable[[Transaction], list[str]]
) -> None:
    """Once, however often it comes: the sender of a file that is lost, and the operators of whatever it is."""
    once = f"partly:{update.update_id}"
    LOG.error("update.partly_read update=%d lost=%s", update.update_id, ",".join(sorted(update.lost)))
    if update.lost & FILES and update.chat_id is not None and update.chat_id > 0:
        tx.outbox.put(News("error.partly", update.chat_id, {}, Lane.REPLY, once=once), now)
    for person in operators(tx):
        facts = {"update": update.update_id}
        tx.outbox.put(News("error.partly_read", person, facts, once=f"{once}:{person}"), now)


def webhook_failed(tx: Transaction, now: datetime, why: str, operators: Callable[[Transaction], list[str]]) -> None:
    """Once a day: it is tried again every few minutes, and nothing is lost meanwhile. `why` is in Telegram's words."""
    for person in operators(tx):
        tx.outbox.put(News("error.webhook", person, {"why": why[:120]}, once=f"webhook:{now:%Y-%m-%d}:{person}"), now)
