"""Who cannot be reached is told to the lead before the duty, in one line, while somebody else can still go."""

from storage import Transaction
from tests.duties.drafts import at, point, window
from tests.duties.played import Day, chased, plan
from tests.stage import Stage

FIRE = point("22:00", name="男生楼夜间防火", owner="P33", post="ZB1", place="R1-1", chain="漏报-宿管", grade="关键")


async def test_a_warden_blocks_the_bot_at_six_and_by_five_past_the_lead_knows_and_finds_cover(stage: Stage) -> None:
    warden, lead, other = [await stage.person(one) for one in ("P33", "P29", "P31")]
    await stage.rows(chased(FIRE))
    await stage.until("18:00")
    await stage.post("block", user=warden.user, blocked=True)
    await stage.settle()
    await stage.until("18:05")
    assert "庞志远收不到消息了" in await lead.last()
    assert "1件任务等着,最近的是22:00男生楼夜间防火。要找人顶吗?" in await lead.last()
    assert "万老师" in await lead.taps("找人顶")
    assert "22:00男生楼夜间防火要找人顶。万老师,能替庞师傅去吗?" in await other.last()
    await other.taps("我去")
    duty = await stage.rows(lambda tx: tx.duties.get(1))
    assert (duty.owner, duty.cover, duty.assigned) == ("P31", "P31", "P33")
    assert "万老师去了" not in await lead.reads()
    await stage.until("22:01")
    assert "到点了:男生楼夜间防火" in await other.last()


def test_who_never_opened_the_bot_is_one_line_a_shift_and_not_one_a_duty(tx: Transaction) -> None:
    rounds = [("08:00", "08:50", "P21"), ("10:00", "10:50", "P22"), ("12:00", "13:00", "P22")]
    for number, (starts, ends, owner) in enumerate(rounds):
        plan(tx, window(starts, ends, owner=owner, plan=f"T{number}", place="M-S", target="M-S"))
    for owner in ("P21", "P22"):
        tx.accounts.unbind(owner, at("06:00"))
    day = Day(tx, at("06:30"))
    day.until(at("08:30"))
    assert day.of("P20") == ["到班前联系不上:孟庆彪、苗长河(共3件任务)。请当面说一声,或者找人顶。"]


def test_nobody_is_named_who_can_be_reached(tx: Transaction) -> None:
    plan(tx, window("08:00", "08:50", place="M-S"))
    day = Day(tx, at("06:30"))
    day.until(at("07:59"))
    assert day.heard == []


async def test_a_day_with_nothing_to_do_has_no_message(school_day: Stage) -> None:
    clerk, cook = await school_day.person("P12"), await school_day.person("P11")
    before = len(await clerk.messages()), len(await cook.messages())
    await school_day.until("06:44")
    assert (len(await clerk.messages()), len(await cook.messages())) == before


def test_who_will_stand_at_a_post_with_a_phone_is_no_gap_at_home(tx: Transaction) -> None:
    plan(tx, window("08:00", "08:50", place="M-S", post="NM"))
    tx.accounts.unbind("P21", at("05:00"))
    tx.accounts.bind_post("NM", 900_001, at("05:00"))
    day = Day(tx, at("06:30"))
    day.until(at("07:30"))
    assert day.of("P20") == []
