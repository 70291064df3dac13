"""A practice round in somebody's own chat: nothing but a due row that says which step is asked, gone at its end."""

from datetime import datetime

from domain.news import Lane, News, Show
from domain.practice import LASTS, Practice
from storage import Transaction

OVER = "practice.over"


def practice_card(chat_id: int) -> str:
    return f"practice:{chat_id}"


def begin_practice(tx: Transaction, now: datetime, chat_id: int, practice: Practice, said_at: datetime) -> None:
    """What was said before `said_at`, and arrives late, is meant; Telegram's dates are whole seconds."""
    _keep(tx, now, chat_id, practice, said_at.replace(microsecond=0).isoformat())


def practice_at(tx: Transaction, chat_id: int, said_at: datetime) -> Practice | None:
    """The round that what was said at that moment answers; None for what was said before it began or after its end."""
    row = tx.due.of(OVER, str(chat_id))
    if row is None or not datetime.fromisoformat(row.facts["begun"]) <= said_at < row.at:
        return None
    return Practice(row.facts["track"], row.facts["number"])


def go_on(tx: Transaction, now: datetime, chat_id: int, practice: Practice) -> None:
    """The next step; the time in which it lasts begins anew."""
    row = tx.due.of(OVER, str(chat_id))
    _keep(tx, now, chat_id, practice, row.facts["begun"] if row else now.isoformat())


def _keep(tx: Transaction, now: datetime, chat_id: int, practice: Practice, begun: str) -> None:
    facts = {"track": practice.track, "number": practice.number, "begun": begun}
    tx.due.put(OVER, str(chat_id), now + LASTS, facts)


def end_practice(tx: Transaction, chat_id: int) -> bool:
    """Whether one was under way."""
    return tx.due.drop(OVER, str(chat_id))


def interrupt_practice(tx: Transaction, now: datetime, chat_id: int) -> None:
    """Something real came: from here on everything is meant, and the round's message says so."""
    if end_practice(tx, chat_id):
        practice_over(tx, now, chat_id)


def practice_over(tx: Transaction, now: datetime, chat_id: int) -> None:
    """Its message says so, without a sound."""
    news = News("practice.over", chat_id, {}, Lane.REPLY, card=practice_card(chat_id), show=Show.ONLY_EDIT)
    tx.outbox.put(news, now)
