"""「要马上通知人吗?」 may be answered by its buttons or in words; whoever is called reads what was said."""

from tests.stage import Stage
from tests.trouble.in_a_form import at_the_guess, at_the_work_done
from tests.trouble.props import count

ALARMS = "SELECT count(*) FROM alarm"
ODD = "草丛里有人躺着"


async def test_yes_or_no_is_also_understood_in_words(stage: Stage) -> None:
    await stage.until("10:00")
    head, teacher, other = await stage.person("P03"), await stage.person("P53"), await stage.person("P54")
    await teacher.says(ODD)
    await teacher.says("/language en")
    await teacher.says("不用。")
    assert "nobody" in (await teacher.last()).lower()
    assert await count(stage, ALARMS) == 0
    await teacher.says("好")
    assert await count(stage, ALARMS) == 0

    await other.says(ODD)
    await other.says("马上通知!")
    assert await count(stage, ALARMS) == 1
    assert ODD in await head.last()


async def test_who_is_called_reads_what_was_said_in_the_middle_of_a_report(stage: Stage) -> None:
    await stage.until("10:00")
    head = await stage.person("P03")
    teacher = await at_the_guess(stage)
    await teacher.says("教学楼A后面草丛里有人躺着")
    assert "您的话里像有危险" in await teacher.last()
    await teacher.taps("马上通知")
    assert "教学楼A" in await head.last()
    assert "草丛里有人躺着" in await head.last()
    assert "3号楼" not in await head.last()


async def test_yes_in_words_calls_from_within_work(stage: Stage) -> None:
    plumber, head = await at_the_work_done(stage), await stage.person("P03")
    await plumber.says("着火了")
    assert "要马上通知人吗?" in await plumber.last()
    await plumber.says("要")
    assert await count(stage, ALARMS) == 1
    assert "着火了" in await head.reads()


async def test_an_old_button_calls_nobody_any_more(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await teacher.says(ODD)
    await stage.until("12:30")
    assert "过时" in await teacher.taps("马上通知")
    assert await count(stage, ALARMS) == 0
