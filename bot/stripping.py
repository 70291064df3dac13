"""Where, when and with what a picture was taken is left out of what is kept; the picture itself stays, bit for bit.

Nothing is decoded: a picture is a row of named parts, and only the parts that make it visible are let through.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator

from bot.kinds import DOCUMENTS, HEAD, Kind, kind_of
from bot.stripping_boxes import heif, video

Piece = bytes | memoryview
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""The next part of a JPEG: inside its pixels an FF stands before 00 or a restart (D0 to D7) only."""
START, END, SCAN, ALONE = 0xD8, 0xD9, 0xDA, 0x01
DRAWING = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD, *range(0xC0, 0xD0)} - {0xC8})
"""Its size, its tables, its restarts: all that a JPEG needs to be seen, with its scans."""
JFIF = re.compile(rb"JFIF\x00.{7}", re.DOTALL)
ICC, ICC_HEAD = b"ICC_PROFILE\x00", 14
ADOBE, ADOBE_SIZE = b"Adobe", 12
PROFILE, LARGEST_PROFILE = slice(36, 40), 4 << 20
"""Where every profile of colours says `acsp`; one larger when unpacked is left out."""
EXIF = b"Exif\x00\x00"
HIDDEN = re.compile(rb"Exif\x00\x00|II\*\x00|MM\x00\*|ns\.adobe\.com/xap|<x:xmpmeta")
"""How EXIF and XMP begin; in a part that only shows they have no business."""
TELLS = re.compile(
    rb"Exif\x00\x00(?:II\*\x00|MM\x00\*)|\xff\xd8\xff[\xe0\xe1]..(?:JFIF|Exif)\x00|<x:xmpmeta", re.DOTALL
)
"""A picture inside of something that we know neither as one nor as a document."""
ORIENTATION = 0x0112
LONGEST_EXIF = 65_536
PNG_PARTS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
     b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)  # fmt: skip
WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
WEBP_EXIF, WEBP_EXIF_AND_XMP = 0x08, 0x0C
GIF_HEAD = 13
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


BREAKING_OFF = frozenset({Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.GIF})
"""Read from the beginning on, part by part: one that is damaged is kept as far as it can be read."""


class Unstrippable(Exception):
    """A picture in which we cannot find what it tells about its place; such a file is not kept."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.kind = kind


def stripped(data: memoryview) -> tuple[Kind, list[Piece]]:
    """What the file is, and the pieces of what may be kept of it. Raises Unstrippable."""
    head = bytes(data[:HEAD])
    kind = kind_of(head)
    if kind is Kind.OTHER and not head.startswith(DOCUMENTS) and TELLS.search(data):
        raise Unstrippable(Kind.PICTURE)
    strip = STRIPPING.get(kind)
    if strip is None:
        return kind, [data]
    pieces: list[Piece] = []
    try:
        for piece in strip(data):
            pieces.append(piece)
    except (struct.error, IndexError, ValueError) as error:
        if kind not in BREAKING_OFF:
            raise Unstrippable(kind) from error
    return kind, pieces


def _jpeg(data: memoryview) -> Iterator[Piece]:
    """What comes after the picture's end (a second picture, the film of a moving photo) is left out as well."""
    at, upright, coloured = 0, True, False
    while found := MARKER.search(data, at):
        at = found.start()
        marker = data[at + 1]
        if marker in (START, END, ALONE):
            if marker != ALONE:
                yield data[at : at + 2]
            if marker == END:
                return
            at += 2
            continue
        if at + 4 > len(data):
            return
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if end < at + 4:
            return
        if marker == SCAN:
            after = MARKER.search(data, end)
            yield data[at : after.start() if after else len(data)]
            at = after.start() if after else len(data)
            continue
        part = data[at + 4 : end]
        if marker == 0xE0:
            yield from _jfif(part)
        elif marker == 0xE1 and upright and part[: len(EXIF)] == EXIF:
            turned = _turned(bytes(part))
            upright = not turned
            if turned:
                yield struct.pack(">HH", 0xFFE1, 2 + len(EXIF) + len(turned)) + EXIF + turned
        elif marker == 0xE2 and part[: len(ICC)] == ICC:
            # A long profile comes in several parts; only the first has its head.
            coloured = _colours(part[ICC_HEAD:]) if part[len(ICC)] == 1 else coloured and not HIDDEN.search(part)
            if coloured:
                yield data[at:end]
        elif marker == 0xEE and part[: len(ADOBE)] == ADOBE and len(part) >= ADOBE_SIZE:
            yield struct.pack(">HH", 0xFFEE, 2 + ADOBE_SIZE) + bytes(part[:ADOBE_SIZE])
        elif marker in DRAWING and not HIDDEN.search(part):
            yield data[at:end]
        at = end


def _colours(profile: Piece) -> bool:
    """Whether it is one: by its head, and with nothing in it that tells."""
    return bytes(profile[PROFILE]) == b"acsp" and not HIDDEN.search(profile)


def _packed_colours(part: memoryview) -> bool:
    """The same of a PNG's: its name, a zero, how it is packed, and the profile."""
    name, _, packed = bytes(part).partition(b"\x00")
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed[1:], LARGEST_PROFILE)
    except zlib.error:
        return False
    return unpacking.eof and not unpacking.unused_data and _colours(profile) and not HIDDEN.search(name)


def _jfif(part: memoryview) -> Iterator[Piece]:
    """Without the small picture that may stand in it: it can show more than the large one does."""
    if JFIF.match(part):
        yield struct.pack(">HH", 0xFFE0, 16) + bytes(part[:12]) + b"\x00\x00"


def _turned(exif: bytes) -> bytes:
    """Which side is up is all that is kept of EXIF; nothing when that is told by the picture itself."""
    # Loaded with the first photo: a bot that starts shall not wait for it.
    from PIL import Image

    found = Image.Exif()
    try:
        found.load(exif[:LONGEST_EXIF])
        side = found.get(ORIENTATION)
    except Exception:  # whatever a broken EXIF makes Pillow raise: then nobody knows which side is up
        return b""
    if not isinstance(side, int) or not 2 <= side <= 8:
        return b""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, side, 0, 0)


def _png(data: memoryview) -> Iterator[Piece]:
    yield data[:8]
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if name in PNG_PARTS and (name != b"iCCP" or _packed_colours(data[at + 8 : end - 4])):
            yield data[at:end]
        elif name == b"eXIf" and (turned := _turned(bytes(data[at + 8 : end - 4]))):
            yield struct.pack(">I", len(turned)) + name + turned + struct.pack(">I", zlib.crc32(name + turned))
        if name == b"IEND":
            return
        at = end


def _webp(data: memoryview) -> Iterator[Piece]:
    head, turned, at = b"", b"", 12
    kept: list[Piece] = []
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if name == b"VP8X":
            head = bytes(data[at:end])
        elif name == b"EXIF":
            turned = turned or _turned(bytes(data[at + 8 : at + 8 + length]))
        elif name in WEBP_PARTS and (name != b"ICCP" or _colours(data[at + 8 : at + 8 + length])):
            kept.append(data[at:end])
        at = end
    if len(head) > 8:
        flags = head[8] & ~WEBP_EXIF_AND_XMP | (WEBP_EXIF if turned else 0)
        kept.insert(0, head[:8] + bytes([flags]) + head[9:])
        if turned:
            kept.append(struct.pack("<4sI", b"EXIF", len(turned)) + turned)
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, kept))) + b"WEBP"
    yield from kept


def _gif(data: memoryview) -> Iterator[Piece]:
    """Comments and what applications put in are left out, but for how often it repeats."""
    if len(data) < GIF_HEAD:
        yield data
        return
    at = GIF_HEAD + _palette(data[10])
    yield data[:at]
    while at < len(data):
        begins = at
        if data[at] == 0x21:
            label = data[at + 1]
            at = _after_blocks(data, at + 2)
            if label == 0xF9 or (label == 0xFF and bytes(data[begins + 3 : begins + 14]) in LOOPS):
                yield data[begins:at]
        elif data[at] == 0x2C:
            at = _after_blocks(data, at + 10 + _palette(data[at + 9]) + 1)
            yield data[begins:at]
        else:
            yield b"\x3b"
            return


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: memoryview, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return min(at + 1, len(data))


def _never(data: memoryview) -> Iterator[Piece]:
    raise ValueError("its parts lie where we do not look")


STRIPPING: dict[Kind, Callable[[memoryview], Iterator[Piece]]] = {
    Kind.JPEG: _jpeg,
    Kind.PNG: _png,
    Kind.WEBP: _webp,
    Kind.GIF: _gif,
    Kind.HEIF: heif,
    Kind.VIDEO: video,
    Kind.TIFF: _never,
    Kind.JXL: _never,
    Kind.PICTURE: _never,
    Kind.FILM: _never,
}
