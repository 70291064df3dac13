"""What managers ask for in the chat: how it stands now, what they are to decide, their plans, a link for a group."""

from actions.board import show_board
from actions.decisions import decisions_for
from actions.group_links import invite_group
from actions.invitations import LINKS_LAST, new_token
from handlers.managers.plans import show_plans
from handlers.scene import Scene


def now(scene: Scene, payload: str) -> None:
    """📌 现在: a new message that is pinned and edits itself."""
    show_board(scene.tx, scene.now, scene.person.id, scene.chat_id)


def decide(scene: Scene, payload: str) -> None:
    """✋ 要我定: what waits for this person, with the buttons that act."""
    scene.reply("decisions.list", {"decisions": decisions_for(scene.tx, scene.now, scene.person)})


def plans(scene: Scene, payload: str) -> None:
    show_plans(scene)


def group(scene: Scene, payload: str) -> None:
    """A link that binds a group, good for once; only its hash is kept."""
    token = new_token()
    kind = invite_group(scene.tx, scene.now, scene.person.id, payload, token)
    scene.reply("group.link", {"kind": kind, "bot": scene.bot_name, "token": token, "days": LINKS_LAST.days})
