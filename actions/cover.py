"""Cover: colleagues are offered what somebody cannot do; going moves the credit, and it can be taken back."""

from datetime import datetime

from actions.close_duty import show_duty
from actions.duty_facts import duty_facts
from actions.duty_ladder import restart
from actions.roster import effective_roster
from actions.staffing import Staffing
from actions.tell_above import tell_lead
from domain.cover import MOST_ASKED, nearest, running, work_of
from domain.duties import Duty, State, Task
from domain.news import Lane, News, Show
from domain.people import Person, Presence
from domain.refusal import Refusal
from domain.spans import DAY
from storage import Transaction

GO, CANNOT, TAKEN_BACK = "go", "cannot", "back"


def ask_colleagues(tx: Transaction, now: datetime, duty: Duty) -> list[Person]:
    """Offers the duty to the nearest colleagues who were not asked before; returns whom."""
    asked: list[Person] = []
    for person in _colleagues(tx, now, duty):
        if len(tx.hearers.offered(duty.id)) < MOST_ASKED and tx.hearers.offer(duty.id, person.id, now):
            asked.append(person)
    for person in asked:
        tx.outbox.put(
            News("duty.card", person.id, duty_facts(tx, duty, person.id, early=now < duty.due), Lane.CARD,
                 item=duty.item, card=duty.item, show=Show.NEW, good_until=duty.closes),
            now,
        )  # fmt: skip
    return asked


def ask_for_somebody(tx: Transaction, now: datetime, person: str, duty: Duty, *, said_at: datetime) -> list[Person]:
    """请人顶, by its owner or by whoever was told above. With nobody to ask, the lead hears at once."""
    if person != duty.owner and person not in tx.hearers.told(duty.id):
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    _still_to_do(tx, duty, person)
    tx.history.append(
        "duty.cover_asked", now, person=person, said_at=said_at, place=duty.place, item=duty.item, body={}
    )
    asked = ask_colleagues(tx, now, duty)
    if not asked and not _answers_awaited(tx, duty) and person == duty.owner:
        tell_lead(tx, now, duty)
    return asked


def go(tx: Transaction, now: datetime, person: str, duty: Duty, *, said_at: datetime) -> Duty:
    """我去: the first wins, and the duty is theirs until somebody takes it back; after the miss it is only kindness."""
    if person not in tx.hearers.offered(duty.id):
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if duty.cover is not None:
        raise Refusal("chase.taken", duty_facts(tx, duty, person))
    if duty.is_over and duty.state is not State.MISSED:
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))
    tx.hearers.answer_offer(duty.id, person, GO, now)
    body = {"assigned": duty.assigned, "after_the_miss": duty.is_over}
    tx.history.append("duty.covered", now, person=person, said_at=said_at, place=duty.place, item=duty.item, body=body)
    if duty.is_over:
        show_duty(tx, now, duty)
        return duty
    before = duty.owner
    duty = tx.duties.change(duty.id, owner=person, cover=person, begun_at=None)
    duty = restart(tx, now, duty)
    tx.outbox.withdraw(duty.item, now)
    show_duty(tx, now, duty, but=before)
    if before is not None:
        _say(tx, now, duty, before)
    return duty


def cannot(tx: Transaction, now: datetime, person: str, duty: Duty, *, said_at: datetime) -> None:
    """走不开: when everybody asked has said so, the lead hears at once."""
    if person not in tx.hearers.offered(duty.id):
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if duty.is_over or duty.cover is not None:
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))
    tx.hearers.answer_offer(duty.id, person, CANNOT, now)
    tx.history.append("duty.cannot", now, person=person, said_at=said_at, place=duty.place, item=duty.item, body={})
    if not _answers_awaited(tx, duty):
        tell_lead(tx, now, duty)
    show_duty(tx, now, duty)


def take_back(tx: Transaction, now: datetime, person: str, duty: Duty, *, said_at: datetime) -> Duty:
    """换回我: until whoever covers has begun, the duty is again the one's who was meant; the other is told."""
    if person != duty.assigned or duty.cover is None:
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if duty.is_over or duty.begun_at is not None:
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))
    covered = duty.cover
    tx.hearers.answer_offer(duty.id, covered, TAKEN_BACK, now)
    tx.history.append("duty.taken_back", now, person=person, said_at=said_at, place=duty.place, item=duty.item,
                      body={"cover": covered})  # fmt: skip
    duty = restart(tx, now, tx.duties.change(duty.id, owner=person, cover=None))
    tx.outbox.withdraw(duty.item, now)
    show_duty(tx, now, duty, but=covered)
    _say(tx, now, duty, covered)
    return duty


def _say(tx: Transaction, now: datetime, duty: Duty, person: str) -> None:
    """A change of owner rings for the one whom it concerns."""
    tx.outbox.put(
        News("duty.card", person, duty_facts(tx, duty, person), Lane.CARD, item=f"{duty.item}:state",
             card=duty.item, show=Show.NEW, good_until=duty.closes),
        now,
    )  # fmt: skip


def _still_to_do(tx: Transaction, duty: Duty, person: str) -> None:
    if duty.cover is not None:
        raise Refusal("chase.taken", duty_facts(tx, duty, person))
    if duty.is_over:
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))


def _answers_awaited(tx: Transaction, duty: Duty) -> bool:
    return any(answer is None for answer in tx.hearers.offered(duty.id).values())


def _colleagues(tx: Transaction, now: datetime, duty: Duty) -> list[Person]:
    """Nearest first, reachable, and neither its owner nor the one who was meant."""
    staffing = Staffing(tx, now)
    found = _room_mates(tx, duty) if duty.task is Task.SIGN else _who_works(tx, max(now, duty.opens), duty)
    return [
        person
        for person in found
        if person.id not in (duty.owner, duty.assigned)
        and person.presence is Presence.IN_SERVICE
        and person.id not in staffing.away
        and staffing.reachable(person)
    ]


def _room_mates(tx: Transaction, duty: Duty) -> tuple[Person, ...]:
    beds = sorted((bed.number, bed.person) for bed in tx.school.load().beds if bed.place == duty.place)
    return tuple(tx.school.people[person] for _, person in beds if person in tx.school.people)


def _who_works(tx: Transaction, when: datetime, duty: Duty) -> tuple[Person, ...]:
    """Of the roster at that moment; for work that no roster knows, its other holders by day."""
    school, people = tx.school.load(), tx.school.people
    local = when.astimezone(school.settings.zone)
    owner = people.get(duty.owner or duty.assigned or "")
    night = school.settings.night.holds(local)
    rows = running(
        (*effective_roster(tx, local.date() - DAY), *effective_roster(tx, local.date())),
        {shift.code: shift for shift in school.shifts},
        local,
    )
    house = tx.school.tree.area(duty.place) if duty.place else None
    posts = {post.code: post for post in school.posts}
    meant = next((plan.who for plan in school.plans if plan.code == duty.plan), "")
    shifts = {row.shift for row in rows if owner is not None and row.person == owner.id} or {meant}
    work = work_of(owner) or {meant}
    near = nearest(rows, shifts, work, people, posts, tx.school.tree, house.code if house else None, local, night=night)
    if near or night:
        return near
    others = [person for person in people.values() if work_of(person) & work - tx.school.rostered_roles]
    return tuple(sorted(others, key=lambda person: owner is not None and person.section != owner.section))
