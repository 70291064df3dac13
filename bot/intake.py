"""The intake: a batch from Telegram is kept in one transaction, and what cannot be read is set aside and told of."""

import logging
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.polling import Arrived
from domain.news import Lane, News
from storage import Transaction

LOG = logging.getLogger(__name__)


def keep(
    tx: Transaction, now: datetime, batch: Sequence[Arrived], operators: Callable[[Transaction], list[str]]
) -> None:
    """Keeps the batch before Telegram is told that it arrived. Of an unreadable update sender and operators hear."""
    tx.inbox.keep([(update.update_id, update.body) for update in batch], now)
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


def webhook_failed(tx: Transaction, now: datetime, why: str, operators: Callable[[Transaction], list[str]]) -> None:
    """Once a day: it is tried again every few minutes, and nothing is lost meanwhile. `why` is in Telegram's words."""
    for person in operators(tx):
        tx.outbox.put(News("error.webhook", person, {"why": why[:120]}, once=f"webhook:{now:%Y-%m-%d}:{person}"), now)
