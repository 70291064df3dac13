"""The school's rows: replaced as a whole by an import, read as one value that is kept until the next."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from domain.calendar import SchoolCalendar
from domain.dispatch import Rostered, Shift
from domain.people import Permission, Person, Presence, Role, permissions_of
from domain.places import PlaceTree
from domain.refusal import Refusal
from domain.school import School
from domain.service_hours import Calendar
from domain.service_rules import ServiceRules, service_rules
from storage import school_values as values

REVISION = "school.revision"
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Kept:
    """A school with the look-ups that everybody needs, built once a revision."""

    revision: int
    school: School
    people: dict[str, Person]
    roles: dict[str, Role]
    tree: PlaceTree
    rostered_roles: frozenset[str]
    permissions: dict[str, frozenset[Permission]]
    serving: dict[str, tuple[Person, ...]]
    able: dict[Permission, tuple[Person, ...]]
    calendar: SchoolCalendar
    service_hours: Calendar
    service: ServiceRules
    shifts: dict[str, Shift]
    roster: dict[date, tuple[Rostered, ...]]


@dataclass(frozen=True, slots=True)
class Made:
    """A school made ready to be kept, before anybody waits for it: its rows by statement, and what they are read as."""

    rows: tuple[tuple[str, list[dict[str, Any]]], ...]
    kept: Kept


def made(school: School, before: Iterable[Person] = ()) -> Made:
    """`before` is everybody the school ever had: who is not listed any more stays, and has left."""
    listed = {person.id for person in school.people}
    left = [replace(person, presence=Presence.LEFT) for person in before if person.id not in listed]
    people = sorted((*school.people, *left), key=lambda person: (len(person.id), person.id))
    return Made(tuple(values.writes(school)), _kept(0, replace(school, people=tuple(people))))


class SchoolRows:
    """Reading costs one SELECT a transaction; the value is built again only when the revision changed.

    Whatever reads a school raises Refusal("school.missing") when none was imported.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: Kept | None = None
        self._seen: Kept | None = None
        """The school of this transaction."""
        self._newest = 0

    def look_again(self) -> None:
        """A transaction begins, or part of it was undone: the rows may be others."""
        self._seen = None

    @property
    def people(self) -> dict[str, Person]:
        """By id, those who left included."""
        return self._current().people

    @property
    def roles(self) -> dict[str, Role]:
        return self._current().roles

    @property
    def tree(self) -> PlaceTree:
        return self._current().tree

    @property
    def permissions(self) -> dict[str, frozenset[Permission]]:
        """What each person may do, by id."""
        return self._current().permissions

    @property
    def serving(self) -> dict[str, tuple[Person, ...]]:
        """Those in service, by their id and by each role they hold, in the order of the school."""
        return self._current().serving

    def able(self, permission: Permission) -> tuple[Person, ...]:
        """Everybody in service who may do that."""
        return self._current().able.get(permission, ())

    @property
    def rostered_roles(self) -> frozenset[str]:
        """Roles held by anybody in the roster."""
        return self._current().rostered_roles

    @property
    def calendar(self) -> SchoolCalendar:
        return self._current().calendar

    @property
    def service_hours(self) -> Calendar:
        """By which days and zone service clocks run."""
        return self._current().service_hours

    @property
    def service(self) -> ServiceRules:
        """By which rules the clocks of tickets begin now."""
        return self._current().service

    @property
    def shifts(self) -> dict[str, Shift]:
        return self._current().shifts

    def rostered(self, day: date) -> tuple[Rostered, ...]:
        """The workbook's rows of the shifts that begin on that local day."""
        return self._current().roster.get(day, ())

    def load(self) -> School:
        """The school, with those who left; people in the order of their numbers, all else in the workbook's."""
        return self._current().school

    def listed(self) -> School:
        """The school as the last workbook had it: without those whom it does not list any more."""
        listed = {str(row["id"]) for row in self._rows("SELECT id FROM person WHERE listed")}
        school = self.load()
        return replace(school, people=tuple(person for person in school.people if person.id in listed))

    def imported(self) -> bool:
        return self._revision() is not None

    @property
    def revision(self) -> int:
        """Another number after each import."""
        return self._current().revision

    def replace(self, school: School, ready: Made | None = None) -> None:
        """Takes the place of everything; a person who is no longer listed keeps the row and becomes 离职.

        Needs a transaction around it: rows refer to rows that come later.
        """
        for table in values.TABLES:
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute("DELETE FROM setting WHERE key GLOB :ours", {"ours": values.SETTING + "*"})
        for sql, rows in ready.rows if ready else values.writes(school):
            self._connection.executemany(sql, rows)
        self._connection.execute(
            "DELETE FROM place WHERE code NOT IN (SELECT value FROM json_each(:listed))",
            {"listed": json.dumps([place.code for place in school.places])},
        )
        self._connection.execute(
            "UPDATE person SET presence = :left, listed = 0 WHERE id NOT IN (SELECT value FROM json_each(:listed))",
            {"left": Presence.LEFT, "listed": json.dumps([person.id for person in school.people])},
        )
        self._bump()
        if ready is not None:
            self._kept = replace(ready.kept, revision=self._newest)

    def renew_certificate(self, person: str, until: date) -> None:
        """What somebody works with holds until another day; the next import may say otherwise."""
        self._connection.execute("UPDATE person SET certificate_until = ? WHERE id = ?", (until.isoformat(), person))
        self._bump()

    def _bump(self) -> None:
        """Never the same number twice in a process: what a rolled back import left in `_kept` must not be found."""
        self._newest = max(self._newest, self._revision() or 0) + 1
        self._connection.execute(
            """INSERT INTO setting (key, value) VALUES (:key, :value)
               ON CONFLICT (key) DO UPDATE SET value = excluded.value""",
            {"key": REVISION, "value": str(self._newest)},
        )
        self.look_again()

    def _revision(self) -> int | None:
        row = self._connection.execute("SELECT value FROM setting WHERE key = :key", {"key": REVISION}).fetchone()
        return None if row is None else int(row[0])

    def _current(self) -> Kept:
        if self._seen is None:
            self._seen = self._look()
        return self._seen

    def _look(self) -> Kept:
        revision = self._revision()
        if revision is None:
            raise Refusal("school.missing")
        if self._kept is None or self._kept.revision != revision:
            self._kept = _kept(revision, values.school_from(self._rows))
        return self._kept

    def _rows(self, sql: str) -> Iterable[dict[str, Any]]:
        """Rows by column name, whatever the connection's row factory."""
        cursor = self._connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, tuple(row), strict=True)) for row in cursor]


def _kept(revision: int, school: School) -> Kept:
    people = {person.id: person for person in school.people}
    roles = {role.code: role for role in school.roles}
    may = {person.id: permissions_of(person, roles) for person in school.people}
    calendar = SchoolCalendar(school.calendar, school.settings.rest)
    at_work = [person for person in school.people if person.presence is Presence.IN_SERVICE]
    return Kept(
        revision=revision,
        school=school,
        people=people,
        roles=roles,
        tree=PlaceTree(school.places),
        rostered_roles=_rostered_roles(people, school.roster),
        permissions=may,
        serving=_listed((p, (p.id, *p.roles)) for p in at_work),
        able=_listed((p, may[p.id]) for p in at_work),
        calendar=calendar,
        service_hours=Calendar(school.settings.zone, calendar.kinds),
        service=service_rules(school.settings.rest),
        shifts={shift.code: shift for shift in school.shifts},
        roster={day: tuple(rows) for day, rows in groupby(school.roster, attrgetter("day"))},
    )


def _listed(people: Iterable[tuple[Person, Iterable[K]]]) -> dict[K, tuple[Person, ...]]:
    """Whom each key stands for, in their order."""
    found: dict[K, list[Person]] = defaultdict(list)
    for person, keys in people:
        for key in dict.fromkeys(keys):
            found[key].append(person)
    return {key: tuple(of_it) for key, of_it in found.items()}


def _rostered_roles(people: dict[str, Person], roster: Iterable[Rostered]) -> frozenset[str]:
    return frozenset(role for row in roster if row.person in people for role in people[row.person].roles)
