"""Powers: what each command and each button asks of who uses it. The workbook's sheet 角色 says which role has it.

What concerns one ticket, alarm or duty is asked where that moves (`check_may` in tickets and alarms): whose it is
counts there more than a role. Reporting and danger ask for nothing: whoever belongs to the school may always tell.
"""

from collections.abc import Mapping

from domain.people import Permission, Person, Role, permissions_of
from domain.refusal import Refusal

COMMANDS: Mapping[str, Permission] = {
    "desk": Permission.DISPATCH,
    "now": Permission.READ_SUMMARY,
    "decide": Permission.READ_SUMMARY,
    "plans": Permission.READ_SUMMARY,
    "review": Permission.READ_SUMMARY,
    "invite": Permission.MANAGE_PEOPLE,
    "unbind": Permission.MANAGE_PEOPLE,
    "group": Permission.MANAGE_PEOPLE,
    "drill": Permission.MANAGE_PEOPLE,
    "workbook": Permission.MANAGE_PEOPLE,
}
"""Commands that are not for everybody; `plans` is for managers only, `workbook` for the whole school's, besides."""
BUTTONS: Mapping[str, tuple[Permission, str]] = {
    "w": (Permission.READ_SUMMARY, "figure.not_yours"),
    "x": (Permission.READ_SUMMARY, "person.may_not"),
    "i": (Permission.READ_SUMMARY, "figure.not_yours"),
    "wb": (Permission.MANAGE_PEOPLE, "person.may_not"),
}
"""Verbs of handlers/buttons.py that are not for everybody, and how anybody else is refused."""
ON_ONES_OWN_PHONE = frozenset(
    {
        Permission.DISPATCH,
        Permission.SPOT_CHECK,
        Permission.READ_SUMMARY,
        Permission.MANAGE_PEOPLE,
        Permission.APPROVE,
    }
)
"""On a post's phone a name is a claim that anybody can make: whoever may do one of these has no name there."""


def check_command(permissions: frozenset[Permission], command: str) -> None:
    """Refusal `person.may_not`."""
    if command in COMMANDS and COMMANDS[command] not in permissions:
        raise Refusal("person.may_not")


def check_button(permissions: frozenset[Permission], verb: str) -> None:
    """Refuses as the table says."""
    if verb in BUTTONS and BUTTONS[verb][0] not in permissions:
        raise Refusal(BUTTONS[verb][1])


def may_share_a_phone(person: Person, roles: dict[str, Role]) -> bool:
    """Whether somebody's name may be tapped on the phone of a post."""
    return not permissions_of(person, roles) & ON_ONES_OWN_PHONE
