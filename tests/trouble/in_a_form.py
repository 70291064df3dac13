"""People in the middle of every form there is: each of these leaves somebody with a question unanswered."""

from collections.abc import Awaitable, Callable

from tests.duties.drafts import window
from tests.duties.played import chased
from tests.stage import Someone, Stage
from tests.trouble.in_a_register import OTHERS

ROUND = window("08:00", "08:50", target="M-S", place="M-S", points=("M-S", "M-N", "X-SE"))


async def at_the_kind(stage: Stage) -> Someone:
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe")
    return teacher


async def at_the_place(stage: Stage) -> Someone:
    teacher = await at_the_kind(stage)
    await teacher.taps("报修")
    return teacher


async def at_the_category(stage: Stage) -> Someone:
    teacher = await at_the_place(stage)
    await teacher.taps("说不清")
    return teacher


async def at_the_guess(stage: Stage) -> Someone:
    teacher = await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    return teacher


async def at_the_same_fault(stage: Stage) -> Someone:
    await with_a_job(stage)
    neighbour = await stage.person("P54")
    await neighbour.says("3号楼201水管漏水")
    await neighbour.taps("对,报上")
    return neighbour


async def at_the_alarms_place(stage: Stage) -> Someone:
    teacher = await stage.person("P53")
    await stage.person("P13")
    await teacher.says("/urgent")
    await teacher.taps("火/烟")
    return teacher


async def with_a_job(stage: Stage) -> Someone:
    """The plumber, whose job it is now; the teacher reported it. Nobody is in a form."""
    plumber, teacher = await stage.person("P15"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    return plumber


async def at_the_work_done(stage: Stage) -> Someone:
    plumber = await with_a_job(stage)
    await plumber.taps("修好,拍照")
    return plumber


async def at_giving_back(stage: Stage) -> Someone:
    plumber = await with_a_job(stage)
    await plumber.taps("修不了")
    return plumber


async def at_the_part(stage: Stage) -> Someone:
    plumber = await with_a_job(stage)
    await plumber.taps("等配件")
    return plumber


async def at_the_day_of_the_part(stage: Stage) -> Someone:
    plumber = await at_the_part(stage)
    await plumber.says("水阀")
    return plumber


async def at_still_broken(stage: Stage) -> Someone:
    plumber = await at_the_work_done(stage)
    await plumber.sends("tap-repaired")
    teacher = stage.people["P53"]
    await teacher.taps("还不行")
    return teacher


async def at_assigning(stage: Stage) -> Someone:
    clerk, teacher = await stage.person("P100"), await stage.person("P53")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await clerk.taps("派人")
    return clerk


async def at_adding(stage: Stage) -> Someone:
    await with_a_job(stage)
    teacher = stage.people["P53"]
    await teacher.taps("补一句")
    return teacher


async def at_a_reason(stage: Stage) -> Someone:
    guard = await stage.person("P21")
    await stage.rows(chased(ROUND))
    await stage.until("09:10")
    await guard.taps("说原因")
    return guard


async def at_the_lock(stage: Stage) -> Someone:
    guard = await stage.post_phone("NM")
    await guard.taps("孟庆彪")
    await guard.says("🚪 大门")
    await guard.taps("要离开")
    return guard


async def at_the_relief(stage: Stage) -> Someone:
    guard = await at_the_lock(stage)
    await guard.taps("有人替")
    return guard


async def at_the_watch(stage: Stage) -> Someone:
    guard = await at_the_lock(stage)
    await guard.taps("锁坏了")
    return guard


async def at_the_drills_kind(stage: Stage) -> Someone:
    head = await stage.person("P03")
    await head.says("/drill")
    return head


async def at_the_drills_place(stage: Stage) -> Someone:
    head = await at_the_drills_kind(stage)
    await head.taps("💨 煤气味")
    return head


async def at_the_drills_length(stage: Stage) -> Someone:
    head = await at_the_drills_place(stage)
    await head.says("一食堂")
    return head


async def at_the_drills_beginning(stage: Stage) -> Someone:
    head = await at_the_drills_length(stage)
    await head.taps("15分钟")
    return head


async def at_the_new_certificate(stage: Stage) -> Someone:
    lead = await stage.person("P36")
    await stage.until("09:01")
    await lead.taps("江小兰换了")
    return lead


Opening = Callable[[Stage], Awaitable[Someone]]
QUESTIONS: dict[Opening, str] = {
    at_the_kind: "收到照片。这是?",
    at_the_place: "在哪儿?",
    at_the_category: "是哪一类?",
    at_the_guess: "对吗?",
    at_the_same_fault: "是同一个吗?",
    at_the_alarms_place: "在哪儿?",
    at_the_work_done: "修好了?拍一张",
    at_giving_back: "为什么修不了?",
    at_the_part: "在等什么?",
    at_the_day_of_the_part: "预计几时能到?",
    at_still_broken: "哪里还不行?",
    at_assigning: "派给谁?",
    at_adding: "要补充什么?",
    at_a_reason: "是什么原因?",
    at_the_lock: "先锁门",
    at_the_relief: "替您?",
    at_the_watch: "有人守着吗?",
    at_the_drills_kind: "练哪一种?",
    at_the_drills_place: "在哪儿练?",
    at_the_drills_length: "最多练多久?",
    at_the_drills_beginning: "现在没有人能收到通知。",
    at_the_new_certificate: "江小兰的新健康证到哪天?",
    **OTHERS,
}
"""Each way into a form and the question that then stands open."""
