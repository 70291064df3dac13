"""Ordinary lines that follow one another are one message; nothing is lost, doubled or late by it."""

import re
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from domain.news import Lane, News
from storage import Transaction
from tests.stage import Group, Someone, Stage, text_of
from tests.trouble.props import calls, count, fault

REPEAT = "(可能重复)"
SENTENCE = "有一件事没做成"


async def tells(stage: Stage, someone: Someone | Group, *numbers: str, **more: Any) -> None:
    """Ordinary lines, one with each number, all at the same moment."""

    def put(tx: Transaction) -> None:
        for number in numbers:
            tx.outbox.put(News("error.failed", someone.id, {"error": f"#{number}"}, **more), stage.clock.now())

    await stage.rows(put)
    await stage.settle()


async def heard(someone: Someone) -> list[list[str]]:
    """The numbers of each message, in the order of the messages."""
    return [re.findall(r"#(\w+)", text) for text in map(text_of, await someone.messages()) if "#" in text]


async def test_the_first_line_goes_at_once_and_its_followers_are_one_message(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1")
    await stage.later(seconds=30)
    await tells(stage, teacher, "b2")
    await stage.later(seconds=30)
    await tells(stage, teacher, "c3")
    assert await heard(teacher) == [["a1"]]
    await stage.later(seconds=60)
    assert await heard(teacher) == [["a1"], ["b2", "c3"]]
    await stage.later(seconds=119)
    await tells(stage, teacher, "d4")
    assert await heard(teacher) == [["a1"], ["b2", "c3"]]
    await stage.later(minutes=1)
    await stage.later(minutes=3)
    await tells(stage, teacher, "e5")
    assert await heard(teacher) == [["a1"], ["b2", "c3"], ["d4"], ["e5"]]


async def test_the_played_clock_stops_where_a_follower_is_due(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1")
    began = stage.clock.now()
    await tells(stage, teacher, "b2")
    await stage.skip()
    assert (await heard(teacher), stage.clock.now() - began) == ([["a1"], ["b2"]], timedelta(minutes=2))


async def test_answers_urgent_news_and_buttons_wait_for_nobody(stage: Stage) -> None:
    """And what waited goes before news with buttons: in one lane nobody overtakes."""
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await tells(stage, plumber, "a1", "b2")
    await tells(stage, plumber, "c3")
    await plumber.says("/help")
    assert "不用记命令" in await plumber.last()
    assert await heard(plumber) == [["a1", "b2"]]
    await tells(stage, plumber, "u9", lane=Lane.URGENT)
    assert await heard(plumber) == [["a1", "b2"], ["u9"]]
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    assert "水管漏水" in await plumber.last()
    assert await heard(plumber) == [["a1", "b2"], ["u9"], ["c3"]]


async def test_what_is_taken_back_is_not_in_the_message(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1", item="alarm:7")
    await tells(stage, teacher, "b2", item="alarm:7")
    await tells(stage, teacher, "c3", item="alarm:8")
    await stage.rows(lambda tx: tx.outbox.withdraw("alarm:7", stage.clock.now()))
    await stage.later(minutes=2)
    assert await heard(teacher) == [["a1"], ["c3"]]


async def test_what_would_be_out_of_date_by_then_goes_now_with_all_that_waited(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1")
    await tells(stage, teacher, "b2")
    await tells(stage, teacher, "c3", good_until=stage.clock.now() + timedelta(minutes=1))
    assert await heard(teacher) == [["a1"], ["b2", "c3"]]


async def test_one_that_expires_while_its_chat_is_parked_leaves_the_others(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1")
    await tells(stage, teacher, "b2", "c3")
    await stage.rows(lambda tx: tx._connection.execute(
        "UPDATE outbox SET good_until = ? WHERE facts LIKE '%b2%'", ("2026-11-22T22:46:30.000000+00:00",)
    ).rowcount)  # fmt: skip
    await stage.later(minutes=2)
    assert await heard(teacher) == [["a1"], ["c3"]]
    assert await count(stage, "SELECT count(*) FROM outbox WHERE state = 'expired'") == 1


async def test_lines_are_in_the_readers_language(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.says("/language")
    await teacher.taps("English")
    await tells(stage, teacher, "a1", "b2")
    assert SENTENCE not in await teacher.last()
    assert await heard(teacher) == [["a1", "b2"]]


async def test_a_message_in_doubt_marks_each_of_its_lines_and_later_ones_not(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", "drop_after", chat=teacher.user)
    await tells(stage, teacher, "a1", "b2")
    assert await heard(teacher) == [["a1", "b2"], ["a1", "b2"]]
    assert (await teacher.last()).count(REPEAT) == 2
    await stage.later(minutes=3)
    await tells(stage, teacher, "c3")
    assert (await teacher.last()).count(REPEAT) == 0


async def test_a_line_that_telegram_refuses_does_not_take_its_neighbours_with_it(stage: Stage) -> None:
    """The message is refused, then each line by itself is tried: here the second of them is the bad one."""
    teacher = await stage.person("P53")
    await fault(stage, "sendMessage", "may not write", chat=teacher.user)
    await tells(stage, teacher, "a1", "b2")
    assert await heard(teacher) == [["a1"]]
    await fault(stage, "sendMessage", "may not write", chat=teacher.user)
    await stage.later(minutes=2)
    assert await heard(teacher) == [["a1"]]
    assert await count(stage, "SELECT count(*) FROM outbox WHERE state = 'never' AND facts LIKE '%b2%'") == 1
    await stage.later(minutes=2)
    await tells(stage, teacher, "c3")
    assert await heard(teacher) == [["a1"], ["c3"]]


async def test_more_than_a_message_holds_goes_on_in_the_next_at_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.gather_news.LONGEST", 100)
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1")
    await tells(stage, teacher, *(f"n{number}" for number in range(9)))
    await stage.later(minutes=2)
    found = await heard(teacher)
    assert [*chain(*found)] == ["a1", *(f"n{number}" for number in range(9))]
    assert 3 <= len(found) <= 9


async def test_the_nights_lines_are_one_message_in_the_morning(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await stage.until("22:30")
    await tells(stage, teacher, "a1")
    await stage.later(hours=1)
    await tells(stage, teacher, "b2")
    assert await heard(teacher) == []
    await stage.until("06:31")
    assert await heard(teacher) == [["a1", "b2"]]


async def test_a_kill_between_a_line_and_its_followers_loses_and_doubles_nothing(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await tells(stage, teacher, "a1")
    await tells(stage, teacher, "b2", "c3")
    await stage.restart()
    assert await heard(teacher) == [["a1"]]
    await stage.later(minutes=2)
    assert await heard(teacher) == [["a1"], ["b2", "c3"]]
    assert REPEAT not in await teacher.reads()


async def test_a_group_is_told_line_by_line(stage: Stage) -> None:
    head = await stage.person("P03")
    group = await stage.group("管理群", head, bot=True)
    before = len(await calls(stage, "sendMessage"))
    await tells(stage, group, "a1", "b2")
    assert len(await calls(stage, "sendMessage")) == before + 2
