"""Importing a school: what a workbook would change, and keeping it, all or nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.absences import LISTED
from actions.end_of_shift import AWAY
from actions.keyboards import tell_of_keys
from actions.leave_school import leave_school
from actions.plan_duties import CHANGED, replan
from actions.plan_switches import keep_switches
from actions.renew_certificate import renewed, with_renewed
from actions.room_lists import ask_for_lists
from actions.school_changes import Changes, changes
from actions.stand_at_posts import turn_posts
from domain.erasing import NAME
from domain.people import Presence
from domain.refusal import Refusal
from domain.roster_merge import NOTHING_SEEN, Decided, Merged, Seen, merge, real_roster
from domain.school import School
from storage.accounts import Whose
from storage.school_rows import Made, made
from storage.transaction import Transaction
from storage.workbook import Workbook

__all__ = [
    "Changes",
    "Imported",
    "Ready",
    "RosterClash",
    "changes",
    "check_erased",
    "get_ready",
    "import_school",
    "import_workbook",
    "preview",
]


@dataclass(frozen=True, slots=True)
class Imported:
    """Who said so in the chat and when, and the file that they had sent: the item it is kept with, and its sha256."""

    by: str
    said_at: datetime
    item: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Ready:
    """An import worked out before its unit: what it changes, the roster it leaves, and its rows, for a school that has
    not changed since."""

    found: Changes
    merged: Merged
    school: School
    made: Made


class RosterClash(Exception):
    """Shifts that the workbook changes and that were changed in a chat since: who said when that who comes for whom."""

    def __init__(self, said: Iterable[Mapping[str, str]]) -> None:
        super().__init__()
        self.said = tuple(said)


def get_ready(
    before: School | None,
    school: School,
    decided: Sequence[Decided],
    put_right: Mapping[str, tuple[str, str]],
    now: datetime,
    seen: Seen,
) -> Ready:
    """The part of an import that needs no database; `put_right` are certificates that chats renewed.

    Raises RosterClash.
    """
    school = with_renewed(school, put_right)
    found, merged = preview(before, school, decided, now, seen)
    school = replace(school, roster=merged.rows)
    return Ready(found, merged, school, made(school, before.people if before else ()))


def import_school(
    tx: Transaction,
    now: datetime,
    school: School,
    seen: Seen = NOTHING_SEEN,
    said: Imported | None = None,
    ready: Ready | None = None,
) -> Changes:
    """Keeps the school and says what that changed; the same school again changes nothing.

    Whoever is no longer listed becomes 离职 and keeps name and records; whoever left has no phone any more, and what
    they had in hand goes on. What was said in a chat of a shift stays, unless the workbook, `seen` at its export,
    changes that shift too. Raises RosterClash for what was said after that, and Refusal `person.erased` for a number
    that was erased; then it keeps nothing.
    """
    before = tx.school.load() if tx.school.imported() else None
    if ready is None:
        ready = get_ready(before, school, tx.roster_changes.decided(), renewed(tx.history), now, seen)
    found, merged, school = ready.found, ready.merged, ready.school
    if before is not None and _as_listed(before, school) == school and not merged.taken:
        if said is not None:
            _note(tx, now, found, said)
        return found
    check_erased(tx.erasure.erased(), school)
    tx.roster_changes.take(merged.taken, now)
    tx.school.replace(school, ready.made)
    for person in tx.school.people.values():
        if person.presence is Presence.LEFT:
            tx.accounts.void_invitations(Whose(person=person.id), now)
    keep_switches(tx, now, before, school)
    _lay_anew(tx, now)
    tell_of_keys(tx, now, before)
    if before is not None:
        _let_go(tx, now, before)
    _note(tx, now, found, said)
    return found


def _lay_anew(tx: Transaction, now: datetime) -> None:
    """Whatever was laid by the workbook that was: duties ahead, lists of rooms, who stands at which post."""
    tx.due.put(CHANGED, "all", now)
    replan(tx, now)
    ask_for_lists(tx, now)
    turn_posts(tx, now)
    tx.due.put(LISTED, "all", now)


def _let_go(tx: Transaction, now: datetime, before: School) -> None:
    """Those who were here and are away or have left now: what they had in hand goes on with others."""
    for person_id in sorted(person.id for person in before.people if person.presence is not Presence.LEFT):
        match tx.school.people[person_id].presence:
            case Presence.ON_LEAVE:
                tx.due.put(AWAY, person_id, now)
            case Presence.LEFT:
                leave_school(tx, now, person_id)


def _note(tx: Transaction, now: datetime, found: Changes, said: Imported | None) -> None:
    body: dict[str, object] = {"changes": found.counts()}
    if said is None:
        tx.history.append("school.imported", now, person=None, said_at=now, body=body)
    else:
        body |= {"sha256": said.sha256}
        tx.history.append("school.imported", now, person=said.by, said_at=said.said_at, item=said.item, body=body)


def check_erased(erased: Collection[str], school: School) -> None:
    """Somebody who was erased does not come back by an old workbook, and nobody else gets their records."""
    back = [it.id for it in school.people if it.id in erased and it.name != NAME]
    if back:
        raise Refusal("person.erased", {"people": "、".join(back)})


def import_workbook(
    tx: Transaction, now: datetime, workbook: Workbook, said: Imported | None = None, ready: Ready | None = None
) -> Changes:
    """The school, and beside it whatever else stands in the file."""
    found = import_school(tx, now, workbook.school, workbook.seen, said, ready)
    tx.unread.replace(workbook.unread)
    return found


def preview(
    before: School | None, after: School, decided: Sequence[Decided], now: datetime, seen: Seen = NOTHING_SEEN
) -> tuple[Changes, Merged]:
    """What an import would change for people, what was said in chats counted in, and the roster it would leave.

    Raises RosterClash.
    """
    base = before.roster if before else ()
    yesterday = now.astimezone(after.settings.zone).date() - timedelta(days=1)
    merged = merge(base, after.roster, decided, seen, since=yesterday)
    if merged.clashes:
        raise RosterClash(_clash(one, after) for one in merged.clashes)
    as_worked = replace(before, roster=real_roster(base, decided)) if before else None
    return changes(as_worked, replace(after, roster=merged.real)), merged


def _clash(one: Decided, school: School) -> dict[str, str]:
    names = {person.id: f"{person.id} {person.name}" for person in school.people}
    change, when = one.change, one.undone_at or one.at
    return {
        "day": change.day.isoformat(),
        "shift": change.shift,
        "by": names.get(change.by, change.by),
        "at": f"{when.astimezone(school.settings.zone):%Y-%m-%d %H:%M}",
        "out": names.get(change.out, change.out) if change.out else "",
        "come": names.get(change.come, change.come) if change.come else "",
        "undone": "undone" if one.undone_at else "",
    }


def _as_listed(before: School, after: School) -> School:
    """`before` without those who left and are not in the workbook any more."""
    listed = {person.id for person in after.people}
    kept = (p for p in before.people if p.id in listed or p.presence is not Presence.LEFT)
    return replace(before, people=tuple(kept))
