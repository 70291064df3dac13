"""Lines of a file whatever wrote them: UTF-8 with or without its mark, UTF-16 with its mark, or GB18030."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def lines_of(written: Iterable[bytes], unreadable: Callable[[int], None]) -> Iterator[str]:
    """Each line as soon as it is there; `written` ends where a byte is that ends lines. What is text in none of these
    is told to `unreadable`, with the number of the line, and read as well as can be."""
    pieces = iter(written)
    first = next(pieces, b"")
    coding, pieces = _UTF_16.get(first[:2]), chain([first], pieces) if first else pieces
    lines = _wide_lines(pieces, coding) if coding else _plain_lines(pieces, unreadable)
    yield from (line.removeprefix("\ufeff").strip() for line in lines)


def _plain_lines(pieces: Iterable[bytes], unreadable: Callable[[int], None]) -> Iterator[str]:
    for number, line in enumerate(pieces, start=1):
        text = _text(line)
        if text is None:
            unreadable(number)
        yield line.decode("utf-8", "replace") if text is None else text


def _text(line: bytes) -> str | None:
    for coding in ("utf-8", "gb18030"):
        try:
            text = line.decode(coding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _wide_lines(pieces: Iterable[bytes], coding: str) -> Iterator[str]:
    decode, rest = codecs.getincrementaldecoder(coding)("replace").decode, ""
    for piece in pieces:
        *lines, rest = (rest + decode(piece)).split("\n")
        yield from lines
    if rest:
        yield rest
