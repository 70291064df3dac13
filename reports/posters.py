"""Posters: one page a place, its name to be read from afar and its code to be photographed, as a PDF to print."""

import json
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from domain.duties import Task
from domain.places import Place, PlaceTree
from domain.plans import Manner
from domain.school import School
from domain.targets import Targets
from words.plain import plain

MOST_LINES = 6
PAGE = """
#set page(paper: "a5", margin: (x: 14mm, y: 12mm))
#set text(font: "Noto Sans CJK SC", lang: "zh")
#for (number, it) in json("posters.json").enumerate() {
  if number > 0 { pagebreak() }
  align(center)[
    #text(size: 11pt, fill: luma(90), it.school)
    #v(2mm)
    #text(size: 28pt, weight: "bold", it.name)
    #v(3mm)
    #image("code-" + str(number) + ".svg", width: 92mm)
    #v(2mm)
    #text(size: 16pt, weight: "bold")[巡查到这里,拍一张]
  ]
  v(2mm)
  for line in it.lines { text(size: 11pt)[· #line #linebreak()] }
  place(bottom + right, text(size: 9pt, fill: luma(120), it.code))
}
"""
"""Typst. What the school wrote comes in as data and is never markup."""


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


def printable(text: str) -> str:
    """On one line, without what nobody sees, and without signs that no font of ours has (emoji)."""
    return "".join(sign for sign in plain(text) if unicodedata.category(sign) not in ("So", "Cs", "Cc", "Cf")).strip()


def pdf_of(posters: Sequence[Poster]) -> bytes:
    """The PDF, one page each. About 0.2 s for the fonts and 2 ms a page; use a thread."""
    # A hundred megabytes that only who prints needs.
    import manimgx_fonts_cjk
    import segno
    import typst

    fonts = str(Path(manimgx_fonts_cjk.__file__).parent)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "posters.json").write_text(json.dumps(_rows(posters), ensure_ascii=False), encoding="utf-8")
        (folder / "page.typ").write_text(PAGE, encoding="utf-8")
        for number, poster in enumerate(posters):
            segno.make(poster.holds, error="q").save(str(folder / f"code-{number}.svg"), border=2)
        pdf = typst.compile(
            str(folder / "page.typ"), root=str(folder), font_paths=[fonts], ignore_system_fonts=True, format="pdf"
        )
    assert isinstance(pdf, bytes)
    return pdf


def _rows(posters: Iterable[Poster]) -> list[dict[str, object]]:
    return [asdict(poster) for poster in posters]
