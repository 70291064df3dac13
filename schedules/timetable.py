"""What becomes of each due row: a verb, and the action that serves it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from actions import (
    absences,
    board,
    call_out,
    chase,
    clock_jumps,
    close_duty,
    draw,
    draw_numbers,
    end_drill,
    end_of_shift,
    entries,
    file_draft,
    file_unnamed,
    gate,
    leave,
    morning,
    offers,
    overdue,
    own_duty,
    place_tokens,
    plan_duties,
    practise,
    prune,
    remind_of_notice,
    review,
    room_lists,
    service,
    sign_off,
    stand_at_posts,
    still_on_it,
    swap,
    ticket_waits,
    visitors,
)
from actions.close_duty import LATER, NO_ANSWER, STEP, STILL
from domain.drills import END
from schedules import jobs
from storage import Transaction
from storage.due import DueRow

Serve = Callable[[Transaction, datetime, DueRow], None]

VERBS: dict[str, Serve] = {
    "alarm.second_call": lambda tx, now, row: call_out.second_call(tx, now, int(row.subject)),
    "alarm.climb": lambda tx, now, row: call_out.climb(
        tx, now, int(row.subject), row.facts.get("level"), row.facts.get("calls", 0)
    ),
    "alarm.still_on_it": lambda tx, now, row: still_on_it.still_on_it(tx, now, int(row.subject)),
    "alarm.no_answer": lambda tx, now, row: still_on_it.no_answer(tx, now, int(row.subject), row.facts["owner"]),
    END: lambda tx, now, row: end_drill.end_in_time(tx, now, int(row.subject)),
    close_duty.LIGHTS_OUT: lambda tx, now, row: morning.send_lights_out(tx, now),
    board.REFRESH: lambda tx, now, row: board.refresh_boards(tx, now, row.subject),
    "draft.remind": lambda tx, now, row: file_draft.remind_of_draft(tx, now, int(row.subject)),
    "draft.leave": lambda tx, now, row: file_draft.leave_draft(tx, now, int(row.subject)),
    "duty.step": lambda tx, now, row: chase.step(tx, now, int(row.subject)),
    "duty.later": lambda tx, now, row: chase.remind_later(tx, now, int(row.subject)),
    "duty.still": lambda tx, now, row: own_duty.still_on_it(tx, now, int(row.subject)),
    "duty.no_answer": lambda tx, now, row: chase.no_answer(tx, now, int(row.subject)),
    service.STEP: lambda tx, now, row: ticket_waits.look(tx, now, int(row.subject)),
    service.OLD_ONES: lambda tx, now, row: service.begin_old_ones(tx, now),
    service.SHIFT_ENDS: lambda tx, now, row: end_of_shift.shift_ends(
        tx, now, row.subject, row.facts.get("asked", False)
    ),
    end_of_shift.AWAY: lambda tx, now, row: end_of_shift.away_now(tx, now, row.subject),
    "notice.step": lambda tx, now, row: remind_of_notice.remind_of_notice(tx, now, int(row.subject)),
    "sign.remind": lambda tx, now, row: sign_off.remind_leader(tx, now, int(row.subject)),
    "places.tokens": lambda tx, now, row: place_tokens.make_tokens(tx, now),
    leave.WAITING: lambda tx, now, row: leave.remind_of_leave(tx, now, int(row.subject), row.facts.get("again", False)),
    leave.BEGINS: lambda tx, now, row: leave.begin_leave(tx, now, int(row.subject)),
    room_lists.VERB: lambda tx, now, row: room_lists.keep_lists(
        tx, now, row.facts.get("after", ""), row.facts.get("changed", False)
    ),
    swap.LAPSE: lambda tx, now, row: swap.lapse(tx, now, int(row.subject)),
    offers.LAPSE: lambda tx, now, row: offers.lapse(tx, now, int(row.subject)),
    "posts.turn": lambda tx, now, row: stand_at_posts.turn_posts(tx, now),
    "gate.doubt": lambda tx, now, row: gate.doubt(
        tx, now, row.subject, row.facts["why"], row.facts["person"], row.facts.get("asked", False)
    ),
    entries.DUE: lambda tx, now, row: overdue.time_is_over(tx, now, int(row.subject)),
    visitors.COUNT: lambda tx, now, row: visitors.count_visitors(tx, now, row.subject, row.facts["asked"]),
    absences.LISTED: lambda tx, now, row: absences.take_listed(tx, now),
    "post.unnamed": lambda tx, now, row: file_unnamed.file_unnamed(tx, now, row.subject),
    practise.OVER: lambda tx, now, row: practise.practice_over(tx, now, int(row.subject)),
    draw.VERB: lambda tx, now, row: draw.look(tx, now),
    draw_numbers.SAID: lambda tx, now, row: None,
    "inbox.prune": lambda tx, now, row: prune_inbox(tx, now),
    prune.PICTURES: lambda tx, now, row: prune.prune_pictures(tx, now, row.facts.get("after", 0)),
    prune.MESSAGES: lambda tx, now, row: prune.prune_messages(tx, now, row.facts.get("after", 0)),
    jobs.VERB: jobs.run_job,
    "plan.ahead": lambda tx, now, row: plan_duties.plan_ahead(tx, now),
    plan_duties.VERB: lambda tx, now, row: plan_duties.plan_some(
        tx, now, date.fromisoformat(row.subject), row.facts["plan"], row.facts["done"], row.facts.get("first", False)
    ),
    review.VERB: review.gather_on,
    plan_duties.CHANGED: lambda tx, now, row: jobs.arrange(tx, now),
}
DECIDING = frozenset(
    {
        *(STEP, LATER, STILL, NO_ANSWER, "sign.remind", jobs.VERB, entries.DUE, visitors.COUNT),
        *(service.STEP, service.SHIFT_ENDS, offers.LAPSE),
    }
)
"""Verbs that find somebody silent: they wait while Telegram cannot be reached, for the answer may be on its way."""

BY_THE_DAY = (
    STEP,
    jobs.VERB,
    "plan.ahead",
    plan_duties.VERB,
    "posts.turn",
    entries.DUE,
    visitors.COUNT,
    swap.LAPSE,
    leave.BEGINS,
    draw.VERB,
    draw_numbers.SAID,
    room_lists.VERB,
    service.STEP,
    service.SHIFT_ENDS,
    end_of_shift.AWAY,
)
COUNTED_FROM_NOW = tuple(verb for verb in VERBS if verb not in BY_THE_DAY)
"""Verbs that wait for so long a time, and not for a time of the school's day."""


def plan_at_once(tx: Transaction, now: datetime) -> int:
    """One unit of planning that waits, whatever else does; how many. 0 when every day is planned."""
    rows = tx.due.ready(now, [plan_duties.VERB], most=1)
    return sum(serve(tx, now, row) for row in rows)


AT_START = ("inbox.prune", "places.tokens", "plan.ahead", "posts.turn")


def at_start(tx: Transaction, now: datetime) -> None:
    """Rows that each start puts, whatever became of the last ones."""
    jobs.arrange(tx, now)
    for verb in (*AT_START, absences.LISTED, draw.VERB, service.OLD_ONES):
        tx.due.put(verb, "all", now)


def clock_went_back(tx: Transaction, now: datetime, by: timedelta) -> None:
    """The clock was ahead by so much: what waits for a time of day waits for it, what waits for a while that long."""
    tx.due.move((*COUNTED_FROM_NOW, *offers.BESIDE, "evidence.fetch"), -by)
    clock_jumps.go_back(tx, now, by)
    if tx.school.imported():
        draw.clock_went_back(tx, now)
    jobs.arrange_anew(tx, now)
    at_start(tx, now)


def prune_inbox(tx: Transaction, now: datetime) -> None:
    """Forgets what was done a week ago, a chunk at a time, and comes back tomorrow."""
    more = tx.inbox.prune(now)
    tx.due.put("inbox.prune", "all", now + (timedelta(minutes=1) if more else timedelta(days=1)))


def serve(tx: Transaction, now: datetime, row: DueRow) -> bool:
    """Serves one row and removes it in the same transaction; False when it was served or moved before."""
    if not tx.due.take(row):
        return False
    VERBS[row.verb](tx, now, row)
    return True


def ready(tx: Transaction, now: datetime, *, deciding: bool = True) -> list[DueRow]:
    """What is to be served now; without `deciding`, what does not depend on whether people can be heard."""
    return tx.due.ready(now, _verbs(deciding))


def next_at(tx: Transaction, *, deciding: bool = True) -> datetime | None:
    return tx.due.next_at(_verbs(deciding))


def _verbs(deciding: bool) -> list[str]:
    return [verb for verb in VERBS if deciding or verb not in DECIDING]
