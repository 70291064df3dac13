"""A paper: chapters with footnotes as a Word document that a school edits, prints and reads aloud."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.paper_album import Album, add_album
from words.typeset import printed as typeset

FONT, LATIN = "宋体", "Times New Roman"
BLANK = re.compile(r"(【[^】]*】)")
WIDE, LETTER = "\u2e80", 0.42
"""From here on signs are Chinese; what a letter takes of the room of one."""
NOTE = re.compile(r"(\[\d+\])")


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Where a figure comes from: the question's name, its period, how many records were counted, and when."""

    number: int
    what: str
    query: str
    period: str
    records: int
    made: str


@dataclass(frozen=True, slots=True)
class Paper:
    """`headings` are those of the notes' table, as many as a note has fields."""

    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]
    notes_title: str
    headings: Sequence[str]
    notes: tuple[Note, ...]
    album: Album | None = None

    def printed(self) -> "Paper":
        """As Chinese is printed."""
        chapters = (Chapter(typeset(it.title), tuple(map(typeset, it.paragraphs))) for it in self.chapters)
        notes = (replace(note, what=typeset(note.what)) for note in self.notes)
        heads = typeset(self.title), typeset(self.subtitle)
        return Paper(*heads, tuple(chapters), typeset(self.notes_title), self.headings, tuple(notes), self.album)

    def cut(self, most: int) -> "Paper":
        """In so many Chinese signs: of each chapter its first line, so that what is not well keeps its place, and more
        of them turn by turn while there is room; no sources, which the whole paper has."""
        plain = [tuple(NOTE.sub("", line) for line in it.paragraphs) for it in self.chapters]
        kept = _first_lines(plain, most)
        chapters = tuple(
            replace(it, paragraphs=lines[:number])
            for it, lines, number in zip(self.chapters, plain, kept, strict=True)
            if number
        )
        return replace(self, chapters=chapters, notes=())

    def as_text(self) -> str:
        """The same in plain lines, for a terminal."""
        lines = [self.title, self.subtitle]
        for chapter in self.chapters:
            lines += ["", chapter.title, *chapter.paragraphs]
        if not self.notes:
            return "\n".join(lines)
        notes = [
            f"[{it.number}] {it.what} | {it.query} | {it.period} | {it.records:,} | {it.made}" for it in self.notes
        ]
        return "\n".join([*lines, "", self.notes_title, *notes])


def _first_lines(chapters: Sequence[Sequence[str]], most: int) -> list[int]:
    """How many lines of each chapter fit, when each in turn gets one more; the first is kept whatever its length."""
    kept, used = [min(1, len(paragraphs)) for paragraphs in chapters], sum(room(it[0]) for it in chapters if it)
    for line in range(1, max(map(len, chapters), default=0)):
        for number, paragraphs in enumerate(chapters):
            if kept[number] == line < len(paragraphs) and used + room(paragraphs[line]) <= most:
                kept[number] += 1
                used += room(paragraphs[line])
    return kept


def room(line: str) -> float:
    """Its length in Chinese signs, on paper and in the mouth; a letter or a figure takes less than half of one."""
    return sum(1 if sign >= WIDE else LETTER for sign in line)


def docx_of(paper: Paper) -> bytes:
    """A4, black on white; [n] stand high, and what is left to be filled in (【…】) is marked yellow. 50 ms."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin = section.bottom_margin = Mm(24)
    for name, size in (("Normal", 12), ("Title", 20), ("Heading 1", 14)):
        _font(document.styles[name], size)
    document.styles["Normal"].paragraph_format.line_spacing = 1.4
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.add_paragraph(paper.title, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(paper.subtitle).alignment = WD_ALIGN_PARAGRAPH.CENTER
    if not paper.notes:
        _close(document)
    for chapter in paper.chapters:
        document.add_paragraph(chapter.title, style="Heading 1")
        for text in chapter.paragraphs:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Pt(24)
            _written(paragraph, text)
    if paper.album:
        add_album(document, paper.album)
    if paper.notes:
        _notes(document, paper)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _close(document: object) -> None:
    """Lines and headings nearer to one another: a page is to hold what is cut to one."""
    from docx.shared import Mm, Pt

    document.styles["Heading 1"].paragraph_format.space_before = Pt(4)  # type: ignore[attr-defined]
    document.styles["Normal"].paragraph_format.line_spacing = 1.25  # type: ignore[attr-defined]
    section = document.sections[0]  # type: ignore[attr-defined]
    section.top_margin = section.bottom_margin = Mm(18)


def _font(style: object, size: int) -> None:
    """Chinese needs its own entry (w:eastAsia), else Word takes a font that has none of its signs."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.color.rgb = LATIN, Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    fonts.set(qn("w:eastAsia"), FONT)
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)


def _written(paragraph: object, text: str) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    for part in BLANK.split(text):
        if BLANK.fullmatch(part):
            paragraph.add_run(part).font.highlight_color = WD_COLOR_INDEX.YELLOW  # type: ignore[attr-defined]
            continue
        for piece in NOTE.split(part):
            if piece:
                run = paragraph.add_run(piece)  # type: ignore[attr-defined]
                run.font.superscript = True if NOTE.fullmatch(piece) else None


def _notes(document: object, paper: Paper) -> None:
    from docx.shared import Mm, Pt

    document.add_paragraph(paper.notes_title, style="Heading 1")  # type: ignore[attr-defined]
    table = document.add_table(rows=1, cols=len(paper.headings), style="Table Grid")  # type: ignore[attr-defined]
    table.autofit = False
    rows = [paper.headings, *(note_row(note) for note in paper.notes)]
    widths = (Mm(11), Mm(42), Mm(28), Mm(33), Mm(16), Mm(28))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate(rows):
        cells = table.rows[0].cells if not number else table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = width
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size, run.font.bold = Pt(8), not number
            cell.paragraphs[0].paragraph_format.line_spacing = 1.0
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def note_row(note: Note) -> tuple[str, ...]:
    return (f"[{note.number}]", note.what, note.query, note.period, f"{note.records:,}", note.made)
