"""What is said of a gate: its state is kept, gone and not locked calls people at once, coming back ends that."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from actions.facts import address_of, day_and_hour, hour, name_of, place_name
from actions.file_report import open_ticket
from actions.move_alarm import settle
from actions.raise_alarm import raise_alarm
from actions.staffing import Staffing
from actions.stand_at_posts import stands_near
from domain.alarms import RUNNING
from domain.duties import Duty
from domain.entries import VISITOR
from domain.gates import DANGER, GUARDS, Gate, GateState, state_after
from domain.news import Lane, News
from domain.people import Permission
from domain.plans import Post
from domain.reading import Reading
from domain.spans import DAY
from domain.standing import Stand
from domain.tickets import Urgency
from storage import Transaction

DOUBT = "gate.doubt"
"""The due row of a gate: nobody has said what it is time to say."""
AFTER_A_SHIFT = timedelta(minutes=15)
"""Into the next shift without anybody who says that they are there (docs/posts.md)."""
WHILE_LEAVING = timedelta(minutes=5)
"""From 要离开 to the photo of the lock (docs/posts.md)."""
THEN_THE_LEAD = timedelta(minutes=10)
"""After whoever should know was asked and said nothing (docs/posts.md)."""


def gates_of_school(tx: Transaction) -> tuple[str, ...]:
    """Codes of the places that the plans of the gate's chain look at, in the order of the posts, then of the plans."""
    school = tx.school.load()
    routes = {route.code: route.points for route in school.routes}
    targets = [
        it for plan in school.plans if plan.chain == DANGER.chain for it in routes.get(plan.target, (plan.target,))
    ]
    posts = [post.place for post in school.posts if post.place in targets]
    return tuple(dict.fromkeys([*posts, *(it for it in targets if tx.school.tree.get(it))]))


def is_at_gate(tx: Transaction, post: str | None) -> bool:
    """Whether the post of that phone stands at one of them."""
    places = {it.code: it.place for it in tx.school.load().posts}
    return post is not None and places.get(post) in gates_of_school(tx)


def gates_of(tx: Transaction, now: datetime, person: str, device: str | None) -> tuple[str, ...]:
    """The gates where somebody stands now, that of the phone in their hand first; every gate for any other guard, and
    for whoever manages people; none for anybody else: a gate's state calls people out."""
    here = [it.post for it in stands_near(tx, now) if it.person == person and it.covers(now)]
    posts = [*([device] if device else []), *here]
    places = {post.code: post.place for post in tx.school.load().posts}
    gates = gates_of_school(tx)
    who = tx.school.people[person]
    everywhere = GUARDS.intersection(who.roles) or Permission.MANAGE_PEOPLE in tx.school.permissions[person]
    return tuple(dict.fromkeys(places[it] for it in posts if places.get(it) in gates)) or (gates if everywhere else ())


def may_say(tx: Transaction, now: datetime, person: str, device: str | None, place: str) -> bool:
    """Whether this person's word about that gate counts: a guard's, a manager's, and whoever stands there now."""
    if GUARDS.intersection(tx.school.people[person].roles):
        return True
    return place in gates_of(tx, now, person, device)


def gate_facts(tx: Transaction, now: datetime, place: str, reader: str | None = None) -> dict[str, Any]:
    """Everything that any card says about a gate; `mine` when its reader is who is there."""
    gate = tx.gates.get(place)
    photo = tx.evidence.get(gate.evidence) if gate and gate.evidence else None
    return {
        "gate": place,
        "name": place_name(tx.school.tree, place),
        "state": gate.state if gate else "",
        "since": (hour if now - gate.since < DAY else day_and_hour)(tx, gate.since) if gate else "",
        "visitors": len(tx.entries.open_of(VISITOR)),
        "mine": gate is not None and gate.state is GateState.STAFFED and gate.person == reader,
        "address": address_of(tx, gate.person) if gate else "",
        "photo": photo.file_id if photo and not photo.is_gone else None,
    }


def say_state(
    tx: Transaction,
    now: datetime,
    place: str,
    state: GateState,
    person: str,
    evidence: Sequence[int] = (),
    *,
    said_at: datetime | None = None,
    why: str = "",
    said_by: str | None = None,
    device: str | None = None,
) -> Gate:
    """Keeps the state with its record. 离岗未锁 raises the gate's alarm; the other two resolve it for everybody.

    `person` is who is there or went; `said_by` who says so, when that is a colleague.
    """
    said_at = said_at or now
    before = tx.gates.get(place)
    tx.history.append(
        "gate.said", now, person=said_by or person, said_at=said_at, place=place, item=f"gate:{place}",
        body={"state": state, "before": before.state if before else None, "of": person, "why": why,
              "evidence": list(evidence)},
    )  # fmt: skip
    alarm = _raise(tx, now, place, said_by or person, said_at, device) if state is GateState.OPEN else None
    gate = Gate(place, state, said_at, person, evidence[-1] if evidence else None, alarm)
    tx.gates.keep(gate)
    if alarm is None:
        for running in tx.alarms.running():
            if running.danger == DANGER.code and running.place == place:
                settle(tx, now, running, said_by or person, said_at=said_at)
    tx.due.drop(DOUBT, place)
    if state is GateState.STAFFED:
        _doubt_after_the_shift(tx, now, gate)
    return gate


def _raise(
    tx: Transaction, now: datetime, place: str, person: str, said_at: datetime, device: str | None
) -> int | None:
    """The alarm that runs already when there is one."""
    known = tx.gates.get(place)
    running = tx.alarms.get(known.alarm) if known and known.alarm else None
    if running is not None and running.state in RUNNING:
        return running.number
    reading = Reading(
        category=DANGER.category,
        category_known=True,
        urgency=Urgency.URGENT,
        alarm=True,
        danger=DANGER.code,
        place=place,
        places=(),
        place_words="",
        is_repair=False,
        reasons=(GateState.OPEN,),
    )
    return raise_alarm(
        tx, now, reporter=person, reading=reading, words=GateState.OPEN, said_at=said_at, device=device
    ).number


def _doubt_after_the_shift(tx: Transaction, now: datetime, gate: Gate) -> None:
    ends = [it.ends for it in _standing(tx, now, gate.place) if it.person == gate.person and it.covers(now)]
    if ends:
        tx.due.put(DOUBT, gate.place, max(ends) + AFTER_A_SHIFT, {"why": "shift", "person": gate.person})


def _standing(tx: Transaction, now: datetime, place: str) -> list[Stand]:
    """Who has that gate by the roster, yesterday, today and tomorrow."""
    posts = {post.code for post in tx.school.load().posts if post.place == place}
    return [it for it in stands_near(tx, now) if it.post in posts]


def take_over(tx: Transaction, now: datetime, post: Post, person: str, *, said_at: datetime) -> None:
    """Who takes the phone of a gate's post takes the gate where somebody was; a locked one stays locked."""
    gate = tx.gates.get(post.place)
    if gate is not None and gate.state is GateState.STAFFED and gate.person != person:
        say_state(tx, now, post.place, GateState.STAFFED, person, said_at=said_at, why=f"post:{post.code}")


def leaving(tx: Transaction, now: datetime, place: str, person: str) -> None:
    """Somebody wants to leave and has not locked yet: the photo is asked for again, then the lead hears."""
    tx.due.put(DOUBT, place, now + WHILE_LEAVING, {"why": "leaving", "person": person})


def doubt(tx: Transaction, now: datetime, place: str, why: str, person: str, asked: bool) -> None:
    """Nobody said how the gate is: who went and who should be there are asked, ten minutes later their lead hears.

    The state stays what was last said; silence is an event, never a state.
    """
    facts = {**gate_facts(tx, now, place), "why": why, "who": name_of(tx, person)}
    here = [it.person for it in _standing(tx, now, place) if it.covers(now)]
    if not asked:
        for hearer in dict.fromkeys([*here, person]):
            tx.outbox.put(News("gate.doubt", hearer, facts, item=f"gate:{place}", good_until=now + THEN_THE_LEAD), now)
        tx.due.put(DOUBT, place, now + THEN_THE_LEAD, {"why": why, "person": person, "asked": True})
        return
    tx.history.append(
        "gate.silent", now, person=None, said_at=now, place=place, item=f"gate:{place}", body={"why": why}
    )
    staffing = Staffing(tx, now)
    leads = {lead.id for it in [*here[:1], person] for lead in staffing.above(tx.school.people[it])}
    for lead in sorted(leads):
        tx.outbox.put(
            News("gate.silent", lead, facts, Lane.URGENT, once=f"gate:{place}:{now:%Y-%m-%dT%H:%M}:{lead}"), now
        )


def lock_broken(
    tx: Transaction, now: datetime, place: str, person: str, evidence: Sequence[int], said_at: datetime
) -> int:
    """A lock that does not lock is a repair, at once; returns its number."""
    ticket = open_ticket(
        tx, now, reporter=person, category=DANGER.category, urgency=Urgency.SOON, place=place, place_words="",
        words="门锁坏了,锁不上", said_at=said_at, evidence=evidence,
    )  # fmt: skip
    return ticket.number


def state_of_duty(tx: Transaction, now: datetime, duty: Duty, person: str, *, said_at: datetime) -> None:
    """A gate's duty that was done without a fault says how the gates are that were looked at: locked, or staffed."""
    if duty.chain != DANGER.chain or duty.faults:
        return
    gates = gates_of_school(tx)
    for reached in tx.duties.reached(duty.id):
        if reached.point in gates:
            shown = [reached.evidence] if reached.evidence is not None else []
            say_state(tx, now, reached.point, state_after(duty.name), person, shown, said_at=said_at, why=duty.item)
