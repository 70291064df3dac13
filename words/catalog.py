"""Collects every sentence marked with `_()` into the English catalog and compiles it: `make words`. Needs Babel."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from words import DOMAIN, LANGUAGES, LOCALE

ROOT = LOCALE.parent.parent
TIMELESS = datetime(2026, 1, 1, tzinfo=UTC)
"""In the header instead of the hour of compiling: the same sentences make the same file."""
ROOMS = {
    "handlers": ("_",),
    "words": ("_",),
    "bot": ("_", "tell", "Sentence"),
    "actions": ("_", "Sentence"),
    "storage": ("_", "Sentence"),
}
"""Where sentences are written, and what they stand in: in a chat handlers speak, on the command line bot does, and
what is wrong in a workbook or a database is said where it is seen."""


def sentences() -> Iterator[str]:
    """Every marked sentence of the house, each once, in the order of the files."""
    seen: set[str] = set()
    for room, marks in ROOMS.items():
        found = extract_from_dir(ROOT / room, method_map=[("**.py", "python")], keywords=dict.fromkeys(marks))
        for _file, _line, sentence, _comments, _context in found:
            if isinstance(sentence, str) and sentence not in seen:
                seen.add(sentence)
                yield sentence


def po_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def catalog_of(language: str) -> Catalog:
    """The written catalog; an empty one when there is none yet."""
    po = po_of(language)
    if not po.exists():
        return Catalog(locale=language)
    with po.open("rb") as file:
        return read_po(file, locale=language)


def renewed(language: str) -> Catalog:
    """The catalog with exactly today's sentences; what was translated stays."""
    before = catalog_of(language)
    after = Catalog(locale=language, project="zhiqin", fuzzy=False, creation_date=TIMELESS, revision_date=TIMELESS)
    for sentence in sentences():
        old = before.get(sentence)
        after.add(sentence, string=old.string if old else "")
    return after


def compiled(catalog: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    missing = 0
    for language in LANGUAGES:
        if language == "zh":
            continue
        catalog, po = renewed(language), po_of(language)
        po.parent.mkdir(parents=True, exist_ok=True)
        with po.open("wb") as file:
            write_po(file, catalog, width=120, omit_header=False, no_location=True, sort_output=False)
        po.with_suffix(".mo").write_bytes(compiled(catalog))
        gaps = [message.id for message in catalog if message.id and not message.string]
        missing += len(gaps)
        sys.stdout.write(f"{language}: {len(catalog)} sentences, {len(gaps)} without a translation\n")
        sys.stdout.writelines(f"  {gap}\n" for gap in gaps)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
