"""Commands and menu labels: few, and none of them has to be typed."""

from collections.abc import Callable
from functools import cache

from actions.facts import alarm_facts, ticket_facts
from actions.file_draft import drop_draft
from actions.owed import owed_today
from actions.place_tokens import place_of
from actions.team import turns_of
from domain.gates import GUARDS
from domain.people import Permission, Person
from domain.powers import check_command
from domain.refusal import Refusal
from handlers import entries, invitations, managing, practice
from handlers.gates import show_gates
from handlers.leaves import ask_for_leave
from handlers.rosters import show_roster
from handlers.rounds import open_due, opened_link
from handlers.scene import Scene
from handlers.swaps import show_swaps
from words import LANGUAGES, _, say_in

MENU: dict[str, str] = {
    "urgent": _("🚨 紧急"),
    "report": _("🔧 报修"),
    "jobs": _("🧰 我的单"),
    "round": _("🔦 巡查"),
    "gate": _("🚪 大门"),
    "leave": _("📝 请假"),
    "sickbay": _("🩺 留观"),
    "mine": _("📋 我的事"),
    "desk": _("✋ 待派"),
    "now": _("📌 现在"),
    "decide": _("✋ 要我定"),
    "help": _("🙋 帮助"),
}
"""Command and label of each key on the keyboard; the label, sent as text, is the command."""

REGISTERS: dict[str, str] = {"class_teacher": "leave", "nurse": "sickbay"}
"""Whose keyboard has the key of which register."""

SHOWN: dict[str, str] = {
    "help": _("怎么用"),
    "urgent": _("紧急,马上通知"),
    "mine": _("我的事"),
    "reset": _("从头再来"),
    "language": _("换语言"),
}
"""Commands in Telegram's own menu, with what they do."""


def menu_of(
    person: Person | None, permissions: frozenset[Permission], *, at_gate: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The first row is the same for everybody, always; who manages people has the school before their eyes.

    Nobody in particular is whoever will hold the phone of a post.
    """
    if Permission.MANAGE_PEOPLE in permissions:
        return ((MENU["urgent"], MENU["report"]), (MENU["now"], MENU["decide"]), (MENU["mine"], MENU["help"]))
    work = [MENU["jobs"]] if Permission.TAKE in permissions else []
    rounds = [MENU["round"]] if Permission.PATROL in permissions else []
    gates = [MENU["gate"]] if at_gate or (person and GUARDS.intersection(person.roles)) else []
    desk = [MENU["desk"]] if Permission.DISPATCH in permissions else []
    registers = [MENU[it] for role, it in REGISTERS.items() if person and person.holds(role)]
    return ((MENU["urgent"], MENU["report"]), (*rounds, *gates, *registers, *work, *desk, MENU["mine"], MENU["help"]))


def command_of_label(words: str) -> str | None:
    """The command whose label, in any of our languages, these words are."""
    return _labels().get(words)


@cache
def _labels() -> dict[str, str]:
    """The command behind each label, in each language."""
    return {say_in(code)(label): command for command, label in reversed(MENU.items()) for code in LANGUAGES}


def run_command(scene: Scene, command: str, payload: str) -> None:
    """Runs it; an unknown one gets the help. Refusal `person.may_not` for one that is not this person's."""
    check_command(scene.permissions, command)
    if command != "practice":
        practice.interrupted(scene)
    COMMANDS.get(command, _help)(scene, payload)


def welcome(scene: Scene, about: str = "person.bound") -> None:
    permissions = scene.permissions
    roles = [scene.tx.school.roles[code].name for code in scene.person.roles if code in scene.tx.school.roles]
    scene.reply(
        about,
        {"address": scene.person.address, "roles": roles[:1], "menu": menu_of(scene.person, permissions)},
    )
    if about == "person.bound":
        practice.offer(scene)


def _start(scene: Scene, payload: str) -> None:
    if payload and (place := place_of(scene.tx, payload)):
        opened_link(scene, place)
        return
    welcome(scene, "person.hello")


def _urgent(scene: Scene, payload: str) -> None:
    scene.reply("urgent.menu")


def _report(scene: Scene, payload: str) -> None:
    scene.reply("report.how")


def _help(scene: Scene, payload: str) -> None:
    permissions = scene.permissions
    scene.reply("help", {"menu": menu_of(scene.person, permissions), "works": Permission.TAKE in permissions})


def _reset(scene: Scene, payload: str) -> None:
    """Always works: every open form of the chat is closed, what was said in it stays in the history."""
    closed = 0
    while (draft := scene.tx.drafts.newest(scene.chat_id)) is not None:
        drop_draft(scene.tx, scene.now, draft, said_at=scene.arrival.said_at)
        closed += 1
    permissions = scene.permissions
    scene.reply("reset", {"closed": closed, "menu": menu_of(scene.person, permissions)})


def _language(scene: Scene, payload: str) -> None:
    if payload in LANGUAGES:
        set_language(scene, payload)
    else:
        scene.reply("language.ask", {"languages": list(LANGUAGES.items())})


def set_language(scene: Scene, code: str) -> None:
    """The person's own choice, kept with the account; the keyboard changes with it."""
    if code not in LANGUAGES:
        raise Refusal("button.old")
    scene.tx.accounts.speak(scene.chat_id, code)
    permissions = scene.permissions
    scene.reply("language.set", {"menu": menu_of(scene.person, permissions)})


def _mine(scene: Scene, payload: str) -> None:
    tickets = [ticket_facts(scene.tx, ticket) for ticket in scene.tx.tickets.of_reporter(scene.person.id)]
    alarms = [
        alarm_facts(scene.tx, alarm)
        for alarm in scene.tx.alarms.running()
        if scene.person.id in (alarm.reporter, alarm.owner)
    ]
    duties = owed_today(scene.tx, scene.now, scene.person.id)
    leads = any(person.superior == scene.person.id for person in scene.tx.school.people.values())
    facts = {
        "tickets": tickets,
        "alarms": alarms,
        "duties": duties,
        "device": scene.device,
        "leads": leads,
        "practice": True,
        "turns": bool(turns_of(scene.tx, scene.now, scene.person.id)),
    }
    scene.reply("list.mine", facts)


def _jobs(scene: Scene, payload: str) -> None:
    tickets = [ticket_facts(scene.tx, ticket) for ticket in scene.tx.tickets.of_assignee(scene.person.id)]
    scene.reply("list.jobs", {"tickets": tickets[:6], "more": max(0, len(tickets) - 6)})


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
    "off": ask_for_leave,
    "desk": _desk,
    "mine": _mine,
    "help": _help,
    "reset": _reset,
    "cancel": _reset,
    "language": _language,
    "practice": practice.begin,
    "invite": invitations.invite_somebody,
    "unbind": invitations.stop_phone_of,
    "now": managing.now,
    "decide": managing.decide,
    "plans": managing.plans,
    "group": managing.group,
    **entries.COMMANDS,
}
