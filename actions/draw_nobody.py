"""A slot hit and nobody could go: whoever hears first of the plan's undone work reads it, once a day and plan."""

from datetime import date, datetime

from actions.facts import place_name
from actions.staffing import Staffing
from domain.escalation import rungs_at
from domain.news import News
from domain.plans import Plan
from domain.targets import Target
from storage import Transaction


def say_nobody(tx: Transaction, now: datetime, plan: Plan, target: Target, day: date) -> None:
    staffing = Staffing(tx, now)
    school = staffing.school
    rungs = rungs_at(school.rungs, plan.chain, 0, school.settings.night, staffing.local)
    meant = [person for rung in rungs for person in staffing.of_rung(rung, target.place, "")]
    hearers = [person for person in meant if staffing.reachable(person)] or list(staffing.office())
    facts = {"plan": plan.name, "place": place_name(tx.school.tree, target.place)}
    for person in hearers[:1]:
        tx.outbox.put(News("draws.nobody", person.id, facts, once=f"draws.nobody:{plan.code}:{day}"), now)
