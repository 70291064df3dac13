"""The duties of the half hour: a round that changes hands, a sign-off, a gate, and a summary in the midst of it."""

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

from actions.import_school import import_school
from actions.place_tokens import CHUNK, link_of, make_tokens, token_of
from domain.checklists import EvidenceRule
from domain.plans import Grade, Manner, Plan, Slot, Switch, Weekdays
from storage import Store, Transaction
from tests.sample import sample

SUMMARY_AT = time(10, 21)
"""In the gap after the alarm: what is counted does not depend on who is served first."""
POINTS = ("M-S", "M-N", "M-W")
WINDOW = Slot(time(10, 2), time(10, 25))
"""Both close long after the half hour: being dead for minutes excuses nothing of them."""


def _plan(code: str, name: str, checklist: str, target: str, who: str, evidence: EvidenceRule, chain: str) -> Plan:
    week = Weekdays(frozenset(range(1, 8)))
    return Plan(
        code,
        name,
        checklist,
        target,
        who,
        Manner.WINDOW,
        (WINDOW,),
        "每天",
        week,
        evidence,
        chain,
        Grade.ORDINARY,
        False,
    )


PLANS = (
    _plan("K01", "三门巡查", "C01", "L22", "P23", EvidenceRule.WHEN_WRONG, "漏报-保安"),
    _plan("K02", "教工寝室值日签字", "C05", "R3-202", "P84", EvidenceRule.EVERY_POINT, "漏报-寝室"),
)


async def make_duties(folder: Path, now: datetime) -> dict[str, str]:
    """Makes plans of them in the school of this folder; returns the links of all posters of the round."""
    school = sample()
    settings = replace(school.settings, summary_at=SUMMARY_AT)
    store = await Store.open(folder)
    await store.run(import_school, now, replace(school, settings=settings, plans=(*school.plans, *PLANS)))
    for _ in range(len(school.places) // CHUNK + 1):
        await store.run(make_tokens, now)
    for plan in PLANS:
        await store.run(_switch_on, plan.code, now)
    links = await store.run(_links)
    await store.close()
    return links


def _switch_on(tx: Transaction, plan: str, now: datetime) -> None:
    tx.switches.set(plan, Switch.ON, now)


def _links(tx: Transaction) -> dict[str, str]:
    return {place: link_of("rehearsal_bot", str(token_of(tx, place))) for place in POINTS}


DUTY_STEPS: tuple[tuple[object, ...], ...] = (
    # A guard has no time for the round, a colleague walks it: a photo of each poster, and one tap at its end.
    (20, "NM", "taps", "孟庆彪", "谁在用"),
    (135, "P23", "reads", "三门巡查,3个点"),
    (150, "P23", "taps", "请人顶", "三门巡查"),
    (170, "P22", "taps", "🏃 我去", "能替段师傅去吗"),
    (210, "P22", "says", "🔦 巡查"),
    (225, "P22", "reads", "拍到点上的码就算到"),
    (230, "P22", "sends_poster", POINTS[0]),
    (260, "P22", "reads", "✅ 1/3"),
    (265, "P22", "sends_poster", POINTS[1]),
    (290, "P22", "reads", "✅ 2/3"),
    (300, "P22", "sends_poster", POINTS[2]),
    (330, "P22", "taps", "正常,提交", "3个点都到了"),
    (345, "P22", "reads", "✅ 三门巡查交了"),
    # A staff room is signed with a photo, and its leader looks.
    (350, "P84", "says", "🔦 巡查"),
    (362, "P84", "reads", "做好从门口拍一张"),
    (370, "P84", "sends", "tidy-room", ""),
    (400, "P83", "taps", "请重做", "看过了吗"),
    (415, "P84", "taps", "做好了", "请再收拾一下"),
    (430, "P84", "sends", "corridor-clear", ""),
    (470, "P83", "taps", "合格", "看过了吗"),
    # The gate: there, away behind a locked gate, there again.
    (500, "NM", "says", "🚪 大门"),
    (515, "NM", "taps", "我在岗", "南门"),
    (540, "NM", "taps", "要离开", "在岗"),
    (555, "NM", "reads", "先锁门,拍一张锁"),
    (560, "NM", "sends", "locked-gate", ""),
    (800, "NM", "says", "🚪 大门"),
    (815, "NM", "reads", "离岗已锁"),
    (820, "NM", "taps", "我在岗", "离岗已锁"),
    (850, "NM", "reads", "南门岗:在岗"),
    (1265, "P03", "reads", "日报"),
)
