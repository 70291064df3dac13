"""An entry whose time is over: some kinds end by themselves, others climb and stay open until somebody acts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from actions.entries import close_entry, entry_facts, rungs_of, wait_for
from actions.staffing import Staffing
from actions.stand_at_posts import stands_near
from actions.superiors import DUTY_LEADER, LOGISTICS_HEAD
from domain.entries import KINDS, OVER, SAMPLE, Entry, Rung, Whom
from domain.gates import GUARDS
from domain.news import Lane, News
from domain.people import Person
from storage import Transaction

SAMPLER, CANTEEN_LEAD = "sampler", "canteen_lead"


def time_is_over(tx: Transaction, now: datetime, number: int) -> None:
    """Serves the due row; harmless twice, late, and for what was closed or put off meanwhile."""
    entry = tx.entries.get(number)
    if entry is None or not entry.is_open:
        return
    kind = KINDS[entry.kind]
    if kind.ends_itself:
        if entry.due <= now:
            close_entry(tx, now, entry, OVER, None)
        return
    reached = [rung for rung in rungs_of(tx, kind) if entry.due + rung.after <= now]
    for rung in reached[entry.step :]:
        _tell(tx, now, entry, rung)
    entry = tx.entries.change(number, step=max(len(reached), entry.step))
    wait_for(tx, entry)


def _tell(tx: Transaction, now: datetime, entry: Entry, rung: Rung) -> None:
    """What is only said ahead of time wakes nobody: by the morning it is no news."""
    early, settings = rung.after < timedelta(), tx.school.load().settings
    at_night = early and settings.quiet.holds(now.astimezone(settings.zone))
    told = () if at_night else tuple(dict.fromkeys(whom(tx, now, entry, rung.whom)))
    body = {"kind": entry.kind, "whom": rung.whom, "told": list(told)}
    tx.history.append("entry.overdue", now, person=None, said_at=now, place=entry.place, item=entry.item, body=body)
    facts = {**entry_facts(tx, entry), "minutes": round((now - entry.due).total_seconds() / 60), "whom": rung.whom}
    lane = Lane.ORDINARY if entry.kind == SAMPLE else Lane.CARD
    ahead = entry.due if early else None
    for person in told:
        once = f"{entry.item}:late:{entry.due + rung.after:%m%d%H%M}:{rung.whom}:{person}"
        tx.outbox.put(News("entry.late", person, facts, lane, item=entry.item, once=once, good_until=ahead), now)


def whom(tx: Transaction, now: datetime, entry: Entry, target: Whom) -> Iterable[str]:
    """The people of a rung; a host or an opener whom no message reaches is stood in for by the gate."""
    staffing = Staffing(tx, now)
    if target is Whom.MANAGER:
        night = staffing.school.settings.night.holds(staffing.local)
        there = [it for it in staffing.people(DUTY_LEADER, entry.place) if night and it.id in staffing.duty]
        return [it.id for it in there or staffing.people(LOGISTICS_HEAD, entry.place)]
    if target is Whom.KEEPER:
        place = tx.school.tree.get(entry.place)
        return [place.owner] if place and place.owner else []
    if target in (Whom.SAMPLER, Whom.LEAD):
        return [person.id for person in _of_the_kitchen(tx, staffing, entry, target)]
    named = {Whom.HOST: entry.host, Whom.OPENER: entry.opened_by}.get(target)
    person = tx.school.people.get(named or "")
    if person is not None and staffing.reachable(person):
        return [person.id]
    return at_gate(tx, now, entry)


def _of_the_kitchen(tx: Transaction, staffing: Staffing, entry: Entry, target: Whom) -> Sequence[Person]:
    """Whoever answers for the place and took samples, else who takes them there, else the lead of the canteen."""
    place = tx.school.tree.get(entry.place)
    owner = tx.school.people.get(place.owner or "") if place else None
    leads = staffing.reached(staffing.people(CANTEEN_LEAD, entry.place))
    if target is Whom.LEAD:
        return leads
    if owner is not None and owner.holds(SAMPLER) and staffing.at_hand(owner):
        return (owner,)
    here = [person for person in staffing.people(SAMPLER, entry.place) if staffing.at_hand(person)]
    return here or leads


def at_gate(tx: Transaction, now: datetime, entry: Entry) -> list[str]:
    """Who stands there now by the roster, else whoever guards now, else who opened it."""
    posts = {post.code for post in tx.school.load().posts if post.place == entry.place}
    here = [it.person for it in stands_near(tx, now) if it.post in posts and it.begins <= now < it.ends]
    staffing = Staffing(tx, now)
    guards = [it.id for role in sorted(GUARDS) for it in staffing.people(role, entry.place) if it.id in staffing.duty]
    return here or guards or ([entry.opened_by] if entry.opened_by else [])
