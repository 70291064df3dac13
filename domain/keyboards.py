"""Which keys somebody's keyboard has, and which commands their menu: by what their work is."""

from collections.abc import Mapping

from domain.gates import GUARDS
from domain.people import Permission, Person
from domain.places import WHOLE_SCHOOL

Rows = tuple[tuple[str, ...], ...]
MOST_KEYS = 6
"""Large ones, always in the same place: the first row and the last are everybody's, what lies between is one's work."""
FIRST, LAST = ("urgent", "report"), ("mine", "help")
REGISTERS: Mapping[str, str] = {"class_teacher": "leave", "nurse": "sickbay", "teacher": "function"}
"""Whose keyboard has the key of which register."""
WHERE_NOBODY_SLEEPS: Mapping[str, str] = {"幼儿园": "function"}
"""Sections without boarders: their class teachers use rooms instead."""
OF_WORK = ("round", "gate", "leave", "sickbay", "function", "jobs", "desk", "now", "decide")
"""The keys between, from left to right."""
WANTED = ("gate", "leave", "sickbay", "function", "desk", "jobs", "round", "now", "decide")
"""Who has more work than keys keeps these first: rounds call by themselves, and stand under 我的事."""
EVERYBODYS = ("urgent", "mine", "help", "practice", "reset", "language")
"""The menu's commands for everybody, and before one is known."""
FOR: Mapping[str, Permission] = {
    "round": Permission.PATROL,
    "jobs": Permission.TAKE,
    "desk": Permission.DISPATCH,
    "now": Permission.READ_SUMMARY,
    "decide": Permission.READ_SUMMARY,
    "plans": Permission.MANAGE_PEOPLE,
    "review": Permission.MANAGE_PEOPLE,
    "roster": Permission.MANAGE_PEOPLE,
    "invite": Permission.MANAGE_PEOPLE,
    "unbind": Permission.MANAGE_PEOPLE,
    "group": Permission.MANAGE_PEOPLE,
    "drill": Permission.MANAGE_PEOPLE,
    "workbook": Permission.MANAGE_PEOPLE,
}
"""Commands of a menu by what they are for; who may run them says domain/powers.py."""


def keys_of(person: Person | None, permissions: frozenset[Permission], *, at_gate: bool = False) -> Rows:
    """The keys by their commands, two or three in a row; who manages people has the school before their eyes.

    Nobody in particular is whoever will hold the phone of a post.
    """
    if Permission.MANAGE_PEOPLE in permissions:
        return (FIRST, ("now", "decide"), LAST)
    own = _own(person, permissions, at_gate=at_gate)
    kept = [it for it in WANTED if it in own][: MOST_KEYS - len(FIRST) - len(LAST)]
    work = tuple(it for it in OF_WORK if it in kept)
    return (FIRST, work, LAST) if work else (FIRST, LAST)


def commands_of(person: Person | None, permissions: frozenset[Permission], *, at_gate: bool = False) -> tuple[str, ...]:
    """The menu's commands: 紧急 first, then one's own work, then everybody's."""
    own = _own(person, permissions, at_gate=at_gate)
    work = [it for it in (*OF_WORK, *FOR) if it in own or FOR.get(it) in permissions]
    if person and person.section != WHOLE_SCHOOL and "workbook" in work:
        work.remove("workbook")
    return (EVERYBODYS[0], *dict.fromkeys(work), *EVERYBODYS[1:])


def _own(person: Person | None, permissions: frozenset[Permission], *, at_gate: bool) -> set[str]:
    found = {it for it in OF_WORK if FOR.get(it) in permissions}
    roles = person.roles if person else ()
    if at_gate or GUARDS.intersection(roles):
        found.add("gate")
    registers = {REGISTERS[role] for role in roles if role in REGISTERS}
    if person and "leave" in registers and person.section in WHERE_NOBODY_SLEEPS:
        registers = registers - {"leave"} | {WHERE_NOBODY_SLEEPS[person.section]}
    return found | registers
