"""The school's workbook in the chat: its keeper sends it, sees what it would change, and taps; or asks for the present
one as a file."""

from actions.invitations import LINKS_LAST, invite, new_token
from actions.offers import ROLE, WRITE, accept, drop, may_offer, newcomers, take_offer
from domain.offers import is_spreadsheet
from domain.reading import Reading
from domain.refusal import Refusal
from handlers import practice
from handlers.buttons import number
from handlers.scene import Answer, Scene

LARGEST = 20 * 1024 * 1024
"""Bytes; Telegram lends no larger file to a bot."""


def is_one(scene: Scene, reading: Reading) -> bool:
    """Whether a document is meant as the school's workbook: a spreadsheet from who keeps the whole school's, on a phone
    of their own, without words that report something."""
    file = scene.arrival.file
    if file is None or file.kind != "document" or scene.device is not None or reading.is_repair:
        return False
    return is_spreadsheet(file.name) and may_offer(scene.tx, scene.person.id)


def sent(scene: Scene) -> None:
    """Fetched, then read beside everything else; the answer comes by itself."""
    practice.interrupted(scene)
    file = scene.arrival.file
    assert file is not None
    if (file.size or 0) > LARGEST:
        scene.reply("offer.too_big", {"name": file.name})
        return
    evidence = scene.keep_file(ROLE)
    assert evidence is not None
    take_offer(scene.tx, scene.now, scene.person.id, evidence, file.name, scene.arrival.said_at)


def ask(scene: Scene, payload: str) -> None:
    """The present one as a file. Refusal `person.may_not` for who keeps a section only."""
    if not may_offer(scene.tx, scene.person.id):
        raise Refusal("person.may_not")
    scene.tx.due.put(WRITE, scene.person.id, scene.now)
    scene.reply("workbook.writing")


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """照这个改, 不改, and links for who is new by it."""
    what, which = parts[0], number(parts[1])
    if what == "take":
        accept(scene.tx, scene.now, scene.person.id, which, scene.arrival.said_at)
        return Answer("offer.taken", {})
    if what == "drop":
        drop(scene.tx, scene.now, scene.person.id, which)
        return None
    if what == "links":
        _links(scene, which)
        return None
    raise Refusal("button.old")


def _links(scene: Scene, which: int) -> None:
    """A link each, as a message of its own that can be passed on; Refusal `offer.no_links` when all have opened one."""
    people = newcomers(scene.tx, which, scene.person.id)
    if not people:
        raise Refusal("offer.no_links")
    for person in people:
        token = new_token()
        invite(scene.tx, scene.now, person, token, by=scene.person.id)
        name = scene.tx.school.people[person].name
        scene.reply("invitation.link", {"name": name, "bot": scene.bot_name, "token": token, "days": LINKS_LAST.days})
