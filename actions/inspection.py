"""An inspection: the duty that a draw makes, which reaches its inspector in the same minute and not before."""

from datetime import date, datetime, timedelta

from actions import chase
from actions.facts import place_name
from actions.keep_duty import keep_duty
from domain.duties import Draft, Duty, Shape, Task
from domain.inspection_time import ends_of
from domain.moments import margins
from domain.plans import Plan, Switch
from domain.targets import Target
from storage import Transaction

ANSWER_WITHIN = timedelta(minutes=5)
"""Until a prompt is due, 抽问 (docs/draws.md)."""
STILL_TAKEN = timedelta(minutes=30)
"""A prompt that is answered so late still counts, as late."""


def make_inspection(tx: Transaction, now: datetime, plan: Plan, target: Target, inspector: str, day: date) -> Duty:
    """Keeps the duty of looking at the target now, and tells the inspector at once. Not for a target drawn that minute.

    A plan on trial keeps it and tells nobody.
    """
    ends = ends_of(now, tx.school.load().settings.zone)
    closes = ends + margins(tx.school.load().settings.rest).late
    return _make(tx, now, plan, target, inspector, day, Task.INSPECT, Shape.WINDOW, (ends, ends, closes))


def make_prompt(tx: Transaction, now: datetime, plan: Plan, target: Target, person: str, day: date) -> Duty:
    """The same for whoever stands at a gate: five minutes to show it as it is now."""
    starts = now.replace(second=0, microsecond=0)
    moments = (starts, starts + ANSWER_WITHIN, starts + STILL_TAKEN)
    return _make(tx, now, plan, target, person, day, Task.PROMPT, Shape.POINT, moments)


def _make(
    tx: Transaction,
    now: datetime,
    plan: Plan,
    target: Target,
    person: str,
    day: date,
    task: Task,
    shape: Shape,
    moments: tuple[datetime, datetime, datetime],
) -> Duty:
    """`moments` are when it ends, is due and closes."""
    school = tx.school.load()
    starts = now.replace(second=0, microsecond=0)
    ends, due, closes = moments
    draft = Draft(
        key=f"{plan.code}:{day}:{now.astimezone(school.settings.zone):%H:%M}:{target.code}",
        plan=plan.code,
        name=f"{place_name(tx.school.tree, target.place)}{NAMES[task]}",
        task=task,
        checklist=plan.checklist,
        version=next((one.version for one in school.checklists if one.code == plan.checklist), ""),
        target=target.code,
        place=target.place,
        points=target.points,
        day=day,
        shape=shape,
        starts=starts,
        ends=ends,
        opens=starts,
        due=due,
        closes=closes,
        grade=plan.grade,
        evidence=plan.evidence,
        chain=plan.chain,
        owner=person,
        post=None,
        trial=tx.switches.state(plan.code) is not Switch.ON,
    )
    keep_duty(tx, now, draft)
    duty = tx.duties.of_key(draft.key)
    assert duty is not None
    chase.step(tx, now, duty.id)
    return tx.duties.get(duty.id) or duty


NAMES = {Task.INSPECT: "抽检", Task.PROMPT: "抽问"}
