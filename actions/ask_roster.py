"""Before a shift begins its lead is asked once whether the roster is right: one silent line for all their teams."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions.staffing import Staffing
from actions.team import Turn, team_at
from domain.news import News, Show
from domain.standing import Stand
from storage import Transaction


def ask_roster(tx: Transaction, now: datetime, near: Iterable[Stand]) -> None:
    """Asks the leads of everybody who may come now and whose shift has not begun; each once a beginning."""
    coming = [it for it in near if it.comes <= now < it.begins]
    leads = {(tx.school.people[it.person].superior, it.begins) for it in coming}
    staffing = Staffing(tx, now)
    for lead, begins in sorted((lead, begins) for lead, begins in leads if lead is not None):
        person = tx.school.people.get(lead)
        if person is not None and staffing.reachable(person):
            card = card_of(begins)
            facts = team_facts(tx, begins, team_at(tx, lead, begins))
            tx.outbox.put(
                News("roster.ask", lead, facts, item=card, card=card, show=Show.NEW, once=f"{card}:{lead}",
                     good_until=begins),
                now,
            )  # fmt: skip


def card_of(begins: datetime) -> str:
    """The one message in which a lead is asked about the shifts that begin then."""
    return f"roster:{begins:%Y%m%dT%H%M}"


def team_facts(tx: Transaction, begins: datetime, team: Iterable[Turn]) -> dict[str, Any]:
    """Who works, by shift; `at` is the beginning as buttons carry it."""
    people = tx.school.people
    shifts: dict[str, list[tuple[str, str]]] = {}
    for turn in team:
        shifts.setdefault(turn.shift.name, []).append((turn.row.person, people[turn.row.person].name))
    return {"at": f"{begins:%Y%m%dT%H%M}", "shifts": list(shifts.items())}
