"""A guard's round, told by everybody who hears of it: reminders, cover, the lead, the miss, and what comes after."""

from tests.duties.drafts import point, window
from tests.duties.played import chased
from tests.stage import Stage

ROUND = window("08:00", "08:50", target="M-S", place="M-S", points=("M-S", "M-N", "X-SE"))


async def test_a_colleague_goes_and_it_is_theirs_until_it_is_taken_back(stage: Stage) -> None:
    guard, mate, other, lead = [await stage.person(one) for one in ("P21", "P22", "P23", "P20")]
    await stage.rows(chased(ROUND))
    await stage.until("08:45")
    assert "🔦 校园安全日巡,3个点,08:50前。" in await guard.reads()
    assert "还有10分钟:校园安全日巡。" in await guard.last()
    assert "问了" in await guard.taps("请人顶")
    assert "08:00校园安全日巡要找人顶。苗师傅,能替孟师傅去吗?" in await mate.last()
    assert "这一轮算您的" in await mate.taps("我去")
    assert "这一轮算他的。谢谢苗师傅" in await other.last()
    assert "孟师傅:08:00校园安全日巡这轮苗师傅替您了。" in await guard.last()
    await guard.taps("换回我")
    assert "自己来,谢谢您" in await mate.last()
    assert "没收到" not in await lead.reads()


async def test_who_covers_owns_the_miss(stage: Stage) -> None:
    guard, mate, lead = [await stage.person(one) for one in ("P21", "P22", "P20")]
    await stage.rows(chased(ROUND))
    await stage.until("08:52")
    await mate.taps("我去")
    await stage.until("09:04")
    assert "没收到" not in await lead.reads()
    await stage.until("09:06")
    assert "08:00校园安全日巡没收到(苗长河)" in await lead.last()
    assert "没收到。补做,还是说个原因?" in await mate.last()
    assert "没收到" not in await guard.last()


async def test_everybody_is_busy_and_the_lead_hears_at_once(stage: Stage) -> None:
    _, mate, other, lead = [await stage.person(one) for one in ("P21", "P22", "P23", "P20")]
    await stage.rows(chased(ROUND))
    await stage.until("08:51")
    await mate.taps("走不开")
    await other.taps("走不开")
    assert await lead.last() == "08:00校园安全日巡没收到(孟庆彪)。\n问过苗长河、段玉成。"


async def test_a_reason_is_heard_by_the_lead_who_may_let_it_be(stage: Stage) -> None:
    guard, lead = await stage.person("P21"), await stage.person("P20")
    await stage.rows(chased(ROUND))
    await stage.until("09:10")
    await guard.taps("说原因")
    await guard.says("送发热学生去医院了")
    assert "记下了,组长看得到。" in await guard.reads()
    assert "孟庆彪说:送发热学生去医院了" in await lead.last()
    await lead.taps("有理由,免")
    assert "免了" in await guard.reads()
    duty = await stage.rows(lambda tx: tx.duties.get(1))
    assert (duty.state, duty.excuse) == ("excused", "送发热学生去医院了")


async def test_the_lead_takes_care_and_the_managers_are_left_alone_until_the_lead_is_silent(stage: Stage) -> None:
    guard, lead, head = [await stage.person(one) for one in ("P21", "P20", "P03")]
    await stage.rows(chased(window("08:00", "08:50", grade="关键")))
    await stage.until("09:01")
    assert "您来安排" in await lead.taps("我来安排")
    await stage.until("09:29")
    assert "没收到" not in await head.reads()
    assert (await guard.last()).count("没收到") == 1
    await stage.until("09:32")
    assert "还在您手上吗" in await lead.last()
    await stage.until("09:47")
    assert "08:00校园安全日巡没收到(孟庆彪)" in await head.last()


async def test_a_little_later_moves_nothing_and_reminds_once_more(stage: Stage) -> None:
    member = await stage.person("P21")
    await stage.rows(chased(point("07:50")))
    await stage.until("07:50")
    assert await member.last() == "到点了:校园安全日巡。"
    assert "08:05前都能补" in await member.taps("晚一会儿")
    await stage.until("07:56")
    assert "要帮忙吗" in await member.last()


async def test_by_night_care_comes_first_and_the_ceiling_is_the_duty_leader(stage: Stage) -> None:
    people = ("P34", "P76", "P71", "P29", "P01", "P03")
    warden, other, guard, lead, leader, head = [await stage.person(one) for one in people]
    fire = point("23:00", name="男生楼夜间防火", owner="P34", post="ZB1", place="R1-1", chain="漏报-宿管", grade="关键")
    await stage.rows(chased(fire))
    await stage.until("23:10")
    assert "23:00男生楼夜间防火还没收到" in await other.last()
    assert "顺路去看看宋师傅和1号" in await other.last()
    assert "顺路去看看宋师傅和1号" in await guard.last()
    await stage.until("23:15")
    assert "没收到。补做" in await warden.last()
    assert "(宋铁柱)" in await lead.last()
    await stage.until("23:31")
    assert "(宋铁柱)" in await leader.last()
    assert "宋铁柱" not in await head.reads()


async def test_trial_duties_close_and_nobody_hears(stage: Stage) -> None:
    guard, lead = await stage.person("P21"), await stage.person("P20")
    await stage.rows(chased(window("08:00", "08:50", trial=True)))
    await stage.until("09:30")
    assert "校园安全日巡" not in await guard.reads() + await lead.reads()
    assert (await stage.rows(lambda tx: tx.duties.get(1))).state == "missed"
