"""Commands: few, and none of them has to be typed."""

from collections.abc import Callable, Mapping
from typing import Any

from actions.any_turn import turns_ahead
from actions.facts import alarm_facts, ticket_facts
from actions.file_draft import drop_draft
from actions.gate import is_at_gate
from actions.owed import owed_today
from actions.place_tokens import place_of
from actions.review import may_review
from actions.score_facts import notice_line
from domain.news import Show
from domain.people import Permission
from domain.powers import check_command
from domain.refusal import Refusal
from handlers import practice
from handlers.managers import draws, drills, managing, reviews, workbooks
from handlers.managers.certificates import due_for, show_certificates
from handlers.menu import menu_facts
from handlers.people import invitations
from handlers.people.languages import renew_cards
from handlers.people.leaves import ask_for_leave
from handlers.people.rooms import show_room
from handlers.people.rosters import show_roster
from handlers.people.swaps import show_swaps
from handlers.scene import Scene, red_menu
from handlers.work import entries
from handlers.work.gates import show_gates
from handlers.work.rounds import open_due, opened_link
from words import LANGUAGES

MOST = 6
"""Tickets on a list; how many more there are is said."""


def run_command(scene: Scene, command: str, payload: str) -> None:
    """Runs it; an unknown one gets the help. Refusal `person.may_not` for one that is not this person's."""
    check_command(scene.permissions, command)
    if command != "practice":
        practice.interrupted(scene)
    COMMANDS.get(command, _help)(scene, payload)


def welcome(scene: Scene, about: str = "person.bound") -> None:
    roles = [scene.tx.school.roles[code].name for code in scene.person.roles if code in scene.tx.school.roles]
    scene.reply(about, {"address": scene.person.address, "roles": roles[:1], **_menu(scene)})
    if about == "person.bound":
        practice.offer(scene)


def _menu(scene: Scene) -> Mapping[str, Any]:
    """What the keyboard holds for whoever speaks; a post's phone keeps its gate whoever uses it."""
    return menu_facts(scene.person, scene.permissions, at_gate=is_at_gate(scene.tx, scene.device))


def _start(scene: Scene, payload: str) -> None:
    if payload and (place := place_of(scene.tx, payload)):
        opened_link(scene, place)
        return
    welcome(scene, "person.hello")


def _urgent(scene: Scene, payload: str) -> None:
    scene.reply("urgent.menu", card=red_menu(scene))


def _report(scene: Scene, payload: str) -> None:
    scene.reply("report.how")


def _help(scene: Scene, payload: str) -> None:
    scene.reply("help", _menu(scene))


def _reset(scene: Scene, payload: str) -> None:
    """Always works: every open form of the chat is closed, what was said in it stays in the history."""
    closed = 0
    while (draft := scene.tx.drafts.newest(scene.chat_id)) is not None:
        drop_draft(scene.tx, scene.now, draft, said_at=scene.arrival.said_at)
        closed += 1
    scene.reply("reset", {"closed": closed, **_menu(scene)})


def _language(scene: Scene, payload: str) -> None:
    if payload in LANGUAGES:
        set_language(scene, payload)
    else:
        scene.reply("language.ask", {"languages": list(LANGUAGES.items())})


def set_language(scene: Scene, code: str) -> None:
    """The person's own choice, kept with the account; the keyboard and the open cards change with it."""
    if code not in LANGUAGES:
        raise Refusal("button.old")
    scene.tx.accounts.speak(scene.chat_id, code)
    scene.reply("language.set", _menu(scene))
    renew_cards(scene, code)


def _mine(scene: Scene, payload: str) -> None:
    scene.reply("list.mine", _own(scene), card=_list_of(scene))


def further(scene: Scene, began: int) -> None:
    """The other keys of the list, in the place of those that it shows; what changed meanwhile is said as it is."""
    scene.reply("list.mine", {**_own(scene), "from": began}, card=_list_of(scene), show=Show.EDIT)


def _list_of(scene: Scene) -> str:
    return f"mine:{scene.person.id}"


def _own(scene: Scene) -> dict[str, Any]:
    jobs = scene.tx.tickets.of_assignee(scene.person.id)[:MOST] if Permission.TAKE in scene.permissions else []
    own = {it.number: it for it in [*jobs, *scene.tx.tickets.of_reporter(scene.person.id)]}
    tickets = [ticket_facts(scene.tx, ticket) for ticket in own.values()]
    alarms = [
        alarm_facts(scene.tx, alarm)
        for alarm in scene.tx.alarms.running()
        if scene.person.id in (alarm.reporter, alarm.owner)
    ]
    duties = owed_today(scene.tx, scene.now, scene.person.id)
    leads = any(person.superior == scene.person.id for person in scene.tx.school.people.values())
    return {
        "tickets": tickets,
        "alarms": alarms,
        "duties": duties,
        "device": scene.device,
        "leads": leads,
        "practice": True,
        "drills": Permission.MANAGE_PEOPLE in scene.permissions,
        "rooms": scene.person.holds("class_teacher"),
        "notices": [notice_line(scene.tx, it) for it in scene.tx.notices.of_person(scene.person.id)],
        "reviews": may_review(scene.tx, scene.person),
        "certificates": bool(due_for(scene)),
        "turns": bool(turns_ahead(scene.tx, scene.now, scene.person.id)),
    }


def _jobs(scene: Scene, payload: str) -> None:
    tickets = [ticket_facts(scene.tx, ticket) for ticket in scene.tx.tickets.of_assignee(scene.person.id)]
    scene.reply("list.jobs", {"tickets": tickets[:MOST], "more": max(0, len(tickets) - MOST)})


def _desk(scene: Scene, payload: str) -> None:
    """What nobody has yet, for those who may give it to somebody."""
    waiting = [ticket_facts(scene.tx, ticket) for ticket in scene.tx.tickets.waiting()]
    scene.reply("list.desk", {"tickets": waiting[:6], "more": max(0, len(waiting) - 6)})


COMMANDS: dict[str, Callable[[Scene, str], None]] = {
    "start": _start,
    "urgent": _urgent,
    "report": _report,
    "jobs": _jobs,
    "round": open_due,
    "gate": show_gates,
    "roster": show_roster,
    "swap": show_swaps,
    "room": show_room,
    "off": ask_for_leave,
    "desk": _desk,
    "mine": _mine,
    "help": _help,
    "reset": _reset,
    "cancel": _reset,
    "language": _language,
    "practice": practice.begin,
    "verify": draws.verify,
    "invite": invitations.invite_somebody,
    "unbind": invitations.stop_phone_of,
    "now": managing.now,
    "decide": managing.decide,
    "plans": managing.plans,
    "review": reviews.choose,
    "myterm": reviews.my_term,
    "mypaper": reviews.my_paper,
    "group": managing.group,
    "drill": drills.begin,
    "certificates": show_certificates,
    "workbook": workbooks.ask,
    **entries.COMMANDS,
}
