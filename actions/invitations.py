"""Invitations: a single-use link that makes a Telegram account somebody's, or a post's phone; only its hash is kept."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from actions.file_draft import remind_of_draft
from actions.stand_at_posts import post_of, turn_posts
from domain.news import Lane, News
from domain.people import Person, Presence
from domain.plans import Post
from domain.refusal import Refusal
from storage.accounts import Invitation, Whose
from storage.transaction import Transaction

LINKS_LAST = timedelta(days=7)
"""A link that nobody opened within that time binds nothing: slips of paper lie about."""


def hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def new_token() -> str:
    """24 signs of A-Z a-z 0-9 _ - that nobody guesses: 144 bits from the system's own source."""
    return secrets.token_urlsafe(18)


def invite(tx: Transaction, now: datetime, person_id: str, token: str, *, by: str | None = None) -> None:
    """Keeps a new invitation, made `by` whoever asked for it, and voids the person's older unused ones.

    The caller makes the token with `new_token` and shows it once. Raises Refusal for somebody who is not known or has
    left.
    """
    person = tx.school.people.get(person_id)
    if person is None:
        raise Refusal("person.unknown", {"person": person_id})
    if person.presence is Presence.LEFT:
        raise Refusal("invitation.left", {"name": person.name})
    _keep(tx, now, Whose(person=person_id), token, by)


def invite_post(tx: Transaction, now: datetime, post: Post, token: str, *, by: str | None = None) -> None:
    """The same for the phone of a post (岗位机). Raises Refusal for a post that has none."""
    if not post.phone:
        raise Refusal("invitation.no_phone", {"post": post.name})
    _keep(tx, now, Whose(post=post.code), token, by)


def _keep(tx: Transaction, now: datetime, whose: Whose, token: str, by: str | None) -> None:
    tx.accounts.void_invitations(whose, now)
    tx.accounts.keep_invitation(hashed(token), whose, now)
    body = {"for": whose.person} if whose.person else {"post": whose.post}
    tx.history.append("invitation.made", now, person=by, said_at=now, body=body)


def bind(tx: Transaction, now: datetime, token: str, user_id: int) -> Person | Post:
    """Makes the account the invited person's, or the invited post's phone; the older phone is unbound, and reads so:
    whoever did not do it themselves is warned. Open forms and answers that still wait go on on the new phone.

    Raises Refusal `invitation.unknown` for what was never a link; `invitation.used` (`yours` when it is this account's
    own, tapped again), `invitation.void` and `invitation.expired` for one that binds nothing any more;
    `invitation.of_post`, `invitation.of_person` and `invitation.of_another` for a link opened on the wrong phone: it
    can still be used.
    """
    invitation = tx.accounts.invitation(hashed(token))
    invited = invitation.whose if invitation else Whose()
    post = post_of(tx, invited.post)
    person = tx.school.people.get(invited.person) if invited.person else None
    if invitation is None or (post is None and (person is None or person.presence is Presence.LEFT)):
        raise Refusal("invitation.unknown")
    yours = (tx.accounts.person_of(user_id), tx.accounts.post_of(user_id)) == (invited.person, invited.post)
    _check_works(invitation, now, yours=yours)
    _check_phone(tx, user_id, invited)
    if not tx.accounts.use_invitation(hashed(token), now):
        raise Refusal("invitation.used", {"yours": yours})
    older = tx.accounts.phone_of(post.code) if post else tx.accounts.own_of(invited.person or "")
    body = {"older_phone_unbound": older not in (None, user_id), **({"post": post.code} if post else {})}
    tx.history.append("account.bound", now, person=invited.person, said_at=now, body=body)
    tx.callers.forget(user_id)
    found = post or person
    assert found is not None
    form = _make_theirs(tx, now, found, user_id)
    if older is not None and older != user_id:
        tx.chats.move(older, user_id)
        language = person.language if person else None
        tx.outbox.put(News("account.moved", older, {"language": language}, Lane.REPLY), now)
    if form is not None:
        remind_of_draft(tx, now, form)
    return found


def _make_theirs(tx: Transaction, now: datetime, whose: Person | Post, user_id: int) -> int | None:
    """Binds the account; returns the newest form that came along from the older phone."""
    if isinstance(whose, Post):
        tx.accounts.bind_post(whose.code, user_id, now)
        form = tx.chats.bring_forms_of_post(whose.code, user_id)
        turn_posts(tx, now)
        return form
    tx.accounts.bind(whose.id, user_id, now)
    return tx.chats.bring_forms(whose.id, user_id)


def _check_works(invitation: Invitation, now: datetime, *, yours: bool) -> None:
    if invitation.used:
        raise Refusal("invitation.used", {"yours": yours})
    if invitation.void:
        raise Refusal("invitation.void")
    if now - invitation.made_at > LINKS_LAST:
        raise Refusal("invitation.expired", {"days": LINKS_LAST.days})


def _check_phone(tx: Transaction, user_id: int, invited: Whose) -> None:
    """A link must not take a phone from somebody who has it: a person's own, another person's, or a post's."""
    own, held = tx.accounts.person_of(user_id), post_of(tx, tx.accounts.post_of(user_id))
    owner = tx.school.people.get(own or "")
    if owner is not None and owner.presence is Presence.LEFT:
        owner = None
    if invited.post and owner:
        post = post_of(tx, invited.post)
        raise Refusal("invitation.of_post", {"post": post.name if post else ""})
    if invited.person and held:
        raise Refusal("invitation.of_person", {"post": held.name})
    if invited.person and owner and owner.id != invited.person:
        raise Refusal("invitation.of_another", {"address": owner.address})
