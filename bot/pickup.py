"""What can leave the outbox now: claimed in one unit of work, past whatever is out of date or for nobody."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from actions.gather_news import gathered, wait_for_more
from actions.hold_news import hold_news
from bot.wording import line
from domain.news import Show
from storage import Transaction
from storage.parcel import Parcel


@dataclass(frozen=True, slots=True)
class Looking:
    """What a look into the outbox goes by. `held` wait for a moment more, `seen` have waited one;
    `alone` are rows that Telegram refused in one message with others."""

    busy: list[int]
    held: list[int]
    room: int
    seen: frozenset[int] = frozenset()
    alone: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PickedUp:
    """Each of `going` is one message, mostly of one parcel; `waiting` want to be held for a moment;
    `expired` were out of date. `more` may go at once; `next_at` is when the first that is put off may."""

    going: list[tuple[Parcel, ...]] = field(default_factory=list)
    waiting: list[Parcel] = field(default_factory=list)
    expired: list[int] = field(default_factory=list)
    more: bool = False
    next_at: datetime | None = None


def pick_up(tx: Transaction, now: datetime, looking: Looking) -> PickedUp:
    """Claims what can go; gives up what is out of date or for nobody; names what wants to be held for a moment.

    Ordinary news waits out the quiet hours, and follows in one message. Looks again after putting something aside:
    behind it its chat may have more to read.
    """
    found, busy = PickedUp(), list(looking.busy)
    gave_up = True
    while gave_up:
        gave_up = False
        held = [*looking.held, *(it.id for it in found.waiting)]
        for parcel in tx.deliveries.look(now, busy, held, most=2 * looking.room):
            if parcel.chat_id is None or _is_over(parcel, now):
                found.expired.extend(_given_up(tx, parcel, now))
                gave_up = True
            elif hold_news(tx, now, parcel) or wait_for_more(tx, now, parcel, line):
                gave_up = True
            elif parcel.hold_ms and parcel.id not in looking.seen:
                found.waiting.append(parcel)
            elif len(found.going) < looking.room:
                parcels = (parcel,) if parcel.id in looking.alone else gathered(tx, now, parcel, line)
                tx.deliveries.claim([it.id for it in parcels])
                busy.append(parcel.chat_id)
                found.going.append(parcels)
    more = bool(found.waiting) or len(found.going) == looking.room
    return replace(found, more=bool(found.going) and more, next_at=tx.outbox.next_at(now))


def _is_over(parcel: Parcel, now: datetime) -> bool:
    """Out of date, or an edit of what was never shown."""
    late = parcel.good_until is not None and parcel.good_until < now
    return late or (parcel.show is Show.ONLY_EDIT and parcel.card_message is None)


def _given_up(tx: Transaction, parcel: Parcel, now: datetime) -> list[int]:
    """The row's number if it was out of date."""
    if parcel.good_until is not None and parcel.good_until < now:
        tx.deliveries.expired(parcel.id, now)
        return [parcel.id]
    tx.deliveries.never(parcel.id, "no account" if parcel.chat_id is None else "no card to edit", now)
    return []
