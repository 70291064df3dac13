"""The checks of a life full of faults: each complains about what it is there for, and of nothing when all is well."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.promises.left import MARK, Left, Owning, Row, Sending, complaints

TEN = datetime(2026, 11, 23, 2, tzinfo=UTC)
CHAT, OTHER = 53, 15
FIRST, SECOND = Row(1, CHAT, 3, "delivered"), Row(2, CHAT, 3, "delivered")
SENT = Sending(101.0, TEN, CHAT, "#1#", arrived=True)
NEXT = Sending(103.0, TEN, CHAT, "#2#", arrived=True)
AGAIN = replace(SENT, at=102.0, text=f"{MARK}#1#")
SOUND = Left(
    asked=Counter({CHAT: 1}), answers=Counter({CHAT: 1}), inbox=("done",), kept=frozenset({1, 2}), rows=(FIRST, SECOND),
    sendings=(SENT, NEXT), births=(100.0,),
)  # fmt: skip
KILLED = replace(SOUND, births=(100.0, 101.5), sendings=(SENT, AGAIN, NEXT))
TAKEN = replace(FIRST, ended="withdrawn")
CROWD = tuple(replace(SENT, chat=chat, text="", at=101 + chat / 1000) for chat in range(30))

WELL = {
    "nothing happened": Left(births=(0.0,)),
    "all as it should": SOUND,
    "a marked repeat after a kill": KILLED,
    "a marked repeat after a doubt": replace(SOUND, sendings=(replace(SENT, doubt=True), AGAIN, NEXT)),
    "two lines in one message": replace(SOUND, sendings=(replace(SENT, text="#1#\n\n#2#"),)),
    "what was on its way when it was owned": replace(SOUND, ownings=(Owning(100.5, (), (1,)),)),
}  # fmt: skip
ILL: dict[str, tuple[Left, str]] = {
    "an update that is not kept": (replace(SOUND, inbox=()), "lost"),
    "an update that was set aside": (replace(SOUND, inbox=("set_aside",)), "lost"),
    "an effect twice": (replace(SOUND, answers=Counter({CHAT: 2})), "effects"),
    "no effect": (replace(SOUND, answers=Counter()), "effects"),
    "kept and gone": (replace(SOUND, kept=frozenset({1, 2, 3})), "effects"),
    "queued twice": (replace(SOUND, rows=(FIRST, FIRST, SECOND)), "effects"),
    "said again without a mark": (replace(KILLED, sendings=(SENT, replace(AGAIN, text="#1#"), NEXT)), "repeats"),
    "said again without a doubt": (replace(KILLED, births=(100.0,)), "repeats"),
    "said without a cause": (replace(SOUND, rows=(FIRST,), kept=frozenset({1})), "cause"),
    "said to somebody else": (replace(SOUND, sendings=(replace(SENT, chat=OTHER), NEXT)), "cause"),
    "delivered and never sent": (replace(SOUND, sendings=(SENT,)), "undelivered"),
    "delivered and refused": (replace(SOUND, sendings=(SENT, replace(NEXT, arrived=False))), "undelivered"),
    "still queued": (replace(SOUND, rows=(FIRST, replace(SECOND, ended="queued"))), "stuck"),
    "given up": (replace(SOUND, rows=(FIRST, replace(SECOND, ended="never", why="refused"))), "stuck"),
    "said after it was owned": (replace(SOUND, rows=(TAKEN, SECOND), ownings=(Owning(100.5, (1,)),)), "owned"),
    "on its way, and again": (replace(KILLED, ownings=(Owning(100.5, (), (1,)),)), "owned"),
    "said too late": (
        replace(SOUND, rows=(replace(FIRST, good_until=TEN - timedelta(seconds=1)), SECOND)), "expired",
    ),
    "out of order": (replace(SOUND, sendings=(SENT, replace(NEXT, at=100.5))), "order"),
    "out of order in one message": (replace(SOUND, sendings=(replace(SENT, text="#2#\n\n#1#"),)), "order"),
    "too fast for a chat": (replace(SOUND, sendings=(*[replace(SENT, text="")] * 5, SENT, NEXT)), "limits"),
    "too fast for all": (replace(SOUND, sendings=(*CROWD, SENT, NEXT)), "limits"),
    "refused for haste": (
        replace(SOUND, sendings=(SENT, replace(SENT, text="", arrived=False, too_fast=True), NEXT)), "limits",
    ),
    "a broken chain": (replace(SOUND, broken=(7,)), "history"),
}  # fmt: skip


@pytest.mark.parametrize("name", WELL)
def test_nothing_is_said_about_what_is_well(name: str) -> None:
    assert complaints(WELL[name]) == []


@pytest.mark.parametrize("name", ILL)
def test_each_fault_is_seen(name: str) -> None:
    left, said = ILL[name]
    found = complaints(left)
    assert any(complaint.startswith(f"{said}:") for complaint in found), found
