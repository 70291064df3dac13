"""The checks themselves: each complains about what it is there for, and about nothing when all is well."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.kills.aftermath import Aftermath, Call, Card, Effect, Row
from tests.kills.cast import Said
from tests.kills.half_hour import CAST, HALF_HOUR, LASTS, SLACK, STRANGER
from tests.kills.invariants import MARK, complaints
from tests.kills.play import play
from tests.kills.victim import Kill
from tests.stage import copy_school

CHAT = 700_053
REPORTED = Effect("P53", "ticket.reported", "ticket P53 水管漏水", "{}")
TAKEN = Effect("P15", "ticket.take", "ticket P53 水管漏水", "{}")
FILED = Row(2, CHAT, "ticket.filed", "已报,1号", "delivered", "", "ticket:1:reporter", 1)
SENT = Call(21.0, "sendMessage", CHAT, FILED.text, True)
KILL = Kill(20.5, 3.0, True, "at any instant")

SOUND = Aftermath(
    said=(
        Said(CHAT, 10.0, "message:700053:7", "60 P53 says 水管漏水"),
        Said(CHAT, 20.0, "tap:55", "80 P53 taps 对,报上"),
    ),
    kills=(KILL,),
    calls=(
        Call(11.0, "sendMessage", CHAT, "对吗?", True),
        Call(20.2, "answerCallbackQuery", None, "", True, "55"),
        SENT,
    ),
    inbox=((901, "message:700053:7", "done"), (902, "tap:55", "done")),
    answers=(("message:700053:7", (1,)), ("tap:55", (2,))),
    outbox=(Row(1, CHAT, "report.confirm", "对吗?", "delivered", "", "draft:1", 1), FILED),
    effects=(REPORTED, TAKEN),
    things=(("ticket P53 水管漏水", "处理中"),),
    cards=(Card(CHAT, "ticket P53 水管漏水:reporter", FILED.text, FILED.text),),
    evidence=(("kept", True),),
)
AGAIN = replace(SENT, at=22.0)
MARKED = replace(AGAIN, text=MARK + FILED.text)

FAULTS: dict[str, tuple[Aftermath, str]] = {
    "an update that is not in the inbox": (replace(SOUND, inbox=SOUND.inbox[:1]), "lost"),
    "an update that was never worked on": (
        replace(SOUND, inbox=(SOUND.inbox[0], (902, "tap:55", "new"))),
        "lost",
    ),
    "an update that was set aside": (replace(SOUND, inbox=(SOUND.inbox[0], (902, "tap:55", "set_aside"))), "lost"),
    "a gap in the numbers": (replace(SOUND, inbox=(SOUND.inbox[0], (904, "tap:55", "done"))), "lost"),
    "an effect twice": (replace(SOUND, effects=(REPORTED, REPORTED, TAKEN)), "doubled"),
    "no effect": (replace(SOUND, effects=(REPORTED,)), "missing"),
    "another end": (replace(SOUND, things=(("ticket P53 水管漏水", "已派"),)), "ended otherwise"),
    "a due row too many": (replace(SOUND, waiting=("alarm.climb",)), "ended otherwise"),
    "a broken chain": (replace(SOUND, faults=(2,)), "history"),
    "a message still queued": (replace(SOUND, outbox=(*SOUND.outbox, replace(FILED, id=3, state="queued"))), "stuck"),
    "a message on its way for ever": (
        replace(SOUND, outbox=(*SOUND.outbox, replace(FILED, id=3, state="sending"))),
        "stuck",
    ),
    "a message given up": (
        replace(SOUND, outbox=(*SOUND.outbox, replace(FILED, id=3, state="never", why="refused"))),
        "given up",
    ),
    "written down as delivered, never sent": (replace(SOUND, calls=SOUND.calls[:2]), "undelivered"),
    "a repeat without a mark": (replace(SOUND, calls=(*SOUND.calls, AGAIN)), "repeats"),
    "two marked repeats after one kill": (replace(SOUND, calls=(*SOUND.calls, MARKED, MARKED)), "repeats"),
    "a mark before any kill": (replace(SOUND, calls=(*SOUND.calls, replace(MARKED, at=20.4))), "repeats"),
    "words that no row has": (replace(SOUND, calls=(*SOUND.calls, replace(SENT, text="?"))), "unknown"),
    "nobody answered the tap": (
        replace(SOUND, calls=SOUND.calls[:2], outbox=SOUND.outbox[:1], answers=(SOUND.answers[0], ("tap:55", ()))),
        "unanswered",
    ),
    "the only answer was an edit that changed nothing": (
        replace(SOUND, calls=(*SOUND.calls[:2], replace(SENT, method="editMessageText", changed=False))),
        "unanswered",
    ),
    "a card that tells of yesterday": (
        replace(SOUND, cards=(Card(CHAT, "ticket P53 水管漏水:reporter", "正在派人", FILED.text),)),
        "stale",
    ),
    "a card that nobody has": (replace(SOUND, cards=()), "card"),
    "a form left open": (replace(SOUND, drafts=1), "unfinished"),
    "a photo that was not fetched": (replace(SOUND, evidence=(("wanted", False),)), "unfinished"),
    "a photo with the wrong content": (replace(SOUND, evidence=(("kept", False),)), "unfinished"),
    "half a file": (replace(SOUND, litter=("ab.part",)), "unfinished"),
    "one person's doings out of order": (
        replace(SOUND, effects=(replace(TAKEN, person="P53"), REPORTED)),
        "order",
    ),
}  # fmt: skip


def test_nothing_is_said_about_a_sound_one() -> None:
    assert complaints(SOUND, SOUND) == []


def test_one_marked_repeat_after_a_kill_is_what_was_promised() -> None:
    assert complaints(replace(SOUND, calls=(*SOUND.calls, MARKED)), SOUND) == []


def test_an_answer_that_newer_news_of_its_card_took_over_is_an_answer() -> None:
    newer = replace(FILED, id=3, text="1号:接了单")
    replaced = replace(FILED, state="withdrawn", why="superseded", attempts=0)
    taken_over = replace(
        SOUND,
        outbox=(SOUND.outbox[0], replaced, newer),
        calls=(*SOUND.calls[:2], replace(SENT, text=newer.text)),
        cards=(Card(CHAT, "ticket P53 水管漏水:reporter", newer.text, newer.text),),
    )
    assert complaints(taken_over, SOUND) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_seen(fault: str) -> None:
    aftermath, said = FAULTS[fault]
    calm = replace(SOUND, effects=(REPORTED, replace(TAKEN, person="P53"))) if said == "order" else SOUND
    found = complaints(aftermath, calm)
    assert any(complaint.startswith(f"{said}:") for complaint in found), found


def test_the_half_hour_is_one() -> None:
    """Nobody unknown, nothing after the end, and what the clock does by itself has room around it."""
    people = {person for step in HALF_HOUR for person in step.people}
    assert people == {*CAST, STRANGER}
    assert 6 <= len(CAST) <= 16
    assert max(step.second for step in HALF_HOUR) == LASTS
    alarm = next(step.second for step in HALF_HOUR if "煤气味" in " ".join(step.what))
    second_call, next_rung = alarm + 300, alarm + 600
    at_once = [step.second for step in HALF_HOUR if "我去" in " ".join(step.what) and "+" in step.person]
    assert at_once
    assert all(second_call + SLACK < second < next_rung - SLACK for second in at_once)


@pytest.mark.soak
async def test_the_calm_one_ends_the_same_way_every_time(school: Path, tmp_path: Path) -> None:
    first = await play(copy_school(school, tmp_path / "first"), lasts=10)
    second = await play(copy_school(school, tmp_path / "second"), lasts=30)
    assert complaints(second, first) == []
