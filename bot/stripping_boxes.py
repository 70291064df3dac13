"""Films (MP4, MOV) and HEIF are boxes in boxes that point to each other by place: what must go is blanked in place."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

Piece = bytes | memoryview
INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"})
TELLING = frozenset({b"udta", b"meta", b"uuid", b"Exif", b"xml "})
"""Where phones and cameras write position, device and author: made a `free` box of the same size."""
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
DEEPEST = 8
TELLING_ITEMS = frozenset({b"Exif", b"mime", b"uri "})
"""Of HEIF: EXIF, and XMP as `mime`."""


@dataclass(frozen=True, slots=True)
class Box:
    """`begins` to `ends` with its head; `holds` is where its content begins."""

    name: bytes
    begins: int
    holds: int
    ends: int


Blanks = list[tuple[int, bytes]]
"""What stands in the file instead, and from where on."""


def video(data: memoryview) -> Iterator[Piece]:
    for box in _boxes(data, 0, len(data)):
        if box.name == b"meta" and b"iloc" in bytes(data[box.holds : box.ends]):
            return heif(data)  # one whose name we do not know
    return _with(data, _blanks(data, 0, len(data), 0))


def heif(data: memoryview) -> Iterator[Piece]:
    blanks: Blanks = []
    for box in _boxes(data, 0, len(data)):
        if box.name == b"meta":
            blanks += _items(data, box)
        elif box.name in TELLING:
            blanks += _freed(box)
        elif box.name in INSIDE:
            blanks += _blanks(data, box.holds, box.ends, 1)
    return _with(data, blanks)


def _boxes(data: memoryview, at: int, end: int) -> Iterator[Box]:
    """A box that ends behind its end is cut there (a film that was not sent whole); one without a size ends there."""
    while at + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, at)
        holds = at + 8
        if size == 1:
            size, holds = struct.unpack_from(">Q", data, at + 8)[0], at + 16
        ends = min(at + size, end) if size else end
        if ends < holds:
            raise ValueError("a box smaller than its head")
        yield Box(name, at, holds, ends)
        at = ends


def _blanks(data: memoryview, at: int, end: int, deep: int) -> Blanks:
    blanks: Blanks = []
    for box in _boxes(data, at, end):
        if box.name in TELLING or (box.name == b"trak" and _speaks(data, box)):
            blanks += _freed(box)
        elif box.name in DATED:
            version = data[box.holds]
            blanks.append((box.holds + 4, bytes(min(16 if version else 8, box.ends - box.holds - 4))))
        elif box.name in INSIDE and deep < DEEPEST:
            blanks += _blanks(data, box.holds, box.ends, deep + 1)
    return blanks


def _speaks(data: memoryview, track: Box) -> bool:
    """Neither picture nor sound, but data along the film: positions, for instance."""
    for media in (box for box in _boxes(data, track.holds, track.ends) if box.name == b"mdia"):
        for box in _boxes(data, media.holds, media.ends):
            if box.name == b"hdlr":
                return bytes(data[box.holds + 8 : box.holds + 12]) in (b"meta", b"text", b"sbtl")
    return False


def _freed(box: Box) -> Blanks:
    return [(box.begins + 4, b"free"), (box.holds, bytes(box.ends - box.holds))]


def _items(data: memoryview, meta: Box) -> Blanks:
    """The bytes of EXIF and XMP, wherever in the file they lie."""
    inside = {box.name: box for box in _boxes(data, meta.holds + 4, meta.ends)}
    if b"iinf" not in inside or b"iloc" not in inside:
        raise ValueError("a picture that does not say where its parts are")
    telling = set(_telling(data, inside[b"iinf"]))
    stored = inside[b"idat"].holds if b"idat" in inside else 0
    blanks: Blanks = []
    for item, method, begins, size in _places(data, inside[b"iloc"]):
        if item in telling:
            begins += stored if method == 1 else 0
            size = size or len(data) - begins
            if method > 1 or begins + size > len(data):
                raise ValueError("a part that lies elsewhere")
            blanks.append((begins, bytes(size)))
    return blanks


def _telling(data: memoryview, iinf: Box) -> Iterator[int]:
    entries = iinf.holds + (8 if data[iinf.holds] else 6)
    for box in _boxes(data, entries, iinf.ends):
        version = data[box.holds]
        if version < 2:
            raise ValueError("items without a type")
        item, _, kind = struct.unpack_from(">HH4s" if version == 2 else ">IH4s", data, box.holds + 4)
        if kind in TELLING_ITEMS:
            yield item


def _places(data: memoryview, iloc: Box) -> Iterator[tuple[int, int, int, int]]:
    """Item, where from it is counted (0 the file, 1 the idat box), offset and size of each stretch."""
    version, sizes, bases = data[iloc.holds], data[iloc.holds + 4], data[iloc.holds + 5]
    offset, length, base, index = sizes >> 4, sizes & 15, bases >> 4, (bases & 15) if version else 0
    at = iloc.holds + 6

    def number(size: int) -> int:
        nonlocal at
        if at + size > iloc.ends:
            raise ValueError("a table longer than its box")
        found = int.from_bytes(data[at : at + size], "big")
        at += size
        return found

    for _ in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        from_there = number(base)
        for _ in range(number(2)):
            number(index)
            yield item, method, from_there + number(offset), number(length)


def _with(data: memoryview, blanks: Blanks) -> Iterator[Piece]:
    """The file with the blanks in it; where two overlap the later begins after the earlier."""
    at = 0
    for begins, blank in sorted(blanks, key=lambda it: it[0]):
        if begins < at:
            blank, begins = blank[at - begins :], at
        yield data[at:begins]
        yield blank
        at = begins + len(blank)
    yield data[at:]
