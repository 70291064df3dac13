"""What a post's phone said and nobody put a name to: after half an hour it goes to the dispatcher as it is."""

from datetime import datetime, timedelta

from actions.file_report import open_ticket
from actions.stand_at_posts import post_of
from domain.tickets import Urgency
from storage import Transaction
from storage.unnamed import Said

UNNAMED = "post.unnamed"
WAIT_FOR_A_NAME = timedelta(minutes=30)
"""What a post's phone said without a name then goes to the office (docs/posts.md)."""


def keep_unnamed(tx: Transaction, now: datetime, post: str, said: Said) -> None:
    """Keeps it for whoever taps their name next; the first one's half hour counts for all."""
    if tx.unnamed.keep(post, said):
        tx.due.put(UNNAMED, post, now + WAIT_FOR_A_NAME)


def take_unnamed(tx: Transaction, post: str) -> list[Said]:
    """What waited for a name, oldest first; somebody put one to it."""
    tx.due.drop(UNNAMED, post)
    return tx.unnamed.take(post)


def file_unnamed(tx: Transaction, now: datetime, code: str) -> None:
    """One unconfirmed ticket with every word and photo, reported by nobody: nothing that was said is dropped."""
    waited = tx.unnamed.take(code)
    if not waited:
        return
    files = [it.file for it in waited if it.file]
    evidence = [tx.evidence.add(**file, role="before", person=None, said_at=waited[0].said_at) for file in files]
    for evidence_id in evidence:
        tx.due.put("evidence.fetch", str(evidence_id), now)
    post = post_of(tx, code)
    open_ticket(
        tx,
        now,
        reporter=None,
        category="非报修",
        urgency=Urgency.NORMAL,
        place=None,
        place_words=post.name if post else "",
        words=",".join(filter(None, (it.words for it in waited))),
        said_at=waited[0].said_at,
        evidence=evidence,
        unconfirmed=True,
    )
