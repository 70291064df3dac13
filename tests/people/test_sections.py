"""Who manages a section sees and moves what is of that section; the lead of a team what is the team's."""

from domain.duties import State
from tests.managers.days import Made, local, make_alarm, make_duty, make_ticket
from tests.stage import Stage

MORNING = local("11-23 09:00")


async def with_two_of_each(stage: Stage) -> None:
    """A duty, an alarm and a ticket of the kindergarten, then of a house of the middle school."""
    await stage.until("10:00")
    for place, owner in (("K-101", "P61"), ("R1-312", "P21")):

        def make(tx: object, place: str = place, owner: str = owner) -> None:
            make_duty(tx, MORNING, Made(State.MISSED, owner=owner, place=place))  # type: ignore[arg-type]
            make_alarm(tx, MORNING, "water", place, owner, 5, 20)  # type: ignore[arg-type]
            make_ticket(tx, MORNING, words=f"{place}的插座", place=place)  # type: ignore[arg-type]

        await stage.rows(make)


async def kindergarten_place(stage: Stage) -> str:
    places = await stage.rows(lambda tx: tx.school.load().places)
    return next(place.code for place in places if place.section == "幼儿园" and place.parent)


async def test_the_board_of_the_whole_schools_manager_counts_everything_and_a_sections_only_its_own(
    stage: Stage,
) -> None:
    await stage.until("10:00")
    here = await kindergarten_place(stage)
    for place, owner in ((here, "P61"), ("R1-312", "P21"), ("R1-313", "P22")):
        made = Made(State.MISSED, owner=owner, place=place)
        await stage.rows(lambda tx, made=made: make_duty(tx, MORNING, made))
        await stage.rows(lambda tx, place=place: make_ticket(tx, MORNING, place=place))
    head, kindergarten = await stage.person("P03"), await stage.person("P05")
    captain, wardens = await stage.person("P20"), await stage.person("P29")
    for reader in (head, kindergarten, captain, wardens):
        await reader.says("/now")
    assert "今天3:已做0 漏3" in await head.last()
    assert "报修余3" in await head.last()
    assert "今天1:已做0 漏1" in await kindergarten.last()
    assert "今天2:已做0 漏2" in await captain.last()
    assert "今天没有任务" in await wardens.last()
    assert "报修余" not in await wardens.last()


async def test_a_lead_reads_on_the_board_only_who_of_the_own_people_is_on(stage: Stage) -> None:
    await stage.until("10:00")
    head, captain = await stage.person("P03"), await stage.person("P20")
    for reader in (head, captain):
        await reader.says("/now")
    assert "孟庆彪" in await captain.last()
    assert "孟庆彪" in await head.last()
    everybody = (await head.last()).split("在岗:")[1]
    own = (await captain.last()).split("在岗:")[1]
    assert len(own) < len(everybody)


async def test_a_board_edits_itself_for_each_reader_by_what_that_one_sees(stage: Stage) -> None:
    await stage.until("10:00")
    head, captain, teacher = await stage.person("P03"), await stage.person("P20"), await stage.person("P53")
    for reader in (head, captain):
        await reader.says("/now")
    await teacher.says("3号楼201爆管了")
    await stage.later(minutes=2)
    assert "跑水" in await head.pinned()
    assert "跑水" not in await captain.pinned()


async def test_what_a_sections_manager_is_to_decide_is_of_the_own_section(stage: Stage) -> None:
    await stage.until("10:00")
    here = await kindergarten_place(stage)
    tomorrow = local("11-24 09:00")
    for place, name in ((here, "园舍巡查"), ("R1-312", "宿舍巡查")):
        gap = Made(State.UPCOMING, owner=None, place=place, name=name)
        await stage.rows(lambda tx, gap=gap: make_duty(tx, tomorrow, gap))
    head, kindergarten = await stage.person("P03"), await stage.person("P05")
    for reader in (head, kindergarten):
        await reader.says("/decide")
    assert "宿舍巡查" in await head.last()
    assert "园舍巡查" in await kindergarten.last()
    assert "宿舍巡查" not in await kindergarten.last()


async def test_links_rosters_and_plans_end_with_the_section(stage: Stage) -> None:
    kindergarten = await stage.person("P05")
    await kindergarten.says("/invite 沈砚秋")
    assert await kindergarten.last() == "沈砚秋不归您管,请找总务。"
    await kindergarten.says("/invite 单雪莹")
    assert "单雪莹的链接" in await kindergarten.last()
    await kindergarten.says("/unbind 卢建国")
    assert await kindergarten.last() == "卢建国不归您管,请找总务。"
    await kindergarten.says("/roster 孟庆彪")
    assert "没有找到「孟庆彪」,或者不归您管" in await kindergarten.last()
    await kindergarten.says("/plans")
    plans = await stage.rows(lambda tx: len(tx.school.load().plans))
    assert f"{plans}" not in await kindergarten.last()
