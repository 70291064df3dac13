"""A repair that waits: its person is asked, then whoever gives out the work, and the reporter may ask as well."""

from domain.service import Service
from storage import Transaction
from tests.stage import Someone, Stage


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
    await clerk.taps("改派")
    await clerk.says("曹志强")
    assert "曹志强" in await teacher.last()
    assert "2026" not in await electrician.last()
    missed = await stage.rows(lambda tx: [it["kind"] for it in tx.history.of_item("ticket:1")].count("ticket.waits"))
    assert missed == 3
