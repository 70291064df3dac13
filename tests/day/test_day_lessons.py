"""Lessons that others paid for, read off a whole day: swaps, outages, zones, and who blocks the bot."""

from datetime import datetime
from typing import Any

from tests.day.played import Played, Sent, local
from tests.day.promises import rang


def heard(played: Played, person: str, **when: str) -> list[dict[str, Any]]:
    """What rang for a person between two local moments."""
    after, until = (local(when[name]) for name in ("after", "until"))
    return [message for message in rang(played) if message["person"] == person and after <= message["at"] <= until]


def texts(sent: list[Sent], after: str, until: str) -> list[str]:
    return [one.text for one in sent if local(after) <= one.at <= local(until)]


def test_lesson_4_after_the_swap_reminders_and_lists_follow_the_new_guard(busy_day: Played) -> None:
    evening = {"after": "11-23 14:00", "until": "11-23 22:30"}
    new = [message["facts"]["name"] for message in heard(busy_day, "P74", **evening) if message["about"] == "duty.card"]
    assert {"校园安全日巡(中班两轮)", "北门落锁", "三门锁闭复查"} <= {*new}
    assert heard(busy_day, "P26", **evening) == []
    assert [m["about"] for m in heard(busy_day, "P74", after="11-23 13:50", until="11-23 14:29")] == ["roster.in"]
    assert "11-23 保安中班:康大伟替柴万里。\n看不到消息,请打电话:柴万里 康大伟" in busy_day.became("P20")
    assert "👥 保安中班:葛新民 纪保国 康大伟,对吗?" in [sent.text for sent in busy_day.to("P20")]


def test_lesson_6_down_from_two_to_two_forty(busy_day: Played) -> None:
    down = [one for one in busy_day.sent if local("11-24 02:00") < one.at < local("11-24 02:40")]
    assert down == []
    after = texts(busy_day.sent, "11-24 02:40", "11-24 02:41")
    assert not [text for text in after if "02:10" in text or "02:20" in text]
    assert "邹师傅:还有20分钟:锅炉巡检(夜班)。" in after
    state = {row["key"]: (row["state"], row["excuse"]) for row in busy_day.rows("SELECT key, state, excuse FROM duty")}
    assert state["J03:2026-11-23:02:10:L04"] == ("excused", "停机")
    assert state["J51:2026-11-23:03:00:L11"] == ("done", "")


def test_lesson_7_every_time_that_people_read_is_the_schools(busy_day: Played) -> None:
    at = busy_day.rows("SELECT opens FROM duty WHERE key = 'J51:2026-11-23:03:00:L11'")[0]["opens"]
    assert datetime.fromisoformat(at) == local("11-24 02:45")
    mornings = [sent.at.strftime("%d %H:%M") for sent in busy_day.to("P03") if sent.text.startswith("☀️")]
    assert mornings == ["23 06:45", "24 06:45"]


def test_lesson_10_who_blocks_the_bot_at_six_is_known_by_five_past_and_stood_in_for(busy_day: Played) -> None:
    told = texts(busy_day.to("P64"), "11-23 18:00", "11-23 18:05")
    assert told == [
        "宿映雪收不到消息了(停用了机器人)。请当面问一下。\n1件任务等着,最近的是21:30教工寝室值日签字(晚)。要找人顶吗?"
    ]
    assert "21:30教工寝室值日签字(晚)要找人顶。芮老师,能替宿老师去吗?" in [sent.text for sent in busy_day.to("P94")]
    duty = busy_day.rows("SELECT * FROM duty WHERE plan = 'J07' AND target = 'R3-304' AND day = '2026-11-23'")[0]
    assert (duty["assigned"], duty["cover"], duty["person"], duty["state"]) == ("P95", "P94", "P94", "done")


def test_lesson_17_who_has_nothing_to_do_reads_nothing_after_the_welcome(busy_day: Played) -> None:
    """Of two messages: who they are here, and the offer to practise; then silence."""
    assert [len(busy_day.to(person)) for person in ("P10", "P11", "P12", "P78", "P98")] == [2, 2, 2, 2, 2]
