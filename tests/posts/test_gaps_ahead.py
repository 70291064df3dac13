"""Thirty days ahead: who can act hears once what nobody has."""

from domain.plans import Switch
from tests.stage import Stage


async def test_a_hole_of_the_roster_is_told_once_to_who_leads_that_shift(stage: Stage) -> None:
    for plan in ("J10", "J11"):
        await stage.rows(lambda tx, it=plan: tx.switches.set(it, Switch.ON, stage.clock.now()))
    lead, manager, clerk = await stage.person("P29"), await stage.person("P03"), await stage.person("P100")
    await stage.until("10:00")
    assert "值班表只排到12-20,请接着排。" in await clerk.reads()
    assert "往后三十天" not in await lead.reads()
    await manager.says("/off 宋铁柱")
    for label in ("明天", "7天"):
        await manager.taps(label)
    await stage.until("10:00")
    assert "1号楼宿管晚班:11-29到11-30" in next(it for it in (await lead.reads()).split("\n---\n") if "三十天" in it)
    await manager.taps("就这样")
    await stage.until("10:00")
    assert (await lead.reads()).count("往后三十天") == 1
    assert (await clerk.reads()).count("值班表只排到") == 1
