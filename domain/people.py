"""People, their roles, and the one table of who may do what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.places import WHOLE_SCHOOL


class Permission(StrEnum):
    """What a role may do. The values are the words of the workbook's column 可做 (sheet 角色).

    REPORT is read and written back and opens no door: a report is never refused to anybody who has an account.
    """

    REPORT = "报修"
    PATROL = "巡查"
    SIGN = "签字"
    TAKE = "受理"
    DISPATCH = "派单"
    INSPECT = "验收"
    SPOT_CHECK = "抽检"
    READ_SUMMARY = "查看日报"
    MANAGE_PEOPLE = "管理人员"
    APPROVE = "审批"


class Presence(StrEnum):
    """State of employment (人员, column 状态)."""

    IN_SERVICE = "在岗"
    ON_LEAVE = "请假"
    LEFT = "离职"


class Phone(StrEnum):
    """Whose phone a person reads (人员, column 手机)."""

    OWN = "自己"
    POST = "岗位机"
    NONE = "无"


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    name: str
    manager: bool
    permissions: frozenset[Permission]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the school. `id` is the workbook's 编号 (P01); `address` is how the bot speaks to them.

    `certificate` is what the work asks for (健康证, 电工证); past `certificate_until` nobody may be rostered with it.
    """

    id: str
    name: str
    address: str
    roles: tuple[str, ...]
    section: str
    superior: str | None
    language: str
    presence: Presence
    phone: Phone
    note: str = ""
    certificate: str = ""
    certificate_until: date | None = None

    def holds(self, role: str) -> bool:
        return role in self.roles


def permissions_of(person: Person, roles: dict[str, Role]) -> frozenset[Permission]:
    """Everything that any of the person's roles may do; nothing for somebody who has left."""
    if person.presence is Presence.LEFT:
        return frozenset()
    return frozenset().union(*(roles[code].permissions for code in person.roles if code in roles))


def manages(by: Person, whom: Person, roles: dict[str, Role]) -> bool:
    """Whether `by` keeps the list in which `whom` stands: the whole school's, or that of the own section."""
    if Permission.MANAGE_PEOPLE not in permissions_of(by, roles):
        return False
    return by.section in (WHOLE_SCHOOL, whom.section)


def manages_everybody(by: Person, roles: dict[str, Role]) -> bool:
    """Whether `by` keeps the whole school's list of people."""
    return by.section == WHOLE_SCHOOL and Permission.MANAGE_PEOPLE in permissions_of(by, roles)


def is_manager(person: Person, roles: dict[str, Role]) -> bool:
    return person.presence is not Presence.LEFT and any(roles[code].manager for code in person.roles if code in roles)


def called(people: Iterable[Person], said: str) -> tuple[Person, ...]:
    """Everybody who may be meant by a number, a name or a form of address; those who left only when nobody else is."""
    wanted = said.strip().casefold()
    if not wanted:
        return ()
    everybody = tuple(people)
    exact = [p for p in everybody if wanted in (p.id.casefold(), p.name.casefold(), p.address.casefold())]
    found = exact or [p for p in everybody if wanted in p.name.casefold() or wanted in p.address.casefold()]
    return tuple([p for p in found if p.presence is not Presence.LEFT] or found)
