"""Switch a plan: on, on trial, or paused; what has not opened follows at once."""

from datetime import datetime
from typing import Any

from actions.plan_duties import replan
from domain.people import Permission, is_manager
from domain.places import WHOLE_SCHOOL
from domain.plans import Plan, Switch
from domain.refusal import Refusal
from domain.targets import Targets
from storage import Transaction


def switch_plan(tx: Transaction, now: datetime, person: str, plan: str, to: Switch, *, said_at: datetime) -> None:
    """Keeps the decision and plans anew; a switch that stands so already changes nothing.

    Refusal `person.may_not` for anybody but a manager who reads the summary, and for a plan of another section;
    `button.old` for a plan that is gone.
    """
    check_may_switch(tx, person)
    if all(known.code != plan for known in tx.school.load().plans):
        raise Refusal("button.old")
    if all(known.code != plan for known in _plans_of(tx, person)):
        raise Refusal("person.may_not")
    was = tx.switches.state(plan)
    if was is to:
        return
    tx.switches.set(plan, to, now, by=person)
    body = {"plan": plan, "was": was, "state": to}
    tx.history.append("plan.switched", now, person=person, said_at=said_at, item=f"plan:{plan}", body=body)
    replan(tx, now)


def check_may_switch(tx: Transaction, person: str) -> None:
    if Permission.READ_SUMMARY not in tx.school.permissions[person] or not is_manager(
        tx.school.people[person], tx.school.roles
    ):
        raise Refusal("person.may_not")


def _plans_of(tx: Transaction, person: str) -> list[Plan]:
    """The plans that are this manager's to switch: all of them, or those of the own section and no other."""
    school, section = tx.school.load(), tx.school.people[person].section
    if section == WHOLE_SCHOOL:
        return list(school.plans)
    targets, tree = Targets(school, tx.school.tree), tx.school.tree

    def sections(plan: Plan) -> set[str]:
        places = (tree.get(point) for target in targets.of(plan) for point in target.points)
        return {place.section if place else WHOLE_SCHOOL for place in places}

    return [plan for plan in school.plans if sections(plan) == {section}]


def plan_lines(tx: Transaction, person: str) -> list[dict[str, Any]]:
    """Every plan that this manager may switch, with how it stands, in the workbook's order."""
    decided = tx.switches.all()
    return [
        {"plan": plan.code, "name": plan.name, "state": decided.get(plan.code, Switch.TRIAL), "grade": plan.grade}
        for plan in _plans_of(tx, person)
    ]
