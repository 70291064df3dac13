"""Slips of paper: for each who has no phone bound yet, a code of their own, name, work and three pictures."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from reports.printing import pdf_of, rows_of

A_PAGE = 8
"""Slips on an A4 page, two side by side (reports/sheets/slips.typ)."""
SHEET = "slips.typ"
HELP = "没有 Telegram？请总务帮您装。No Telegram yet? The office helps."


@dataclass(frozen=True, slots=True)
class Slip:
    """`holds` is the link that its code opens, `until` the last day on which it does; what is printed small says it in
    both languages."""

    code: str
    name: str
    work: str
    until: str
    holds: str
    of_a_post: bool = False
    work_in_english: str = ""
    until_in_english: str = ""


def slips_pdf(school: str, slips: Sequence[Slip]) -> bytes:
    """All of them as one PDF on A4."""
    return pdf_of(SHEET, data_of(school, slips), [slip.holds for slip in slips])


def data_of(school: str, slips: Sequence[Slip]) -> dict[str, object]:
    return {"school": school, "help": HELP, "slips": rows_of([asdict(slip) | {"holds": ""} for slip in slips])}
