"""What a file is, by its bytes; its name and what Telegram calls it prove nothing."""

import re
from enum import StrEnum


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    HEIF = "heif"
    """HEIC of the iPhones, AVIF."""
    TIFF = "tiff"
    """Also most raw pictures of cameras (DNG, NEF, CR2)."""
    JXL = "jxl"
    VIDEO = "video"
    """MP4, MOV, 3GP."""
    PICTURE = "picture"
    """A picture in which we do not know our way: other raw ones, JPEG 2000, PSD, BMP, SVG; something before a JPEG."""
    FILM = "film"
    """A film in which we do not: AVI, MKV, WebM, WMV, FLV, what camcorders write."""
    OTHER = "other"


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.GIF, Kind.WEBP, Kind.HEIF, Kind.TIFF, Kind.JXL})
FILMS = frozenset({Kind.VIDEO, Kind.FILM})
HEAD = 4096
"""Bytes that are enough to tell."""
BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
    (b"IIRO", Kind.TIFF),
    (b"IIRS", Kind.TIFF),
    (b"MMOR", Kind.TIFF),
    (b"IIU\x00", Kind.TIFF),
    (b"II\xbc", Kind.TIFF),
    (b"\x00\x00\x00\x0cJXL ", Kind.JXL),
    (b"\xff\x0a", Kind.JXL),
)
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
OLD_VIDEO = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""What a QuickTime film may begin with that names no brand."""


UNKNOWN_BRANDS = frozenset({b"crx ", b"jp2 ", b"jpx ", b"jpm ", b"mjp2", b"jxl "})
"""Boxes as well, with what tells in places of their own: CR3, JPEG 2000."""
DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"ID3", b"fLaC")
"""Documents, archives and sounds: kept as they are, whatever pictures stand in them."""
PICTURE = re.compile(
    rb"""FUJIFILMCCD-RAW | (?:II|MM)..\x00\x00HEAPCCDR | \x00MR[MI] | FOVb | ARRI\x12\x34 | \x89LFP      # raw
    | \x00\x00\x00\x0cjP[ ][ ] | \xff\x4f\xff\x51                                          # JPEG 2000
    | 8BPS | 8BPB | gimp[ ]xcf | AT&TFORM | FORM....(?:ILBM|PBM[ ]) | BPG\xfb | FLIF | qoif
    | BM.{4}\x00{4} | \x00\x00[\x01\x02]\x00[^\x00]\x00 | icns\x00 | DDS[ ]\x7c | [\x8a\x8b][MJ]NG\r\n
    | v/1\x01 | \#\?RADIANCE | SIMPLE[ ][ ]= | \x59\xa6\x6a\x95 | \x01\xda[\x00\x01][\x01\x02]
    | \x0a[\x00-\x05]\x01[\x01-\x08] | \xd7\xcd\xc6\x9a | \x01\x00\x00\x00.{36}[ ]EMF | .{128}DICM
    | P[1-6]\s(?:\#[^\n]*\n|\s)*\d+\s+\d+\s | P[7Ff]\n(?:WIDTH|\d) | .{2048}PCD_ | /\*[ ]XPM
    | BLP[12][\x00\x01] | DanM | %!PS-Adobe.{4,6}EPSF
    """,
    re.DOTALL | re.VERBOSE,
)
"""How other pictures begin; also most of the old ones that Pillow can open."""
DRAWN = re.compile(rb"<(?:\w+:)?svg[\s>/]", re.IGNORECASE)
FILM = re.compile(
    rb"""\x1a\x45\xdf\xa3 | FLV\x01 | \x30\x26\xb2\x75\x8e\x66\xcf\x11 | \x00\x00\x01[\xb3\xba]
    | RIFF....(?:AVI|AMV)[ ] | \.RMF\x00 | \x06\x0e\x2b\x34 | \x00\x00..RED[12] | OggS.{24}\x80theora
    | \x47.{187}\x47.{187}\x47 | .{4}\x47.{191}\x47.{191}\x47
    """,
    re.DOTALL | re.VERBOSE,
)
INSIDE_IT = re.compile(rb"\xff\xd8\xff[\xc0-\xfe]")
"""A JPEG that begins a little later: whoever looks for it finds it."""


def kind_of(head: bytes) -> Kind:
    """Of a file that begins with these bytes."""
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        return _boxed(head)
    if head[4:8] in OLD_VIDEO:
        return Kind.VIDEO
    if head.startswith(DOCUMENTS):
        return Kind.OTHER
    if FILM.match(head):
        return Kind.FILM
    # Also as UTF-16: a browser draws it all the same.
    drawn = DRAWN.search(head.replace(b"\x00", b""))
    return Kind.PICTURE if drawn or PICTURE.match(head) or INSIDE_IT.search(head) else Kind.OTHER


def _boxed(head: bytes) -> Kind:
    if head[8:12] in UNKNOWN_BRANDS:
        return Kind.PICTURE
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(len(head), 64), 4))}
    return Kind.HEIF if brands & HEIF_BRANDS and head[8:12] not in (b"isom", b"mp42", b"qt  ") else Kind.VIDEO
