"""Visitors: in one sentence, the host asked, overdue climbs, counted at the hand-over, none closed silently."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from actions.entries import open_entry
from actions.prune import forget_visitors
from domain.entries import KINDS, VISITOR, Opening, Whom, overdue
from domain.visitors import said_of
from tests.posts.test_gates import at_the_south_gate
from tests.rounds.walking import duty
from tests.stage import Someone, Stage
from tests.storage.rows import ask

IDENTITY = "11010119900307123X"


async def let_in(guard: Someone, sentence: str, until: str = "1小时") -> None:
    await guard.says("🚪 大门")
    await guard.taps("👤 访客")
    await guard.says(sentence)
    await guard.taps(until)


async def test_one_sentence_lets_in_the_host_says_yes_and_the_gate_says_gone(stage: Stage) -> None:
    await stage.until("10:00")
    guard, host = await at_the_south_gate(stage), await stage.person("P03")
    await let_in(guard, "王师傅 修空调 找卢主任 证件1234")
    assert await guard.last() == "👤 王师傅 修空调|找卢建国|证件1234|10:00进,11:00前走"
    assert await host.last() == "👤 南门岗:王师傅 修空调,来找您,11:00前走。认识吗?"
    assert await host.taps("请进") == "好,告诉门卫了。"
    assert "卢主任认识王师傅" in await guard.last()
    await guard.says("🚪 大门")
    await guard.taps("在校访客1")
    await guard.taps("王师傅")
    await stage.later(minutes=20)
    await guard.taps("走了")
    assert "10:20走了" in await guard.last()
    assert "11:00前走" in await host.reads()
    assert "10:20走了" in await host.taps("不认识")
    await stage.rows(lambda tx: forget_visitors(tx, stage.clock.now() + timedelta(days=181)))
    assert await stage.rows(lambda tx: [(it.words, it.document) for it in tx.entries.lately_at(VISITOR, "M-S", 9)]) == [
        ("", "")
    ]


async def test_the_evening_says_how_many_are_inside_and_the_list_of_the_gate_knows_them(stage: Stage) -> None:
    await stage.until("18:30")
    captain, manager = await stage.person("P20"), await stage.person("P03")
    await duty(stage, points=("M-S",), target="M-S", name="南门岗交接", checklist="C10", ends="21:00")
    await let_in(captain, "王师傅 修空调 找卢主任 证件1234")
    await let_in(captain, "家长李女士 送药 找卢主任 证件5678", "2小时")
    await stage.until("20:30")
    evening = next(text for text in reversed((await manager.reads()).split("\n---\n")) if "记录" in text)
    assert "👤 访客还在校内2位,过时1位" in evening
    assert "王师傅" not in evening
    await captain.says("🚪 大门")
    await captain.taps("在校访客2")
    await captain.taps("王师傅")
    await captain.taps("走了")
    await manager.taps("访客")
    assert await manager.last() == "👤 还在校内的访客:\n家长李女士 送药 18:30进,20:30前走"
    await captain.says("🔦 巡查")
    await captain.taps("全部正常")
    await captain.taps("拍不了")
    await captain.says("2")
    await captain.taps("跳过")
    assert "未离校访客数(闭校时)\n登记里现在1位。" in await captain.last()
    assert await captain.taps("1") is not None
    assert "未离校访客数(闭校时):1" in await captain.last()


async def test_until_the_afternoon_is_this_afternoon_and_another_day_is_said_with_its_day(stage: Stage) -> None:
    await stage.until("10:00")
    guard, host = await at_the_south_gate(stage), await stage.person("P03")
    for words, until in {"下午3点": "15:00", "明天上午9点": "11-24 09:00"}.items():
        await guard.says("🚪 大门")
        await guard.taps("👤 访客")
        await guard.says("王师傅 修空调 找卢主任 证件1234")
        await guard.says("3点")
        assert "到什么时候" in await guard.last()
        await guard.says(words)
        assert await guard.last() == f"👤 王师傅 修空调|找卢建国|证件1234|10:00进,{until}前走"
        assert await host.last() == f"👤 南门岗:王师傅 修空调,来找您,{until}前走。认识吗?"


async def test_a_number_longer_than_four_is_kept_nowhere(stage: Stage) -> None:
    await stage.until("10:00")
    guard = await at_the_south_gate(stage)
    await guard.says("🚪 大门")
    await guard.taps("👤 访客")
    await guard.says(f"家长李女士 送药 身份证{IDENTITY} 电话13812345678")
    assert "来找谁" in await guard.last()
    await guard.taps("不找人")
    await guard.taps("半小时")
    await let_in_by_steps(guard)
    rows = await stage.rows(lambda tx: [(it.words, it.document) for it in tx.entries.open_of(VISITOR)])
    assert sorted(rows) == [("家长李女士 送药 电话*5678", "123X"), ("送水的", "7788")]
    path = stage.folder / "zhiqin.db"
    for table, column in (("inbox", "body"), ("draft", "answers"), ("outbox", "facts"), ("record", "body")):
        kept = "".join(text for (text,) in ask(path, f"SELECT {column} FROM {table}"))
        assert not [it for it in (IDENTITY, "13812345678", "E55667788") if it in kept], table


async def let_in_by_steps(guard: Someone) -> None:
    """A photo of a document is no answer, and not kept; then the number itself is typed."""
    await guard.says("🚪 大门")
    await guard.taps("👤 访客")
    await guard.says("送水的")
    await guard.says("没有这个人")
    await guard.taps("不找人")
    await guard.sends("leaking-pipe")
    assert "不拍照" in await guard.reads()
    await guard.says("E55667788")
    await guard.taps("2小时")
    assert "证件7788" in await guard.last()


async def test_overdue_climbs_from_the_host_to_the_gate_to_the_manager_and_stays_open(stage: Stage) -> None:
    await stage.until("10:00")
    guard, host, head = await at_the_south_gate(stage), await stage.person("P09"), await stage.person("P03")
    await let_in(guard, "赵工 装设备 找贺老师 证件0007", until="半小时")
    await host.taps("请进")
    await stage.until("10:44")
    assert "过15分钟" not in await host.reads()
    await stage.until("10:45")
    assert "说好10:30走,过15分钟了" in await host.last()
    await host.taps("还在,再1小时")
    assert "到11:45" in await guard.last()
    await stage.until("12:00")
    assert (await host.reads()).count("过15分钟了") == 2
    assert "过30分钟" not in await guard.reads()
    await stage.until("12:15")
    assert "过30分钟了,还没看到出门" in await guard.last()
    assert await guard.taps("还在") == "记下了:在。下一班接着看。"
    await stage.until("12:45")
    assert "还在校内。来找:贺文博,南门岗 10:00进" in await head.last()
    await host.taps("离开我这里了")
    assert "出门时请点「走了」" in await guard.last()
    assert len(await stage.rows(lambda tx: tx.entries.open_of(VISITOR))) == 1


async def test_at_the_hand_over_each_is_asked_about_and_silence_is_told_and_closes_nothing(stage: Stage) -> None:
    await stage.until("12:00")
    guard, lead, host = await at_the_south_gate(stage), await stage.person("P20"), await stage.person("P09")
    await let_in(guard, "甲先生 找贺老师 证件0001", until="半天")
    await let_in(guard, "乙女士 找贺老师 证件0002", until="半天")
    await let_in(guard, "丙师傅 找贺老师 证件0003", until="半天")
    await stage.until("14:20")
    asked = [text for text in (await guard.reads()).split("\n---\n") if "交班前点一下(3位没走)" in text]
    assert len(asked) == 3
    assert await guard.taps("不清楚") == "记下了:不清楚。告诉队长了。"
    assert "丙师傅" in await lead.last()
    assert "还在您那里吗?门卫没看到他出门" in await host.last()
    first = next(it for it in await guard.messages() if "交班前" in it["text"] and "甲先生" in it["text"])
    await guard.presses(first["message_id"], first["buttons"][0][1]["data"])
    await let_in(guard, "丁先生 找贺老师 证件0004", until="半天")
    await stage.until("14:46")
    assert "乙女士,南门岗 12:00进:交班时没人说走了没有" in await lead.last()
    inside = await stage.rows(lambda tx: [(it.words[:2], it.counted) for it in tx.entries.open_of(VISITOR)])
    assert inside == [("乙女", "unsure"), ("丙师", "unsure"), ("丁先", "")]
    assert "丁先生" not in await lead.reads()
    await stage.until("22:21")
    assert "🤝 交班前点一下(3位没走)" in await guard.reads()


async def test_what_a_visitor_comes_for_calls_nobody_and_who_comes_just_before_a_hand_over_is_counted(
    stage: Stage,
) -> None:
    await stage.until("14:12")
    guard, host = await at_the_south_gate(stage), await stage.person("P13")
    await let_in(guard, "电力公司赵工 来修漏电 找马师傅 证件0009")
    assert await stage.rows(lambda tx: tx.alarms.running()) == []
    assert "您的话里像有危险。要马上通知人吗?" in await guard.reads()
    assert "电力公司赵工 来修漏电,来找您" in await host.last()
    await stage.until("14:22")
    assert "交班前点一下(1位没走):电力公司赵工" in await guard.last()


async def test_who_is_not_known_is_kept_at_the_gate_and_a_stranger_to_it_says_nothing(stage: Stage) -> None:
    await stage.until("10:00")
    guard, host, other = await at_the_south_gate(stage), await stage.person("P09"), await stage.person("P10")
    await guard.says("🚪 大门")
    await guard.taps("👤 访客")
    await guard.says("推销的 找贺老师")
    await guard.taps("未带证件")
    await guard.taps("半小时")
    assert await host.taps("不认识") == "好,门卫先不放行。"
    assert "⚠️ 贺老师说不认识推销的" in await guard.last()
    assert "未带证件" in await guard.reads()
    await other.says("🚪 大门")
    assert "您这里没有大门" in await other.last()


def test_the_sheet_says_when_who_hears_and_what_it_does_not_say_is_as_usual() -> None:
    kind = KINDS[VISITOR]
    said = overdue(kind, {"提醒.访客.1": "T+20 门岗", "提醒.访客.2": "T+5 被访人", "提醒.访客.3": "晚点"})
    assert [(rung.after.total_seconds() / 60, rung.whom) for rung in said] == [(5, Whom.HOST), (20, Whom.GATE)]
    assert overdue(kind, {}) == kind.overdue


@given(st.text(alphabet="0123456789Xx王找 ,证件号身份-", max_size=60))
def test_no_sentence_keeps_a_number_of_more_than_five(words: str) -> None:
    said = said_of(words)
    assert len(said.document) <= 4
    runs = "".join(it if it.isascii() and it.isalnum() else " " for it in said.words).split()
    assert [run for run in runs if len(run) > 5 and sum(it.isdigit() for it in run) > 4] == []


async def test_the_ninth_visitor_is_seen_and_closed_from_the_list(stage: Stage) -> None:
    await stage.until("10:00")
    guard = await at_the_south_gate(stage)
    now = stage.clock.now()
    for number in range(1, 11):
        opening = Opening(VISITOR, "M-S", now, now + timedelta(hours=1, minutes=number), words=f"客{number}")
        await stage.rows(lambda tx, it=opening: open_entry(tx, now, it, "P21", said_at=now))
    await guard.says("🚪 大门")
    await guard.taps("在校访客10")
    assert "还有2位" in await guard.last()
    await guard.taps("看后面的")
    assert await guard.last() == "👤 还在校内的访客:\n客9 10:00进,11:09前走\n客10 10:00进,11:10前走"
    await guard.taps("客9")
    await guard.taps("走了")
    assert "客9 10:00走了" in await guard.last()
