"""Phones that are stopped: lost, or their person left; nobody reads on them any more, and they say so once."""

from datetime import datetime

from domain.news import Lane, News
from storage import Transaction
from storage.accounts import Whose


def stop_phone(tx: Transaction, now: datetime, person: str, *, by: str | None, why: str) -> bool:
    """Unbinds the person's own phone and voids the links they have not used; False when they had no phone.

    What still waits for its chat is not sent; open forms wait for the person's next phone.
    """
    tx.accounts.void_invitations(Whose(person=person), now)
    user_id = tx.accounts.own_of(person)
    if user_id is None:
        return False
    language = tx.accounts.language_of(user_id)
    tx.accounts.unbind(person, now)
    tx.history.append("account.unbound", now, person=by, said_at=now, body={"of": person, "why": why})
    tx.chats.close(user_id, now)
    tx.outbox.put(News("account.stopped", user_id, {"language": language}, Lane.REPLY), now)
    return True
