"""Invitations: a single-use link that makes a Telegram account somebody's, or a post's phone; only its hash is kept."""

from datetime import datetime
from hashlib import sha256

from actions.stand_at_posts import post_of, turn_posts
from domain.news import News
from domain.people import Person, Presence
from domain.plans import Post
from domain.refusal import Refusal
from storage.accounts import Whose
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
    _keep(tx, now, Whose(person=person_id), token)


def invite_post(tx: Transaction, now: datetime, post: Post, token: str) -> None:
    """The same for the phone of a post (岗位机). Raises Refusal for a post that has none."""
    if not post.phone:
        raise Refusal("invitation.no_phone", {"post": post.name})
    _keep(tx, now, Whose(post=post.code), token)


def _keep(tx: Transaction, now: datetime, whose: Whose, token: str) -> None:
    tx.accounts.void_invitations(whose, now)
    tx.accounts.keep_invitation(hashed(token), whose, now)
    body = {"for": whose.person} if whose.person else {"post": whose.post}
    tx.history.append("invitation.made", now, person=None, said_at=now, body=body)


def bind(tx: Transaction, now: datetime, token: str, user_id: int) -> Person | Post:
    """Makes the account the invited person's, or the invited post's phone; the older phone is unbound, and reads so:
    whoever did not do it themselves is warned.

    Raises Refusal("invitation.used") with `yours` true when it is this very account's own link tapped again, and
    `invitation.of_post` or `invitation.of_person` for a link opened on the wrong kind of phone: it can still be used.
    """
    invited = tx.accounts.invited(hashed(token)) or Whose()
    post = post_of(tx, invited.post)
    person = tx.school.people.get(invited.person) if invited.person else None
    if post is None and (person is None or person.presence is Presence.LEFT):
        raise Refusal("invitation.unknown")
    _check_phone(tx, user_id, invited)
    if not tx.accounts.use_invitation(hashed(token), now):
        yours = (tx.accounts.person_of(user_id), tx.accounts.post_of(user_id)) == (invited.person, invited.post)
        raise Refusal("invitation.used", {"yours": yours})
    older = tx.accounts.phone_of(post.code) if post else tx.accounts.own_of(invited.person or "")
    body = {"older_phone_unbound": older not in (None, user_id), **({"post": post.code} if post else {})}
    tx.history.append("account.bound", now, person=invited.person, said_at=now, body=body)
    if post is not None:
        tx.accounts.bind_post(post.code, user_id, now)
        turn_posts(tx, now)
        return post
    assert person is not None
    tx.accounts.bind(person.id, user_id, now)
    if older not in (None, user_id):
        tx.outbox.put(News("account.moved", older, {"name": person.name, "language": person.language}), now)
    return person


def _check_phone(tx: Transaction, user_id: int, invited: Whose) -> None:
    """A post's link must not take somebody's own phone from them, nor a person's link the phone from a post."""
    own, held = tx.accounts.person_of(user_id), post_of(tx, tx.accounts.post_of(user_id))
    if invited.post and own:
        post = post_of(tx, invited.post)
        raise Refusal("invitation.of_post", {"post": post.name if post else ""})
    if invited.person and held:
        raise Refusal("invitation.of_person", {"post": held.name})
