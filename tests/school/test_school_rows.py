"""The school is kept as rows and read back as the same value, one SELECT a call until it changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.people import Presence
from domain.refusal import Refusal
from domain.school import School
from storage.school_rows import SchoolRows


@contextmanager
def transaction(rows: sqlite3.Connection) -> Iterator[None]:
    rows.execute("BEGIN")
    yield
    rows.execute("COMMIT")


def kept(rows: sqlite3.Connection, school: School) -> SchoolRows:
    keeper = SchoolRows(rows)
    with transaction(rows):
        keeper.replace(school)
    return keeper


def without(school: School, person: str) -> School:
    people = tuple(p for p in school.people if p.id != person)
    return replace(school, people=people, roster=tuple(row for row in school.roster if row.person != person))


def test_the_sample_reads_back_as_it_was(rows: sqlite3.Connection, sample: School) -> None:
    assert kept(rows, sample).load() == sample


def test_rows_read_the_same_with_named_columns(rows: sqlite3.Connection, sample: School) -> None:
    kept(rows, sample)
    rows.row_factory = sqlite3.Row
    assert SchoolRows(rows).load() == sample


def test_without_an_import_there_is_no_school(rows: sqlite3.Connection) -> None:
    with pytest.raises(Refusal, match=r"^school\.missing$"):
        SchoolRows(rows).load()


def test_replacing_the_school_takes_the_old_one_away(rows: sqlite3.Connection, small: School, sample: School) -> None:
    keeper = kept(rows, sample)
    with transaction(rows):
        keeper.replace(small)
    found = keeper.load()
    in_service = tuple(person for person in found.people if person.presence is Presence.IN_SERVICE)
    assert in_service == small.people
    assert replace(found, people=in_service) == small


def test_somebody_no_longer_listed_has_left_and_keeps_name_and_row(rows: sqlite3.Connection, small: School) -> None:
    keeper = kept(rows, small)
    with transaction(rows):
        keeper.replace(without(small, "P03"))
    assert keeper.people["P03"] == replace(small.people[2], presence=Presence.LEFT)


def test_somebody_listed_again_is_back(rows: sqlite3.Connection, small: School) -> None:
    keeper = kept(rows, without(small, "P03"))
    with transaction(rows):
        keeper.replace(without(small, "P03"))
        keeper.replace(small)
    assert keeper.load() == small


def test_a_place_may_move_below_one_that_comes_later(rows: sqlite3.Connection, small: School) -> None:
    places = tuple(reversed(small.places))
    assert kept(rows, replace(small, places=places)).load().places == places


def test_other_settings_of_the_house_stay(rows: sqlite3.Connection, small: School) -> None:
    rows.execute("INSERT INTO setting (key, value) VALUES ('outbox.paused', '1')")
    keeper = kept(rows, small)
    with transaction(rows):
        keeper.replace(small)
    assert rows.execute("SELECT value FROM setting WHERE key = 'outbox.paused'").fetchone()[0] == "1"


def test_the_value_is_built_once_a_revision(rows: sqlite3.Connection, small: School) -> None:
    keeper = kept(rows, small)
    asked: list[str] = []
    first = keeper.load()
    rows.set_trace_callback(asked.append)
    keeper.look_again()
    assert keeper.load() is first
    assert keeper.people is keeper.people
    assert keeper.tree is keeper.tree
    assert asked == ["SELECT value FROM setting WHERE key = 'school.revision'"]


def test_a_change_by_somebody_else_is_seen(rows: sqlite3.Connection, small: School) -> None:
    keeper = kept(rows, small)
    assert keeper.people["P03"].presence is Presence.IN_SERVICE
    kept(rows, without(small, "P03"))
    keeper.look_again()
    assert keeper.people["P03"].presence is Presence.LEFT


def test_what_was_rolled_back_is_never_read_again(rows: sqlite3.Connection, small: School) -> None:
    keeper = kept(rows, small)
    rows.execute("BEGIN")
    keeper.replace(without(small, "P03"))
    assert keeper.people["P03"].presence is Presence.LEFT
    rows.execute("ROLLBACK")
    keeper.look_again()
    assert keeper.load() == small
    with transaction(rows):
        keeper.replace(without(small, "P02"))
    assert keeper.people["P03"].presence is Presence.IN_SERVICE


def test_look_ups_come_with_the_school(rows: sqlite3.Connection, small: School) -> None:
    keeper = kept(rows, small)
    assert keeper.people["P02"].name == "曹志强"
    assert keeper.roles["guard"].name == "保安"
    assert [place.code for place in keeper.tree.path("A-101")] == ["A-101", "A", "CX"]
    assert keeper.rostered_roles == {"guard", "electrician"}


NUMBERS = st.sets(st.integers(1, 40), min_size=1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NUMBERS, min_size=1, max_size=4))
def test_whatever_is_imported_in_whatever_order_the_last_is_in_force_and_nobody_is_lost(
    rows: sqlite3.Connection, sample: School, imports: list[set[int]]
) -> None:
    keeper = SchoolRows(rows)
    schools = [replace(sample, people=tuple(sample.people[n] for n in sorted(some)), roster=()) for some in imports]
    lonely = [
        replace(
            school,
            people=tuple(replace(person, superior=None) for person in school.people),
            places=tuple(replace(place, owner=None) for place in school.places[:5]),
        )
        for school in schools
    ]
    ever = {person.id for person in keeper.load().people} if keeper.imported() else set()
    with transaction(rows):
        [keeper.replace(school) for school in lonely]
    listed = {person.id: person for person in lonely[-1].people}
    assert {p.id: p for p in keeper.load().people if p.id in listed} == listed
    assert {p.presence for p in keeper.load().people if p.id not in listed} <= {Presence.LEFT}
    assert keeper.people.keys() == ever | {person.id for school in lonely for person in school.people}
