"""练一遍: a practice round in the real chat. Everything says 练习, nothing stays, and danger is danger."""

from typing import Any

import pytest

from domain.practice import TRACKS, track_of
from handlers.news import render
from storage import Transaction
from tests.sample import sample
from tests.stage import Someone, Stage
from tests.trouble.props import forges

KEPT = (
    "record",
    "ticket",
    "alarm",
    "evidence",
    "draft",
    "ended_draft",
    "due",
    "duty",
    "chat_group",
    "unnamed",
    "caller",
)
"""Where something that was said or sent could stay."""


def rows_kept(tx: Transaction) -> dict[str, int]:
    count = "SELECT count(*) AS n FROM {table} WHERE {table}.rowid IS NOT NULL"
    found = {table: tx._connection.execute(count.format(table=table)).fetchone()["n"] for table in KEPT}
    verbs = "SELECT count(*) AS n FROM due WHERE verb NOT IN ('inbox.prune', 'job.run')"
    return found | {"due": tx._connection.execute(verbs).fetchone()["n"]}


def everything(tx: Transaction) -> str:
    """All that the inbox and the outbox hold, as text."""
    rows: list[Any] = tx._connection.execute(
        "SELECT body AS t FROM inbox UNION ALL SELECT facts FROM outbox"
    ).fetchall()
    return "\n".join(row["t"] for row in rows)


async def new_words(who: Someone, before: int) -> list[str]:
    return [str(message.get("text")) for message in (await who.messages())[before:]]


async def test_a_plumber_practises_and_nothing_of_it_stays_anywhere(stage: Stage) -> None:
    plumber, dispatcher = await stage.person("P15"), await stage.person("P03")
    assert "先练一遍吗?" in await plumber.last()
    before, said = await stage.rows(rows_kept), len(await plumber.messages())
    heard = len(await dispatcher.messages())
    await plumber.taps("练一遍")
    assert "真有危险照样说" in await plumber.last()
    await plumber.says("5号楼的紫色水管漏水")
    assert "紫色水管漏水" in await plumber.last()
    await plumber.taps("对,报上")
    await plumber.taps("接单")
    await plumber.sends("tap-repaired")
    await plumber.taps("我去")
    await plumber.taps("记住了")
    assert "练完了" in await plumber.last()
    assert all(text.startswith("【练习") for text in await new_words(plumber, said - 1))
    assert len(await plumber.messages()) == said + 2
    assert await stage.rows(rows_kept) == before
    assert "紫色" not in await stage.rows(everything)
    assert "tap-repaired" not in await stage.rows(everything)
    assert len(await dispatcher.messages()) == heard
    await plumber.says("3号楼201水管漏水")
    assert "练习" not in await plumber.last()


async def test_danger_said_in_the_middle_of_it_is_told_at_once_and_ends_it(stage: Stage) -> None:
    await stage.until("10:00")
    teacher, head = await stage.person("P53"), await stage.person("P03")
    await teacher.taps("练一遍")
    await teacher.says("一食堂有煤气味!")
    assert "一食堂" in await head.last()
    assert (await teacher.last()).startswith("别碰开关")
    assert "【练习】停了" in await teacher.reads()
    await teacher.says("3号楼201水管漏水")
    assert "练习" not in await teacher.last()


async def test_a_round_left_lying_is_over_by_itself_and_what_is_said_then_is_meant(stage: Stage) -> None:
    await stage.until("08:00")
    guard, _head = await stage.person("P20"), await stage.person("P03")
    await guard.says("📋 我的事")
    await guard.taps("练一遍")
    await guard.sends("corridor-clear")
    await stage.post("say", user=guard.user, contact={"phone_number": "1", "first_name": "x"})
    await stage.settle()
    assert "还在练习" in await guard.last()
    said = len(await guard.messages())
    await guard.says("随便说一句")
    assert "还在练习" in await guard.last()
    await stage.later(minutes=11)
    assert "【练习】停了" in await guard.last()
    assert len(await guard.messages()) == said + 1
    await guard.taps("练一遍")
    assert "【练习 1/4】" in await guard.last()
    await guard.taps("这是真的")
    assert "请再发一次" in await guard.last()
    await guard.says("3号楼201水管漏水")
    await guard.taps("对,报上")
    assert "水管漏水" in await (await stage.person("P03")).reads()


async def test_what_was_said_before_it_began_and_comes_late_is_a_real_report(stage: Stage) -> None:
    await stage.until("08:00")
    guard = await stage.person("P20")
    earlier = stage.clock.now()
    await stage.later(minutes=5)
    await guard.taps("练一遍")
    await guard.says("3号楼201水管漏水", date=earlier.isoformat())
    assert "练习" not in await guard.last()
    assert "对吗?" in await guard.last()


async def test_anything_real_that_is_begun_ends_the_practice(stage: Stage) -> None:
    teacher = await stage.person("P53")
    await teacher.taps("练一遍")
    await teacher.says("🙋 帮助")
    assert "【练习】停了" in await teacher.reads()
    assert await forges(teacher, "n:file") == "这一步练过了。"
    assert await forges(teacher, "n:real") == "这一步练过了。"
    assert "请再发一次" not in await teacher.reads()


@pytest.mark.parametrize("track", TRACKS)
def test_every_step_of_every_track_is_marked_in_both_languages_and_has_its_ways_out(track: str) -> None:
    for language, mark in (("zh", "【练习"), ("en", "[Practice")):
        for number, step in enumerate(TRACKS[track], 1):
            facts = {"step": step.name, "number": number, "of": len(TRACKS[track])}
            message = render("practice.step", facts, language)
            assert message.text.startswith(mark)
            assert [button.data for button in message.buttons[-1]] == ["n:real", "n:stop"]
            assert sum(map(len, message.buttons)) <= 4


def test_whoever_does_many_things_practises_what_costs_most_when_it_goes_wrong() -> None:
    by_title = {role.name: track_of(role.permissions) for role in sample().roles}
    assert {it: by_title[it] for it in ("校长", "水暖工", "保安", "宿管", "任课教师", "会计")} == {
        "校长": "manage", "水暖工": "repair", "保安": "round", "宿管": "round", "任课教师": "sign", "会计": "report",
    }  # fmt: skip


async def test_a_posts_phone_practises_for_whoever_holds_it_and_a_restart_changes_nothing(stage: Stage) -> None:
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    await phone.says("📋 我的事")
    await phone.taps("练一遍")
    await stage.restart()
    await phone.sends("open-gate", "corridor-clear")
    assert "【练习 2/4】" in await phone.last()
    assert await stage.rows(lambda tx: tx.drafts.newest(phone.user)) is None
    await phone.says("📋 我的事")
    assert "【练习】停了" in await phone.reads()
    await phone.taps("练一遍")
    await phone.taps("换人")
    assert (await phone.reads()).count("【练习】停了") == 2
