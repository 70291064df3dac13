"""What can leave the outbox now: claimed in one unit of work, past whatever is out of date or for nobody."""

from datetime import datetime

from actions.hold_news import hold_news
from domain.news import Show
from storage import Transaction
from storage.parcel import Parcel


def pick_up(
    tx: Transaction, now: datetime, busy: list[int], held: list[int], room: int, seen: frozenset[int]
) -> tuple[list[Parcel], list[Parcel]]:
    """Claims what can go; gives up what is out of date or for nobody; names what wants to be held for a moment.

    Ordinary news waits out the quiet hours. Looks again after putting something aside: behind it its chat may have
    more to read.
    """
    going: list[Parcel] = []
    waiting: list[Parcel] = []
    gave_up = True
    while gave_up:
        gave_up = False
        for parcel in tx.outbox.look(now, busy, [*held, *(it.id for it in waiting)], most=2 * room):
            if parcel.chat_id is None or _is_over(parcel, now):
                _give_up(tx, parcel, now)
                gave_up = True
            elif hold_news(tx, now, parcel):
                gave_up = True
            elif parcel.hold_ms and parcel.id not in seen:
                waiting.append(parcel)
            elif len(going) < room:
                tx.outbox.claim([parcel.id])
                busy.append(parcel.chat_id)
                going.append(parcel)
    return going, waiting


def _is_over(parcel: Parcel, now: datetime) -> bool:
    """Out of date, or an edit of what was never shown."""
    late = parcel.good_until is not None and parcel.good_until < now
    return late or (parcel.show is Show.ONLY_EDIT and parcel.card_message is None)


def _give_up(tx: Transaction, parcel: Parcel, now: datetime) -> None:
    if parcel.good_until is not None and parcel.good_until < now:
        tx.outbox.expired(parcel.id, now)
    else:
        tx.outbox.never(parcel.id, "no account" if parcel.chat_id is None else "no card to edit", now)
