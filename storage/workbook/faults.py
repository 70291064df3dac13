"""What is wrong in a workbook: where it stands, what was written there, and what was probably meant."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from words.plain import cut, plain
from words.sentence import Sentence

LONGEST_SHOWN = 60
"""Signs of a cell that its fault repeats."""
ALIKE = 0.5
"""Share of signs that need no change, below which no right value is proposed: 在职 and 在岗 are half alike.

Two signs that changed places count as one change, so P20 is nearer to P02 than to P01.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong cell; `sheet` and `cell` are empty where the fault is the file's or the whole sheet's."""

    sheet: str
    cell: str
    value: str
    problem: str
    nearest: str | None = None

    @property
    def sentence(self) -> Sentence:
        """Where, what stands there, what is wrong with it, and what was probably meant."""
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        what: str = self.problem
        if self.value:
            what = Sentence("「{value}」{problem}", value=cut(plain(self.value), LONGEST_SHOWN), problem=what)
        if self.nearest:
            what = Sentence("{problem},是不是「{nearest}」?", problem=what, nearest=self.nearest)
        return (
            Sentence("{place}: {problem}", place=place, problem=what) if place else Sentence("{problem}", problem=what)
        )

    def __str__(self) -> str:
        return str(self.sentence)


class WorkbookErrors(Exception):
    """A workbook that cannot be taken, with everything that is wrong in it; str() is one sentence a line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class Wrong(Exception):
    """A value that does not fit its cell; whoever reads the cell knows the place and makes a Fault of it.

    `value` is the wrong part of a cell that says several things; None: all of it. Several come as an ExceptionGroup.
    """

    def __init__(self, problem: str, nearest: str | None = None, value: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.nearest = nearest
        self.value = value


def nearest(value: str, meant: Iterable[str] | Mapping[str, str], alike: float = ALIKE) -> str | None:
    """The likeliest right value: of the given ones, or what a mapping says its likeliest key stands for."""
    means = meant if isinstance(meant, Mapping) else {label: label for label in meant}
    found = process.extractOne(value, list(means), scorer=OSA.normalized_similarity, processor=fold, score_cutoff=alike)
    return means[found[0]] if found else None


def fold(text: str) -> str:
    """What two spellings have in common: full width or not, capitals or not, spaces or not."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
