"""Changes of today's roster: the lead finds it right, or somebody comes instead, and everything follows them."""

from datetime import datetime, timedelta

from actions.facts import name_of
from actions.pass_on import pass_on
from actions.plan_duties import replan
from actions.staffing import Staffing
from actions.stand_at_posts import turn_posts
from actions.team import Turn, can_work, may_change, team_at, turn_of, turns
from domain.dispatch import RosterChange, Rostered
from domain.news import Lane, News
from domain.refusal import Refusal
from domain.spans import DAY
from domain.standing import span
from storage import Transaction

SOON = timedelta(hours=12)
"""A shift that begins sooner is told of with a sound and a card; our own judgement: less than a night's notice."""


def confirm_roster(tx: Transaction, now: datetime, lead: str, begins: datetime, *, said_at: datetime) -> list[Turn]:
    """对: the lead looked, and it is right. Returns what was looked at; the refusals are those of `team_now`."""
    team = team_now(tx, now, lead, begins)
    for shift in dict.fromkeys(turn.row.shift for turn in team):
        day = team[0].row.day
        if tx.roster_changes.confirm(day, shift, lead, now):
            body = {"people": [turn.row.person for turn in team if turn.row.shift == shift]}
            item = f"roster:{day}:{shift}"
            tx.history.append("roster.confirmed", now, person=lead, said_at=said_at, item=item, body=body)
    return team


def team_now(tx: Transaction, now: datetime, lead: str, begins: datetime) -> list[Turn]:
    """The lead's own people of that shift. Refusal `roster.no_such_team` for none, `roster.over` when it has ended."""
    team = team_at(tx, lead, begins)
    if not team:
        raise Refusal("roster.no_such_team")
    if max(turn.ends for turn in team) <= now:
        raise Refusal("roster.over", turn_facts(tx, team[0]))
    return team


def change_roster(
    tx: Transaction, now: datetime, by: str, out: str, begins: datetime, come: str | None, *, said_at: datetime
) -> int:
    """`come` works instead of `out` (None: nobody comes); returns the change's number, by which it can be undone.

    Duties not begun, alarms and the posts' phones follow; both are told, and the lead when somebody else did it.
    Raises Refusal `roster.not_yours`, `roster.too_late` when the shift is over, `roster.changed` when somebody was
    quicker, `roster.cannot` when who comes works at that time already or is not here.
    """
    turn = checked(tx, now, by, out, begins)
    if come is not None and (come not in tx.school.people or not is_free(tx, turn, come)):
        raise Refusal("roster.cannot", {"name": name_of(tx, come)})
    row = turn.row
    number = tx.roster_changes.add(RosterChange(0, row.day, row.shift, out, come, row.posts, by), now)
    body = {"change": number, "day": str(row.day), "shift": row.shift, "out": out, "come": come}
    tx.history.append(
        "roster.changed", now, person=by, said_at=said_at, item=f"roster:{row.day}:{row.shift}", body=body
    )
    follow(tx, now, turn, out)
    facts = turn_facts(tx, turn) | {"out": name_of(tx, out), "come": name_of(tx, come), "by": name_of(tx, by)}
    _tell(tx, now, "roster.out", out, facts, turn)
    if come is not None:
        _tell(tx, now, "roster.in", come, facts, turn)
    for lead in Staffing(tx, now).above(tx.school.people[out]):
        if by not in (lead.id, tx.school.people[out].superior):
            _tell(tx, now, "roster.changed_by", lead.id, facts, turn)
    return number


def undo_change(tx: Transaction, now: datetime, by: str, number: int, *, said_at: datetime) -> RosterChange:
    """改回来: as if it had not been said; both are told. Refusal `roster.undone` when it was undone before.

    Refusal `roster.taken` when the office saw it and changed that shift in its workbook, `roster.moved_on` when whoever
    came has given that shift on since, `roster.not_free` when whoever gets it back works elsewhere then or is away.
    """
    change = tx.roster_changes.get(number)
    if change is None or change.out is None:
        raise Refusal("button.old")
    if not may_change(tx, by, change.out):
        raise Refusal("roster.not_yours", {"name": name_of(tx, change.out)})
    if tx.roster_changes.is_taken(number):
        raise Refusal("roster.taken")
    if all(it.id != number for it in tx.roster_changes.of_day(change.day)):
        raise Refusal("roster.undone", {"out": name_of(tx, change.out)})
    if change.come and all(it.row.person != change.come for it in _turns_of_day(tx, change)):
        raise Refusal("roster.moved_on", {"come": name_of(tx, change.come)})
    if not _may_return(tx, change):
        raise Refusal("roster.not_free", {"name": name_of(tx, change.out)})
    tx.roster_changes.undo(number, now)
    item = f"roster:{change.day}:{change.shift}"
    tx.history.append("roster.undone", now, person=by, said_at=said_at, item=item, body={"change": number})
    turn = next((it for it in _turns_of_day(tx, change) if it.row.person == change.out), None)
    if turn is None or turn.ends <= now:
        raise Refusal("roster.too_late", {"name": name_of(tx, change.out)})
    if change.come:
        follow(tx, now, turn, change.come)
    facts = turn_facts(tx, turn) | {"out": name_of(tx, change.out), "come": name_of(tx, change.come)}
    _tell(tx, now, "roster.back", change.out, facts, turn)
    if change.come:
        _tell(tx, now, "roster.not_needed", change.come, facts, turn)
    return change


def checked(tx: Transaction, now: datetime, by: str, out: str, begins: datetime) -> Turn:
    """The shift that is to be changed. Raises the refusals of `change_roster` that do not concern who comes."""
    if out not in tx.school.people:
        raise Refusal("button.old")
    if not may_change(tx, by, out):
        raise Refusal("roster.not_yours", {"name": name_of(tx, out)})
    turn = turn_of(tx, out, begins)
    if turn is None:
        raise Refusal("roster.changed", _who_changed(tx, out, begins))
    if turn.ends <= now:
        raise Refusal("roster.too_late", {"name": name_of(tx, out)})
    return turn


def _who_changed(tx: Transaction, out: str, begins: datetime) -> dict[str, str]:
    """Who said that somebody else works that shift, and who it is; empty when the workbook says so."""
    zone = tx.school.load().settings.zone
    shifts = {shift.code: shift for shift in tx.school.load().shifts}
    found = [
        change
        for change in tx.roster_changes.of_day(begins.astimezone(zone).date())
        if change.out == out and span(shifts[change.shift], change.day, zone)[0] == begins
    ]
    by, come = (found[-1].by, found[-1].come) if found else (None, None)
    return {"name": name_of(tx, out), "by": name_of(tx, by), "come": name_of(tx, come)}


def turn_facts(tx: Transaction, turn: Turn) -> dict[str, str]:
    """When and where: 11-23 早班 06:30 南门."""
    posts = {post.code: post.name for post in tx.school.load().posts}
    local = turn.begins.astimezone(tx.school.load().settings.zone)
    where = "、".join(posts.get(code, code) for code in turn.row.posts)
    return {"day": f"{local:%m-%d}", "shift": turn.shift.name, "begins": f"{local:%H:%M}", "posts": where}


def _turns_of_day(tx: Transaction, change: RosterChange) -> list[Turn]:
    return [it for it in turns(tx, change.day, change.day) if it.row.shift == change.shift]


def _may_return(tx: Transaction, change: RosterChange) -> bool:
    """Whether whoever gets the shift back has taken nothing else for that time and is here."""
    shift = tx.school.shifts.get(change.shift)
    if shift is None or change.out is None:
        return True
    row = Rostered(change.day, change.shift, change.out, change.posts)
    return is_free(tx, Turn(row, shift, *span(shift, change.day, tx.school.load().settings.zone)), change.out)


def is_free(tx: Transaction, turn: Turn, come: str, but: Turn | None = None) -> bool:
    """Whether they may be rostered then and work nowhere else at that time, `but` for a turn that they give away."""
    near = [it for it in turns(tx, turn.row.day - DAY, turn.row.day + DAY) if it != but]
    busy = any(it.row.person == come and it.begins < turn.ends and it.ends > turn.begins for it in near)
    return not busy and can_work(tx.school.people[come], turn.row.day, tx.leaves.on(turn.row.day))


def follow(tx: Transaction, now: datetime, turn: Turn, gone: str) -> None:
    """Phones and duties follow at once; who does not come any more has no phone in the hand, tapped or not."""
    if turn.begins - turn.shift.early <= now:
        left = [it for it in tx.holders.posts_of(gone) if it.post in turn.row.posts]
        tx.holders.leave(left)
        turn_posts(tx, now)
        pass_on(tx, now, left)
    replan(tx, now)


def _tell(tx: Transaction, now: datetime, about: str, person: str | None, facts: dict[str, str], turn: Turn) -> None:
    """What concerns the coming hours does not wait for the morning."""
    lane = Lane.CARD if turn.begins - now < SOON else Lane.ORDINARY
    if person is not None:
        tx.outbox.put(News(about, person, facts, lane, good_until=turn.ends), now)
