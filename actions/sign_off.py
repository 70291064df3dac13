"""值日签字 of a staff room: the photo counts at once, and the room's leader looks at it afterwards."""

from datetime import datetime, timedelta

from actions.close_duty import STEP
from actions.duty_facts import duty_facts
from actions.facts import address_of
from domain.dorms import Dorm
from domain.duties import OVER, Duty, State, Task
from domain.news import Lane, News, Show
from domain.people import Presence
from domain.refusal import Refusal
from storage import Transaction

REMIND_AFTER = timedelta(minutes=30)
"""The leader is reminded once."""


def leader_of(tx: Transaction, duty: Duty) -> str | None:
    """Whose look it is: the room's leader's, the deputy's when the leader signed or is on leave; nobody looks at their
    own, and whoever has left the school looks at nothing."""
    dorms: dict[str, Dorm] = {dorm.place: dorm for dorm in tx.school.load().dorms}
    dorm = dorms.get(duty.place or duty.target)
    looks = [it for it in (dorm.leader, dorm.deputy) if it and it != duty.person] if dorm else []
    away, people = tx.leaves.on(duty.day), tx.school.people
    here = (it for it in looks if it not in away and people[it].presence is Presence.IN_SERVICE)
    return next(here, next(iter(looks), None))


def ask_leader(tx: Transaction, now: datetime, duty: Duty) -> None:
    """The photo as the leader reads it, with the two buttons; once more half an hour later, then no more."""
    leader = leader_of(tx, duty)
    if leader is None:
        return
    _show(tx, now, duty, leader, Show.NEW)
    tx.due.put("sign.remind", str(duty.id), now + REMIND_AFTER)


def remind_leader(tx: Transaction, now: datetime, duty_id: int) -> None:
    duty = tx.duties.get(duty_id)
    leader = leader_of(tx, duty) if duty else None
    if duty is not None and leader and looked(tx, duty) is None:
        _show(tx, now, duty, leader, Show.NEW)


def looked(tx: Transaction, duty: Duty) -> str | None:
    """What the leader said of the photo that counts now: good or redo; None before that."""
    said: str | None = None
    for row in tx.history.of_item(duty.item):
        if row["kind"] in ("duty.done", "duty.late", "duty.made_up"):
            said = None
        elif row["kind"] in ("duty.good", "duty.redo"):
            said = row["kind"].removeprefix("duty.")
    return said


def look_at(tx: Transaction, now: datetime, duty: Duty, person: str, verdict: str, *, said_at: datetime) -> Duty:
    """The leader's 合格 (good) or 请重做 (redo). Redo reopens the duty while there is time, else it is only kept.

    Raises Refusal `sign.not_yours`, `sign.looked` when it was looked at before, `sign.not_signed` when nobody signed.
    """
    if duty.task is not Task.SIGN:
        raise Refusal("button.old")
    before, leader = looked(tx, duty), leader_of(tx, duty)
    facts = {**duty_facts(tx, duty), "leader": address_of(tx, leader), "verdict": before}
    if person != leader:
        raise Refusal("sign.not_yours", facts)
    if before is not None:
        raise Refusal("sign.looked", facts)
    if duty.state not in OVER or duty.person is None:
        raise Refusal("sign.not_signed", facts)
    in_time = now <= duty.closes
    tx.history.append(
        f"duty.{verdict}", now, person=person, said_at=said_at, place=duty.place, item=duty.item,
        body={"signed_by": duty.person, "reopened": verdict == "redo" and in_time},
    )  # fmt: skip
    tx.due.drop("sign.remind", str(duty.id))
    signer = duty.person
    if verdict == "redo" and in_time:
        duty = tx.duties.change(duty.id, state=State.OPEN, closed_at=None, said_at=None, begun_at=None)
        tx.due.put(STEP, str(duty.id), now)
        if signer:
            facts = {**duty_facts(tx, duty), "leader": address_of(tx, person)}
            tx.outbox.put(
                News("sign.redo", signer, facts, Lane.ORDINARY, item=duty.item, good_until=duty.closes), now
            )  # fmt: skip
    _show(tx, now, duty, person, Show.ONLY_EDIT, verdict=verdict, in_time=in_time)
    return duty


def _show(
    tx: Transaction, now: datetime, duty: Duty, leader: str, show: Show, *, verdict: str = "", in_time: bool = True
) -> None:
    photos = [it.file_id for it in tx.evidence.of_item(duty.item) if it.kind == "photo" and not it.is_gone]
    facts = {**duty_facts(tx, duty), "photo": photos[-1] if photos else None, "verdict": verdict, "in_time": in_time}
    card = f"{duty.item}:look"
    tx.outbox.put(News("sign.look", leader, facts, Lane.ORDINARY, item=card, card=card, show=show), now)
