"""What a swap looks like to the two, and to who leads them: one card that edits itself."""

from datetime import datetime
from typing import Any

from actions.any_turn import told, turn_on
from actions.facts import name_of
from actions.staffing import Staffing
from actions.team import may_change
from domain.news import Lane, News, Show
from domain.swaps import Part, State, Swap
from storage import Transaction


def part_of(tx: Transaction, swap: Swap, person: str) -> Part:
    """What somebody is to it: one of the two, who leads one of them, or nobody."""
    if person in (swap.asker, swap.other):
        return Part.ASKER if person == swap.asker else Part.OTHER
    return Part.LEAD if may_change(tx, person, swap.asker) or may_change(tx, person, swap.other) else Part.NOBODY


def swap_facts(tx: Transaction, swap: Swap, reader: str) -> dict[str, Any]:
    """Both turns with who works them after the swap; `reader` is what the reader is to it."""
    pairs = [(swap.day, swap.code, swap.asker, swap.other)]
    if swap.back_day and swap.back_code:
        pairs.append((swap.back_day, swap.back_code, swap.other, swap.asker))
    lines = []
    for day, code, out, come in pairs:
        turn = turn_on(tx, day, code, (come, out) if swap.holds else (out, come))
        when = told(tx, turn) if turn else {"day": f"{day:%m-%d}", "shift": code, "begins": "", "posts": ""}
        lines.append({**when, "out": name_of(tx, out), "come": name_of(tx, come)})
    return {
        "number": swap.id,
        "state": swap.state,
        "lines": lines,
        "asker": name_of(tx, swap.asker),
        "other": name_of(tx, swap.other),
        "reader": part_of(tx, swap, reader),
        "asked": swap.answers() == reader,
        "later": swap.state is State.ASKED and not tx.accounts.can_be_told(swap.other),
    }


def tell_of_swap(tx: Transaction, now: datetime, swap: Swap, by: str) -> None:
    """Both have a card; who did not tap it hears of it. A lead reads what changed who works, and can put it back."""
    for person in (swap.asker, swap.other):
        show_swap(tx, now, swap, person, Show.EDIT if person == by else Show.NEW)
    for lead in leads_of(tx, now, swap):
        show = {State.AGREED: Show.NEW}.get(swap.state, Show.ONLY_EDIT)
        show_swap(tx, now, swap, lead, show)


def leads_of(tx: Transaction, now: datetime, swap: Swap) -> list[str]:
    """Ids of who leads either of the two."""
    leads = {lead.id for it in (swap.asker, swap.other) for lead in Staffing(tx, now).above(tx.school.people.get(it))}
    return sorted(leads - {swap.asker, swap.other})


def show_swap(tx: Transaction, now: datetime, swap: Swap, person: str, show: Show, *, stays: bool = False) -> None:
    """`stays`: somebody wished it back, and nobody answered in time."""
    facts = swap_facts(tx, swap, person) | {"stays": stays}
    tx.outbox.put(News("swap.card", person, facts, Lane.CARD, item=swap.item, card=swap.item, show=show), now)
