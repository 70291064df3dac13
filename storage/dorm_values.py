"""Dorm rooms, beds and absences as rows and back."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from domain.dorms import Absence, AbsenceKind, Bed, Dorm, Dwellers
from domain.school import School
from storage.rows import Row, Select, day_of, day_text, row_of

TABLES = ("dorm", "bed", "absence")
INSERT_DORM = """
    INSERT INTO dorm (place, dwellers, leader, deputy, beds, since, until, level, position)
    VALUES (:place, :dwellers, :leader, :deputy, :beds, :since, :until, :level, :position)"""
INSERT_BED = "INSERT INTO bed (place, person, number) VALUES (:place, :person, :number)"
INSERT_ABSENCE = """
    INSERT INTO absence (kind, place, bed, starts, ends, by) VALUES (:kind, :place, :bed, :starts, :ends, :by)"""


def writes(school: School) -> Iterator[tuple[str, list[Row]]]:
    """One statement a table with all its rows; the tables must be empty."""
    yield INSERT_DORM, [_from_dorm(dorm, position) for position, dorm in enumerate(school.dorms)]
    yield INSERT_BED, [row_of(bed) for bed in school.beds]
    yield INSERT_ABSENCE, [_from_absence(absence) for absence in school.absences]


def dorms_from(select: Select) -> dict[str, Any]:
    """The fields of a School that these rows fill, in the workbook's order."""
    return {
        "dorms": tuple(map(_dorm, select("SELECT * FROM dorm ORDER BY position"))),
        "beds": tuple(map(_bed, select("SELECT * FROM bed ORDER BY rowid"))),
        "absences": tuple(map(_absence, select("SELECT * FROM absence ORDER BY id"))),
    }


def _from_dorm(dorm: Dorm, position: int) -> Row:
    return row_of(dorm, since=day_text(dorm.since), until=day_text(dorm.until), position=position)


def _from_absence(absence: Absence) -> Row:
    return row_of(absence, starts=absence.starts.isoformat(), ends=absence.ends.isoformat())


def _dorm(row: Row) -> Dorm:
    return Dorm(
        place=row["place"],
        dwellers=Dwellers(row["dwellers"]),
        leader=row["leader"],
        deputy=row["deputy"],
        beds=row["beds"],
        since=day_of(row["since"]),
        until=day_of(row["until"]),
        level=row["level"],
    )


def _bed(row: Row) -> Bed:
    return Bed(place=row["place"], person=row["person"], number=row["number"])


def _absence(row: Row) -> Absence:
    return Absence(
        kind=AbsenceKind(row["kind"]),
        place=row["place"],
        bed=row["bed"],
        starts=datetime.fromisoformat(row["starts"]),
        ends=datetime.fromisoformat(row["ends"]),
        by=row["by"],
    )
