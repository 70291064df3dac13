"""Importing a school: what a workbook would change, and keeping it, all or nothing."""

from dataclasses import replace
from datetime import datetime

from actions.plan_duties import replan
from actions.plan_switches import keep_switches
from actions.report_left import report_left
from actions.school_changes import Changes, changes
from actions.stand_at_posts import turn_posts
from domain.people import Presence
from domain.school import School
from storage.accounts import Whose
from storage.transaction import Transaction

__all__ = ["Changes", "changes", "import_school"]
CHANGED = "school.changed"
"""The due row that makes the timetable follow the settings that were imported."""


def import_school(tx: Transaction, now: datetime, school: School) -> Changes:
    """Keeps the school and says what that changed; the same school again changes nothing.

    Whoever is no longer listed becomes 离职 and keeps name and records; invitations of those who left are void.
    """
    before = tx.school.load() if tx.school.imported() else None
    found = changes(before, school)
    if before is not None and _as_listed(before, school) == school:
        return found
    tx.school.replace(school)
    here = {person.id for person in before.people if person.presence is not Presence.LEFT} if before else set()
    for person in tx.school.people.values():
        if person.presence is Presence.LEFT:
            tx.accounts.void_invitations(Whose(person=person.id), now)
            if person.id in here:
                report_left(tx, now, person.id)
    keep_switches(tx, now, before, school)
    tx.due.put(CHANGED, "all", now)
    replan(tx, now)
    turn_posts(tx, now)
    tx.history.append("school.imported", now, person=None, said_at=now, body={"changes": found.counts()})
    return found


def _as_listed(before: School, after: School) -> School:
    """`before` without those who left and are not in the workbook any more."""
    listed = {person.id for person in after.people}
    kept = (p for p in before.people if p.id in listed or p.presence is not Presence.LEFT)
    return replace(before, people=tuple(kept))
