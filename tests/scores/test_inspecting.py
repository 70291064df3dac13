"""A staff room is inspected: a clean one is a photo and a tap, a dirty one is put right and looked at again."""

from actions.issue_notice import issue_notice
from domain.duties import State as DutyState
from domain.notices import Grade, State
from domain.scores import Signature
from tests.scores.dirty import CHECKER, DEPUTY, HEAD, INSPECTOR, LEADER, MEMBER, ROOM, found_dirty, inspection, signed
from tests.stage import Stage


async def test_a_clean_room_is_a_photo_and_one_tap_and_nobody_is_disturbed(stage: Stage) -> None:
    number = await inspection(stage)
    inspector, leader = await stage.person(INSPECTOR), await stage.person(LEADER)
    await stage.until("07:05")
    await inspector.says("/round")
    assert "先从门口拍一张" in await inspector.last()
    await inspector.sends("tidy-room")
    await inspector.taps("没问题")
    assert "100分,记下了" in await inspector.last()
    found = await stage.rows(lambda tx: tx.inspections.get(number))
    assert found is not None
    assert (found.score, found.signature) == (100, Signature.NOT_DUE)
    done = await stage.rows(lambda tx: tx.duties.get(number))
    assert done is not None
    assert done.state is DutyState.DONE
    assert "抽查" not in await leader.reads()


async def test_signed_and_dirty_is_scored_put_right_looked_at_by_another_and_appealed(stage: Stage) -> None:
    inspector, leader = await stage.person(INSPECTOR), await stage.person(LEADER)
    checker, member = await stage.person(CHECKER), await stage.person(MEMBER)
    head, deputy = await stage.person(HEAD), await stage.person(DEPUTY)
    signature = await signed(stage)
    number = await inspection(stage)
    await stage.until("07:40")
    await inspector.says("/round")
    await inspector.sends("tidy-room")
    await inspector.taps("卫生")
    await inspector.taps("-5")
    assert "卫生-5:拍一张" in await inspector.last()
    await inspector.sends("leaking-pipe")
    assert "现在95分:卫生-5" in await inspector.last()
    await inspector.sends("corridor-clear", caption="内务 20")
    assert "现在75分:卫生-5、内务-20" in await inspector.last()
    await inspector.taps("就这些")
    assert "75分" in await inspector.last()
    assert "整改1号发出去了" in await inspector.last()
    found = await stage.rows(lambda tx: tx.inspections.get(number))
    assert found is not None
    assert (found.score, found.signature, found.signed_duty) == (75, Signature.DIRTY, signature)

    card = await leader.last()
    assert "3号教工宿舍楼-201 07:40抽查75分:卫生-5、内务-20(图)。今天签了字,和看到的不一样。" in card
    assert "明天07:40前改好;有意见48小时内说。" in card
    assert "抽查75分" in await member.last()
    await leader.taps("去改")
    assert "改好了,拍照" in str(await leader.messages())
    await leader.taps("改好了,拍照")
    await leader.sends("tidy-room")
    asked = "整改1号改好了(前后图),请您复查。"
    assert asked in await checker.last()
    assert asked not in await inspector.reads()
    await checker.taps("合格")
    notice = await stage.rows(lambda tx: tx.notices.get(1))
    assert notice is not None
    assert notice.state is State.CLOSED
    assert "销号" in await leader.reads()

    proposed = await stage.rows(lambda tx: tx.inspections.proposed())
    assert [it.cause for it in proposed] == ["签了没打扫"]
    await member.taps("有意见")
    await member.says("水是楼上漏下来的,照片里看得出")
    assert "请另一位来看" in await member.last()
    assert "水是楼上漏下来的" in await head.last()
    assert "水是楼上漏下来的" not in await deputy.reads()
    assert await head.taps("退回分数") == "记下了,谢谢。"
    again = await stage.rows(lambda tx: tx.inspections.get(number))
    assert again is not None
    assert again.score == 100
    assert len(again.moved) == 3
    await stage.later(minutes=3)
    assert "分数退回了,现在100分" in await member.last()


async def test_points_given_back_take_their_notice_with_them(stage: Stage) -> None:
    """Nobody is reminded of it, nobody looks again, and the next one is no relapse of it."""
    member, leader = await stage.person(MEMBER), await stage.person(LEADER)
    checker, head = await stage.person(CHECKER), await stage.person(HEAD)
    await signed(stage)
    await inspection(stage)
    await stage.until("07:40")
    await found_dirty(stage)
    await leader.taps("去改")
    await leader.taps("改好了,拍照")
    await leader.sends("tidy-room")
    assert "请您复查" in await checker.last()
    await member.taps("有意见")
    await member.says("水\n" * 450)
    assert await member.last() == "太长了,请说短一点(300字以内)。"
    assert "水 / 水" not in await head.reads()
    await member.says("水是楼上漏下来的")
    await head.taps("退回分数")
    await stage.later(minutes=3)
    assert await leader.last() == "整改1号撤回了,不用改了:有人提了意见,分数退回了。"
    assert await checker.last() == "整改1号撤回了,不用看了。"
    await stage.later(hours=72)
    assert "改好了吗" not in await leader.reads()
    assert "逾期" not in await head.reads()
    now = stage.clock.now()
    again = await stage.rows(
        lambda tx: issue_notice(tx, now, issuer=HEAD, grade=Grade.MAJOR, place=ROOM, words="又脏了", said_at=now)
    )
    assert again.relapse_of is None


async def test_nobody_inspects_where_they_live(stage: Stage) -> None:
    await inspection(stage, owner=MEMBER)
    member = await stage.person(MEMBER)
    await stage.until("07:05")
    await member.says("/round")
    assert "请别人来查" in await member.last()


async def test_a_notice_of_a_photo_and_a_sentence_is_two_taps_and_climbs_until_it_is_put_right(stage: Stage) -> None:
    manager, responsible = await stage.person(HEAD), await stage.person("P34")
    lead, colleague = await stage.person("P29"), await stage.person(MEMBER)
    await stage.until("09:00")
    await colleague.sends("leaking-pipe", caption="1号楼612墙皮掉了")
    assert "发整改" not in str(await colleague.messages())
    await manager.sends("leaking-pipe", caption="1号楼612墙皮掉了")
    await manager.taps("发整改")
    await manager.taps("24小时内")
    assert "📄 整改1号发给宋铁柱了,11月24日09:00前" in await manager.last()
    assert await responsible.last() == "📄 整改1号:1号楼612墙皮掉了,11月24日09:00前。发:卢建国"
    assert await responsible.sees_photos() == 1
    await responsible.taps("签收")
    await stage.until("06:45")
    await stage.until("07:01")
    assert "⏳ 还有2小时" in await responsible.last()
    await responsible.taps("做不到")
    await responsible.taps("要请外面修")
    assert "宋铁柱说做不到:要请外面修。延期吗?" in await manager.last()
    await manager.taps("延一期")
    assert "11月25日09:00前" in await responsible.last()
    await stage.until("06:00")
    await stage.later(hours=27, minutes=5)
    assert "逾期1天(宋铁柱)" in await lead.last()
    assert "逾期1天" not in await manager.reads()
    await responsible.taps("改好了,拍照")
    await responsible.sends("tidy-room")
    await manager.taps("合格")
    notice = await stage.rows(lambda tx: tx.notices.get(1))
    assert notice is not None
    assert notice.state is State.CLOSED
    photos = await stage.rows(lambda tx: tx.evidence.of_item("notice:1"))
    assert [it.role for it in photos] == ["before", "after"]
    assert "您看过了,合格" in await manager.last()
