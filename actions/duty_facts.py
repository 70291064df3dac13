"""Facts about a duty: what any card of it needs, gathered once, so that wording needs no database."""

from typing import Any

from actions.facts import address_of, hour, name_of, place_name
from domain.duties import Duty
from storage import Transaction


def duty_facts(tx: Transaction, duty: Duty) -> dict[str, Any]:
    """Everything that any card says about a duty; moments are local, HH:MM."""
    return {
        "duty": duty.id,
        "name": duty.name,
        "task": duty.task,
        "state": duty.state,
        "grade": duty.grade,
        "shape": duty.shape,
        "place": place_name(tx.school.tree, duty.place),
        "points": len(duty.points),
        "reached": duty.reached,
        "starts": hour(tx, duty.starts),
        "ends": hour(tx, duty.ends),
        "opens": hour(tx, duty.opens),
        "due": hour(tx, duty.due),
        "closes": hour(tx, duty.closes),
        "owner": duty.owner,
        "owner_name": name_of(tx, duty.owner),
        "owner_address": address_of(tx, duty.owner),
        "assigned_address": address_of(tx, duty.assigned),
        "cover": duty.cover,
        "cover_address": address_of(tx, duty.cover),
        "person_address": address_of(tx, duty.person),
        "said": hour(tx, duty.said_at) if duty.said_at else "",
        "made_up": hour(tx, duty.made_up_at) if duty.made_up_at else "",
        "by": address_of(tx, duty.owned_by),
        "reason": duty.reason,
        "excuse": duty.excuse,
        "begun": duty.begun_at is not None,
        "faults": duty.faults,
        "photos": duty.photos,
    }
