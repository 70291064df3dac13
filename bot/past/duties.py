"""What people made of their duties: nearly all in time, a few late, a few not at all, and every day a little better."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from actions import cover, sign_off
from actions.begin_duty import begin_duty
from actions.check_in import check_in
from actions.submit_duty import submit_duty
from bot.past import inspections
from domain.duties import OVER, Duty, State, Task
from storage import Transaction

Deed = Callable[[Transaction, datetime], None]
ByHand = Callable[[Transaction, str], bool]
"""Whether somebody at the page plays this person."""
LATE, UNDONE = 0.05, 0.085
"""Shares of the duties of the first day; what is left undone shrinks by a tenth from day to day."""
BETTER = 0.9
TRIED = 0.5
"""How many of the duties of plans on trial anybody reports."""
COVERED = 0.4
"""How many of those left undone a colleague takes over."""
PUT_RIGHT_AFTER, LOOK_AGAIN_AFTER = timedelta(hours=3), timedelta(hours=5)
"""What an inspection asked for, by whoever answers for the place and whoever looks again."""
POSTER = "码"
WALK = timedelta(minutes=2, seconds=20)
LOOKS_UP_EVERY = 2 * WALK
"""From one point of a round to the next, and how often those that were passed are sent: nothing of it is flagged."""
PHOTOS = tuple(f"photo-from-the-door-of-a-room-{number}" for number in range(8))
"""File ids of what people who play themselves send in; the rehearsal's server knows them."""


def deeds_of(duty: Duty, by_hand: ByHand) -> Iterator[tuple[datetime, Deed]]:
    """What happens to this duty, and when. The same key always has the same fate, unless somebody plays its person."""

    def unless_by_hand(do: Callable[[Transaction, datetime, Duty], object]) -> Deed:
        def maybe(tx: Transaction, now: datetime) -> None:
            stands = tx.duties.get(duty.id)
            if stands is not None and stands.owner is not None and not by_hand(tx, stands.owner):
                do(tx, now, stands)

        return maybe

    chance = Random(f"past {duty.key}")
    if duty.trial and chance.random() > TRIED:
        return
    fate = chance.random()
    undone = UNDONE * BETTER ** duty.day.isoweekday()
    if fate < undone:
        return
    if fate < undone / (1 - COVERED):
        yield duty.closes - timedelta(minutes=4), lambda tx, now: _stand_in(tx, now, duty.id, by_hand)
        return
    share = chance.uniform(0.15, 0.9)
    at = duty.opens + (duty.due - duty.opens) * share
    if fate < undone / (1 - COVERED) + LATE:
        at = duty.due + (duty.closes - duty.due) * share
    began = max(duty.opens, at - WALK * (len(duty.points) + 1))
    at = max(at, began + WALK * len(duty.points))
    yield began, unless_by_hand(_begin)
    while (began := began + LOOKS_UP_EVERY) < at:
        yield began, unless_by_hand(_walk)
    yield at, unless_by_hand(_report)
    if duty.task is Task.SIGN:
        yield at + timedelta(minutes=12), lambda tx, now: _look(tx, now, duty.id, by_hand)
    if duty.task is Task.INSPECT:
        yield at + PUT_RIGHT_AFTER, lambda tx, now: inspections.put_right(tx, now, duty, _new_photo, by_hand)
        yield at + LOOK_AGAIN_AFTER, lambda tx, now: inspections.look_again(tx, now, duty, by_hand)


def _begin(tx: Transaction, now: datetime, duty: Duty) -> None:
    begin_duty(tx, now, duty, duty.owner or "")


def _walk(tx: Transaction, now: datetime, duty: Duty, most: int = 0) -> Duty:
    """The points that were passed by now, each at its moment; with `most`, so many however quickly."""
    if duty.owner is None or duty.state in OVER or duty.task not in (Task.ROUND, Task.PROMPT, Task.INSPECT):
        return duty
    began = duty.begun_at or duty.opens
    there = {it.point for it in tx.duties.reached(duty.id)}
    for number, point in enumerate(duty.points[: most or int((now - began) / WALK)], 1):
        if point not in there:
            duty = check_in(tx, now, duty, duty.owner, point, POSTER, said_at=min(began + WALK * number, now))
    return duty


def _report(tx: Transaction, now: datetime, duty: Duty) -> None:
    if duty.owner is None or duty.state in OVER:
        return
    if duty.task is Task.INSPECT and inspections.look(tx, now, duty, _photo):
        return
    person, duty = duty.owner, _walk(tx, now, duty, len(duty.points))
    evidence = [_photo(tx, now, duty)] if duty.task is Task.SIGN else []
    body = _body(tx, duty, evidence)
    duty = submit_duty(tx, now, duty, person=person, said_at=now, device=None, body=body, photos=len(evidence))
    if duty.task is Task.SIGN:
        sign_off.ask_leader(tx, now, duty)


def _new_photo(tx: Transaction, now: datetime, duty: Duty) -> int:
    """One that belongs to nothing yet."""
    return _photo(tx, now, duty, of_the_duty=False)


def _photo(
    tx: Transaction, now: datetime, duty: Duty, *, of_the_duty: bool = True
) -> int:  # fmt: skip
    return tx.evidence.add(
        kind="photo",
        file_id=PHOTOS[duty.id % len(PHOTOS)],
        file_unique_id=f"past-{duty.id}",
        size=None,
        role="after",
        person=duty.owner,
        said_at=now,
        item=duty.item if of_the_duty else None,
    )


def _body(tx: Transaction, duty: Duty, evidence: list[int]) -> dict[str, object]:
    if duty.task not in (Task.ROUND, Task.PROMPT, Task.INSPECT):
        return {"evidence": evidence, "words": "", "gone": []}
    points = [
        {"point": it.point, "how": it.how, "said_at": it.said_at.isoformat(), "evidence": None, "flags": list(it.flags)}
        for it in tx.duties.reached(duty.id)
    ]
    return {"points": points, "missing": [], "why_missing": "", "challenged": {}, "no_signal": None, "faults": []}


def _look(tx: Transaction, now: datetime, duty_id: int, by_hand: ByHand) -> None:
    duty = tx.duties.get(duty_id)
    leader = sign_off.leader_of(tx, duty) if duty is not None else None
    if duty is None or leader is None or by_hand(tx, leader):
        return
    if duty.state in (State.DONE, State.LATE):
        sign_off.look_at(tx, now, duty, leader, "good", said_at=now)


def _stand_in(tx: Transaction, now: datetime, duty_id: int, by_hand: ByHand) -> None:
    """The first colleague who was asked goes, and does it at once."""
    duty = tx.duties.get(duty_id)
    asked = [person for person in tx.hearers.offered(duty_id) if not by_hand(tx, person)]
    if duty is None or duty.state in OVER or not asked:
        return
    duty = cover.go(tx, now, asked[0], duty, said_at=now)
    _begin(tx, now, duty)
    _report(tx, now, tx.duties.get(duty_id) or duty)
