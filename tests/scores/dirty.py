"""What the stories of inspections stand on: a staff room, its sign-off, and an inspector who finds it dirty."""

from domain.checklists import EvidenceRule
from domain.duties import Task
from tests.rounds.walking import duty
from tests.stage import Stage

INSPECTOR, LEADER, MEMBER, CHECKER, HEAD, DEPUTY = "P64", "P19", "P09", "P63", "P03", "P02"
ROOM = "R3-201"


async def inspection(
    stage: Stage, owner: str = INSPECTOR, starts: str = "07:00", ends: str = "09:00", room: str = ROOM,
    checklist: str = "C06T", task: Task = Task.INSPECT,
) -> int:  # fmt: skip
    return await duty(
        stage, owner=owner, points=(room,), starts=starts, ends=ends, name="教工寝室不定时抽检", checklist=checklist,
        target=room, place=room, task=task, chain="漏报-领导", evidence=EvidenceRule.EVERY_POINT,
    )  # fmt: skip


async def signed(stage: Stage) -> int:
    """The room's sign-off of the morning, done by the member whose turn it is."""
    number = await duty(
        stage, owner=MEMBER, points=(), starts="06:45", ends="07:20", name="教工寝室值日签字", checklist="C05",
        target=ROOM, place=ROOM, task=Task.SIGN, chain="漏报-寝室",
    )  # fmt: skip
    member = await stage.person(MEMBER)
    await member.says("/round")
    await member.sends("tidy-room")
    return number


async def found_dirty(stage: Stage, by: str = INSPECTOR) -> None:
    """Opens the inspection that is due and takes 5 for hygiene and 20 for order: 75."""
    inspector = await stage.person(by)
    await inspector.says("/round")
    await inspector.sends("tidy-room")
    await inspector.taps("卫生")
    await inspector.taps("-5")
    await inspector.sends("leaking-pipe")
    await inspector.sends("corridor-clear", caption="内务 20")
    await inspector.taps("就这些")
