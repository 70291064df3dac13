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


async def test_two_hours_begin_when_they_can_be_read_and_a_day_waits_for_the_shift(stage: Stage) -> None:
    """The warden comes on at 22:45: what is due at 00:10 is read at home, what is due tomorrow at the beginning."""
    await stage.until("22:10")
    manager, warden = await stage.person("P03"), await stage.person("P34")
    for words, within in (("1号楼612窗台裂了", "24小时内"), ("1号楼612墙皮掉了", "2小时内")):
        await manager.sends("leaking-pipe", caption=words)
        await manager.taps("发整改")
        await manager.taps(within)
    assert "墙皮" in await warden.reads()
    assert "窗台" not in await warden.reads()
    await stage.until("22:44")
    assert "窗台" not in await warden.reads()
    await stage.until("22:46")
    assert "窗台" in await warden.reads()
