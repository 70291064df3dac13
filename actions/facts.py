"""Facts: what a card needs to know about a ticket or an alarm, gathered once, so that wording needs no database."""

from datetime import datetime
from typing import Any

from domain.alarms import Alarm
from domain.drills import MISTAKEN_FOR
from domain.places import PlaceTree
from domain.service import Service
from domain.service_rules import Step
from domain.tickets import Move, State, Ticket
from storage import Transaction

FINGERPRINT = 12
"""So many digits of a photo's sha256 tell it from every other of the school."""


def day_of(tx: Transaction, moment: datetime) -> str:
    """The school's local date, YYYY-MM-DD."""
    return moment.astimezone(tx.school.load().settings.zone).date().isoformat()


def hour(tx: Transaction, moment: datetime) -> str:
    """The school's local time of day, HH:MM."""
    return moment.astimezone(tx.school.load().settings.zone).time().isoformat("minutes")


def day_and_hour(tx: Transaction, moment: datetime) -> str:
    """The school's local date and time, MM-DD HH:MM."""
    return f"{moment.astimezone(tx.school.load().settings.zone):%m-%d %H:%M}"


def span(tx: Transaction, began: datetime, ended: datetime) -> dict[str, str]:
    """From one local time of day to another; with their dates when it is not the same day."""
    zone = tx.school.load().settings.zone
    same = began.astimezone(zone).date() == ended.astimezone(zone).date()
    said = hour if same else day_and_hour
    return {"began": said(tx, began), "ended": said(tx, ended)}


def address_of(tx: Transaction, person: str | None) -> str:
    """How a person is spoken of; empty for nobody."""
    found = tx.school.people.get(person) if person else None
    return found.address if found else ""


def name_of(tx: Transaction, person: str | None) -> str:
    found = tx.school.people.get(person) if person else None
    return found.name if found else ""


def _post_name(tx: Transaction, code: str | None) -> str:
    return next((post.name for post in tx.school.load().posts if post.code == code), "")


def place_name(tree: PlaceTree, code: str | None, words: str = "") -> str:
    place = tree.get(code)
    return place.name if place else words


def evidence_facts(tx: Transaction, item: str) -> dict[str, Any]:
    """File ids of an item's photos by what they show, and of its voice notes, oldest first; and what is gone of it."""
    everything = tx.evidence.of_item(item)
    kept = [e for e in everything if not e.is_gone]
    return {
        "gone": [
            {
                "kind": e.kind,
                "how": e.state,
                "day": day_of(tx, e.gone_at),
                "fingerprint": (e.sha256 or "")[:FINGERPRINT],
            }
            for e in everything
            if e.gone_at is not None
        ],
        "photos": [e.file_id for e in kept if e.kind == "photo" and e.role != "after"],
        "after": [e.file_id for e in kept if e.kind == "photo" and e.role == "after"],
        "voices": [e.file_id for e in kept if e.kind == "voice"],
        "files": [e.file_id for e in kept if e.kind in ("document", "video")],
    }


def until(tx: Transaction, now: datetime | None, at: datetime | None) -> str:
    """HH:MM on the day of `now`, MM-DD HH:MM on any other; empty for never."""
    if at is None:
        return ""
    same = now is not None and day_of(tx, now) == day_of(tx, at)
    return hour(tx, at) if same else day_and_hour(tx, at)


def service_facts(tx: Transaction, service: Service | None, now: datetime | None) -> dict[str, Any]:
    """By when a ticket is to be taken, answered and done, what it waits for, and whether its reporter may ask."""
    if service is None:
        return {}
    calendar = tx.school.service_hours
    chase = service.may_be_chased(calendar, tx.school.service.chasing.again)
    return {
        "take_by": until(tx, now, service.due(Step.TAKEN, calendar)),
        "answer_by": "" if service.answered_at else until(tx, now, service.due(Step.ANSWERED, calendar)),
        "done_by": until(tx, now, service.due(Step.DONE, calendar)),
        "held_until": until(tx, now, service.held_until),
        "returns": service.returns,
        "chases": service.chases,
        "rating": service.rating,
        "may_chase": chase is not None and now is not None and chase <= now,
    }


def ticket_facts(tx: Transaction, ticket: Ticket, now: datetime | None = None) -> dict[str, Any]:
    """Everything that any card says about a ticket; days are left out of its times where they are those of `now`."""
    return {
        "number": ticket.number,
        "state": ticket.state,
        "category": ticket.category,
        "urgency": ticket.urgency,
        "place": place_name(tx.school.tree, ticket.place, ticket.place_words),
        "words": ticket.words,
        "reporter": name_of(tx, ticket.reporter),
        "assignee": name_of(tx, ticket.assignee),
        "reported": _when(tx, ticket),
        "changed": hour(tx, ticket.changed_at),
        "arrived": _arrived(tx, ticket),
        "unconfirmed": ticket.unconfirmed,
        "held": _held(tx, ticket),
        **service_facts(tx, tx.services.get(ticket.number), now),
        **evidence_facts(tx, ticket.item),
    }


def _when(tx: Transaction, ticket: Ticket) -> str:
    """When it was reported; with the day once something happened to it on another."""
    same = day_of(tx, ticket.reported_at) == day_of(tx, ticket.changed_at)
    return (hour if same else day_and_hour)(tx, ticket.reported_at)


MOVED = frozenset(f"ticket.{move}" for move in Move)


def _arrived(tx: Transaction, ticket: Ticket) -> str:
    """When the technician said to be there, while at work; empty otherwise."""
    steps = tx.history.of_item(ticket.item) if ticket.state is State.WORKING else []
    last = [it for it in steps if it["kind"] in MOVED][-1:]
    return hour(tx, ticket.changed_at) if last and last[0]["kind"] == f"ticket.{Move.ARRIVE}" else ""


def _held(tx: Transaction, ticket: Ticket) -> str:
    """What a ticket on hold waits for; empty otherwise."""
    return str(tx.history.last(ticket.item, ("ticket.hold",)).get("why", "")) if ticket.state is State.ON_HOLD else ""


def alarm_facts(tx: Transaction, alarm: Alarm) -> dict[str, Any]:
    """Everything that any card says about an alarm."""
    tree = tx.school.tree
    area = tree.get(alarm.area)
    told = tx.alarms.told(alarm.number)
    return {
        "number": alarm.number,
        "state": alarm.state,
        "danger": alarm.danger,
        "drill": alarm.drill,
        "earnest": not alarm.drill and tx.alarms.drill_before(alarm.raised_at, MISTAKEN_FOR),
        "words": alarm.words,
        "place": place_name(tree, alarm.place),
        "valves": {"water": area.water, "power": area.power, "gas": area.gas} if area else {},
        "reporter": " ".join(filter(None, [_post_name(tx, alarm.device), name_of(tx, alarm.reporter)])),
        "owner": name_of(tx, alarm.owner),
        "raised": hour(tx, alarm.raised_at),
        "owned": hour(tx, alarm.owned_at) if alarm.owned_at else "",
        "on_site": hour(tx, alarm.on_site_at) if alarm.on_site_at else "",
        "closed": hour(tx, alarm.closed_at) if alarm.closed_at else "",
        "minutes": round(((alarm.closed_at or alarm.raised_at) - alarm.raised_at).total_seconds() / 60),
        "told": [name_of(tx, someone.person) for someone in told],
        "knows": [name_of(tx, someone.person) for someone in told if someone.answer == "know"],
        **evidence_facts(tx, alarm.item),
    }
