"""A key's words, said where no such key stands: of which of one's own things they could be, or that none waits."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from actions.begin_duty import owed_now
from actions.facts import alarm_facts, ticket_facts
from actions.move_ticket import checked
from domain import alarms
from domain.alarms import Alarm
from domain.refusal import Refusal
from domain.tickets import Move, State, Ticket
from handlers.scene import Scene
from handlers.short_words import bare, plainly
from handlers.work.rounds import open_due
from words import LANGUAGES, _, say_in

MOST = 6
"""Things that a bare word may be about: six buttons."""
CHASED = (State.WAITING, State.ASSIGNED, State.WORKING, State.REOPENED)
FORMS = (Move.FINISH, Move.HOLD, Move.GIVE_BACK, Move.REJECT)
"""Moves that a form asks about first."""
DUTY = ("y", "begin")

LABELS: dict[str, tuple[tuple[str, str], ...]] = {
    _("接单"): (("t", Move.TAKE),),
    _("到了"): (("a", alarms.Move.ARRIVE), ("t", Move.ARRIVE)),
    _("修好,拍照"): (("f", Move.FINISH),),
    _("等配件"): (("f", Move.HOLD),),
    _("还要等"): (("f", Move.HOLD),),
    _("修不了"): (("f", Move.GIVE_BACK),),
    _("接着修"): (("t", Move.RESUME),),
    _("好了,谢谢"): (("t", Move.CONFIRM),),
    _("还不行"): (("f", Move.REJECT),),
    _("催单"): (("tw", "chase"),),
    _("🏃 我去"): (("a", alarms.Move.GO),),
    _("去不了"): (("a", alarms.Move.CANNOT_GO),),
    _("已处理好"): (("a", alarms.Move.RESOLVE), ("f", Move.FINISH)),
    _("误报"): (("a", alarms.Move.FALSE_ALARM),),
    _("不是紧急"): (("a", alarms.Move.DOWNGRADE),),
    _("还在处理"): (("a", alarms.Move.RESOLVE),),
    _("开始"): (DUTY,),
    _("做好了"): (DUTY,),
    _("做了忘拍"): (DUTY,),
    _("补做"): (DUTY,),
}
"""What stands on keys of repairs, alarms and duties, and which keys those are."""
ALSO: dict[str, str] = {
    "好了": "好了,谢谢",
    "修好": "修好,拍照",
    "修好了": "修好,拍照",
    "已修好": "修好,拍照",
    "已接单": "接单",
    "接了": "接单",
    "我来": "接单",
    "到场": "到了",
    "已到": "到了",
    "处理好了": "已处理好",
    "做完了": "做好了",
    "弄好了": "已处理好",
    "done": "修好,拍照",
    "fixed": "修好,拍照",
    "i'm here": "到了",
}
"""How people say some of them as well."""
HANDS_ON = frozenset({"换人", "换个人", "下班了", "我下班了", "someone else"})
"""On the phone of a post: somebody else is to use it."""
NOTHING_ELSE = {"好了": "修好,拍照"}
"""Of whose repair somebody says it: the reporter's that it works, or the technician's that it is done."""


def heard(scene: Scene) -> bool:
    """Whether the words are a key's and nothing more; then it is said where such a key is, and nothing is reported."""
    if scene.device and bare(scene.arrival.words) in HANDS_ON:
        scene.reply(
            "post.yours", {"post": _post(scene), "address": scene.person.address}, card=f"post:{scene.device}:who"
        )
        return True
    label = _labels().get(bare(scene.arrival.words)) or _labels().get(plainly(scene.arrival.words))
    if label is None:
        return False
    if LABELS[label] == (DUTY,) and owed_now(scene.tx, scene.now, scene.person.id):
        open_due(scene, "")
        return True
    found = _of_ones_own(scene, label)
    other = NOTHING_ELSE.get(bare(scene.arrival.words))
    if not found and other:
        found, label = _of_ones_own(scene, other), other
    facts = {"word": label if found else bare(scene.arrival.words), "things": found[:MOST]}
    scene.reply("key.where" if found else "key.nowhere", facts)
    return True


def _post(scene: Scene) -> str:
    return next((it.name for it in scene.tx.school.load().posts if it.code == scene.device), "")


def _of_ones_own(scene: Scene, label: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for verb, move in LABELS[label]:
        if verb == "a":
            found += [
                {"verb": verb, "move": move, **alarm_facts(scene.tx, it)}
                for it in scene.tx.alarms.running()
                if _may(scene, it, alarms.Move(move))
            ]
        elif verb != "y":
            found += [
                {"verb": verb, "move": move, **ticket_facts(scene.tx, it)}
                for it in _tickets(scene)
                if (it.state in CHASED and it.reporter == scene.person.id if verb == "tw" else _fits(scene, it, move))
            ]
    return found


def _tickets(scene: Scene) -> Iterator[Ticket]:
    seen = set()
    for ticket in [*scene.tx.tickets.of_assignee(scene.person.id), *scene.tx.tickets.of_reporter(scene.person.id)]:
        if ticket.number not in seen:
            seen.add(ticket.number)
            yield ticket


def _fits(scene: Scene, ticket: Ticket, move: str) -> bool:
    """Whether it is this person's next step with it; what only a dispatcher may do for others is not meant."""
    if (ticket.assignee == scene.person.id) is (move in (Move.CONFIRM, Move.REJECT)):
        return False
    try:
        checked(scene.tx, scene.now, ticket, scene.person.id, Move(move))
    except Refusal:
        return False
    return True


def _may(scene: Scene, alarm: Alarm, move: alarms.Move) -> bool:
    told = any(it.person == scene.person.id for it in scene.tx.alarms.told(alarm.number))
    try:
        alarms.next_state(alarm, move)
        alarms.check_may(alarm, move, scene.person.id, told=told, permissions=scene.permissions, now=scene.now)
    except Refusal:
        return False
    return True


@cache
def _labels() -> dict[str, str]:
    """Each label, and how else it is said, by its bare words in any of our languages."""
    found = {bare(said): label for said, label in ALSO.items()}
    return found | {bare(say_in(code)(label)): label for label in LABELS for code in LANGUAGES}
