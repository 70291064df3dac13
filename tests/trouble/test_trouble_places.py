"""A building or a room that the school does not have is said to be none, and kept as it was said."""

from tests.stage import Stage
from tests.trouble.props import count


async def test_a_building_that_is_not_there_is_asked_about_and_kept_in_the_reporters_words(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P60"), await stage.person("P03")
    await teacher.says("3号楼302水龙头滴水")
    await teacher.taps("对,报上")
    await teacher.says("9号楼201灯坏了")
    assert "学校的地点里没有「9号楼201」" in await teacher.last()
    assert "3号教工宿舍楼" not in await teacher.last()
    await teacher.taps("照我说的写")
    assert "9号楼201(地点里没有)" in await teacher.last()
    await teacher.taps("对,报上")
    assert await count(stage, "SELECT count(*) FROM ticket WHERE place IS NULL AND place_words = '9号楼201'") == 1

    await teacher.says("9号楼201着火了!")
    assert "学校的地点里没有「9号楼201」" in await teacher.last()
    assert "9号楼201着火了" in await head.last()
    await teacher.says("是3号楼201")
    assert "3号教工宿舍楼-201" in await head.reads()


async def test_a_room_that_is_not_in_its_building_is_said_beside_the_building(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P60")
    await teacher.says("2号楼722门锁坏了")
    assert "2号宿舍楼(地点里没有「722」)" in await teacher.last()
    await teacher.taps("改地点")
    await teacher.says("2号楼312")
    assert "🔧 2号宿舍楼-312\n" in await teacher.last()
