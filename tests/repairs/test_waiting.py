"""A repair that waits: its person is asked, then whoever gives out the work, and the reporter may ask as well."""

from datetime import datetime

from actions.facts import ticket_facts
from domain.service import Service
from domain.tickets import Ticket
from storage import Transaction
from storage.verify import verify
from tests.stage import Someone, Stage
from tests.trouble.props import forges

MORNING = datetime.fromisoformat("2026-11-23T00:00+08:00")


async def reported(stage: Stage, words: str = "3号楼201水龙头漏水") -> Someone:
    """较急, by the teacher."""
    teacher = await stage.person("P53")
    await teacher.says(words)
    await teacher.taps("更急")
    await teacher.taps("对,报上")
    return teacher


async def keys(someone: Someone) -> list[str]:
    """What the newest message of the chat offers."""
    newest = (await someone.messages())[-1]
    return [key["text"] for row in newest.get("buttons") or [] for key in row]


def service(tx: Transaction) -> Service:
    found = tx.services.get(1)
    assert found is not None
    return found


def ticket(tx: Transaction) -> Ticket:
    found = tx.tickets.get(1)
    assert found is not None
    return found


async def test_nobody_takes_it_so_others_hear_one_after_the_other(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk, head = await stage.person("P15"), await stage.person("P100"), await stage.person("P03")
    electrician, teacher = await stage.person("P14"), await reported(stage)
    assert "裴思远 10:00报,12:00前回话。" in await plumber.last()
    await stage.until("10:30")
    assert "1号请在11:00前接单" in await plumber.last()
    assert "催单" not in await keys(teacher)
    await stage.until("11:00")
    assert "说好11:00前接单,还没有人接(田大勇)" in await clerk.last()
    assert "催单" in await keys(teacher)
    assert "1号" not in await head.last()
    await stage.until("12:00")
    assert "还没有人接(田大勇)" in await head.last()
    await head.says("📌 现在")
    assert "🔧 报修余1,超时1" in await head.last()
    await head.taps("超时")
    assert await head.last() == "超时 1—1,共1\n1 1号 3号楼201水龙头漏水|已派 田大勇|没按时接单"
    await clerk.taps("改派")
    await clerk.says("曹志强")
    assert "曹志强" in await teacher.last()
    assert "2026" not in await electrician.last()
    missed = await stage.rows(lambda tx: [it["kind"] for it in tx.history.of_item("ticket:1")].count("ticket.waits"))
    assert missed == 4
    await stage.until("20:30")
    await head.taps("超时")
    assert await head.last() == "超时 1—1,共1\n1 1号 3号楼201水龙头漏水|已派 曹志强|没按时接单"


async def test_whoever_waits_asks_and_reads_an_answer_and_the_third_time_a_manager_hears(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, head = await stage.person("P15"), await stage.person("P03")
    teacher, other = await reported(stage), await stage.person("P54")
    await other.says("3号楼201水龙头坏了")
    await other.taps("对,报上")
    await other.taps("是,算我一个")
    followed = await keys(other)
    assert await forges(teacher, "tw:chase:1") == "11:00前会有人接,过了还没动静再催。"
    await plumber.taps("接单")
    await stage.until("11:00")
    assert (followed, await keys(other)) == ([], ["催单"])
    assert await teacher.taps("催单") == "问了,有回话就告诉您。"
    assert await keys(other) == []
    assert "裴老师问什么时候来" in await plumber.last()
    assert await keys(plumber) == ["马上", "今天", "明天"]
    await plumber.taps("今天")
    assert "田大勇说今天来" in await plumber.last()
    assert ("田大勇说今天来" in await teacher.last(), "田大勇说今天来" in await other.last()) == (True, True)
    assert await forges(teacher, "tw:chase:1") == "刚催过了,15:00以后还没动静再点。"
    await stage.until("15:00")
    assert await forges(other, "tw:chase:1") == "问了,有回话就告诉您。"
    assert "催了" not in await head.reads()
    await stage.until("19:00")
    assert await forges(teacher, "tw:chase:1") == "问了,有回话就告诉您。"
    assert "催了3次,还没修好(田大勇)" in await head.last()
    assert (await stage.rows(service)).chases == 3
    assert verify(stage.folder / "zhiqin.db", None).found == 0


async def test_a_part_is_waited_for_until_a_day_that_everybody_knows(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk = await stage.person("P15"), await stage.person("P100")
    teacher = await reported(stage)
    await plumber.taps("接单")
    before = (await stage.rows(lambda tx: ticket_facts(tx, ticket(tx), stage.clock.now())))["done_by"]
    await plumber.taps("等配件")
    await plumber.says("水阀")
    await plumber.says("后天下午3点")
    assert "1号在等:水阀,预计11-25 15:00。来了先告诉您。" in await teacher.last()
    assert await keys(teacher) == ["好", "等不了"]
    await teacher.taps("等不了")
    assert "报修人说等不了:水阀,要到11-25 15:00(田大勇)" in await clerk.last()
    assert "已告诉匡老师您等不了" in await teacher.last()
    await stage.restart()
    await stage.later(days=2, hours=5)
    assert "1号等的水阀该到了。来了吗?" in await plumber.last()
    await plumber.taps("接着修")
    after = (await stage.rows(lambda tx: ticket_facts(tx, ticket(tx), stage.clock.now())))["done_by"]
    assert (before, after) == ("11-24 10:00", "11-26 15:00")
    assert verify(stage.folder / "zhiqin.db", None).found == 0


async def test_silence_is_no_praise_and_a_week_long_it_may_come_back_to_the_same_person(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, teacher = await stage.person("P15"), await reported(stage)
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.taps("拍不了")
    asked = len(await teacher.messages())
    await stage.later(hours=24)
    assert (len(await teacher.messages()), await keys(teacher)) == (asked + 1, ["好了,谢谢", "还不行"])
    await stage.later(hours=48)
    assert "没等到您回话,先关了。7天内不行还点这里" in await teacher.last()
    assert (await stage.rows(service)).rating == "未评价"
    assert "谢谢您" not in await plumber.last()
    await stage.later(days=6)
    await teacher.taps("还不行")
    await teacher.taps("还是老样子")
    assert "说明:还是老样子" in await plumber.last()
    assert (await stage.rows(service)).returns == 1
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.taps("拍不了")
    await teacher.taps("好了,谢谢")
    assert (await stage.rows(service)).rating == "好"
    await stage.later(days=7, minutes=1)
    await forges(teacher, "f:reject:1")
    assert await forges(teacher, "f:reject:1") == "1号关了7天以上,请重新报一次。"
    assert verify(stage.folder / "zhiqin.db", None).found == 0


async def test_what_runs_out_while_nobody_is_heard_is_told_later_and_not_counted(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk = await stage.person("P15"), await stage.person("P100")
    await reported(stage)
    await stage.until("10:50")
    async with stage.away(minutes=30):
        pass
    assert "接单" not in await clerk.last()
    await stage.later(minutes=11)
    assert "说好11:00前接单,还没有人接(田大勇)" in await clerk.last()
    assert await stage.rows(lambda tx: tx.figures.tickets(MORNING, stage.clock.now()).late) == 0
    await plumber.taps("接单")
    await stage.until("12:00")
    assert "到回话的时间了" in await plumber.last()
    assert await stage.rows(lambda tx: tx.figures.tickets(MORNING, stage.clock.now()).late) == 1
    async with stage.away(days=5):
        pass
    heard = [it for it in await plumber.messages() if "⏰" in it["text"]]
    assert (len(heard), [*await stage.rows(lambda tx: tx.services.late())]) == (1, [1])


async def test_what_does_not_hold_goes_to_somebody_else_when_its_technician_is_away(stage: Stage) -> None:
    await stage.until("10:00")
    plumber, clerk, teacher = await stage.person("P15"), await stage.person("P100"), await reported(stage)
    await plumber.taps("接单")
    await plumber.taps("修好,拍照")
    await plumber.taps("拍不了")
    await teacher.taps("好了,谢谢")
    await stage.post("block", user=plumber.user, blocked=True)
    await teacher.taps("还不行")
    await teacher.taps("没人来过")
    assert "还没有人接,请派人" in await clerk.last()
