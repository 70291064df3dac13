"""How far a sheet reaches, and what its formulas are worth, told from its text piece by piece before it is read."""

import re
from dataclasses import dataclass, field

from words.sentence import Sentence

MOST_ROWS = 60_000
"""With columns and cells: docs/workbook.md; measured, a sheet of 69,000 rows takes 8 seconds
(storage/workbook/apart.py)."""
MOST_COLUMNS = 300
MOST_CELLS = 1_000_000
MOST_REACHED = 4_000_000
"""Cells from the first to the last, empty ones too: the reader has room for each."""
MOST_MERGED = 20_000
AT_A_TIME = 256 * 1024
BOUND = 2048
"""Bytes looked at again with the next piece, so that nothing is missed between two."""
# None of them looks further than it must: on whatever a file holds they take no more time than its length.
TAG = rb"<(?:[^\s<>/]{1,60}:)?"
ODD = re.compile(
    TAG + rb"(?:c|row)(?=[\s/>])(?!(?:\s+[\w:.-]{1,30}\s*=\s*(?:\"[^\"<>]{0,40}\"|'[^'<>]{0,40}')){0,20}\s*/?>)"
)
"""A cell or a row that no spreadsheet writes so; what follows could be overlooked in one."""
PLACED = re.compile(TAG + rb"c\s(?:[^<>]{0,900}?\s)?r\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,9})[\"'](?:[^<>]{0,900}[^/<>])?>")
"""A cell that holds something; one that is only coloured reaches nowhere."""
NUMBERED = re.compile(TAG + rb"row\s(?:[^<>]{0,900}?\s)?r\s*=\s*[\"'](\d{1,9})[\"'](?:[^<>]{0,900}[^/<>])?>")
PLACELESS = re.compile(TAG + rb"c(?:>|\s(?![^<>]{0,900}\br\s*=)[^<>]{0,900}>)")
"""A cell that stands where the last one ended, in the row that the file numbers."""
ROW = re.compile(TAG + rb"row[\s/>]")
CELL = re.compile(TAG + rb"c[\s/>]")
MERGED = re.compile(TAG + rb"mergeCell[\s/>]")
NOT_RECKONED = re.compile(
    rb"<c\s[^<>]{0,300}?\br=\"([A-Z]{1,3}\d{1,7})\"[^<>]{0,300}>\s*"
    rb"<f(?:\s[^<>]{0,300})?(?:/>|>[^<]{0,300}</f>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)"
)
WRONGLY_RECKONED = re.compile(
    rb"<c\s[^<>]{0,300}?\br=\"([A-Z]{1,3}\d{1,7})\"[^<>]{0,300}\bt=\"e\"[^<>]{0,300}>"
    rb"(?:\s*<f(?:\s[^<>]{0,300})?(?:/>|>[^<]{0,300}</f>))?\s*<v>([^<]{1,20})<"
)
TOO_LONG = Sentence("太长了,最多{most}行。下面多出来的行请删掉", most=MOST_ROWS)
TOO_WIDE = Sentence("太宽了,最多{most}列。右边多出来的列请删掉", most=MOST_COLUMNS)
TOO_MANY = Sentence("格子太多了,最多{most}万格", most=MOST_CELLS // 10_000)
TOO_FAR = Sentence("离别的格子太远,中间的空格也要算,请删掉或者挪近")
TOO_MERGED = Sentence("合并的格子太多了,最多{most}处", most=MOST_MERGED)
UNRECKONED = Sentence("是还没算出来的公式,请在表格软件里打开、保存一次再导入")
WRONG_FORMULA = Sentence("是算错的公式,请改好")


def odd(piece: bytes) -> bool:
    """What stands at the very end is looked at again with the next piece."""
    found = ODD.search(piece)
    return found is not None and (found.start() < len(piece) - BOUND or len(piece) < AT_A_TIME)


@dataclass(slots=True)
class Counted:
    """How far a sheet reaches, and what its formulas are worth."""

    rows: int = 0
    cells: int = 0
    merged: int = 0
    last: int = 0
    high: int = 0
    wide: int = 0
    placeless: bool = False
    formulas: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, piece: bytes) -> tuple[str, str] | None:
        """The cell and the sentence when it reaches too far."""
        for letters, number in PLACED.findall(piece):
            if int(number) > MOST_ROWS:
                return f"{letters.decode()}{number.decode()}", TOO_LONG
            column = column_of(letters)
            if column > MOST_COLUMNS:
                return f"{letters.decode()}{number.decode()}", TOO_WIDE
            self.high, self.wide = max(self.high, int(number)), max(self.wide, column)
            if self.high * self.wide > MOST_REACHED:
                return f"{letters.decode()}{number.decode()}", TOO_FAR
        self.placeless |= PLACELESS.search(piece) is not None
        self.last = max([self.last, *map(int, NUMBERED.findall(piece))])
        if self.placeless and self.last > MOST_ROWS:
            return f"A{self.last}", TOO_LONG
        # What stands in the overlap is counted twice: a little too many, never too few.
        self.rows += len(ROW.findall(piece))
        self.cells += len(CELL.findall(piece))
        self.merged += len(MERGED.findall(piece)) if b"mergeCell" in piece else 0
        self._reckon(piece)
        limits = [(self.rows, MOST_ROWS, TOO_LONG), (self.cells, MOST_CELLS, TOO_MANY)]
        limits.append((self.merged, MOST_MERGED, TOO_MERGED))
        return next((("", sentence) for counted, most, sentence in limits if counted > most * 1.02), None)

    def _reckon(self, piece: bytes) -> None:
        """A piece is searched only when it holds what each of them must have: most sheets have no formula at all."""
        for cell in NOT_RECKONED.findall(piece) if b"<f" in piece else ():
            self.formulas[cell.decode()] = ("", UNRECKONED)
        for cell, said in WRONGLY_RECKONED.findall(piece) if b't="e"' in piece else ():
            self.formulas[cell.decode()] = (said.decode("utf-8", "replace"), WRONG_FORMULA)


def column_of(letters: bytes) -> int:
    """A is 1, AA is 27."""
    column = 0
    for sign in letters.upper():
        column = column * 26 + sign - 64
    return column
