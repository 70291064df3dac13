"""People in the middle of the forms of registers, spot checks and notices; the others stand in in_a_form.py."""

from domain.duties import Task
from tests.duties.drafts import window
from tests.duties.played import chased
from tests.posts.test_gates import at_the_south_gate
from tests.scores.dirty import HEAD, INSPECTOR, LEADER, ROOM, found_dirty, inspection
from tests.stage import Someone, Stage


async def at_the_beds(stage: Stage) -> Someone:
    teacher = await stage.person("P53")
    await teacher.says("📝 请假")
    return teacher


async def at_the_end_of_a_leave(stage: Stage) -> Someone:
    teacher = await at_the_beds(stage)
    await teacher.says("1号楼312 2床")
    return teacher


async def at_the_visitor(stage: Stage) -> Someone:
    await stage.until("10:00")
    guard = await at_the_south_gate(stage)
    await guard.says("🚪 大门")
    await guard.taps("👤 访客")
    return guard


async def at_the_host(stage: Stage) -> Someone:
    guard = await at_the_visitor(stage)
    await guard.says("王师傅 修空调 证件1234")
    return guard


async def at_the_document(stage: Stage) -> Someone:
    guard = await at_the_visitor(stage)
    await guard.says("王师傅 修空调 找卢主任")
    return guard


async def at_the_function_room(stage: Stage) -> Someone:
    await stage.until("10:00")
    teacher = await stage.person("P96")
    await teacher.says("🏫 功能室")
    return teacher


async def at_accepting_the_room(stage: Stage) -> Someone:
    teacher = await at_the_function_room(stage)
    await teacher.says("美工室")
    return teacher


async def at_what_was_found(stage: Stage) -> Someone:
    teacher = await at_accepting_the_room(stage)
    await teacher.taps("有问题")
    return teacher


async def at_leaving_the_room(stage: Stage) -> Someone:
    teacher = await at_accepting_the_room(stage)
    await teacher.taps("是,都好")
    await teacher.taps("1节课")
    await teacher.taps("用完了,拍照")
    return teacher


async def at_the_term_of_a_notice(stage: Stage) -> Someone:
    manager = await stage.person(HEAD)
    await manager.sends("leaking-pipe", caption="1号楼612墙皮掉了")
    await manager.taps("发整改")
    return manager


async def with_a_notice(stage: Stage) -> Someone:
    """Whoever has to put it right; nobody is in a form."""
    responsible = await stage.person("P34")
    manager = await at_the_term_of_a_notice(stage)
    await manager.taps("24小时内")
    await responsible.taps("签收")
    return responsible


async def at_putting_it_right(stage: Stage) -> Someone:
    responsible = await with_a_notice(stage)
    await responsible.taps("改好了,拍照")
    return responsible


async def at_why_it_cannot_be(stage: Stage) -> Someone:
    responsible = await with_a_notice(stage)
    await responsible.taps("做不到")
    return responsible


async def at_what_is_still_wrong(stage: Stage) -> Someone:
    responsible = await at_putting_it_right(stage)
    await responsible.sends("tidy-room")
    manager = stage.people[HEAD]
    await manager.taps("不合格")
    return manager


async def at_the_appeal(stage: Stage) -> Someone:
    leader = await stage.person(LEADER)
    await inspection(stage)
    await stage.until("07:40")
    await found_dirty(stage)
    await leader.taps("有意见")
    return leader


async def at_declining(stage: Stage) -> Someone:
    inspector = await stage.person(INSPECTOR)
    room = window("08:00", "08:50", owner=INSPECTOR, target=ROOM, place=ROOM, task=Task.INSPECT, checklist="C06T")
    await stage.rows(chased(room))
    await stage.until("08:40")
    await inspector.taps("去不了")
    return inspector


OTHERS = {
    at_the_beds: "哪张床请假?",
    at_the_end_of_a_leave: "请到什么时候?",
    at_the_visitor: "谁来了?",
    at_the_host: "来找谁?",
    at_the_document: "证件后四位?",
    at_the_function_room: "用哪间?",
    at_accepting_the_room: "进来时都好吗?",
    at_what_was_found: "哪里有问题?",
    at_leaving_the_room: "桌椅归位",
    at_the_term_of_a_notice: "几时前改好?",
    at_putting_it_right: "改好了?拍一张",
    at_why_it_cannot_be: "为什么做不到?",
    at_what_is_still_wrong: "哪里还不行?",
    at_the_appeal: "您怎么看?",
    at_declining: "为什么去不了?",
}
"""Each way into a form and the question that then stands open."""
