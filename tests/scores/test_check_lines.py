"""What managers read of checks: scores, notices and who stopped, and the proposals that only they decide."""

from datetime import timedelta

from domain.appeals import Standing
from domain.duties import State, Task
from domain.follow_through import Checking, stopped
from domain.inspections import Kind
from storage import Transaction
from tests.rounds.walking import at
from tests.scores.dirty import DEPUTY, HEAD, LEADER, MEMBER, found_dirty, inspection, signed
from tests.stage import Stage


def test_only_who_checked_before_and_did_nothing_of_what_was_asked_has_stopped() -> None:
    found = [
        Checking("P64", asked=3, done=0, before=9), Checking("P63", asked=3, done=1, before=9),
        Checking("P65", asked=1, done=0, before=9), Checking("P07", asked=5, done=0, before=2),
    ]  # fmt: skip
    assert [it.person for it in stopped(found)] == ["P64"]


async def test_the_summary_says_what_was_inspected_and_a_proposal_is_confirmed_by_a_named_person(stage: Stage) -> None:
    manager, other = await stage.person(HEAD), await stage.person(DEPUTY)
    leader, member = await stage.person(LEADER), await stage.person(MEMBER)
    await signed(stage)
    number = await inspection(stage)
    for gate, state in (("M-S", State.DONE), ("M-N", State.LATE)):
        asked = await inspection(stage, owner="P21", room=gate, checklist="C10", task=Task.PROMPT)
        await stage.rows(lambda tx, asked=asked, state=state: tx.duties.change(asked, state=state))
    await stage.until("07:40")
    await found_dirty(stage)
    await stage.until("20:30")
    summary = next(text for text in reversed((await manager.reads()).split("\n---\n")) if "日报" in text)
    assert "🎲 抽查3:寝室75(3号教工宿舍楼-201签了没打扫) 大门2(都答了) 📄 整改 昨0+新1-销0=余1,明天到期1" in summary
    assert "3号教工宿舍楼-201抽查75分,签了没打扫,从重?" in summary
    await manager.taps("抽检")
    assert "07:40 3号教工宿舍楼-201 75分 闵若兰 签了没打扫" in await manager.reads()
    assert await manager.last() == "👁 28天里谁查了多少:\n闵若兰 1次,平均75"
    await manager.taps("整改")
    assert "整改1号 3号教工宿舍楼-201 卫生-5、内务-20|待签收 温俊杰" in await manager.last()
    await manager.taps("①从重")
    assert "这件已经定了:从重" in await other.taps("①从重")
    found = await stage.rows(lambda tx: tx.inspections.get(number))
    assert found is not None
    assert found.score == 70
    assert [it.standing for it in await stage.rows(lambda tx: tx.inspections.assessments_of(number))] == [
        Standing.CONFIRMED
    ]
    assert "签了没打扫,卢建国定了从重,再扣5分,现在70分。" in await leader.last()
    await member.taps("有意见")
    await member.says("前一天晚上水管漏")
    await stage.later(minutes=3)
    assert "前一天晚上水管漏" in await other.last()
    assert "前一天晚上水管漏" not in await manager.reads()


async def test_a_blind_look_tells_who_sees_alike_and_says_nothing_to_the_room(stage: Stage) -> None:
    manager, leader = await stage.person(HEAD), await stage.person(LEADER)
    first = await inspection(stage)
    second = await inspection(stage, owner="P63", starts="08:00", ends="10:00")
    await stage.until("07:40")
    await found_dirty(stage)
    await stage.rows(lambda tx: tx.inspections.mean_again(second, first, Kind.BLIND))
    await stage.until("08:10")
    other = await stage.person("P63")
    await other.says("/round")
    assert "75" not in await other.reads()
    await other.sends("tidy-room")
    await other.taps("没问题")
    heard = await leader.reads()
    await stage.until("20:30")
    assert "抽查2:寝室75 盲查1,0次一致" in await manager.reads()
    await manager.taps("抽检")
    assert "程克俭 1次,平均100,盲查1次0次一致" in await manager.last()
    assert heard.count("抽查") == (await leader.reads()).count("抽查") == 1


async def test_who_stopped_checking_stands_in_the_summary_managers_included(stage: Stage) -> None:
    manager = await stage.person(DEPUTY)
    numbers = [
        await inspection(stage, owner=HEAD, starts=f"{hour:02}:00", ends=f"{hour:02}:30") for hour in range(7, 13)
    ]

    def lived(tx: Transaction) -> None:
        for back, number in zip((20, 15, 12, 3, 2, 1), numbers, strict=True):
            closes = at("12:00") - timedelta(days=back)
            state = State.DONE if back > 7 else State.MISSED
            person = HEAD if back > 7 else None
            tx.duties.change(number, opens=closes, due=closes, closes=closes, state=state, person=person)

    await stage.rows(lived)
    await stage.until("20:30")
    assert "👁 停查了?卢建国(7天该查3次,没查)" in await manager.reads()
