"""A school day with everything in it that verify, backup and restore have to do with."""

from pathlib import Path

from tests.stage import Stage


async def live_a_day(folder: Path) -> str:
    """A repair with a photo, an alarm that is over, duties missed, and the summary of the evening, whose last line is
    returned as the head read it."""
    stage = Stage(folder)
    await stage.open()
    try:
        teacher, plumber, head = await stage.person("P53"), await stage.person("P15"), await stage.person("P03")
        await stage.until("08:10")
        await teacher.sends("leaking-pipe", caption="3号楼201水管漏水")
        await teacher.taps("对")
        await plumber.taps("接单")
        await teacher.says("一食堂有煤气味!")
        await head.taps("误报")
        await stage.until("22:30")
        return next(line for line in (await head.reads()).splitlines() if line.startswith("记录"))
    finally:
        await stage.close()
