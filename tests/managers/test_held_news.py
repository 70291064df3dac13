"""At night ordinary news waits for who is not on duty; who is on duty, and what is urgent, does not wait."""

from tests.stage import Stage


async def test_a_carpenter_at_home_reads_of_the_door_in_the_morning(stage: Stage) -> None:
    await stage.until("22:30")
    teacher, carpenter = await stage.person("P53"), await stage.person("P16")
    await teacher.says("A楼203窗户关不上")
    await teacher.taps("对,报上")
    assert "203" not in await carpenter.reads()

    await stage.until("06:31")
    assert "203" in await carpenter.reads()


async def test_a_plumber_on_duty_reads_of_the_leak_at_once(stage: Stage) -> None:
    await stage.until("22:30")
    teacher, plumber = await stage.person("P53"), await stage.person("P68")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "201" in await plumber.last()


async def test_an_alarm_wakes_whoever_it_concerns(stage: Stage) -> None:
    await stage.until("23:30")
    teacher, officer = await stage.person("P53"), await stage.person("P06")
    await teacher.says("A楼着火了!")
    assert "火情" in await officer.last()
