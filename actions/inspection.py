"""An inspection: the duty that a draw makes, which reaches its inspector in the same minute and not before."""

from datetime import date, datetime

from actions import chase
from actions.facts import place_name
from actions.keep_duty import keep_duty
from domain.duties import Draft, Duty, Shape, Task
from domain.inspection_time import ends_of
from domain.moments import margins
from domain.plans import Plan, Switch
from domain.targets import Target
from storage import Transaction


def make_inspection(tx: Transaction, now: datetime, plan: Plan, target: Target, inspector: str, day: date) -> Duty:
    """Keeps the duty of looking at the target now, and tells the inspector at once. Not for a target drawn that minute.

    A plan on trial keeps it and tells nobody.
    """
    school = tx.school.load()
    local = now.astimezone(school.settings.zone)
    starts = now.replace(second=0, microsecond=0)
    ends = ends_of(now, school.settings.zone)
    version = next((one.version for one in school.checklists if one.code == plan.checklist), "")
    draft = Draft(
        key=f"{plan.code}:{day}:{local:%H:%M}:{target.code}",
        plan=plan.code,
        name=f"{place_name(tx.school.tree, target.place)}抽检",
        task=Task.INSPECT,
        checklist=plan.checklist,
        version=version,
        target=target.code,
        place=target.place,
        points=target.points,
        day=day,
        shape=Shape.WINDOW,
        starts=starts,
        ends=ends,
        opens=starts,
        due=ends,
        closes=ends + margins(school.settings.rest).late,
        grade=plan.grade,
        evidence=plan.evidence,
        chain=plan.chain,
        owner=inspector,
        post=None,
        trial=tx.switches.state(plan.code) is not Switch.ON,
    )
    keep_duty(tx, now, draft)
    duty = tx.duties.of_key(draft.key)
    assert duty is not None
    chase.step(tx, now, duty.id)
    return tx.duties.get(duty.id) or duty
