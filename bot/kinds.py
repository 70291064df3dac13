"""What a file is, by its bytes; its name and what Telegram calls it prove nothing."""

from enum import StrEnum


class Kind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    HEIF = "heif"
    """HEIC of the iPhones, AVIF."""
    TIFF = "tiff"
    """Also the raw pictures of cameras (DNG, NEF, CR2)."""
    JXL = "jxl"
    VIDEO = "video"
    """MP4, MOV, 3GP."""
    OTHER = "other"


PICTURES = frozenset({Kind.JPEG, Kind.PNG, Kind.GIF, Kind.WEBP, Kind.HEIF, Kind.TIFF, Kind.JXL})
HEAD = 64
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
    (b"IIU\x00", Kind.TIFF),
    (b"\x00\x00\x00\x0cJXL ", Kind.JXL),
    (b"\xff\x0a", Kind.JXL),
)
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
OLD_VIDEO = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""What a QuickTime film may begin with that names no brand."""


def kind_of(head: bytes) -> Kind:
    """Of a file that begins with these bytes."""
    for beginning, kind in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, len(head), 4))}
        return Kind.HEIF if brands & HEIF_BRANDS and head[8:12] not in (b"isom", b"mp42", b"qt  ") else Kind.VIDEO
    return Kind.VIDEO if head[4:8] in OLD_VIDEO else Kind.OTHER
