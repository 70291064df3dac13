"""The gate: leaving passes through the lock with a photo; nobody there and not locked is an alarm at once."""

from domain.checklists import EvidenceRule
from tests.rounds.walking import duty, poster, shows
from tests.stage import Someone, Stage


async def at_the_south_gate(stage: Stage) -> Someone:
    """孟庆彪 has the phone of the south gate in his hand and says that he is there."""
    phone = await stage.post_phone("NM")
    await phone.taps("孟庆彪")
    await phone.says("🚪 大门")
    await phone.taps("我在岗")
    return phone


async def state_of(stage: Stage, place: str = "M-S") -> str:
    return str((await stage.rows(lambda tx: tx.gates.get(place))).state)


async def test_the_card_says_who_is_there_and_the_record_carries_person_and_phone(stage: Stage) -> None:
    phone = await at_the_south_gate(stage)
    assert "南门岗:在岗,孟师傅 06:45" in await phone.last()
    record = (await stage.rows(lambda tx: tx.history.of_item("gate:M-S")))[-1]
    assert (record["kind"], record["person"]) == ("gate.said", "P21")
    assert '"device":"NM"' in record["body"]


async def test_leaving_asks_for_the_lock_and_a_photo_of_it_is_enough(stage: Stage) -> None:
    phone = await at_the_south_gate(stage)
    await phone.taps("要离开")
    assert "先锁门,拍一张锁" in await phone.last()
    await phone.sends("leaking-pipe")
    assert await state_of(stage) == "离岗已锁"
    await phone.says("🚪 大门")
    assert "🔒 南门岗:离岗已锁" in await phone.last()
    assert await phone.sees_photos() == 1
    assert await stage.rows(lambda tx: tx.alarms.running()) == []


async def test_leaving_without_the_lock_calls_the_chain_and_coming_back_ends_it(stage: Stage) -> None:
    await stage.until("10:00")
    lead = await stage.person("P20")
    phone = await at_the_south_gate(stage)
    await phone.taps("要离开")
    await phone.taps("先不锁")
    assert "大门无人" in await lead.last()
    assert "离岗未锁" in await lead.last()
    await phone.says("🚪 大门")
    await phone.taps("我在岗")
    assert await stage.rows(lambda tx: tx.alarms.running()) == []
    assert "已处理好" in await lead.last()
    said = len(await lead.messages())
    await stage.later(minutes=30)
    assert len(await lead.messages()) == said


async def test_a_colleague_who_is_named_may_say_that_he_is_not_there(stage: Stage) -> None:
    await stage.until("10:00")
    lead, colleague = await stage.person("P20"), await stage.person("P22")
    phone = await at_the_south_gate(stage)
    await phone.taps("要离开")
    await phone.taps("有人替")
    await phone.taps("苗长河")
    assert await state_of(stage) == "在岗"
    assert "孟师傅说您替他守南门岗" in await colleague.last()
    await colleague.taps("我没在")
    assert await state_of(stage) == "离岗未锁"
    assert "大门无人" in await lead.last()


async def test_a_broken_lock_is_a_repair_and_the_question_who_watches(stage: Stage) -> None:
    await stage.until("10:00")
    phone = await at_the_south_gate(stage)
    await phone.taps("要离开")
    await phone.taps("锁坏了")
    await phone.taps("我守着")
    assert await state_of(stage) == "在岗"
    ticket = await stage.rows(lambda tx: tx.tickets.get(1))
    assert (ticket.place, ticket.words) == ("M-S", "门锁坏了,锁不上")


async def test_who_said_to_be_leaving_and_sends_no_lock_is_asked_and_then_the_lead_hears(stage: Stage) -> None:
    await stage.until("10:00")
    lead = await stage.person("P20")
    phone = await at_the_south_gate(stage)
    await phone.taps("要离开")
    await stage.later(minutes=6)
    assert "还没有锁的照片" in await phone.last()
    await stage.later(minutes=10)
    assert "孟庆彪说要离开,一直没有锁的照片" in await lead.last()
    assert await state_of(stage) == "在岗"


async def test_after_a_shift_that_nobody_took_over_the_next_guard_is_asked_and_then_the_lead(stage: Stage) -> None:
    await stage.until("14:00")
    lead = await stage.person("P20")
    phone = await at_the_south_gate(stage)
    await stage.until("14:46")
    assert "孟庆彪下班了,还没人说在岗" in await phone.reads()
    await stage.until("14:56")
    assert "孟庆彪下班后没人说在岗" in await lead.reads()


async def test_a_next_guard_who_says_that_he_is_there_is_not_asked(stage: Stage) -> None:
    await stage.until("14:00")
    phone = await at_the_south_gate(stage)
    await stage.until("14:31")
    next_guard = await stage.person("P24")
    await next_guard.says("🚪 大门")
    await next_guard.taps("我在岗")
    await stage.until("15:20")
    assert "还没人说在岗" not in await phone.reads() + await next_guard.reads()


async def test_a_guard_who_takes_the_phone_takes_the_gate_over(stage: Stage) -> None:
    await stage.until("14:00")
    phone = await at_the_south_gate(stage)
    await stage.until("14:31")
    await phone.says("🚪 大门")
    await phone.taps("葛新民")
    await phone.says("🚪 大门")
    assert "南门岗:在岗,葛师傅 14:31" in await phone.last()
    await stage.until("15:20")
    assert "还没人说在岗" not in await phone.reads()


async def test_a_duty_of_the_lock_says_that_the_gates_looked_at_are_locked(stage: Stage) -> None:
    await duty(
        stage, owner="P21", points=("M-N", "M-W"), target="L22", name="三门锁闭复查", checklist="C10",
        chain="门岗无人未锁", evidence=EvidenceRule.EVERY_POINT,
    )  # fmt: skip
    guard = await stage.person("P21")
    await guard.says("🔦 巡查")
    await shows(guard, await poster(stage, "M-N"))
    await guard.taps("就到这里")
    await guard.taps("时间不够")
    await guard.says("2")
    await guard.taps("跳过")
    await guard.taps("没有")
    await guard.taps("正常,提交")
    assert await state_of(stage, "M-N") == "离岗已锁"
    assert await stage.rows(lambda tx: tx.gates.get("M-W")) is None


async def test_a_lead_sees_every_gate(stage: Stage) -> None:
    lead = await stage.person("P20")
    await lead.says("🚪 大门")
    read = await lead.reads()
    assert all(name in read for name in ("南门岗", "北门", "幼儿园西门"))


async def test_who_has_no_business_at_a_gate_is_told_so(stage: Stage) -> None:
    clerk = await stage.person("P12")
    await clerk.says("/gate")
    assert "您这里没有大门要管" in await clerk.last()
