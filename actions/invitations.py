"""Invitations: a single-use link that makes a Telegram account somebody's; only its hash is kept."""

from datetime import datetime
from hashlib import sha256

from domain.people import Person, Presence
from domain.refusal import Refusal
from storage.transaction import Transaction


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def invite(tx: Transaction, now: datetime, person_id: str, token: str) -> None:
    """Keeps a new invitation and voids the person's older unused ones.

    The caller makes the token with `secrets.token_urlsafe(18)` and shows it once. Raises Refusal for somebody who
    is not known or has left.
    """
    person = tx.school.people.get(person_id)
    if person is None:
        raise Refusal("person.unknown", {"person": person_id})
    if person.presence is Presence.LEFT:
        raise Refusal("invitation.left", {"name": person.name})
    tx.accounts.void_invitations(person_id, now)
    tx.accounts.keep_invitation(hashed(token), person_id, now)
    tx.history.append("invitation.made", now, person=None, said_at=now, body={"for": person_id})


def bind(tx: Transaction, now: datetime, token: str, user_id: int) -> Person:
    """Makes the account the invited person's; their older phone and the account's older person are unbound.

    Raises Refusal("invitation.used") with `yours` true when it is this very account's own link tapped again.
    """
    invited = tx.accounts.invited(hashed(token))
    person = tx.school.people.get(invited) if invited else None
    if person is None or person.presence is Presence.LEFT:
        raise Refusal("invitation.unknown")
    if tx.accounts.use_invitation(hashed(token), now) is None:
        raise Refusal("invitation.used", {"yours": tx.accounts.person_of(user_id) == person.id})
    older = tx.accounts.user_of(person.id)
    tx.accounts.bind(person.id, user_id, now)
    body = {"older_phone_unbound": older not in (None, user_id)}
    tx.history.append("account.bound", now, person=person.id, said_at=now, body=body)
    return person
