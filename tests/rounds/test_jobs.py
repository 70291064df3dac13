"""What each job costs whoever does it, counted where Telegram counts: the table of docs/performance.md, played."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import astuple, dataclass
from pathlib import Path

from domain.checklists import EvidenceRule
from domain.duties import Task
from tests.rounds.walking import duty, poster, shows
from tests.stage import Someone, Stage

PAGE = Path(__file__).parent.parent.parent / "docs" / "performance.md"
ROW = re.compile(r"^\| (\S+) / .*? \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
MOST_MESSAGES = 3
"""New ones for one job; what goes on is an edit of the same."""


@dataclass(frozen=True)
class Cost:
    """Taps, what was sent or said, the bot's new messages to whoever does it, and its edits."""

    taps: int
    sent: int
    messages: int
    edits: int


class Meter:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.found: dict[str, Cost] = {}

    async def of(self, job: str, who: Someone, *steps: Callable[[], Awaitable[object]]) -> None:
        sent, seen = await self._sent(who), len((await self.stage.get("calls"))["calls"])
        for step in steps:
            await step()
        calls = (await self.stage.get("calls"))["calls"][seen:]
        mine = [call["method"] for call in calls if str(call["params"].get("chat_id")) == str(who.user)]
        self.found[job] = Cost(
            taps=sum(call["method"] == "answerCallbackQuery" for call in calls),
            sent=await self._sent(who) - sent,
            messages=sum(method in ("sendMessage", "sendPhoto", "sendMediaGroup") for method in mine),
            edits=sum(method.startswith("editMessage") for method in mine),
        )

    async def _sent(self, who: Someone) -> int:
        said = (await self.stage.get(f"chats/{who.user}"))["messages"]
        return sum(not message["from"]["is_bot"] for message in said)


async def play(stage: Stage) -> dict[str, Cost]:
    """A morning with one of each."""
    await stage.until("08:00")
    meter = Meter(stage)
    teacher, plumber, guard = await stage.person("P53"), await stage.person("P15"), await stage.person("P20")
    await meter.of("一句话报修", teacher, lambda: teacher.says("3号楼201水管漏水"), lambda: teacher.taps("对,报上"))
    await meter.of(
        "接单修好", plumber, lambda: plumber.taps("接单"), lambda: plumber.taps("修好,拍照"),
        lambda: plumber.sends("tap-repaired"),
    )  # fmt: skip
    await meter.of("说好了", teacher, lambda: teacher.taps("好了,谢谢"))
    await meter.of(
        "照片报修", teacher, lambda: teacher.sends("broken-window"), lambda: teacher.taps("报修"),
        lambda: teacher.taps("3号教工宿舍楼-201"), lambda: teacher.taps("门窗锁具"),
    )  # fmt: skip
    await meter.of(
        "语音报修", teacher, teacher.speaks, lambda: teacher.taps("3号教工宿舍楼-201"), lambda: teacher.taps("电气照明")
    )
    canteen = await stage.person("P35")
    await meter.of("一句话警报", teacher, lambda: teacher.says("一食堂有煤气味!"))
    await meter.of(
        "去警报", canteen, lambda: canteen.taps("我去"), lambda: canteen.taps("到了"), lambda: canteen.taps("已处理好")
    )
    await meter.of(
        "红键警报", guard, lambda: guard.says("🚨 紧急"), lambda: guard.taps("爆管"), lambda: guard.says("3号楼201")
    )
    await _rounds(stage, meter, guard)
    await _others(stage, meter)
    return meter.found


async def _rounds(stage: Stage, meter: Meter, guard: Someone) -> None:
    await duty(stage, points=("X-SE", "X-FIRE", "X-NE"), ends="09:30")
    first, last = await poster(stage, "X-SE"), await poster(stage, "X-NE")
    await guard.says("🔦 巡查")
    await meter.of("到一个点", guard, lambda: shows(guard, first))
    await meter.of("码坏了", guard, lambda: guard.taps("码坏了"), lambda: guard.sends("corridor-clear"))
    await shows(guard, last)
    await meter.of("交巡查", guard, lambda: guard.taps("正常,提交"))
    member, lead = await stage.person("P09"), await stage.person("P10")
    assert lead
    await duty(
        stage, owner="P09", points=(), ends="09:20", name="教工寝室值日签字", checklist="C05", target="R3-201",
        place="R3-201", task=Task.SIGN, evidence=EvidenceRule.EVERY_POINT,
    )  # fmt: skip
    await meter.of("值日签字", member, lambda: member.sends("tidy-room"), lambda: member.taps("值日"))


async def _others(stage: Stage, meter: Meter) -> None:
    newcomer = await stage.person("P54")
    await meter.of(
        "练一遍", newcomer, lambda: newcomer.taps("练一遍"), lambda: newcomer.says("水管漏水"),
        lambda: newcomer.taps("对,报上"), lambda: newcomer.sends("tidy-room"), lambda: newcomer.taps("记住了"),
    )  # fmt: skip
    phone = await stage.post_phone("NM")
    await meter.of("岗位机换人", phone, lambda: phone.taps("孟庆彪"))
    await phone.says("🚪 大门")
    await phone.taps("我在岗")
    await meter.of(
        "离岗落锁", phone, lambda: phone.says("🚪 大门"), lambda: phone.taps("要离开"), lambda: phone.sends("open-gate")
    )
    lead = await stage.person("P20")
    await stage.until("14:16")
    await meter.of("核对班次", lead, lambda: lead.taps("对"))


async def test_each_job_costs_what_the_page_says_and_no_more_than_its_budget(stage: Stage) -> None:
    page = {row[0]: tuple(map(int, row[1:])) for row in ROW.findall(PAGE.read_text("utf-8"))}
    found = await play(stage)
    assert {job: row[1:] for job, row in page.items()} == {job: astuple(cost) for job, cost in found.items()}
    assert [job for job, cost in found.items() if cost.taps > page[job][0]] == []
    assert [job for job, cost in found.items() if cost.messages > MOST_MESSAGES] == []
