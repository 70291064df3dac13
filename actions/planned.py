"""What is to be planned on one local day: the drafts of each plan, with their moments and whoever owes them."""

from collections.abc import Iterator
from datetime import date, timedelta

from actions.roster import effective_roster
from domain.duties import Draft
from domain.moments import Moments, margins, moments_of
from domain.plans import Plan, Switch, Weekdays
from domain.responsible import Crew
from domain.spans import DAY
from domain.targets import Target, Targets
from storage import Transaction


class Planned:
    """A look at the school for one unit of work."""

    def __init__(self, tx: Transaction, day: date) -> None:
        self._day = day
        self._school = school = tx.school.load()
        self._by = margins(school.settings.rest)
        self._switches = tx.switches.all()
        self._checklists = {checklist.code: checklist for checklist in school.checklists}
        self._shifts = {shift.code: shift for shift in school.shifts}
        self._targets = Targets(school, tx.school.tree)
        self._kinds = tx.school.calendar.kinds(day)
        self._crew = Crew(
            day=day,
            people=tx.school.people,
            places=tx.school.tree,
            posts=school.posts,
            shifts=self._shifts,
            roster=(*effective_roster(tx, day - DAY), *effective_roster(tx, day)),
            rostered_roles=tx.school.rostered_roles,
            dorms=self._targets.dorms,
            beds=school.beds,
            away=tx.leaves.on(day),
            turns=tx.room_turns.of_day(day),
        )

    def wanted(self, plan: Plan) -> Iterator[tuple[Moments, Target]]:
        """Every duty that the plan means on that day, in the order of its times; the same at each unit of work."""
        if self._holds(plan):
            targets = self._targets.of(plan)
            for moments in self._moments(plan):
                yield from ((moments, target) for target in targets)

    def keys(self, plan: Plan) -> set[str]:
        return {self._key(plan, moments, target) for moments, target in self.wanted(plan)}

    def _holds(self, plan: Plan) -> bool:
        """Whether the plan asks for anything on that day."""
        return (
            self._switches.get(plan.code, Switch.TRIAL) is not Switch.PAUSED
            and plan.checklist in self._checklists
            and plan.day_kind in self._kinds
            and holds_on(plan.weekdays, self._day)
        )

    def _moments(self, plan: Plan) -> Iterator[Moments]:
        zone, shift = self._school.settings.zone, self._shifts.get(plan.who)
        for slot in plan.slots:
            yield from moments_of(plan.manner, slot, self._day, zone, self._by, shift)

    def _key(self, plan: Plan, moments: Moments, target: Target) -> str:
        return f"{plan.code}:{self._day}:{moments.clock}:{target.code}"

    def draft(self, plan: Plan, moments: Moments, target: Target) -> Draft:
        """The duty, with whoever owes it."""
        local = moments.starts.astimezone(self._school.settings.zone)
        owner = self._crew.owner(plan, target.place, target.points, local)
        return Draft(
            key=self._key(plan, moments, target),
            plan=plan.code,
            name=plan.name,
            task=self._targets.task(plan, target.place),
            checklist=plan.checklist,
            version=self._checklists[plan.checklist].version,
            target=target.code,
            place=target.place,
            points=target.points,
            day=self._day,
            shape=moments.shape,
            starts=moments.starts,
            ends=moments.ends,
            opens=moments.opens,
            due=moments.due,
            closes=moments.closes,
            grade=plan.grade,
            evidence=plan.evidence,
            chain=plan.chain,
            owner=owner.person,
            post=owner.post,
            trial=self._switches.get(plan.code, Switch.TRIAL) is Switch.TRIAL,
            instead_of=owner.instead_of,
        )


def holds_on(weekdays: Weekdays, day: date) -> bool:
    """Whether 星期例外 lets the day pass; 首 and 末 mean the first and the last such weekday of the month."""
    if day.isoweekday() not in weekdays.days:
        return False
    if weekdays.week == "首":
        return day.day <= 7
    return weekdays.week != "末" or (day + timedelta(days=7)).month != day.month
