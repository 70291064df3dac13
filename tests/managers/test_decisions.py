"""What needs a manager stands first, and its button acts."""

from datetime import timedelta

from actions.decisions import decisions_for
from domain.duties import State
from domain.plans import Switch
from storage import Store, Transaction
from tests.managers.days import Made, local, make_duties, make_duty, make_ticket
from tests.stage import Stage

EVENING = local("11-23 20:30")


def decided(tx: Transaction, person: str) -> list[str]:
    return [it["what"] for it in decisions_for(tx, EVENING, tx.school.people[person])]


async def test_an_alarm_to_which_nobody_goes_is_owned_from_the_list(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics, teacher = await stage.person("P03"), await stage.person("P53")
    await teacher.says("3号楼201爆管了!")
    await head_of_logistics.says("✋ 要我定")
    assert "✋ 要您定1:①3号教工宿舍楼-201跑水还没人去" in await head_of_logistics.last()

    assert "您去" in await head_of_logistics.taps("①我去")


async def test_a_ticket_that_nobody_has_is_given_away_from_the_list(stage: Stage) -> None:
    await stage.until("10:00")
    head_of_logistics = await stage.person("P03")
    await stage.person("P14")
    await stage.rows(lambda tx: make_ticket(tx, local("11-23 07:00"), assignee=None))
    await head_of_logistics.says("✋ 要我定")
    assert "①1号 插座松动没人接,派给谁?" in await head_of_logistics.last()

    await head_of_logistics.taps("①派人")
    assert "派给谁" in await head_of_logistics.last()


async def test_a_duty_of_tomorrow_without_an_owner_is_offered_from_the_list(stage: Stage) -> None:
    await stage.until("20:00")
    head_of_logistics = await stage.person("P03")
    nobody = Made(State.UPCOMING, name="环境卫生两查", owner=None)
    await stage.rows(lambda tx: make_duty(tx, local("11-24 13:40"), nobody))
    await head_of_logistics.says("✋ 要我定")
    assert "①明13:40环境卫生两查没人" in await head_of_logistics.last()
    assert await head_of_logistics.taps("①找人顶") != ""


async def test_a_plan_that_ran_well_on_trial_is_switched_on_from_the_list(stage: Stage) -> None:
    head_of_logistics = await stage.person("P03")
    await stage.rows(lambda tx: tx.switches.set("J35", Switch.TRIAL, EVENING))
    await stage.rows(lambda tx: make_duties(tx, local("11-22 08:00"), 9, Made(trial=True, plan="J35")))
    await stage.rows(lambda tx: make_duties(tx, local("11-22 08:00"), 1, Made(State.MISSED, trial=True, plan="J35")))
    await head_of_logistics.says("✋ 要我定")
    assert "①食堂日管控(一食堂)试行10次90%,打开?" in await head_of_logistics.last()

    assert "打开了" in await head_of_logistics.taps("①打开")
    await head_of_logistics.says("✋ 要我定")
    assert "试行" not in await head_of_logistics.last()


async def test_what_burns_comes_first_and_three_are_enough(kept: Store) -> None:
    await kept.run(make_duties, local("11-24 13:40"), 5, Made(State.UPCOMING, owner=None))
    await kept.run(make_ticket, EVENING - timedelta(hours=3), assignee=None)
    assert await kept.run(decided, "P03") == ["ticket", "gap", "gap"]
    assert await kept.run(decided, "P01") == ["gap", "gap", "gap"]
    assert await kept.run(decided, "P64") == []
