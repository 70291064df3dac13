"""The footnotes of a paper as a workbook: where each figure comes from, its parts, and the question itself."""

import io
from collections.abc import Callable, Mapping, Sequence

from reports.paper import Paper
from storage.review_figures import QUERIES, STANDING


def xlsx_of(
    paper: Paper,
    figures: Mapping[str, Mapping[str, Sequence[int]]],
    called: Callable[[str], str],
    sheets: Sequence[str],
    headings: Sequence[str],
) -> bytes:
    """Three sheets: the notes, every figure by its parts (`headings`) with what people call them, and the questions as
    they were put."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        notes, parts, questions = (book.add_worksheet(name) for name in sheets)
        _row(notes, 0, paper.headings, bold)
        for number, it in enumerate(paper.notes, 1):
            _row(notes, number, (f"[{it.number}]", it.what, it.query, it.period, it.records, it.made))
        _row(parts, 0, headings, bold)
        rows = [(name, key, called(key), *it) for name, figure in figures.items() for key, it in figure.items()]
        for number, row in enumerate(rows, 1):
            _row(parts, number, row)
        for number, (name, sql) in enumerate({**QUERIES, **STANDING}.items()):
            _row(questions, number, (name, " ".join(sql.split())))
        for sheet, widths in ((notes, (8, 40, 18, 36, 10, 18)), (parts, (18, 30, 40, 12, 12)), (questions, (18, 120))):
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 0)
    return made.getvalue()


def _row(sheet: object, number: int, values: Sequence[object], style: object = None) -> None:
    """Numbers as numbers; what people wrote is never a formula."""
    for column, value in enumerate(values):
        put = sheet.write_number if isinstance(value, int) else sheet.write_string  # type: ignore[attr-defined]
        put(number, column, value if isinstance(value, int) else str(value), *([style] if style else []))
