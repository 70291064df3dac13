"""Food samples: kept from their list, told of when their time is over, and gone when somebody says so, not before."""

from datetime import datetime, timedelta

from actions.overdue import time_is_over
from actions.samples import hours_of_the_oldest, keep_sample
from domain.entries import SAMPLE, Whom
from domain.samples import kept_for, rungs, taken_at
from storage import Transaction
from storage.verify import verify
from tests.rounds.walking import at, duty
from tests.sample import sample
from tests.stage import Someone, Stage
from tests.trouble.props import forges


async def sampled(stage: Stage) -> tuple[int, Someone]:
    """A lunch of the first canteen, by 丁秋菊."""
    await stage.until("11:15")
    number = await duty(
        stage, owner="P42", points=("S1-L",), place="S1-L", target="S1-L", name="食品留样", checklist="C16",
        starts="11:10", ends="11:40", chain="可疑食品",
    )  # fmt: skip
    sampler = await stage.person("P42")
    await sampler.says("🔦 巡查")
    await sampler.taps("全部正常")
    for words in ("午餐红烧肉", "150", "11:12", "丁秋菊", "4度"):
        await sampler.says(words)
    await sampler.taps("没有")
    return number, sampler


def open_samples(tx: Transaction) -> list[tuple[str, str, datetime]]:
    return [(it.place, it.words, it.due) for it in tx.entries.open_of(SAMPLE)]


async def test_a_sample_is_told_of_when_it_may_go_and_who_forgets_it_stands_in_the_summary(stage: Stage) -> None:
    number, sampler = await sampled(stage)
    lead, manager = await stage.person("P35"), await stage.person("P03")
    due = at("11:12") + timedelta(hours=48)
    assert await stage.rows(open_samples) == [("S1-L", "午餐红烧肉", due)]
    (entry,) = await stage.rows(lambda tx: tx.entries.open_of(SAMPLE))
    assert await forges(sampler, f"b:disposed:{entry.number}") == "还不到时间,11-25 11:12起才能销。"
    await stage.later(hours=44)
    assert await sampler.last() == "🍱 一食堂-留样间 午餐红烧肉(11-23 11:12留),11-25 11:12才到时间,先别倒。"
    await stage.later(hours=4)
    assert await sampler.last() == "🍱 一食堂-留样间 午餐红烧肉(11-23 11:12留)到时间了,销完点一下。"
    assert "留样" not in await lead.reads()
    await stage.later(hours=2)
    assert await lead.last() == "🍱 一食堂-留样间 午餐红烧肉(11-23 11:12留)到时间了,还没人记销样。"
    await stage.until("20:30")
    assert "🍱 留样到时没记销1:一食堂-留样间11-25 11:12" in await manager.reads()
    assert await stage.rows(lambda tx: hours_of_the_oldest(tx, stage.clock.now(), "S1-L")) == 57
    await manager.taps("留样")
    assert await manager.last() == "🍱 到时间还没记销的留样:\n一食堂-留样间 午餐红烧肉(11-23 11:12留)"
    assert await sampler.taps("已销样") == "记下了。"
    await manager.taps("留样")
    assert await manager.last() == "到时间的留样都销了。"
    assert verify(stage.folder / "zhiqin.db", None).found == 0

    def next_one(tx: Transaction, hours: str, said_at: datetime) -> None:
        lunch = tx.duties.get(number)
        assert lunch is not None
        keep_sample(tx, stage.clock.now(), lunch, "P42", {"": {1: "早餐", 8: hours}}, said_at=said_at, device=None)

    def told_ahead_at_night(tx: Transaction) -> object:
        (breakfast,) = tx.entries.open_of(SAMPLE)
        time_is_over(tx, breakfast.due - timedelta(hours=4), breakfast.number)
        return tx.history.last(breakfast.item, ("entry.overdue",))["told"]

    await stage.rows(lambda tx: next_one(tx, "48", at("06:20")))
    assert await stage.rows(told_ahead_at_night) == []
    await stage.rows(lambda tx: next_one(tx, "20", stage.clock.now()))
    assert len(await stage.rows(open_samples)) == 2
    await stage.rows(lambda tx: next_one(tx, "49", stage.clock.now()))
    assert len(await stage.rows(open_samples)) == 2


def test_what_the_sheet_says_of_samples_and_the_time_that_was_told() -> None:
    rest = {"留样保存小时": "72", "提醒.留样.1": "T+70小时 留样员", "提醒.留样.2": "看着办"}
    assert kept_for(rest) == timedelta(hours=72)
    assert [(it.after, it.whom) for it in rungs(rest)] == [
        (timedelta(hours=-2), Whom.SAMPLER), (timedelta(hours=2), Whom.LEAD),
    ]  # fmt: skip
    items = next(it for it in sample().checklists if it.code == "C16").items
    said_at = at("00:10")
    assert taken_at(items, {3: "23:50"}, said_at) == said_at - timedelta(minutes=20)
    assert taken_at(items, {}, said_at) == said_at
