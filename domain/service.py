"""Service: how long people have waited for a ticket, step by step; a value that each record of the ticket moves on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.service_hours import Calendar, reach, spent
from domain.service_rules import Rule, Step
from domain.tickets import Move

REPORTED, BEGUN = "ticket.reported", "ticket.clock"
"""The records with which the clocks begin: that of the report, or one of their own where the report is older than they
are. It holds the rule, and they run from its arrival."""
CHASED, REPLIED, TOLD = "ticket.chased", "ticket.replied", "ticket.waits"


class Rating(StrEnum):
    """What was said of the work; silence is no praise."""

    NONE = ""
    GOOD = "好"
    UNRATED = "未评价"


@dataclass(frozen=True, slots=True)
class Service:
    """`began` is the report, or the return of what did not hold; `waits_from` is since when somebody is to take it.

    `paused` is how long its clock stood while it was on hold; `told` are the moments that were spoken of already.
    `returns` counts 返修, `chases` 催单.
    """

    ticket: int
    rule: Rule
    began: datetime
    waits_from: datetime
    taken_at: datetime | None = None
    answered_at: datetime | None = None
    held_at: datetime | None = None
    held_until: datetime | None = None
    paused: timedelta = timedelta()
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    rating: Rating = Rating.NONE
    returns: int = 0
    chases: int = 0
    chased_at: datetime | None = None
    told: tuple[str, ...] = ()

    def due(self, step: Step, calendar: Calendar) -> datetime | None:
        """When the step is due; None when the rule says nothing of it, or when its clock stands."""
        limit = self.rule.due_after.get(step)
        if limit is None or (self.held_at is not None and step is not Step.TAKEN):
            return None
        if step in (Step.SEEN, Step.TAKEN):
            return reach(self.rule.hours, calendar, self.waits_from, limit)
        return reach(self.rule.hours, calendar, self.began, limit + self.paused)

    def may_be_chased(self, calendar: Calendar, again: timedelta) -> datetime | None:
        """From when on the reporter may ask; None once the work is done. On hold nobody is waited for."""
        limit = self.rule.due_after.get(Step.TAKEN)
        if self.finished_at or self.closed_at or self.held_at or limit is None:
            return None
        first = reach(self.rule.hours, calendar, self.began, limit)
        return first if self.chased_at is None else max(first, self.chased_at + again)

    def paused_by(self, now: datetime, calendar: Calendar) -> timedelta:
        """How long the clock has stood when the hold, if there is one, ends now."""
        if self.held_at is None:
            return self.paused
        return self.paused + spent(self.rule.hours, calendar, self.held_at, now)


def begun(ticket: int, rule: Rule, began: datetime) -> Service:
    return Service(ticket, rule, began, began)


def after(service: Service, kind: str, at: datetime, body: Mapping[str, Any]) -> Service:
    """The service after a record of its ticket. Replaying all of them makes the row."""
    move = kind.removeprefix("ticket.")
    if service.held_at is not None and "paused" in body:
        service = replace(
            service,
            held_at=None,
            held_until=None,
            paused=timedelta(seconds=body["paused"]),
            told=tuple(it for it in service.told if not it.startswith("hold")),
        )
    answered = service.answered_at or at
    match move:
        case Move.ASSIGN | Move.GIVE_BACK:
            return replace(service, waits_from=at, taken_at=None, told=_without(service, "take"))
        case Move.TAKE:
            return replace(service, taken_at=at)
        case Move.ARRIVE | Move.RESUME:
            return replace(service, answered_at=answered)
        case Move.HOLD:
            until = datetime.fromisoformat(body["until"])
            told = _without(service, "hold")
            return replace(service, held_at=service.held_at or at, held_until=until, answered_at=answered, told=told)
        case Move.FINISH:
            return replace(service, finished_at=at, answered_at=answered, taken_at=service.taken_at or at)
        case Move.CONFIRM:
            return replace(service, closed_at=at, rating=Rating.GOOD)
        case Move.LAPSE:
            return replace(service, closed_at=at, rating=Rating.UNRATED)
        case Move.WITHDRAW:
            return replace(service, closed_at=at)
        case Move.REJECT:
            again = Service(service.ticket, service.rule, at, at, returns=service.returns + 1)
            return replace(again, chases=service.chases, chased_at=service.chased_at)
    match kind:
        case "ticket.chased":
            return replace(service, chases=service.chases + 1, chased_at=at)
        case "ticket.replied":
            return replace(service, answered_at=answered)
        case "ticket.waits":
            return replace(service, told=(*service.told, body["told"]))
    return service


def _without(service: Service, family: str) -> tuple[str, ...]:
    return tuple(it for it in service.told if not it.startswith(family))
