"""An inspection reaches the inspector's phone in the minute of its draw, with one button, and can be begun."""

from datetime import date, datetime

from actions.inspection import make_inspection
from domain.draws import Drawn, Outcome, Why
from domain.duties import State, Task
from domain.plans import Switch
from domain.targets import Targets
from storage import Transaction
from tests.stage import Stage

MONDAY = date(2026, 11, 23)


def drawn_by_hand(tx: Transaction, now: datetime) -> None:
    school = tx.school.load()
    plan = next(plan for plan in school.plans if plan.code == "J71")
    target = next(target for target in Targets(school, tx.school.tree).of(plan) if target.code == "R2-612")
    tx.switches.set("J71", Switch.ON, now)
    duty = make_inspection(tx, now, plan, target, "P63", MONDAY)
    tx.draws.add(
        Drawn(MONDAY, "J71", 605, 0, Why.HIT, Outcome.DRAWN, "R2-612", now, candidates=("P04", "P63"),
              inspector="P63", duty=duty.id)
    )  # fmt: skip


async def test_a_drawn_room_reaches_its_inspector_at_once_and_nobody_else(stage: Stage) -> None:
    inspector, other = await stage.person("P63"), await stage.person("P04")
    await stage.until("10:05")
    heard = len(await other.messages())
    await stage.rows(lambda tx: drawn_by_hand(tx, stage.clock.now()))
    await stage.settle()
    assert await inspector.last() == "🎲 请抽查2号宿舍楼-612,10:35前。先别告诉别人。"
    assert len(await other.messages()) == heard
    (duty,) = await stage.rows(lambda tx: [it for it in tx.duties.of_day(MONDAY) if it.task is Task.INSPECT])
    assert (duty.state, duty.owner, duty.target, duty.place) == (State.OPEN, "P63", "R2-612", "R2-612")
    found = await stage.rows(lambda tx: tx.draws.of_duty(duty.id))
    assert (found.plan, found.slot, found.target, found.inspector) == ("J71", 605, "R2-612", "P63")
    await inspector.taps("这就去")
    begun = await stage.rows(lambda tx: tx.duties.get(duty.id))
    assert begun.begun_at is not None


async def test_who_has_not_gone_is_reminded_and_the_lead_hears(stage: Stage) -> None:
    inspector, lead = await stage.person("P63"), await stage.person("P04")
    await stage.until("10:05")
    await stage.rows(lambda tx: drawn_by_hand(tx, stage.clock.now()))
    await stage.until("10:26")
    assert "还有10分钟:2号宿舍楼-612抽检" in await inspector.last()
    await stage.until("10:46")
    assert "2号宿舍楼-612抽检没收到(程" in await lead.last()
