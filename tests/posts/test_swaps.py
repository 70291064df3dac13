"""Two people swap their shifts: the other taps, everything follows, and it can be had back."""

import asyncio
from datetime import date

from actions.leave import ask_leave
from actions.roster import effective_roster
from storage.verify import verify
from tests.duties.rows import of_plan
from tests.stage import Someone, Stage

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


async def asked(stage: Stage) -> tuple[Someone, Someone, Someone]:
    """施雅琴, on late duty on Tuesday, asks 费晓东, who has it on Wednesday, to exchange."""
    await stage.until("10:00")
    asker, other, lead = await stage.person("P54"), await stage.person("P55"), await stage.person("P63")
    await asker.says("/swap")
    await asker.taps("11-24 中学晚值班教师")
    await asker.taps("费晓东")
    assert await asker.taps("11-25 中学晚值班教师") == "问了费晓东。"
    return asker, other, lead


async def clears(stage: Stage, day: date) -> str:
    """Whose the clearing after the evening classes is (plan J55)."""
    return str((await stage.rows(lambda tx: of_plan(tx, "J55", day)))[0].owner)


async def test_a_swap_holds_when_the_other_taps_and_goes_back_when_both_wish(school_day: Stage) -> None:
    asker, other, lead = await asked(school_day)
    assert "施雅琴想请您换班,行吗?" in await other.last()
    assert "11-24 中学晚值班教师 17:00:费晓东替施雅琴" in await other.last()
    assert "问了费晓东,等回话" in await asker.last()
    assert await clears(school_day, TUESDAY) == "P54"
    await other.taps("同意")
    assert (await asker.last()).startswith("✅ 换好了")
    assert (await lead.last()).startswith("✅ 换好了")
    assert await clears(school_day, TUESDAY) == "P55"
    assert await clears(school_day, WEDNESDAY) == "P54"
    await asker.taps("想换回来")
    assert "对方想换回原来的班,行吗?" in await other.last()
    await other.taps("不行")
    assert await clears(school_day, TUESDAY) == "P55"
    await other.taps("想换回来")
    await asker.taps("同意")
    assert (await other.last()).startswith("换回来了,照原来的班")
    assert await clears(school_day, TUESDAY) == "P54"
    assert await clears(school_day, WEDNESDAY) == "P55"


async def test_a_wish_to_have_it_back_ends_when_the_shift_begins(stage: Stage) -> None:
    asker, other, lead = await asked(stage)
    await other.taps("同意")
    await asker.taps("想换回来")
    await stage.until("17:01")
    assert "同意" in str((await other.messages())[-1]["buttons"])
    await stage.until("17:01")
    stays = "没有回话,不换回去了,照换好的班:"
    for person in (asker, other):
        assert (await person.last()).startswith(stays)
        assert not (await person.messages())[-1].get("buttons")
    assert stays in await lead.reads()
    assert verify(stage.folder / "zhiqin.db", None).faults == []


async def test_the_lead_puts_a_swap_back_alone(stage: Stage) -> None:
    asker, other, lead = await asked(stage)
    await other.taps("同意")
    await lead.taps("改回来")
    assert "换回来了,照原来的班" in await asker.last()
    assert await stage.rows(lambda tx: tx.roster_changes.of_day(TUESDAY)) == []


async def test_a_swap_is_not_put_back_onto_somebody_who_took_another_shift_or_leave(stage: Stage) -> None:
    await stage.until("10:00")
    a, b, c, lead = [await stage.person(person) for person in ("P21", "P24", "P22", "P20")]
    for asker, name, other in ((a, "葛新民", b), (c, "孟庆彪", a)):
        await asker.says("/swap")
        await asker.taps("11-24 保安早班")
        await asker.taps(name)
        await asker.taps("不用还")
        await other.taps("同意")
        if other is b:
            card = (await lead.messages())[-1]
            back = next(key["data"] for row in card["buttons"] for key in row if key["text"] == "改回来")
    worked = await stage.rows(lambda tx: effective_roster(tx, TUESDAY))
    assert "孟庆彪那时已经有别的班" in str(await lead.presses(card["message_id"], back))
    assert await stage.rows(lambda tx: effective_roster(tx, TUESDAY)) == worked
    assert ("P24", ("NM",)) in [(row.person, row.posts) for row in worked if row.shift == "G1"]


async def test_a_swap_does_not_go_back_to_somebody_who_is_on_leave_by_then(stage: Stage) -> None:
    asker, other, _ = await asked(stage)
    await other.taps("同意")
    await other.taps("想换回来")
    now = stage.clock.now()
    await stage.rows(lambda tx: ask_leave(tx, now, "P63", "P54", TUESDAY, 1, said_at=now))
    await stage.settle()
    assert "施雅琴那时已经有别的班,或者不在" in str(await asker.taps("同意"))
    assert "P55" in [row.person for row in await stage.rows(lambda tx: effective_roster(tx, TUESDAY))]


async def test_who_refuses_or_says_nothing_keeps_their_shift(stage: Stage) -> None:
    asker, other, _ = await asked(stage)
    await other.taps("不行")
    assert "费晓东那天不行,没有换" in await asker.last()
    await asker.says("/swap")
    for label in ("11-24 中学晚值班教师", "费晓东", "不用还"):
        await asker.taps(label)
    await stage.until("17:01")
    await stage.until("17:01")
    assert "费晓东没有回话,没有换" in await asker.last()
    assert "费晓东没有回话,没有换" in await other.last()
    assert await stage.rows(lambda tx: tx.roster_changes.of_day(TUESDAY)) == []


async def test_who_takes_it_back_and_who_agrees_in_the_same_second_read_the_same(stage: Stage) -> None:
    asker, other, _ = await asked(stage)
    question, mine = (await other.messages())[-1], (await asker.messages())[-1]
    answers = await asyncio.gather(
        stage.post("tap", user=asker.user, message_id=mine["message_id"], data="z:withdraw:1"),
        stage.post("tap", user=other.user, message_id=question["message_id"], data="z:agree:1"),
    )
    await stage.settle()
    state = (await stage.rows(lambda tx: tx.swaps.get(1))).state
    said = {"withdrawn": "施雅琴不换了", "agreed": "换好了"}[state]
    assert said in await asker.last()
    assert said in await other.last()
    assert sum(answer["answer"]["text"] == "记下了。" for answer in answers) == 1


async def test_a_lead_who_changes_the_shift_in_the_same_second_makes_the_swap_impossible(stage: Stage) -> None:
    _, other, lead = await asked(stage)
    await lead.says("/roster 施雅琴")
    await lead.taps("11-24 中学晚值班教师")
    message = (await lead.messages())[-1]
    come = next(key["data"] for row in message["buttons"] for key in row if key["text"] not in ("费晓东", "别人"))
    question = (await other.messages())[-1]
    agree = question["buttons"][0][0]["data"]
    await asyncio.gather(
        stage.post("tap", user=lead.user, message_id=message["message_id"], data=come),
        stage.post("tap", user=other.user, message_id=question["message_id"], data=agree),
    )
    await stage.settle()
    working = await stage.rows(lambda tx: [c.come for c in tx.roster_changes.of_day(TUESDAY)])
    assert len(working) == 1


async def test_on_a_posts_phone_the_question_waits_for_the_colleague_to_come_on_shift(stage: Stage) -> None:
    await stage.until("07:00")
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    await phone.says("/swap")
    shift = next(key for row in (await phone.messages())[-1]["buttons"] for key in row if "11-24" in key["text"])
    await phone.taps(shift["text"])
    await phone.taps("葛新民")
    await phone.taps("不用还")
    assert "问了葛新民,他上班时在岗位机上看到" in await phone.last()
    await stage.until("14:31")
    assert "葛师傅:🔁 孟庆彪想请您换班,行吗?" in await phone.reads()
    await phone.taps("同意")
    await phone.taps("葛新民")
    await phone.taps("同意")
    working = await stage.rows(lambda tx: [(c.out, c.come) for c in tx.roster_changes.of_day(TUESDAY)])
    assert working == [("P21", "P24")]
