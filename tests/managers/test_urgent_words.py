"""What was not urgent is counted for the list of urgent words, told to who keeps the list, and blames nobody."""

from domain.alarms import State
from reports.urgent_words import Cried, counted
from tests.stage import Stage


def test_an_alarm_counts_once_for_each_word_and_a_part_of_a_word_is_none() -> None:
    cries = [
        (["紧急词:晕倒", "紧急词:晕", "地点:3号楼"], State.DOWNGRADED),
        (["紧急词:晕", "紧急词:晕"], State.RESOLVED),
        (["紧急词:漏电"], State.DOWNGRADED),
        (["紧急词:漏电"], State.FALSE),
        (["紧急词:漏电"], State.OPEN),
        (["按钮"], State.FALSE),
    ]
    assert counted(cries) == [Cried("漏电", 3, 1, 1), Cried("晕倒", 1, 1, 0)]


async def test_words_that_were_not_urgent_are_told_to_who_keeps_the_list_without_a_name(stage: Stage) -> None:
    await stage.until("10:00")
    head, teacher, safety = await stage.person("P03"), await stage.person("P53"), await stage.person("P06")
    for place in ("3号楼201", "一食堂", "2号楼"):
        await teacher.says(f"{place}插座漏电")
    await head.taps("不是紧急")
    for somebody in (teacher, safety):
        assert "不算紧急,已转成报修,照常修(卢建国)" in await somebody.reads()
    await stage.later(minutes=31)
    await teacher.says("1号楼插座漏电")
    await head.taps("误报")
    await stage.until("20:30")
    await head.taps("紧急")
    told = await head.last()
    assert told == (
        "🔤 90天里喊了紧急、其实不是的词:\n「漏电」4次,1次不是紧急,1次误报\n要改,在工作簿「设置」的「紧急词」里改。"
    )
    await safety.taps("紧急")
    assert "🔤" not in await safety.reads()
