"""File what a report's draft holds; and what becomes of a draft that is left lying."""

from datetime import datetime, timedelta
from typing import Any

from actions.file_report import open_ticket, tell_reporter
from actions.raise_alarm import raise_alarm
from domain.news import Lane, News, Show
from domain.reading import Reading
from domain.tickets import Ticket, Urgency
from storage import Transaction

REMIND_AFTER = timedelta(minutes=30)
LEAVE_AFTER = timedelta(hours=2)
"""An idle draft reminds its writer, then is filed as 未确认 to the dispatcher: a report is never dropped."""

REPORTS = ("report", "same")
"""Forms whose answers are a report."""


def file_report_answers(
    tx: Transaction, now: datetime, person: str, answers: dict[str, Any], *, unconfirmed: bool = False
) -> Ticket | None:
    """A ticket from the answers; an alarm, and None, when they say 紧急 and a person confirmed it."""
    said_at = datetime.fromisoformat(answers["said_at"])
    category = answers.get("category") or "非报修"
    if answers.get("urgency") == Urgency.URGENT and not unconfirmed and answers.get("kind") == "repair":
        raise_alarm(
            tx,
            now,
            reporter=person,
            reading=Reading(
                category=category,
                category_known="category" in answers,
                urgency=Urgency.URGENT,
                alarm=True,
                danger="other",
                place=answers.get("place"),
                places=(),
                place_words=answers.get("place_words", ""),
                is_repair=True,
                reasons=tuple(answers.get("reasons", ())),
            ),
            words=answers.get("words", ""),
            said_at=said_at,
            evidence=answers.get("evidence", ()),
        )
        return None
    return open_ticket(
        tx,
        now,
        reporter=person,
        category=category,
        urgency=Urgency(answers.get("urgency", Urgency.NORMAL)),
        place=answers.get("place"),
        place_words=answers.get("place_words", ""),
        words=answers.get("words", ""),
        said_at=said_at,
        evidence=answers.get("evidence", ()),
        unconfirmed=unconfirmed,
    )


def touch_draft(tx: Transaction, now: datetime, draft_id: int) -> None:
    """Each answer starts the draft's two clocks anew."""
    tx.due.put("draft.remind", str(draft_id), now + REMIND_AFTER)
    tx.due.put("draft.leave", str(draft_id), now + LEAVE_AFTER)


def close_draft(tx: Transaction, draft_id: int) -> None:
    tx.drafts.close(draft_id)
    tx.due.drop("draft.remind", str(draft_id))
    tx.due.drop("draft.leave", str(draft_id))


def remind_of_draft(tx: Transaction, now: datetime, draft_id: int) -> None:
    draft = tx.drafts.get(draft_id)
    if draft is not None:
        tx.outbox.put(
            News(
                "draft.waiting",
                draft.chat_id,
                {"draft": draft.id, "form": draft.form, "photos": len(draft.answers.get("evidence", []))},
                Lane.ORDINARY,
                card=f"draft:{draft.id}:waiting",
                show=Show.NEW,
            ),
            now,
        )


def leave_draft(tx: Transaction, now: datetime, draft_id: int) -> None:
    """Two hours without an answer: a report goes to the dispatcher as it is, any other form closes with a word."""
    draft = tx.drafts.get(draft_id)
    if draft is None:
        return
    close_draft(tx, draft_id)
    if draft.form in REPORTS and (draft.answers.get("words") or draft.answers.get("evidence")):
        ticket = file_report_answers(tx, now, draft.person, draft.answers, unconfirmed=True)
        if ticket is not None:
            tell_reporter(tx, now, ticket, show=Show.NEW)
        return
    tx.outbox.put(News("draft.closed", draft.chat_id, {"form": draft.form}, Lane.ORDINARY), now)
