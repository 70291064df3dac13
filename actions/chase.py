"""Chase a duty: open it, remind, ask colleagues, tell who is above, close it; late or twice is harmless."""

from collections.abc import Callable
from datetime import datetime, timedelta

from actions.close_duty import LATER, close_duty, show_duty
from actions.cover import ask_colleagues
from actions.duty_facts import duty_facts
from actions.duty_ladder import ladder_of, quiet_of, schedule_next
from actions.foresee import foresee
from actions.own_duty import is_undone
from actions.redraw import replace_silent
from actions.tell_above import tell_lead, tell_managers
from domain.duties import Duty, Shape, State, Task
from domain.ladder import PAGES_UNTIL, TO_MANAGERS, Kind, after_peaks, newest
from domain.news import Lane, News, Show
from domain.plans import Switch
from domain.refusal import Refusal
from storage import Transaction

A_LITTLE_LATER = timedelta(minutes=10)
"""When a peak has to end first; our own judgement: as long as the steps of the ladder are apart (docs/duties.md)."""
BEFORE_THE_END = timedelta(minutes=5)
"""One more reminder must leave time to do it."""


def step(tx: Transaction, now: datetime, duty_id: int) -> None:
    """The next step's moment has come. Every change of state is made up for; of what was to be said only the newest."""
    duty = tx.duties.get(duty_id)
    if duty is None or not is_undone(duty):
        return
    steps = ladder_of(tx, duty)
    passed = [one for one in steps if one.at <= now]
    fresh = passed[duty.step :]
    schedule_next(tx, duty, steps, now)
    chased = _is_chased(tx, now, duty)
    if not passed and chased:
        foresee(tx, now, duty)
    was_upcoming = duty.state is State.UPCOMING
    duty = _move_on(tx, now, duty)
    if duty.owned_by is not None or duty.state is State.EXCUSED:
        return
    duty = tx.duties.change(duty.id, step=len(passed))
    if not chased:
        return
    if was_upcoming and duty.state is State.OPEN and duty.owner is None:
        tell_lead(tx, now, duty)
    for one in newest(fresh, over=duty.is_over):
        SAY[one.kind](tx, now, duty, one.kind)


def no_answer(tx: Transaction, now: datetime, duty_id: int) -> None:
    """Who took care of it is silent: the ladder goes on from where it was."""
    duty = tx.duties.get(duty_id)
    if duty is None or duty.owned_by is None or not is_undone(duty):
        return
    body = {"owned_by": duty.owned_by}
    tx.history.append("duty.no_answer", now, person=None, said_at=now, place=duty.place, item=duty.item, body=body)
    duty = tx.duties.change(duty_id, owned_at=None, owned_by=None)
    show_duty(tx, now, duty)
    step(tx, now, duty_id)


def a_little_later(tx: Transaction, now: datetime, person: str, duty: Duty, *, said_at: datetime) -> datetime | None:
    """晚一会儿: answered, nothing moves, and one more reminder comes, once: its moment, or None for none."""
    if person != duty.owner:
        raise Refusal("chase.not_yours", duty_facts(tx, duty, person))
    if duty.is_over:
        raise Refusal("chase.too_late", duty_facts(tx, duty, person))
    said_before = any(row["kind"] == "duty.later" for row in tx.history.of_item(duty.item))
    tx.history.append("duty.later", now, person=person, said_at=said_at, place=duty.place, item=duty.item, body={})
    at = after_peaks(now + A_LITTLE_LATER, quiet_of(tx, duty))
    if said_before or at > duty.closes - BEFORE_THE_END:
        return None
    tx.due.put(LATER, str(duty.id), at)
    return at


def remind_later(tx: Transaction, now: datetime, duty_id: int) -> None:
    duty = tx.duties.get(duty_id)
    if duty is not None and not duty.is_over and duty.begun_at is None and duty.owned_by is None and now < duty.closes:
        _remind(tx, now, duty, Kind.AFTER)


def _is_chased(tx: Transaction, now: datetime, duty: Duty) -> bool:
    """Trial duties move and prompt nobody; so does a plan that was paused meanwhile, and what is long over."""
    on = tx.switches.state(duty.plan) is Switch.ON
    return on and not duty.trial and now - duty.closes <= PAGES_UNTIL


def _move_on(tx: Transaction, now: datetime, duty: Duty) -> Duty:
    """What the moment makes of its state, whatever was said or not."""
    if duty.state is State.UPCOMING and now >= duty.opens:
        duty = tx.duties.change(duty.id, state=State.OPEN)
    if duty.state is State.OPEN and now >= duty.closes:
        duty = close_duty(tx, now, duty, State.MISSED, person=None, said_at=duty.closes)
    return duty


def _remind(tx: Transaction, now: datetime, duty: Duty, kind: Kind) -> None:
    """To its person. Who has begun is not disturbed while there is time; served late into a peak, it waits again."""
    if duty.owner is None or (duty.begun_at is not None and now < duty.due):
        return
    after = after_peaks(now, quiet_of(tx, duty))
    if after > now:
        if after < duty.closes:
            tx.due.put(LATER, str(duty.id), after)
        return
    until = duty.starts if duty.shape is Shape.POINT else duty.ends
    left = -((now - until) // timedelta(minutes=1))
    tx.outbox.put(
        News(
            "duty.card",
            duty.owner,
            duty_facts(tx, duty, duty.owner, prompt=kind, left=left),
            Lane.CARD,
            item=duty.item,
            card=duty.item,
            show=Show.NEW,
            good_until=duty.closes,
        ),
        now,
    )


def _cover(tx: Transaction, now: datetime, duty: Duty, kind: Kind) -> None:
    """Colleagues are asked, or another inspector is drawn; who has begun and is out of time hears it too."""
    if duty.task is Task.INSPECT:
        replace_silent(tx, now, duty)
    else:
        ask_colleagues(tx, now, duty)
    if duty.begun_at is not None:
        _remind(tx, now, duty, kind)


def _missed(tx: Transaction, now: datetime, duty: Duty, kind: Kind) -> None:
    if duty.owner is not None:
        tx.outbox.put(
            News("duty.card", duty.owner, duty_facts(tx, duty, duty.owner), Lane.CARD, item=duty.item, card=duty.item,
                 show=Show.NEW, good_until=duty.closes + PAGES_UNTIL),
            now,
        )  # fmt: skip


def _lead(tx: Transaction, now: datetime, duty: Duty, kind: Kind) -> None:
    tell_lead(tx, now, duty)


def _managers(tx: Transaction, now: datetime, duty: Duty, kind: Kind) -> None:
    tell_managers(tx, now, duty)


SAY: dict[Kind, Callable[[Transaction, datetime, Duty, Kind], None]] = {
    **dict.fromkeys((Kind.BEFORE, Kind.OPENED, Kind.TWO_THIRDS, Kind.TEN_LEFT, Kind.NOW, Kind.AFTER), _remind),
    Kind.COVER: _cover,
    Kind.CLOSE: _missed,
    Kind.LEAD: _lead,
    **dict.fromkeys(TO_MANAGERS, _managers),
}
