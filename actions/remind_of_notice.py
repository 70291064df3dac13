"""What comes of a 整改通知 that is not put right: its person first, then whoever is above, as the sheet 设置 says."""

from datetime import datetime, timedelta

from actions.issue_notice import STEP, pass_notice, tell_responsible
from actions.score_facts import days_over, notice_facts
from actions.staffing import Staffing
from domain.ladder import PAGES_UNTIL
from domain.news import Lane, News, Show
from domain.notices import Notice, Reminder, State, Who, following, reminders_of
from domain.people import Permission, Person
from storage import Transaction


def remind_of_notice(tx: Transaction, now: datetime, number: int) -> None:
    """The reminder that is due now, the last one of several that came too late; then the next is arranged."""
    notice = tx.notices.get(number)
    if notice is None or notice.is_over or notice.state is State.TO_CHECK:
        return
    reminders = reminders_of(tx.school.load().settings.rest)
    behind = [it for it in reminders if notice.deadline + it.after <= now]
    coming = following(reminders, notice.deadline, now)
    if coming is not None:
        tx.due.put(STEP, str(number), coming[0])
    if behind and len(behind) > notice.step and notice.deadline + behind[-1].after > notice.issued_at:
        notice = tx.notices.change(notice, step=len(behind))
        if now - (notice.deadline + behind[-1].after) <= PAGES_UNTIL:
            _say(tx, now, notice, behind[-1])


def _say(tx: Transaction, now: datetime, notice: Notice, reminder: Reminder) -> None:
    left = int((notice.deadline - now) / timedelta(hours=1))
    if reminder.who is Who.RESPONSIBLE:
        if not notice.responsible or not tx.accounts.can_be_told(notice.responsible):
            pass_notice(tx, now, notice)
            return
        tell_responsible(tx, now, notice, left=left)
        return
    for person in _above(tx, now, notice, reminder.who):
        facts = notice_facts(tx, notice, person.id, move="overdue", days=days_over(notice, now))
        tx.outbox.put(
            News("notice.above", person.id, facts, Lane.ORDINARY, item=notice.item, card=f"{notice.item}:above",
                 show=Show.NEW),
            now,
        )  # fmt: skip


def _above(tx: Transaction, now: datetime, notice: Notice, who: Who) -> tuple[Person, ...]:
    """班组长: the responsible person's superior; 主管: theirs, at least somebody who may decide; 校长: the head."""
    staffing = Staffing(tx, now)
    lead = staffing.above(tx.school.people.get(notice.responsible or ""))
    if who is Who.LEAD:
        return lead[:1]
    if who is Who.MANAGER:
        found = [it for it in staffing.above(lead[0]) if lead] if lead else []
        may = staffing.holding(Permission.APPROVE)
        return tuple([it for it in found if it in may] or [it for it in may if it.superior][:1])
    return tuple(it for it in staffing.holding(Permission.READ_SUMMARY) if it.superior is None)[:1]
