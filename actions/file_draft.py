"""File what a report's draft holds; and what becomes of a draft that is left lying."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from actions.file_report import open_ticket, tell_reporter
from actions.raise_alarm import raise_alarm
from actions.staffing import Staffing
from domain.news import Lane, News, Show
from domain.reading import Reading
from domain.tickets import Ticket, Urgency
from storage import Transaction
from storage.drafts import Draft

REMIND_AFTER = timedelta(minutes=30)
LEAVE_AFTER = timedelta(hours=2)
"""An idle draft reminds its writer, then is filed as 未确认 to the dispatcher: a report is never dropped."""

REPORTS = ("report", "same")
"""Forms whose answers are a report."""


def file_report_answers(
    tx: Transaction,
    now: datetime,
    person: str,
    answers: dict[str, Any],
    *,
    unconfirmed: bool = False,
    staffing: Staffing | None = None,
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
        staffing=staffing,
    )


def touch_draft(tx: Transaction, now: datetime, draft_id: int, until: datetime | None = None) -> None:
    """Each answer starts the draft's two clocks anew; a draft kept `until` a moment has only the second."""
    if until is not None:
        tx.due.put("draft.leave", str(draft_id), max(now, until) + LEAVE_AFTER)
        return
    tx.due.put("draft.remind", str(draft_id), now + REMIND_AFTER)
    tx.due.put("draft.leave", str(draft_id), now + LEAVE_AFTER)


def close_draft(tx: Transaction, draft_id: int, how: str = "done") -> None:
    tx.drafts.close(draft_id, how)
    stop_reminding(tx, draft_id)


def stop_reminding(tx: Transaction, draft_id: int) -> None:
    tx.due.drop("draft.remind", str(draft_id), "draft.leave")


def drop_draft(tx: Transaction, now: datetime, draft: Draft, *, said_at: datetime) -> None:
    """Closes the form without its effect; what was said in it, and sent in between, stays in the history."""
    close_draft(tx, draft.id, "dropped")
    body = {"form": draft.form, "words": draft.answers.get("words", "")}
    body |= {"evidence": draft.answers.get("evidence", []), "aside": draft.answers.get("aside", [])}
    tx.history.append("draft.dropped", now, person=draft.person, said_at=said_at, body=body)


def report_of(aside: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The answers of the report that came in between another form, if it is one of its own."""
    return {
        "words": ",".join(filter(None, [it["words"] for it in aside])),
        "evidence": [it["evidence"] for it in aside],
        "photo": next((it["photo"] for it in aside if it["photo"]), None),
        "said_at": aside[0]["said_at"],
    }


def _somebody_reads(tx: Transaction, chat_id: int) -> bool:
    """Whether the chat's phone is still somebody's: nothing of a form goes to one that was unbound."""
    return tx.accounts.person_of(chat_id) is not None or tx.accounts.post_of(chat_id) is not None


def remind_of_draft(tx: Transaction, now: datetime, draft_id: int) -> None:
    """Not on a phone that was unbound: the form waits for its person's next one."""
    draft = tx.drafts.get(draft_id)
    if draft is not None and _somebody_reads(tx, draft.chat_id):
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
    """Two hours without an answer: a report, also one that came in between, goes to the dispatcher as it is; any other
    form closes with a word."""
    draft = tx.drafts.get(draft_id)
    if draft is None:
        return
    close_draft(tx, draft_id, "left")
    said = draft.answers.get("words") or draft.answers.get("evidence")
    reports = [draft.answers] if draft.form in REPORTS and said else []
    if not reports and _somebody_reads(tx, draft.chat_id):
        tx.outbox.put(News("draft.closed", draft.chat_id, {"form": draft.form}, Lane.ORDINARY), now)
    if draft.answers.get("aside"):
        reports.append(report_of(draft.answers["aside"]))
    for answers in reports:
        ticket = file_report_answers(tx, now, draft.person, answers, unconfirmed=True)
        if ticket is not None:
            tx.drafts.became(draft_id, ticket.item)
            tell_reporter(tx, now, ticket, show=Show.NEW)
