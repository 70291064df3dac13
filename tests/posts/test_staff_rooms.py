"""A staff room's duty list: kept ahead, sent to its people, swapped among them, and round whoever is on leave."""

from datetime import date, timedelta

from tests.duties.rows import of_plan
from tests.stage import Stage

ROOM = "R3-201"
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


async def turns(stage: Stage) -> dict[date, str | None]:
    return dict(await stage.rows(lambda tx: tx.room_turns.of_room(ROOM, TUESDAY, TUESDAY + timedelta(days=29))))


async def signs(stage: Stage, day: date) -> set[str | None]:
    """Who owes the signatures of the room that day, morning and evening."""
    found = await stage.rows(lambda tx: [*of_plan(tx, "J06", day), *of_plan(tx, "J07", day)])
    return {duty.owner for duty in found if duty.place == ROOM}


async def test_a_swap_of_days_and_leave_change_who_signs_and_nothing_else_of_the_list(school_day: Stage) -> None:
    stage = school_day
    before = await turns(stage)
    assert len(before) == 30
    assert None not in before.values()
    mine, other = str(before[TUESDAY]), str(before[THURSDAY])
    await stage.until("10:00")
    asker, mate = await stage.person(mine), await stage.person(other)
    name = await stage.rows(lambda tx: tx.school.people[other].name)
    await asker.says("/room")
    assert (await asker.last()).startswith("🧹 3号教工宿舍楼-201值日")
    for label in ("🔁 换班", "11-24 3号教工宿舍楼-201值日", name, "11-26 3号教工宿舍楼-201值日"):
        await asker.taps(label)
    assert await signs(stage, TUESDAY) == {mine}
    await mate.taps("同意")
    assert await signs(stage, TUESDAY) == {other}
    assert await turns(stage) == {**before, TUESDAY: other, THURSDAY: mine}
    manager = await stage.person("P03")
    await manager.says(f"/off {name}")
    for label in ("明天", "7天", "不用代"):
        await manager.taps(label)
    after = await turns(stage)
    away = [TUESDAY + timedelta(days=n) for n in range(7)]
    assert all(after[day] != other for day in away)
    assert other not in await signs(stage, TUESDAY)
    assert all(after[day] == it for day, it in before.items() if day not in away)
    await manager.taps("改回来")
    assert await turns(stage) == {**before, TUESDAY: other, THURSDAY: mine}
    await mate.taps("想换回来")
    await asker.taps("同意")
    assert await turns(stage) == before


async def test_on_sunday_evening_everybody_in_a_room_reads_the_coming_week_and_nobody_else(stage: Stage) -> None:
    member, outsider = await stage.person("P19"), await stage.person("P10")
    quiet = await outsider.reads()
    await stage.later(days=6, hours=12)
    assert "🧹 3号教工宿舍楼-201下周值日\n11-30 一 " in await member.last()
    assert await outsider.reads() == quiet
    await outsider.says("/room 3号楼201")
    assert "没有这间教工寝室,或者不归您看" in await outsider.last()


async def test_on_days_on_which_everybody_is_away_the_list_has_a_hole(stage: Stage) -> None:
    manager = await stage.person("P03")
    names = await stage.rows(lambda tx: [tx.school.people[bed.person].name for bed in tx.school.load().beds[:4]])
    for name in names:
        await manager.says(f"/off {name}")
        await manager.taps("明天")
        await manager.taps("2天")
    found = await turns(stage)
    assert [day for day, person in found.items() if person is None] == [TUESDAY, TUESDAY + timedelta(days=1)]
    await manager.says("/room 3号楼201")
    assert "11-24 二 (没有人)" in await manager.last()
