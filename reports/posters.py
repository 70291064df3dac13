"""Posters: one a place, its name to be read from afar and its code to be photographed, as a PDF to print."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from domain.duties import Task
from domain.places import Place, PlaceTree
from domain.plans import Manner
from domain.school import School
from domain.targets import Targets
from reports.printing import pdf_of, printable

MOST_LINES = 6
"""What is looked at there: as many as fit on half of an A4 page (reports/sheets/posters.typ)."""
SHEET = "posters.typ"


@dataclass(frozen=True, slots=True)
class Poster:
    """`holds` is what the code says; `lines` are what the school wants looked at there."""

    code: str
    name: str
    school: str
    holds: str
    lines: tuple[str, ...] = ()


def checked_places(school: School) -> tuple[Place, ...]:
    """Every place that some plan sends somebody to, in the workbook's order.

    Rooms that are signed for, floors that are counted and what is drawn for a spot check need no poster.
    """
    tree = PlaceTree(school.places)
    targets = Targets(school, tree)
    wanted = {
        point
        for plan in school.plans
        for target in targets.of(plan)
        if plan.manner is not Manner.DRAWN and targets.task(plan, target.place) is Task.ROUND
        for point in target.points
    }
    return tuple(place for place in tree if place.code in wanted)


def poster_of(school: School, place: Place, holds: str) -> Poster:
    looked_at = (
        item.text
        for checklist in school.checklists
        for item in checklist.items
        if place.code in item.where or place.kind in item.where
    )
    lines = tuple(dict.fromkeys(map(printable, looked_at)))[:MOST_LINES]
    return Poster(place.code, printable(place.name), printable(school.settings.school), holds, lines)


def posters_pdf(posters: Sequence[Poster]) -> bytes:
    """All of them as one PDF on A4."""
    return pdf_of(SHEET, data_of(posters), [poster.holds for poster in posters])


def data_of(posters: Sequence[Poster]) -> list[dict[str, object]]:
    return [asdict(poster) for poster in posters]
