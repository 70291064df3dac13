"""What managers ask for in the chat: how it stands now, what they are to decide, their plans, a link for a group."""

import secrets

from actions.board import show_board
from actions.decisions import decisions_for
from actions.group_links import invite_group
from domain.people import Permission
from domain.refusal import Refusal
from handlers.plans import show_plans
from handlers.scene import Scene


def now(scene: Scene, payload: str) -> None:
    """📌 现在: a new message that is pinned and edits itself."""
    _reads(scene)
    show_board(scene.tx, scene.now, scene.person.id, scene.chat_id)


def decide(scene: Scene, payload: str) -> None:
    """✋ 要我定: what waits for this person, with the buttons that act."""
    _reads(scene)
    scene.reply("decisions.list", {"decisions": decisions_for(scene.tx, scene.now, scene.person)})


def plans(scene: Scene, payload: str) -> None:
    show_plans(scene)


def group(scene: Scene, payload: str) -> None:
    """A link that binds a group, good for once; only its hash is kept."""
    if Permission.MANAGE_PEOPLE not in scene.tx.school.permissions[scene.person.id]:
        raise Refusal("person.may_not")
    token = secrets.token_urlsafe(18)
    kind = invite_group(scene.tx, scene.now, scene.person.id, payload, token)
    scene.reply("group.link", {"kind": kind, "bot": scene.bot_name, "token": token})


def _reads(scene: Scene) -> None:
    if Permission.READ_SUMMARY not in scene.tx.school.permissions[scene.person.id]:
        raise Refusal("person.may_not")
