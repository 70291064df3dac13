"""A manager's day costs few messages: the morning, what was ordinary and missed, the evening."""

from datetime import timedelta

from actions.close_duty import close_duty
from domain.duties import State
from storage import Transaction
from tests.stage import Stage

MOST_A_DAY = 8
MANAGERS = ("P01", "P02", "P03", "P04")


def do_what_is_due(tx: Transaction, stage: Stage) -> None:
    """Everybody does in time what opens within the hour; one ordinary duty in twenty is left undone."""
    now = stage.clock.now()
    for duty in tx.duties.unfinished(now + timedelta(hours=1)):
        if duty.id % 20 or duty.grade == "关键":
            close_duty(tx, now, duty, State.DONE, person=duty.owner, said_at=now, reached=len(duty.points))


async def test_a_day_with_an_ordinary_miss_in_twenty_costs_a_manager_few_messages(school_day: Stage) -> None:
    stage = school_day
    until = stage.clock.now() + timedelta(days=2)
    owing = await stage.rows(lambda tx: {duty.owner for duty in tx.duties.unfinished(until) if duty.owner})
    [await stage.person(person) for person in sorted(owing)]
    managers = [await stage.person(person) for person in MANAGERS]
    before = [len(await manager.messages()) for manager in managers]
    for _ in range(24):
        await stage.rows(lambda tx: do_what_is_due(tx, stage))
        await stage.settle()
        await stage.later(hours=1)
    costs = [len(await manager.messages()) - number for manager, number in zip(managers, before, strict=True)]
    assert max(costs) <= MOST_A_DAY, [await manager.reads() for manager in managers]
    assert min(costs) >= 2
