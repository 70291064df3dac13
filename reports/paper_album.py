"""An album in a paper: things before and after, side by side, each pair with a line below."""

import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PicturePair:
    """Two pictures (JPEG), and what they are of."""

    before: bytes
    after: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Album:
    """`asks` is what whoever edits the paper is to look at; `heads` stand above the two columns."""

    title: str
    asks: str
    heads: tuple[str, str]
    pairs: tuple[PicturePair, ...]


def add_album(document: object, album: Album) -> None:
    """A table of two columns behind what the document holds; a pair and its line stay on one page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
    from docx.shared import Mm, Pt

    document.add_paragraph(album.title, style="Heading 1")  # type: ignore[attr-defined]
    asked = document.add_paragraph()  # type: ignore[attr-defined]
    asked.add_run(album.asks).font.highlight_color = WD_COLOR_INDEX.YELLOW
    asked.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=2)  # type: ignore[attr-defined]
    heads = table.add_row().cells
    for cell, text in zip(heads, album.heads, strict=True):
        cell.text = text
    for pair in album.pairs:
        for cell, picture in zip(table.add_row().cells, (pair.before, pair.after), strict=True):
            cell.paragraphs[0].add_run().add_picture(io.BytesIO(picture), **_size(picture, Mm(74), Mm(62)))
        left, right = table.add_row().cells
        left.merge(right).text = pair.caption
    for number, row in enumerate(table.rows):
        is_line = number and number % 2 == 0
        for paragraph in row.cells[0].paragraphs + row.cells[1].paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.line_spacing = 1.0
            paragraph.paragraph_format.space_after = Pt(8 if is_line else 2)
            paragraph.paragraph_format.keep_with_next = not is_line
            for run in paragraph.runs:
                run.font.size = Pt(10)


def _size(picture: bytes, width: int, height: int) -> dict[str, int]:
    """As large as the column allows, none higher than it is wide by much: an upright photo takes no half page."""
    from docx.image.image import Image

    found = Image.from_blob(picture)
    upright = found.px_height * width > found.px_width * height
    return {"height": height} if upright else {"width": width}
