"""Who reads which summary: the head four lines, a manager of the whole school twelve, a lead the own part."""

from enum import StrEnum

from domain.people import Person
from domain.places import WHOLE_SCHOOL


class Reader(StrEnum):
    HEAD = "head"
    FULL = "full"
    PART = "part"


def reader_of(person: Person, manager: bool) -> Reader:
    """The head is the manager who has nobody above."""
    if not manager or person.section != WHOLE_SCHOOL:
        return Reader.PART
    return Reader.FULL if person.superior else Reader.HEAD
