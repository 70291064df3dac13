"""Plans switched by a manager's tap, and by nobody else's."""

from tests.stage import Stage


async def test_a_manager_pauses_a_plan_with_one_tap_and_lets_it_chase_with_another(stage: Stage) -> None:
    deputy = await stage.person("P04")
    await deputy.says("/plans")
    assert "1 ⏸ 停 校园安全日巡(早班三轮)" in await deputy.last()

    assert "打开了" in await deputy.taps("1 打开")
    assert "1 🟢 开 校园安全日巡(早班三轮)" in await deputy.last()
    assert await stage.rows(lambda tx: tx.switches.state("J01")) == "on"

    assert "停了" in await deputy.taps("1 停")
    assert await stage.rows(lambda tx: tx.switches.state("J01")) == "paused"


async def test_the_list_of_plans_is_turned_page_by_page(stage: Stage) -> None:
    deputy = await stage.person("P04")
    await deputy.says("/plans")
    await deputy.taps("下一页")
    assert "计划 9—16" in await deputy.last()
    await deputy.taps("上一页")
    assert "计划 1—8" in await deputy.last()


async def test_a_lead_cannot_switch_plans(stage: Stage) -> None:
    captain = await stage.person("P20")
    await captain.says("/plans")
    assert "总务" in await captain.last()
