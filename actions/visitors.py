"""Visitors: the host is asked at once, the gate counts them at each hand-over, and none is closed silently."""

from datetime import datetime, timedelta

from actions.entries import close_entry, entry_facts, move_due, open_entry
from actions.facts import address_of, name_of
from actions.overdue import at_gate
from actions.sickbay import nurse_says
from actions.staffing import Staffing
from actions.stand_at_posts import stands_near
from domain.entries import HERE, KINDS, LEFT, SICKBAY, UNSURE, VISITOR, Entry, Opening
from domain.news import Lane, News, Show
from domain.refusal import Refusal
from storage import Transaction

COUNT = "entry.count"
"""The due row of a gate's next hand-over, while somebody who came in there is still in."""
BEFORE_THE_END = timedelta(minutes=10)
"""Of the guard's shift, each open visitor is asked about (docs/entries.md)."""
AFTER_THE_END = timedelta(minutes=15)
"""Who was not answered for by then is told to host and lead (docs/entries.md)."""
WITHOUT_A_ROSTER = timedelta(hours=8)
"""Where no roster says when the guard goes home; our own judgement: as long as a shift."""
COUNTED = tuple(kind.code for kind in KINDS.values() if kind.handed_over)
NO, STAYS = "no", "stays"
"""Of what a host says: not mine, an hour more. The rest (let them in, they have left me) is only kept and told."""
MORE = timedelta(hours=1)
"""What one tap adds to a visit; our own judgement."""


def let_in(tx: Transaction, now: datetime, opening: Opening, person: str, *, said_at: datetime) -> Entry:
    """The entry; its host reads who is there, and the next hand-over will ask."""
    entry = open_entry(tx, now, opening, person, said_at=said_at)
    if host_hears(tx, now, entry):
        facts = entry_facts(tx, entry)
        tx.outbox.put(
            News("visitor.ask", entry.host or "", facts, Lane.CARD, item=entry.item, card=f"{entry.item}:host",
                 show=Show.NEW, good_until=entry.due),
            now,
        )  # fmt: skip
    if not any(row.subject == entry.place for row in tx.due.of_verb(COUNT)):
        _count_next(tx, now, entry.place)
    return entry


def host_hears(tx: Transaction, now: datetime, entry: Entry) -> bool:
    """Whether there is a host, and a message reaches them."""
    host = tx.school.people.get(entry.host or "")
    return host is not None and Staffing(tx, now).reachable(host)


def host_says(tx: Transaction, now: datetime, number: int, person: str, what: str, *, said_at: datetime) -> Entry:
    """Kept with its record; whoever is at the gate reads it. The entry stays open: the gate sees who goes out.

    Refusals `entry.none`, `entry.closed`, `entry.not_yours`.
    """
    entry = tx.entries.get(number)
    if entry is not None and entry.kind == SICKBAY:
        return nurse_says(tx, now, entry, person, what, said_at=said_at)
    if entry is None or entry.kind != VISITOR:
        raise Refusal("entry.none")
    if not entry.is_open:
        raise Refusal("entry.closed", entry_facts(tx, entry))
    if entry.host != person:
        raise Refusal("entry.not_yours", {"kind": entry.kind})
    tx.history.append(
        "entry.answered", now, person=person, said_at=said_at, place=entry.place, item=entry.item, body={"says": what}
    )
    entry = tx.entries.change(number, answer=what)
    if what == STAYS:
        entry = move_due(tx, now, entry, max(entry.due, now) + MORE, person)
    facts = {**entry_facts(tx, entry), "address": address_of(tx, person), "says": what}
    for guard in dict.fromkeys([*at_gate(tx, now, entry), *([entry.opened_by] if entry.opened_by else [])]):
        lane = Lane.URGENT if what == NO else Lane.CARD
        tx.outbox.put(News("visitor.host_said", guard, facts, lane, item=entry.item), now)
    return entry


def count_visitors(tx: Transaction, now: datetime, place: str, asked: bool) -> None:
    """Before a shift ends, each who is still in is asked about at the gate; who was not spoken of is told further up.

    Who came in after the question was not asked about, and is not silence: the next hand-over asks.

    Serving it late or twice is harmless: the answers stand with the entries.
    """
    here = [it for it in inside(tx) if it.place == place]
    if not here:
        return
    if asked:
        for entry in here:
            if entry.counted_at is not None and not entry.counted:
                _unsure(tx, now, entry, None)
        _count_next(tx, now, place)
        return
    for entry in here:
        entry = tx.entries.change(entry.number, counted="", counted_at=now)
        for guard in at_gate(tx, now, entry):
            tx.outbox.put(
                News("visitor.count", guard, {**entry_facts(tx, entry), "inside": len(here)}, Lane.CARD,
                     item=entry.item, card=f"{entry.item}:count:{now:%d%H%M}", show=Show.NEW,
                     good_until=now + BEFORE_THE_END + AFTER_THE_END),
                now,
            )  # fmt: skip
    tx.due.put(COUNT, place, now + BEFORE_THE_END + AFTER_THE_END, {"asked": True})


def counted(tx: Transaction, now: datetime, entry: Entry, what: str, person: str, *, said_at: datetime) -> Entry:
    """在, 已离 or 不清楚, said at the gate. 已离 closes it; 不清楚 is told to the host and to the lead at once."""
    if what == LEFT:
        return close_entry(tx, now, entry, LEFT, person, said_at=said_at)
    if what == UNSURE:
        return _unsure(tx, now, entry, person)
    tx.history.append(
        "entry.counted", now, person=person, said_at=said_at, place=entry.place, item=entry.item, body={"says": HERE}
    )
    return tx.entries.change(entry.number, counted=HERE, counted_at=now)


def _unsure(tx: Transaction, now: datetime, entry: Entry, person: str | None) -> Entry:
    """Nobody at the gate knows, or nobody answered (`person` is None): silence is an event, never an end."""
    tx.history.append(
        "entry.counted", now, person=person, said_at=now, place=entry.place, item=entry.item, body={"says": UNSURE}
    )
    entry = tx.entries.change(entry.number, counted=UNSURE, counted_at=now)
    guard = tx.school.people.get(person or next(iter(at_gate(tx, now, entry)), ""))
    facts = {**entry_facts(tx, entry), "guard": name_of(tx, person)}
    for lead in Staffing(tx, now).above(guard):
        tx.outbox.put(News("visitor.unsure", lead.id, facts, Lane.CARD, item=entry.item), now)
    if host_hears(tx, now, entry):
        tx.outbox.put(News("visitor.still", entry.host or "", facts, Lane.CARD, item=entry.item), now)
    return entry


def inside(tx: Transaction) -> list[Entry]:
    """Everybody who came in and was not seen to leave, wherever they came in; who should have left first is first."""
    return tx.entries.open_of(*COUNTED)


def inside_facts(tx: Transaction, now: datetime) -> dict[str, int]:
    """How many are inside, and of them how many said to be gone by now; nothing of who they are."""
    found = inside(tx)
    return {"inside": len(found), "late": sum(entry.due < now for entry in found)}


def _count_next(tx: Transaction, now: datetime, place: str) -> None:
    """Ten minutes before the first of those who stand there goes; where nobody does by the roster, in eight hours."""
    posts = {post.code for post in tx.school.load().posts if post.place == place}
    ends = [it.ends for it in stands_near(tx, now) if it.post in posts and it.comes <= now + BEFORE_THE_END < it.ends]
    at = min(ends, default=now + WITHOUT_A_ROSTER) - BEFORE_THE_END
    tx.due.put(COUNT, place, max(at, now + BEFORE_THE_END), {"asked": False})
