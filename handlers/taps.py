"""What people tap: each verb of handlers/buttons.py and what it does; the answer shows on the button at once."""

from collections.abc import Callable

from actions.add_to_ticket import check_may_add
from actions.facts import address_of, ticket_facts
from actions.move_ticket import checked, move_ticket
from domain.news import Show
from domain.people import Permission
from domain.powers import check_button
from domain.refusal import Refusal
from domain.tickets import Move as TicketMove
from handlers import buttons, practice
from handlers.commands import COMMANDS, further, run_command, set_language
from handlers.forms import FORMS, ended, hearing, is_known, walk
from handlers.managers import certificates, figures, pictures, plans, reviews, workbooks
from handlers.people import leaves, posts, rosters, swaps
from handlers.scene import Answer, Scene
from handlers.work import alarms, duties, entries, gates, notices, service
from reports.sight import sight_of
from storage.drafts import Draft

Tap = Callable[[Scene, tuple[str, ...]], Answer | None]
FORM_MOVES = {
    "finish": TicketMove.FINISH,
    "give_back": TicketMove.GIVE_BACK,
    "reject": TicketMove.REJECT,
    "assign": TicketMove.ASSIGN,
    "hold": TicketMove.HOLD,
}
"""Forms that end in a move: whether that move is possible is said when the form opens, not after it is filled in."""


def tapped(scene: Scene) -> Answer | None:
    """Does what the button says; Refusal `button.old` for one that no version of ours has sent."""
    verb, parts = buttons.read(scene.arrival.data)
    check_button(scene.permissions, verb)
    if verb not in ("n", "c"):
        practice.interrupted(scene)
    return TAPS[verb](scene, parts)


def _form(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    return walk.tapped(scene, _draft(scene, parts[0]), parts[1], parts[2])


def _waiting(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    draft = _draft(scene, parts[0], of_anybody=scene.device is not None and parts[1] in ("go", "drop"))
    if draft.person != scene.person.id and parts[1] == "go":
        scene.tx.drafts.hand_to(draft.id, scene.person.id)
    if parts[1] == "drop":
        walk.drop(scene, draft)
    elif parts[1] == "back":
        walk.back(scene, draft)
    elif parts[1] == "go":
        walk.ask_again(scene, draft)
    else:
        raise Refusal("button.old")
    return None


def _aside(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    draft = _draft(scene, parts[0])
    decide = {"join": hearing.join, "apart": hearing.apart}.get(parts[1])
    if decide is None:
        raise Refusal("button.old")
    decide(scene, draft)
    return None


def _draft(scene: Scene, part: str, *, of_anybody: bool = False) -> Draft:
    """The open draft of this chat; Refusal when it is over, or of whoever held this phone before."""
    draft = scene.tx.drafts.get(buttons.number(part))
    if draft is None or draft.chat_id != scene.chat_id or not is_known(draft):
        raise ended.what_became(scene, buttons.number(part))
    if draft.person != scene.person.id and not of_anybody:
        raise Refusal("form.of_another", {"address": address_of(scene.tx, draft.person)})
    return draft


def _ticket(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] not in set(TicketMove) or parts[0] in {*FORM_MOVES.values(), TicketMove.LAPSE}:
        raise Refusal("button.old")
    ticket = move_ticket(
        scene.tx,
        scene.now,
        scene.person.id,
        buttons.number(parts[1]),
        TicketMove(parts[0]),
        said_at=scene.arrival.said_at,
    )
    return Answer("toast.ticket", {"move": parts[0], "number": ticket.number})


def _open_form(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    form = FORMS.get(parts[0])
    ticket = scene.tx.tickets.get(buttons.number(parts[1]))
    if form is None or ticket is None or parts[0] not in {*FORM_MOVES, "add"}:
        raise Refusal("button.old")
    if parts[0] in FORM_MOVES:
        checked(scene.tx, scene.now, ticket, scene.person.id, FORM_MOVES[parts[0]])
    else:
        check_may_add(scene.tx, scene.person.id, ticket)
    walk.begin_once(scene, form, {"number": ticket.number, "evidence": []}, "number")
    return None


def _look(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """One's own card of a ticket, as a new message: as its worker, its reporter, or who looks behind a figure."""
    mine = True
    ticket = scene.tx.tickets.get(buttons.number(parts[0]))
    if ticket is None:
        raise Refusal("button.old")
    may = scene.permissions
    dispatcher = Permission.DISPATCH in may
    if scene.person.id == ticket.assignee:
        about, side = "ticket.job", "work"
    elif dispatcher:
        about, side = "ticket.unassigned" if ticket.assignee is None else "ticket.desk", "work"
    elif scene.person.id in (ticket.reporter, *scene.tx.tickets.followers(ticket.number)):
        about, side = "ticket.filed", "reporter"
    elif Permission.READ_SUMMARY in may and sight_of(scene.tx, scene.person).ticket(ticket):
        about, side, mine = "ticket.job", "look", False
    else:
        raise Refusal("ticket.not_yours", ticket_facts(scene.tx, ticket))
    facts = {**ticket_facts(scene.tx, ticket), "mine": mine, "manages": Permission.MANAGE_PEOPLE in may}
    scene.reply(about, facts, card=f"{ticket.item}:{side}", show=Show.NEW)
    return None


def _language(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    set_language(scene, parts[0])
    return None


def _command(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    if parts[0] not in COMMANDS:
        raise Refusal("button.old")
    run_command(scene, parts[0], "")
    return None


def _further(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    further(scene, buttons.number(parts[0]))
    return None


TAPS: dict[str, Tap] = {
    "d": _form,
    "k": _waiting,
    "e": _aside,
    "t": _ticket,
    "f": _open_form,
    "v": _look,
    "a": alarms.moved,
    "s": alarms.still,
    "r": alarms.ticket_of,
    "u": alarms.pressed,
    "us": alarms.asked,
    "l": _language,
    "c": _command,
    "y": duties.tapped,
    "g": gates.tapped,
    "h": posts.held,
    "o": rosters.tapped,
    "w": figures.tapped,
    "x": plans.switched,
    "b": entries.tapped,
    "j": notices.tapped,
    "m": notices.weighed,
    "p": pictures.tapped,
    "n": practice.tapped,
    "z": swaps.tapped,
    "q": leaves.tapped,
    "i": reviews.tapped,
    "tw": service.tapped,
    "li": _further,
    "ct": certificates.tapped,
    "wb": workbooks.tapped,
}
