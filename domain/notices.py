"""整改通知: something that a named person puts right by a named hour, and that somebody else looks at again."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people import Permission
from domain.refusal import Refusal
from domain.spans import DAY, HOUR


class State(StrEnum):
    ISSUED = "待签收"
    WORKING = "整改中"
    TO_CHECK = "待复查"
    CLOSED = "销号"
    WITHDRAWN = "撤回"


class Move(StrEnum):
    SIGN = "sign"
    CANNOT = "cannot"
    EXTEND = "extend"
    DONE = "done"
    PASS = "pass"
    FAIL = "fail"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    """What it came from was given back; nobody taps it."""


class Grade(StrEnum):
    """How bad it is, which says how long it may take."""

    AT_ONCE = "立改"
    MAJOR = "重大"
    SERIOUS = "较重"
    ORDINARY = "一般"


WITHIN: Mapping[Grade, timedelta] = {
    Grade.AT_ONCE: timedelta(hours=2),
    Grade.MAJOR: timedelta(hours=24),
    Grade.SERIOUS: timedelta(hours=72),
    Grade.ORDINARY: timedelta(days=7),
}
OVER = (State.CLOSED, State.WITHDRAWN)
RELAPSE = timedelta(days=60)
"""The same place within it is 复发."""

S, M = State, Move
MOVES: dict[tuple[State, Move], State] = {
    (S.ISSUED, M.SIGN): S.WORKING,
    (S.ISSUED, M.CANNOT): S.ISSUED,
    (S.WORKING, M.CANNOT): S.WORKING,
    (S.ISSUED, M.EXTEND): S.ISSUED,
    (S.WORKING, M.EXTEND): S.WORKING,
    (S.ISSUED, M.DONE): S.TO_CHECK,
    (S.WORKING, M.DONE): S.TO_CHECK,
    (S.TO_CHECK, M.PASS): S.CLOSED,
    (S.TO_CHECK, M.FAIL): S.WORKING,
    (S.ISSUED, M.WITHDRAW): S.WITHDRAWN,
    (S.WORKING, M.WITHDRAW): S.WITHDRAWN,
    (S.ISSUED, M.LAPSE): S.WITHDRAWN,
    (S.WORKING, M.LAPSE): S.WITHDRAWN,
    (S.TO_CHECK, M.LAPSE): S.WITHDRAWN,
}
"""Which state a move leads to. What is not here cannot be done, and the person is told what is true now."""


@dataclass(frozen=True, slots=True)
class Notice:
    """`number` is what people say (整改18号). `issuer` signed for it, `responsible` puts it right by `deadline`.

    `inspection` is the duty that found it; `relapse_of` the notice before it at the same place. `done_by` said that it
    is put right, `checker` was asked to look. `step` counts reminders that are behind it, `moves` changes.
    """

    number: int
    state: State
    grade: Grade
    place: str | None
    place_words: str
    words: str
    issuer: str
    responsible: str | None
    issued_at: datetime
    deadline: datetime
    inspection: int | None
    relapse_of: int | None
    done_by: str | None
    done_at: datetime | None
    checker: str | None
    closed_at: datetime | None
    reason: str
    step: int
    moves: int

    @property
    def item(self) -> str:
        return f"notice:{self.number}"

    @property
    def cannot_wait(self) -> bool:
        """Held over the quiet hours it would be read when its deadline is past."""
        return self.grade is Grade.AT_ONCE

    @property
    def is_over(self) -> bool:
        return self.state in OVER


def next_state(notice: Notice, move: Move) -> State:
    """Where the move leads; Refusal `notice.too_late` when it leads nowhere."""
    try:
        return MOVES[notice.state, move]
    except KeyError:
        raise Refusal("notice.too_late", {"number": notice.number, "state": notice.state}) from None


def check_may(
    notice: Notice,
    move: Move,
    person: str,
    permissions: Collection[Permission],
    *,
    residents: Collection[str] = (),
    inspectors: Collection[str] = (),
) -> None:
    """Refusal `notice.not_yours` for what is not this person's, `notice.own_work` for a look at one's own work.

    `residents` live or work at the place, `inspectors` found it: neither they nor whoever put it right says that it is.
    """
    concerned = person == notice.responsible or person in residents
    above = Permission.APPROVE in permissions
    looks = person == notice.checker or Permission.SPOT_CHECK in permissions
    allowed = {
        M.SIGN: concerned,
        M.CANNOT: concerned,
        M.DONE: concerned,
        M.EXTEND: (person == notice.issuer or above) and not concerned,
        M.WITHDRAW: (person == notice.issuer or above) and not concerned,
        M.PASS: looks,
        M.FAIL: looks,
        M.LAPSE: False,
    }
    if not allowed[move]:
        raise Refusal("notice.not_yours", {"number": notice.number, "state": notice.state})
    if move in (M.PASS, M.FAIL) and (concerned or person == notice.done_by or person in inspectors):
        raise Refusal("notice.own_work", {"number": notice.number, "state": notice.state})


class Who(StrEnum):
    """Who hears at a step."""

    RESPONSIBLE = "责任人"
    LEAD = "班组长"
    MANAGER = "主管"
    HEAD = "校长"


@dataclass(frozen=True, slots=True)
class Reminder:
    """`after` counts from the deadline; before it is negative."""

    after: timedelta
    who: Who


AS_USUAL = (
    Reminder(-24 * HOUR, Who.RESPONSIBLE),
    Reminder(-2 * HOUR, Who.RESPONSIBLE),
    Reminder(timedelta(0), Who.RESPONSIBLE),
    Reminder(DAY, Who.LEAD),
    Reminder(3 * DAY, Who.MANAGER),
    Reminder(7 * DAY, Who.HEAD),
)
ROWS = "提醒.整改."
ROW = re.compile(r"T(?P<sign>[-+])(?P<n>\d{1,3})(?P<unit>小时|天)? *(?P<who>责任人|班组长|主管|校长)")


def reminders_of(rest: Mapping[str, str]) -> tuple[Reminder, ...]:
    """The rows 提醒.整改.* of the sheet 设置, soonest first; as usual where there is none that can be read."""
    found = [ROW.fullmatch(text.strip()) for key, text in rest.items() if key.startswith(ROWS)]
    said = {
        Reminder(
            (-1 if it["sign"] == "-" else 1) * int(it["n"]) * (DAY if it["unit"] == "天" else HOUR), Who(it["who"])
        )
        for it in found
        if it
    }
    return tuple(sorted(said, key=lambda it: (it.after, it.who))) or AS_USUAL


def following(reminders: tuple[Reminder, ...], deadline: datetime, after: datetime) -> tuple[datetime, Reminder] | None:
    """The first reminder later than `after`: one that was due before creation never fires."""
    coming = ((deadline + it.after, it) for it in reminders)
    return next((found for found in coming if found[0] > after), None)
