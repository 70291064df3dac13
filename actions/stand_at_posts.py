"""The phones of posts follow the roster: who stands there, who tapped their name, and what passes on at a hand-over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from actions.ask_roster import ask_roster
from actions.pass_on import pass_on
from actions.roster import effective_roster
from actions.staffing import Staffing
from domain.dispatch import Rostered
from domain.news import News
from domain.people import Phone, Presence
from domain.plans import Post
from domain.powers import may_share_a_phone
from domain.refusal import Refusal
from domain.spans import DAY
from domain.standing import LONGEST_STAND, Stand, names_for, next_turn, stands
from storage import Transaction
from storage.holders import Holder

TURN = "posts.turn"
"""The due row of the next moment at which somebody comes to a post or goes."""
AT_LEAST_EVERY = timedelta(hours=12)
"""Looks at the posts also where no roster says when; our own judgement: no shift is longer."""


def stands_near(tx: Transaction, now: datetime) -> tuple[Stand, ...]:
    """Who stands where yesterday, today and tomorrow by the effective roster; nobody who has left the school."""
    school = tx.school.load()
    today = now.astimezone(school.settings.zone).date()
    rows = (row for day in (today - DAY, today, today + DAY) for row in effective_roster(tx, day))
    return stands(_working(tx, rows), {shift.code: shift for shift in school.shifts}, school.settings.zone)


def _working(tx: Transaction, rows: Iterable[Rostered]) -> Iterable[Rostered]:
    people = tx.school.people
    return (row for row in rows if row.person in people and people[row.person].presence is not Presence.LEFT)


def turn_posts(tx: Transaction, now: datetime) -> None:
    """Brings who reads on which post's phone up to the roster, and waits for the next coming or going.

    Harmless at any time, twice and late. Whoever went home reads there no more; what they had in hand passes on.
    """
    if not tx.school.imported():
        return
    near = stands_near(tx, now)
    phones = {post.code for post in tx.school.load().posts if post.phone}
    here = {(it.post, it.person): it for it in near if it.post in phones and it.covers(now)}
    for it in here.values():
        tx.holders.stand(Holder(it.post, it.person, it.number, it.comes, it.ends, None))
    gone = [holder for holder in tx.holders.all() if _is_gone(tx, holder, here, phones, now)]
    tx.holders.leave(gone)
    pass_on(tx, now, gone)
    tx.outbox.stir()
    ask_roster(tx, now, near)
    ends = (holder.until for holder in tx.holders.all() if holder.until > now)
    tx.due.put(TURN, "all", min(next_turn(near, now) or now + AT_LEAST_EVERY, now + AT_LEAST_EVERY, *ends))


def _is_gone(
    tx: Transaction, holder: Holder, here: dict[tuple[str, str], Stand], phones: set[str], now: datetime
) -> bool:
    """Not there by the roster, and not by a name tapped for a time that is not over."""
    if holder.post not in phones or tx.school.people[holder.person].presence is Presence.LEFT:
        return True
    return (holder.post, holder.person) not in here and (holder.tapped_at is None or holder.until <= now)


def post_of(tx: Transaction, code: str | None) -> Post | None:
    """The post of that code, if the school still has it and gives it a phone."""
    return next((post for post in tx.school.load().posts if post.code == code and post.phone), None)


def team_of(tx: Transaction, post: Post) -> list[str]:
    """Everybody in service with a role of those whom the roster has at this post, by name; where the roster has nobody,
    everybody who works with a post's phone. Nobody who may do what wants a phone of one's own."""
    people, roles = tx.school.people, tx.school.roles
    rows = (row for row in tx.school.load().roster if post.code in row.posts and row.person in people)
    wanted = {role for row in rows for role in people[row.person].roles}
    team = [p for p in people.values() if p.presence is Presence.IN_SERVICE and may_share_a_phone(p, roles)]
    if not wanted:
        return [person.id for person in team if person.phone is Phone.POST]
    return [person.id for person in team if wanted & {*person.roles}]


def names_at(tx: Transaction, now: datetime, post: Post) -> tuple[str, ...]:
    """Who may be holding the post's phone by the roster, likeliest first."""
    people, roles = tx.school.people, tx.school.roles
    return tuple(p for p in names_for(post.code, stands_near(tx, now), now) if may_share_a_phone(people[p], roles))


def hold_post(tx: Transaction, now: datetime, post: Post, person: str, *, said_at: datetime) -> None:
    """The name tapped: from now on the phone speaks for that person, until the end of their shift.

    Raises Refusal `post.held` when somebody else has tapped meanwhile, `post.own_phone` for somebody whose work wants a
    phone of their own, `post.unknown_name` for anybody else who is not offered here.
    Somebody the roster does not have there is told to their superior.
    """
    who = tx.school.people.get(person)
    if who is None or who.presence is Presence.LEFT:
        raise Refusal("post.unknown_name")
    if not may_share_a_phone(who, tx.school.roles):
        raise Refusal("post.own_phone", {"address": who.address})
    if person not in names_at(tx, now, post) and person not in team_of(tx, post):
        raise Refusal("post.unknown_name")
    holds = tx.holders.of(post.code, now)
    if holds == person:
        return
    if holds is not None:
        raise Refusal("post.held", {"address": tx.school.people[holds].address, "post": post.name})
    near = [it for it in stands_near(tx, now) if it.post == post.code]
    own = next((it for it in near if it.person == person and it.covers(now)), None)
    running = next((it for it in near if it.covers(now)), None)
    there = own or running
    until = there.ends if there else now + LONGEST_STAND
    before = [it for it in tx.holders.at(post.code) if it.tapped_at is not None and it.person != person]
    tx.holders.tap(Holder(post.code, person, own.number if own else 0, own.comes if own else now, until, now))
    tx.history.append(
        "post.held", now, person=person, said_at=said_at, place=post.place, item=f"post:{post.code}",
        body={"rostered": own is not None, "before": [it.person for it in before]},
    )  # fmt: skip
    pass_on(tx, now, before)
    turn_posts(tx, now)
    if own is None and who.superior:
        facts = {"name": who.name, "post": post.name}
        for hearer in Staffing(tx, now).above(who):
            tx.outbox.put(News("post.unrostered", hearer.id, facts, once=f"post:{post.code}:{person}:{until}"), now)


def let_go(tx: Transaction, now: datetime, post: Post, *, said_at: datetime) -> None:
    """换人: the phone asks for a name again."""
    person = tx.holders.of(post.code, now)
    tx.holders.let_go(post.code)
    tx.history.append(
        "post.let_go", now, person=person, said_at=said_at, place=post.place, item=f"post:{post.code}", body={}
    )
    turn_posts(tx, now)
