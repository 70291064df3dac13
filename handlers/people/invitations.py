"""What the office does with phones in the chat: a link for somebody or for a post, and a phone that is stopped."""

from collections.abc import Mapping
from typing import Any

from actions.invitations import LINKS_LAST, invite, invite_post, new_token
from actions.phones import stop_phone
from actions.report_unreachable import report_stopped
from domain.people import Person, called, manages
from domain.places import WHOLE_SCHOOL
from domain.plans import Post
from domain.refusal import Refusal
from handlers.scene import Scene


def invite_somebody(scene: Scene, payload: str) -> None:
    """A new link for somebody, also for a lost phone; shown once, to somebody who manages people."""
    posts = [post for post in scene.tx.school.load().posts if payload in (post.code, post.name)]
    if posts:
        _invite_post(scene, posts[0])
        return
    person = _meant(scene, payload, "invitation.whom")
    if person is not None:
        token = new_token()
        invite(scene.tx, scene.now, person.id, token, by=scene.person.id)
        scene.reply("invitation.link", {"name": person.name, **_link(scene, token)})


def _invite_post(scene: Scene, post: Post) -> None:
    """A link for the phone of a post, by whoever manages the people of its section."""
    place = scene.tx.school.tree.get(post.place)
    if scene.person.section not in (WHOLE_SCHOOL, place.section if place else WHOLE_SCHOOL):
        raise Refusal("invitation.not_yours", {"name": post.name})
    token = new_token()
    invite_post(scene.tx, scene.now, post, token, by=scene.person.id)
    scene.reply("invitation.post_link", {"post": post.name, **_link(scene, token)})


def stop_phone_of(scene: Scene, payload: str) -> None:
    """The phone was lost, or its person left: from this moment nobody reads there."""
    person = _meant(scene, payload, "account.whose")
    if person is not None:
        phone = scene.tx.accounts.own_of(person.id)
        stopped = stop_phone(scene.tx, scene.now, person.id, by=scene.person.id, why="stopped")
        if stopped:
            report_stopped(scene.tx, scene.now, person.id)
        if not stopped or phone != scene.chat_id:
            # The stopped phone itself reads one sentence only.
            scene.reply("account.stopped_for" if stopped else "account.none", {"name": person.name})


def _meant(scene: Scene, said: str, ask: str) -> Person | None:
    """The one who is meant; asks when it is nobody or several. Refusal for somebody of another section."""
    found = called(scene.tx.school.people.values(), said)
    if not said or len(found) != 1:
        scene.reply(ask, {"said": said[:20], "people": [f"{p.id} {p.name}" for p in found[:8]]})
        return None
    if not manages(scene.person, found[0], scene.tx.school.roles):
        raise Refusal("invitation.not_yours", {"name": found[0].name})
    return found[0]


def _link(scene: Scene, token: str) -> Mapping[str, Any]:
    return {"bot": scene.bot_name, "token": token, "days": LINKS_LAST.days}
