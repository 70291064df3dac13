"""Facts about a duty: what any card of it needs, gathered once, so that wording needs no database."""

from typing import Any

from actions.facts import address_of, hour, name_of, place_name
from actions.score_facts import last_look
from domain.duties import Duty, State, Task
from domain.places import BUILDING
from storage import Transaction


def duty_facts(tx: Transaction, duty: Duty, reader: str | None = None, **more: Any) -> dict[str, Any]:
    """Everything that any card says about a duty; moments are local, HH:MM. With a `reader`, what they are to it."""
    school = tx.school.load()
    offered = tx.hearers.offered(duty.id)
    starts = hour(tx, duty.starts)
    area = tx.school.tree.area(duty.place) if duty.place else None
    return {
        "duty": duty.id,
        "name": duty.name.replace(f"({starts})", ""),
        "task": duty.task,
        "state": duty.state,
        "grade": duty.grade,
        "shape": duty.shape,
        "place": place_name(tx.school.tree, duty.place),
        "house": area.name if area and area.kind == BUILDING else "",
        "points": len(duty.points),
        "reached": duty.reached,
        "starts": starts,
        "ends": hour(tx, duty.ends),
        "opens": hour(tx, duty.opens),
        "due": hour(tx, duty.due),
        "closes": hour(tx, duty.closes),
        "night": school.settings.night.holds(duty.closes.astimezone(school.settings.zone)),
        "owner": duty.owner,
        "owner_name": name_of(tx, duty.owner),
        "owner_address": address_of(tx, duty.owner),
        "assigned_name": name_of(tx, duty.assigned),
        "assigned_address": address_of(tx, duty.assigned),
        "cover": duty.cover,
        "cover_address": address_of(tx, duty.cover),
        "person_address": address_of(tx, duty.person),
        "said": hour(tx, duty.said_at) if duty.said_at else "",
        "made_up": hour(tx, duty.made_up_at) if duty.made_up_at else "",
        "by": address_of(tx, duty.owned_by),
        "asked": [address_of(tx, person) for person in offered],
        "asked_names": [name_of(tx, person) for person in offered],
        "going": [address_of(tx, person) for person, answer in offered.items() if answer == "go"],
        "reason": duty.reason,
        "excuse": duty.excuse,
        "begun": duty.begun_at is not None,
        "faults": duty.faults,
        "photos": duty.photos,
        "beside": duty.task is Task.INSPECT and _is_beside(tx, duty),
        **(last_look(tx, duty) if duty.task is Task.INSPECT else {}),
        **(_what_they_are(tx, duty, reader) if reader else {}),
        **more,
    }


def _is_beside(tx: Transaction, duty: Duty) -> bool:
    """Whether the word that sent its inspector was said of another place already."""
    together = tx.duties.owed_by(duty.owner, duty.opens) if duty.owner else []
    return any(it.task is Task.INSPECT and it.starts == duty.starts and it.id < duty.id for it in together)


def _what_they_are(tx: Transaction, duty: Duty, reader: str) -> dict[str, Any]:
    """Who owes it, who was meant before somebody went for them, who was told from above, who was asked to go."""
    offered = tx.hearers.offered(duty.id)
    if reader == duty.owner:
        role = "owner"
    elif reader == duty.assigned:
        role = "assigned"
    else:
        role = "above" if reader in tx.hearers.told(duty.id) else "asked"
    return {
        "reader": reader,
        "address": address_of(tx, reader),
        "role": role,
        "mine": reader == duty.owned_by,
        "answer": offered.get(reader),
        "waits": duty.state is State.OPEN or (duty.state is State.MISSED and duty.made_up_at is None),
    }
