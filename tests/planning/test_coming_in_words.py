"""What comes next, in words: what the page of a rehearsal shows beside the clock."""

from datetime import datetime, timedelta
from typing import Any

from tests.stage import Stage


def told(moments: list[dict[str, Any]], language: str) -> dict[str, list[str]]:
    zone = timedelta(hours=8)
    by_hour = {f"{datetime.fromisoformat(each['at']) + zone:%H:%M}": each["lines"] for each in moments}
    return {hour: [line[language] for line in lines] for hour, lines in by_hour.items()}


async def test_the_next_moments_are_told_in_both_languages_and_the_clock_stops_at_the_first(school_day: Stage) -> None:
    moments = (await school_day.get("coming"))["coming"]
    chinese, english = told(moments, "zh"), told(moments, "en")
    assert "教工寝室值日签字(早):提前提醒 · 12 处" in chinese["06:50"]
    assert "教工寝室值日签字(早): a reminder ahead · 12 times" in english["06:50"]
    assert any(line.startswith("陪餐(一食堂):开始(一食堂-1层大厅") for line in chinese["07:00"])
    assert all(len(each["lines"]) <= 3 for each in moments)
    await school_day.skip()
    assert school_day.clock.now() == datetime.fromisoformat(moments[0]["at"])
    assert "06:50" not in told((await school_day.get("coming"))["coming"], "zh")


async def test_an_alarm_that_nobody_answers_stands_in_it_and_an_outage_knows_nothing(stage: Stage) -> None:
    await stage.until("10:00")
    teacher = await stage.person("P53")
    await stage.person("P03")
    await teacher.says("一食堂有煤气味!")
    lines = [line for lines in told((await stage.get("coming"))["coming"], "zh").values() for line in lines]
    assert "警报没人去,再往上叫" in lines
    async with stage.away(minutes=5):
        assert (await stage.get("coming"))["coming"] == []
