"""What is going to happen next, in words of both languages: for the page of a rehearsal, which has no chat for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from actions.close_duty import STEP
from actions.duty_ladder import ladder_of
from actions.facts import name_of, place_name
from domain.ladder import Kind
from schedules import jobs
from storage import Transaction
from storage.due import DueRow

Words = tuple[str, str]
"""Chinese, English."""
LOOKED_AT = 60
"""Rows; more would keep the store for longer than a unit may."""
MOMENTS, LINES = 6, 3
"""How many moments are told, and how many things of each."""

STEPS: Mapping[Kind | None, Words] = {
    None: ("先看看人联系得上吗", "can its person be reached?"),
    Kind.OPEN: ("开始", "begins"),
    Kind.BEFORE: ("提前提醒", "a reminder ahead"),
    Kind.OPENED: ("开始,轻轻提醒", "begins, a quiet reminder"),
    Kind.TWO_THIRDS: ("过了三分之二,提醒没开始的", "two thirds are over: whoever has not begun"),
    Kind.TEN_LEFT: ("快结束了,提醒", "nearly over: a reminder"),
    Kind.NOW: ("到点,提醒", "it is time: a reminder"),
    Kind.AFTER: ("再提醒一次", "one more reminder"),
    Kind.COVER: ("还没做,请同事帮忙", "not done: colleagues are asked"),
    Kind.CLOSE: ("截止,没做就记漏", "closes: what is not done is missed"),
    Kind.LEAD: ("还没做,告诉组长", "not done: the team lead hears"),
    Kind.MANAGER: ("还没做,告诉管理人员", "not done: managers hear"),
    Kind.AGAIN: ("还没做,再告诉管理人员", "not done: managers hear again"),
}
JOBS: Mapping[str, Words] = {
    "plan": ("排好后两天的任务", "the next two days are planned"),
    "replan": ("核对后两天的任务", "the next two days are planned anew"),
    "rooms": ("排好教工寝室三十天的值日", "staff rooms have their lists for thirty days"),
    "certificates": ("看看谁的证件快到期", "papers that run out are told of"),
    "gaps": ("看看往后三十天有没有空档", "the next thirty days are looked through for gaps"),
    "room_week": ("周日:每人收到下周的寝室值日", "on Sundays staff read their coming week of room duty"),
    "draws_open": ("昨天的抽签拆封", "yesterday's draws are laid open"),
    "draws_fixed": ("明天的抽签贴封条", "tomorrow's draws are sealed"),
    "morning": ("给管理人员早上一句话", "the morning line for managers"),
    "bundle": ("给管理人员一次汇总", "a bundle for managers"),
    "summary": ("日报", "the summary of the day"),
    "lights_out": ("给带班领导熄灯一句话", "the line at lights-out"),
}
VERBS: Mapping[str, Words] = {
    "alarm.still_on_it": ("警报:问一声还在处理吗", "alarm: is somebody still on it?"),
    "alarm": ("警报没人去,再往上叫", "alarm: nobody goes, the next are called"),
    "draft": ("有张单子填到一半,提醒一句", "somebody's form lies half filled in"),
    "drill": ("演习到时间,结束", "a drill ends"),
    "draw": ("抽签:这一分钟抽不抽", "a draw: is anything looked at this minute?"),
    "duty": ("问一声任务怎么样了", "somebody is asked about a duty"),
    "entry": ("登记的时间到了", "the time of an entry is over"),
    "gate": ("问一声大门有人吗", "is somebody at the gate?"),
    "leave": ("有人开始请假", "somebody's leave begins"),
    "notice": ("整改的期限,提醒", "a rectification is due: a reminder"),
    "lights_out": ("给带班领导熄灯一句话", "the line at lights-out"),
    "offer": ("工作簿放了一天没人点,收起来", "a workbook that nobody tapped for a day is put away"),
    "practice": ("练完的收起来", "a practice is put away"),
    "posts": ("岗位机换人", "posts change hands"),
    "sign": ("请寝室长看一眼签字", "a room leader is asked to look"),
    "ticket": ("报修等着,提醒一句", "a repair waits: a reminder"),
    "swap": ("换班没人应,作罢", "a swap that nobody took lapses"),
}
OWN: Words = ("机器人整理自己的东西", "the bot tidies up")
SENDING: Words = ("压着的通知发出去", "notices that were held go out")
OTHERS: Words = ("同事们做自己的事", "colleagues do their duties")
BESIDES = (OWN, OTHERS, VERBS["draw"], *(JOBS[name] for name in ("plan", "replan", "rooms", "certificates", "gaps")))


@dataclass(frozen=True, slots=True)
class Event:
    """Something at one moment; several of the same `what` are told as one line with their `where`."""

    at: datetime
    what: Words
    where: Words = ("", "")


def coming(tx: Transaction, now: datetime, others_at: datetime | None) -> list[dict[str, Any]]:
    """The next moments, soonest first: `{at, lines: [{zh, en}], more}`. `others_at`: when people who play themselves
    do something next."""
    rows = [row for row in tx.due.soonest(LOOKED_AT) if row.at > now]
    known_until = rows[-1].at if len(rows) == LOOKED_AT else None
    events = [_event(tx, row) for row in rows]
    extra = ((tx.outbox.next_at(now), SENDING), (others_at, OTHERS))
    events += [Event(at, what) for at, what in extra if at is not None and at > now]
    by_minute = groupby(sorted(events, key=lambda event: event.at), key=lambda event: _minute(event.at))
    moments = [_moment(list(group)) for _, group in by_minute]
    # Of the last moment there may be more rows than were looked at; it is told when it is the only one.
    whole = [each for each in moments if known_until is None or each["at"] < _minute(known_until).isoformat()]
    return (whole or moments[:1])[:MOMENTS]


def _minute(at: datetime) -> datetime:
    """What a clock with minutes shows when it has come."""
    return at.replace(second=0, microsecond=0) + (timedelta(minutes=1) if at.second or at.microsecond else timedelta())


def _moment(events: list[Event]) -> dict[str, Any]:
    wheres: dict[Words, list[Words]] = {}
    for event in events:
        wheres.setdefault(event.what, []).append(event.where)
    # What nobody will see comes last.
    told = sorted(wheres.items(), key=lambda item: (item[0] in BESIDES, item[0][0].endswith(STEPS[None][0])))
    lines = [_line(what, where) for what, where in told]
    return {"at": _minute(events[0].at).isoformat(), "lines": lines[:LINES], "more": len(lines[LINES:])}


def _line(what: Words, wheres: list[Words]) -> dict[str, str]:
    if len(wheres) == 1:
        (zh, en), (where_zh, where_en) = what, wheres[0]
        return {"zh": zh + where_zh, "en": en + where_en}
    return {"zh": f"{what[0]} · {len(wheres)} 处", "en": f"{what[1]} · {len(wheres)} times"}


def _event(tx: Transaction, row: DueRow) -> Event:
    if row.verb == jobs.VERB:
        return Event(row.at, JOBS.get(row.subject, OWN))
    if row.verb == STEP:
        return _duty(tx, row)
    return Event(row.at, VERBS.get(row.verb) or VERBS.get(row.verb.split(".")[0], OWN))


def _duty(tx: Transaction, row: DueRow) -> Event:
    duty = tx.duties.get(int(row.subject))
    if duty is None:
        return Event(row.at, OWN)
    zh, en = STEPS[_last(step.kind for step in ladder_of(tx, duty) if step.at == row.at)]
    who = name_of(tx, duty.owner)
    where = place_name(tx.school.tree, duty.place) if duty.place else ""
    about = " ".join(word for word in (where, who) if word)
    return Event(
        row.at, (f"{duty.name}:{zh}", f"{duty.name}: {en}"), (f"({about})", f" ({about})") if about else ("", "")
    )


def _last(kinds: Iterable[Kind]) -> Kind | None:
    return max(kinds, key=list(Kind).index, default=None)
