"""A school as rows and back: the SQL of each table beside what its columns hold; lists are JSON text."""

import json
from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from domain.dispatch import DispatchRule, Rostered, Shift
from domain.escalation import Rung
from domain.hours import Hours, Window
from domain.people import Permission, Person, Phone, Presence, Role
from domain.places import Place, PlaceTree
from domain.school import School, Settings
from domain.spans import MINUTE
from storage import checklist_values, dorm_values, plan_values
from storage.rows import Row, Select, clock_text, day_of, day_text, row_of, to_json

SETTING = "school/"
"""What the keys of the workbook's settings begin with in the table setting."""

TABLES = (
    *("rostered", "shift", "rung", "dispatch_rule", "role"),
    *(*checklist_values.TABLES, *plan_values.TABLES, *dorm_values.TABLES),
)
"""Emptied in this order before they are written again."""
SELECT_SETTINGS = f"SELECT key, value FROM setting WHERE key GLOB '{SETTING}*'"
INSERT_SETTING = "INSERT INTO setting (key, value) VALUES (:key, :value)"
INSERT_ROLE = "INSERT INTO role (code, name, manager, permissions) VALUES (:code, :name, :manager, :permissions)"
UPSERT_PERSON = """
    INSERT INTO person (id, name, address, roles, section, superior, language, presence, phone, note,
        certificate, certificate_until, listed)
    VALUES (:id, :name, :address, :roles, :section, :superior, :language, :presence, :phone, :note,
        :certificate, :certificate_until, 1)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address, roles = excluded.roles,
        section = excluded.section, superior = excluded.superior, language = excluded.language,
        presence = excluded.presence, phone = excluded.phone, note = excluded.note,
        certificate = excluded.certificate, certificate_until = excluded.certificate_until,
        listed = 1"""
UPSERT_PLACE = """
    INSERT INTO place (code, name, aliases, kind, parent, section, owner, water, power, gas, position)
    VALUES (:code, :name, :aliases, :kind, :parent, :section, :owner, :water, :power, :gas, :position)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, aliases = excluded.aliases, kind = excluded.kind,
        parent = excluded.parent, section = excluded.section, owner = excluded.owner, water = excluded.water,
        power = excluded.power, gas = excluded.gas, position = excluded.position"""
INSERT_RULE = """
    INSERT INTO dispatch_rule (area, category, first, backup, hours, responder, first_aid)
    VALUES (:area, :category, :first, :backup, :hours, :responder, :first_aid)"""
INSERT_RUNG = """
    INSERT INTO rung (chain, level, target, after_minutes, hours)
    VALUES (:chain, :level, :target, :after_minutes, :hours)"""
INSERT_SHIFT = "INSERT INTO shift (code, name, starts, ends, early) VALUES (:code, :name, :starts, :ends, :early)"
INSERT_ROSTERED = "INSERT INTO rostered (day, shift, person, posts) VALUES (:day, :shift, :person, :posts)"


def writes(school: School) -> Iterator[tuple[str, list[Row]]]:
    """One statement a table with all its rows. People and places are upserted, the other tables must be empty."""
    yield INSERT_SETTING, [{"key": SETTING + key, "value": value} for key, value in _from_settings(school.settings)]
    yield INSERT_ROLE, [row_of(role, permissions=to_json(sorted(role.permissions))) for role in school.roles]
    yield UPSERT_PERSON, [_from_person(person) for person in school.people]
    yield UPSERT_PLACE, list(_from_places(school.places))
    yield INSERT_RULE, [row_of(rule) for rule in school.dispatch]
    yield INSERT_RUNG, [row_of(rung, after_minutes=rung.after / MINUTE) for rung in school.rungs]
    yield INSERT_SHIFT, [_from_shift(shift) for shift in school.shifts]
    yield INSERT_ROSTERED, [row_of(row, day=row.day.isoformat(), posts=to_json(row.posts)) for row in school.roster]
    for values in (checklist_values, plan_values, dorm_values):
        yield from values.writes(school)


def _from_person(person: Person) -> Row:
    return row_of(person, roles=to_json(person.roles), certificate_until=day_text(person.certificate_until))


def _from_shift(shift: Shift) -> Row:
    return row_of(shift, starts=clock_text(shift.starts), ends=clock_text(shift.ends), early=shift.early / MINUTE)


def _from_places(places: tuple[Place, ...]) -> Iterator[Row]:
    """The upper ones first: while a row waits for its parent, SQLite looks through the whole table at each insert."""
    tree = PlaceTree(places)
    for position, place in sorted(enumerate(places), key=lambda numbered: len(tree.path(numbered[1].code))):
        yield row_of(place, aliases=to_json(place.aliases), position=position)


def school_from(select: Select) -> School:
    """The school that the rows hold; people in the order of their numbers (P2 before P10)."""
    return School(
        settings=_settings({row["key"].removeprefix(SETTING): row["value"] for row in select(SELECT_SETTINGS)}),
        roles=tuple(map(_role, select("SELECT * FROM role ORDER BY rowid"))),
        people=tuple(map(_person, select("SELECT * FROM person ORDER BY length(id), id"))),
        places=tuple(map(_place, select("SELECT * FROM place ORDER BY position"))),
        dispatch=tuple(map(_rule, select("SELECT * FROM dispatch_rule ORDER BY id"))),
        rungs=tuple(map(_rung, select("SELECT * FROM rung ORDER BY id"))),
        shifts=tuple(map(_shift, select("SELECT * FROM shift ORDER BY rowid"))),
        roster=tuple(map(_rostered, select("SELECT * FROM rostered ORDER BY day, shift, person"))),
        checklists=checklist_values.checklists_from(select),
        **plan_values.plans_from(select),
        **dorm_values.dorms_from(select),
    )


def _from_settings(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "school", settings.school
    yield "zone", settings.zone.key
    yield "language", settings.language
    yield "night", to_json([clock_text(settings.night.starts), clock_text(settings.night.ends)])
    yield "quiet", to_json([clock_text(settings.quiet.starts), clock_text(settings.quiet.ends)])
    yield "summary_at", clock_text(settings.summary_at)
    yield "urgent_words", to_json(settings.urgent_words)
    yield "urgent_misspellings", to_json(settings.urgent_misspellings)
    yield "negations", to_json(settings.negations)
    yield "not_negations", to_json(settings.not_negations)
    yield "rest", to_json(settings.rest)


def _settings(kept: dict[str, str]) -> Settings:
    return Settings(
        school=kept["school"],
        zone=ZoneInfo(kept["zone"]),
        language=kept["language"],
        night=Window(*map(time.fromisoformat, json.loads(kept["night"]))),
        quiet=Window(*map(time.fromisoformat, json.loads(kept["quiet"]))),
        summary_at=time.fromisoformat(kept["summary_at"]),
        urgent_words=tuple(json.loads(kept["urgent_words"])),
        urgent_misspellings=json.loads(kept["urgent_misspellings"]),
        negations=tuple(json.loads(kept["negations"])),
        not_negations=tuple(json.loads(kept["not_negations"])),
        rest=json.loads(kept["rest"]),
    )


def _role(row: Row) -> Role:
    can = frozenset(map(Permission, json.loads(row["permissions"])))
    return Role(code=row["code"], name=row["name"], manager=bool(row["manager"]), permissions=can)


def _person(row: Row) -> Person:
    roles = tuple(json.loads(row["roles"]))
    kept = {"roles": roles, "presence": Presence(row["presence"]), "phone": Phone(row["phone"])}
    known = {name: value for name, value in row.items() if name != "listed"}
    return Person(**known | kept | {"certificate_until": day_of(row["certificate_until"])})


def _place(row: Row) -> Place:
    known = {name: value for name, value in row.items() if name != "position"}
    return Place(**known | {"aliases": tuple(json.loads(row["aliases"]))})


def _rule(row: Row) -> DispatchRule:
    known = {name: value for name, value in row.items() if name != "id"}
    return DispatchRule(**known | {"hours": Hours(row["hours"])})


def _rung(row: Row) -> Rung:
    after = timedelta(minutes=row["after_minutes"])
    return Rung(row["chain"], row["level"], row["target"], after, Hours(row["hours"]))


def _shift(row: Row) -> Shift:
    starts, ends = time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"])
    return Shift(row["code"], row["name"], starts, ends, row["early"] * MINUTE)


def _rostered(row: Row) -> Rostered:
    return Rostered(date.fromisoformat(row["day"]), row["shift"], row["person"], tuple(json.loads(row["posts"])))
