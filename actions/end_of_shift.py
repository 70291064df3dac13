"""End of a technician's shift: what is not done is asked about, and is somebody's when nobody answers."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from actions.day_facts import ticket_line
from actions.facts import hour, until
from actions.pass_ticket import LEAVE, SHIFT, hand_on, tell_who_waits
from actions.service import SHIFT_ENDS, note
from actions.team import Turn, turns_of
from domain.handing_on import BEFORE_THE_END, IN_HAND, waits_for_them
from domain.news import Lane, News, Show
from domain.people import Presence
from domain.refusal import Refusal
from domain.service_rules import Step
from domain.spans import MINUTE
from domain.tickets import State, Ticket
from storage import Transaction

AWAY = "ticket.away"
"""The due row of the first morning of somebody's leave."""
STAYS = "ticket.stays"
"""The record that somebody keeps it over the end of the shift, or that nobody could be found."""
STAY, PASS, LATER = "stay", "pass", "later"
"""接着干, 交班, 下个班来."""
LOOK_AGAIN = timedelta(days=1)
"""Whoever works no shifts this week may have some in the next."""
ANSWERED_FOR = timedelta(hours=12)
"""So long after the end of the shift its question may still be answered."""


def in_hand(tx: Transaction, person: str) -> list[Ticket]:
    return [it for it in tx.tickets.of_assignee(person) if it.state in IN_HAND]


def shift_ends(tx: Transaction, now: datetime, person: str, asked: bool) -> None:
    """Serves the due row: asks a quarter of an hour before the end, decides at the end, and waits for the next shift.

    Late, twice, or with another roster than when it was put, it looks at what is true now.
    """
    turns = _turns(tx, now, person)
    running = [it for it in turns if it.begins <= now < it.ends]
    if asked and not running:
        _decide(tx, now, person, turns[0].begins if turns else None)
    tickets = in_hand(tx, person)
    if not tickets:
        return
    if not turns:
        tx.due.put(SHIFT_ENDS, person, now + LOOK_AGAIN)
        return
    ends = _end_of(turns)
    if running and not asked and ends - now <= BEFORE_THE_END:
        _ask(tx, now, person, tickets, ends)
        tx.due.put(SHIFT_ENDS, person, ends, {"asked": True})
    else:
        tx.due.put(SHIFT_ENDS, person, max(ends - BEFORE_THE_END, now + MINUTE))


def _turns(tx: Transaction, now: datetime, person: str) -> list[Turn]:
    """Their shifts of the coming week, without those of days on leave."""
    return [it for it in turns_of(tx, now, person) if person not in tx.leaves.on(it.row.day)]


def _end_of(turns: list[Turn]) -> datetime:
    """When they go home: a shift that begins where another ends is the same to them."""
    ends = turns[0].ends
    for turn in turns[1:]:
        ends = max(ends, turn.ends) if turn.begins <= ends else ends
    return ends


def _ask(tx: Transaction, now: datetime, person: str, tickets: list[Ticket], ends: datetime) -> None:
    facts = {
        "ends": hour(tx, ends),
        "which": int(ends.timestamp()) // 60,
        "tickets": [ticket_line(tx, it, now) for it in tickets],
        "answer": "",
    }
    card = f"shift:{person}:{facts['which']}"
    news = News("ticket.shift", person, facts, Lane.CARD, item=card, card=card, show=Show.NEW)
    tx.outbox.put(news, now)


def answer_shift(
    tx: Transaction, now: datetime, person: str, what: str, which: int, *, said_at: datetime
) -> Mapping[str, Any]:
    """One tap about everything in hand; facts of what came of it. Refusal `button.old` once the shift is long over."""
    tickets = in_hand(tx, person)
    # In minutes: a forged number need be no moment that there is.
    asked = -2 * BEFORE_THE_END / MINUTE <= now.timestamp() / 60 - which <= ANSWERED_FOR / MINUTE
    if what not in (STAY, PASS, LATER) or not tickets or not asked:
        raise Refusal("button.old")
    ends = datetime.fromtimestamp(which * 60, now.tzinfo)
    turns = [it for it in _turns(tx, now, person) if it.begins >= ends]
    to: list[str] = []
    for ticket in tickets:
        if what == PASS:
            to.append(hand_on(tx, now, ticket, max(ends, now), SHIFT, by=person))
        else:
            _stays(tx, now, ticket, what, which, person, said_at)
            if what == LATER and turns:
                _tell_back(tx, now, ticket, turns[0].begins)
    facts = {"answer": what, "count": len(tickets), "to": list(dict.fromkeys(filter(None, to))), "which": which}
    card = f"shift:{person}:{which}"
    shown = {**facts, "ends": hour(tx, ends), "tickets": [ticket_line(tx, it, now) for it in tickets]}
    tx.outbox.put(News("ticket.shift", person, shown, Lane.CARD, item=card, card=card, show=Show.ONLY_EDIT), now)
    return facts


def _decide(tx: Transaction, now: datetime, person: str, back_at: datetime | None) -> None:
    """Of each that nobody spoke of: it waits for them, or somebody else goes on. What was taken or reached since the
    question is under way, and stays."""
    for ticket in in_hand(tx, person):
        said = tx.history.last(ticket.item, (STAYS,)).get("which", 0)
        if said * 60 >= (now - ANSWERED_FOR).timestamp() or ticket.changed_at > now - BEFORE_THE_END:
            continue
        _keep_or_hand_on(tx, now, ticket, back_at, SHIFT)


def _keep_or_hand_on(tx: Transaction, now: datetime, ticket: Ticket, back_at: datetime | None, why: str) -> None:
    service = tx.services.get(ticket.number)
    done_by = service.due(Step.DONE, tx.school.service_hours) if service else None
    if back_at is not None and waits_for_them(ticket, back_at, done_by):
        _tell_back(tx, now, ticket, back_at)
    else:
        hand_on(tx, now, ticket, now, why)


def _stays(
    tx: Transaction, now: datetime, ticket: Ticket, how: str, which: int, person: str, said_at: datetime
) -> None:
    note(tx, now, ticket, STAYS, person=person, said_at=said_at, body={"how": how, "which": which})


def _tell_back(tx: Transaction, now: datetime, ticket: Ticket, back_at: datetime) -> None:
    """Whoever waits for work that was begun reads once when it goes on."""
    if ticket.state is State.WORKING:
        tell_who_waits(tx, now, ticket, "ticket.stays", {"back": until(tx, now, back_at)})


def away_now(tx: Transaction, now: datetime, person: str) -> None:
    """The first morning of somebody's leave, or the workbook has them on leave: what cannot wait until they are back
    goes on without them."""
    today = now.astimezone(tx.school.load().settings.zone).date()
    found = tx.school.people.get(person)
    listed = found is not None and found.presence is Presence.ON_LEAVE
    if person not in tx.leaves.on(today) and not listed:
        return
    back = [it.last for it in tx.leaves.standing(today) if it.person == person and it.first <= today]
    back_at = now + (max(back) - today + timedelta(days=1)) if back else None
    for ticket in in_hand(tx, person):
        _keep_or_hand_on(tx, now, ticket, back_at, LEAVE)
