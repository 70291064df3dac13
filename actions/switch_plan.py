"""Switch a plan: on, on trial, or paused; what has not opened follows at once."""

from datetime import datetime
from typing import Any

from actions.plan_duties import replan
from domain.people import Permission, is_manager
from domain.plans import Switch
from domain.refusal import Refusal
from storage import Transaction


def switch_plan(tx: Transaction, now: datetime, person: str, plan: str, to: Switch, *, said_at: datetime) -> None:
    """Keeps the decision and plans anew; a switch that stands so already changes nothing.

    Refusal `person.may_not` for anybody but a manager who reads the summary, `button.old` for a plan that is gone.
    """
    check_may_switch(tx, person)
    if all(known.code != plan for known in tx.school.load().plans):
        raise Refusal("button.old")
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


def plan_lines(tx: Transaction) -> list[dict[str, Any]]:
    """Every plan with how it stands, in the workbook's order."""
    decided = tx.switches.all()
    return [
        {"plan": plan.code, "name": plan.name, "state": decided.get(plan.code, Switch.TRIAL), "grade": plan.grade}
        for plan in tx.school.load().plans
    ]
