"""Links that bind a group: a manager makes one, it works once, and only its hash is kept."""

from datetime import datetime

from actions.invitations import LINKS_LAST, hashed
from domain.escalation import MANAGERS_GROUP
from domain.people import manages_everybody
from domain.refusal import Refusal
from storage import Transaction
from storage.groups import Group

STAFF_GROUP = "职工群"
KINDS = (MANAGERS_GROUP, STAFF_GROUP)


def invite_group(tx: Transaction, now: datetime, person: str, kind: str, token: str) -> str:
    """Keeps a link's hash for a group of that kind (the managers' unless it says otherwise) and returns the kind.

    Refusal `person.may_not` for anybody who could not bind it.
    """
    if not manages_everybody(tx.school.people[person], tx.school.roles):
        raise Refusal("person.may_not")
    chosen = kind if kind in KINDS else MANAGERS_GROUP
    tx.groups.keep_invitation(hashed(token), chosen, person, now)
    tx.history.append("group.invited", now, person=person, said_at=now, body={"kind": chosen})
    return chosen


def bind_group(tx: Transaction, now: datetime, token: str, chat_id: int, title: str, person: str | None) -> Group:
    """Makes the chat the group that the link was made for. Raises Refusal `group.link_used` when it binds nothing any
    more, and `group.not_yours` for anybody but who manages the people of the whole school, of which a group reads: the
    link can then still be used."""
    if person is None or not manages_everybody(tx.school.people[person], tx.school.roles):
        raise Refusal("group.not_yours")
    found = tx.groups.use_invitation(hashed(token), now, made_after=now - LINKS_LAST)
    if found is None:
        raise Refusal("group.link_used")
    group = Group(chat_id, found[0], title, found[1])
    tx.groups.bind(group, now)
    body = {"chat": chat_id, "kind": group.kind, "title": title, "by": group.bound_by}
    tx.history.append("group.bound", now, person=person, said_at=now, body=body)
    return group
