"""Pages to print: a Typst sheet, what it shows as data, and the codes and fonts that go along."""

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from words.plain import plain

SHEETS = Path(__file__).parent / "sheets"
"""How pages look, in Typst; no other font is looked for than ours, so that a page is the same on every machine."""


def _printed(
    sheet: str, data: Any, codes: Sequence[str] = (), *, as_: Literal["pdf", "png"] = "pdf", ppi: float = 144
) -> bytes | list[bytes]:
    """The sheet with `data` as `json("data.json")` and each of `codes` as `code-0.svg`, `code-1.svg` …

    As one PDF, or as pictures, one a page. What people wrote comes in as data and is never markup.
    About 0.2 s for the fonts and 2 ms a page; use a thread.
    """
    # A hundred megabytes that only who prints needs.
    import manimgx_fonts_cjk
    import segno
    import typst

    fonts = str(Path(manimgx_fonts_cjk.__file__).parent)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for file in SHEETS.glob("*.typ"):
            shutil.copy(file, folder)
        for number, holds in enumerate(codes):
            segno.make(holds, error="q").save(str(folder / f"code-{number}.svg"), border=2)
        found: bytes | list[bytes] | None = typst.compile(
            str(folder / sheet),
            root=str(folder),
            font_paths=[fonts],
            ignore_system_fonts=True,
            format=as_,
            ppi=ppi if as_ == "png" else None,
        )
    assert found is not None
    return found


def pdf_of(sheet: str, data: Any, codes: Sequence[str] = ()) -> bytes:
    """The sheet as one PDF."""
    pdf = _printed(sheet, data, codes)
    assert isinstance(pdf, bytes)
    return pdf


def pages_of(sheet: str, data: Any, codes: Sequence[str] = ()) -> list[bytes]:
    """The sheet as PNG pictures, one a page, to be looked at."""
    pages = _printed(sheet, data, codes, as_="png")
    return [pages] if isinstance(pages, bytes) else list(pages)


def printable(text: str) -> str:
    """On one line, without what nobody sees, and without signs that no font of ours has (emoji)."""
    return "".join(sign for sign in plain(text) if unicodedata.category(sign) not in ("So", "Cs", "Cc", "Cf")).strip()


def rows_of(things: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows with their text fit to print."""
    return [{key: printable(it) if isinstance(it, str) else it for key, it in thing.items()} for thing in things]
