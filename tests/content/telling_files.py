"""Files that tell where, when and with what they were made: HERE stands in each part that must not be kept."""

import io
import struct
import zlib
from collections.abc import Iterable

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

HERE = b"HERE-30.1234N"
TEXT = HERE.decode()
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int = 6) -> bytes:
    """Position, device, maker's note and date; turned."""
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Model] = TEXT
    found[ExifTags.Base.DateTime] = TEXT
    found.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = HERE * 20
    gps = found.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude] = (30.0, 12.0, 34.0)
    gps[ExifTags.GPS.GPSProcessingMethod] = HERE
    return found.tobytes()


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    image = Image.radial_gradient("L").resize(size)
    return Image.merge("RGB", (image, image.rotate(90), image.rotate(180))).convert(mode)


def segment(marker: int, holds: bytes) -> bytes:
    return struct.pack(">HH", 0xFF00 | marker, len(holds) + 2) + holds


def jpeg(*, progressive: bool = False, orientation: int = 6) -> bytes:
    held = io.BytesIO()
    picture().save(
        held, "JPEG", exif=exif(orientation), icc_profile=ICC, progressive=progressive, comment=HERE, quality=90
    )
    plain = held.getvalue()
    more = [
        segment(0xE0, b"JFXX\x00\x10" + HERE),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + HERE),
        segment(0xE2, b"MPF\x00" + HERE),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + HERE),
        segment(0xEF, HERE),
        segment(0xFE, HERE),
    ]
    return plain[:2] + b"".join(more) + plain[2:] + HERE + b"\x00\x00\x00\x18ftypmp42"


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", TEXT)
    told.add_text("Zipped", TEXT * 9, zip=True)
    told.add_itxt("XML:com.adobe.xmp", TEXT)
    told.add(b"tIME", HERE[:7])
    told.add(b"caBX", HERE)
    held = io.BytesIO()
    picture().save(held, "PNG", pnginfo=told, exif=exif(), icc_profile=ICC)
    return held.getvalue() + HERE


def webp() -> bytes:
    held = io.BytesIO()
    picture().save(held, "WEBP", lossless=True, exif=exif(), xmp=HERE, icc_profile=ICC)
    return held.getvalue()


def gif() -> bytes:
    held = io.BytesIO()
    frames = [picture(mode="P"), picture((64, 48)).rotate(45).convert("P")]
    frames[0].save(held, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=HERE)
    plain = held.getvalue()
    return plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + bytes([len(HERE)]) + HERE + b"\x00\x3b"


def box(name: bytes, *holds: bytes) -> bytes:
    inside = b"".join(holds)
    return struct.pack(">I4s", 8 + len(inside), name) + inside


def full(name: bytes, *holds: bytes, version: int = 0) -> bytes:
    return box(name, bytes([version, 0, 0, 0]), *holds)


def film() -> bytes:
    """As a phone writes it: the position in udta and in keys, a track of positions, dates."""
    dated = struct.pack(">II", 0xDEADBEEF, 0xDEADBEEF)
    track = box(b"trak", full(b"tkhd", dated, b"track"), box(b"mdia", full(b"hdlr", b"\0\0\0\0vide", bytes(13))))
    spoken = box(b"trak", box(b"mdia", full(b"hdlr", b"\0\0\0\0meta", bytes(13)), box(b"minf", HERE)))
    moov = box(
        b"moov",
        full(b"mvhd", dated, b"movie"),
        track,
        spoken,
        box(b"udta", box(b"\xa9xyz", HERE), full(b"loci", HERE)),
        box(
            b"meta",
            full(b"hdlr", b"\0\0\0\0mdta"),
            full(b"keys", b"com.apple.quicktime.location.ISO6709"),
            box(b"ilst", HERE),
        ),
    )
    return box(b"ftyp", b"isom\0\0\0\0isommp42") + moov + box(b"uuid", HERE * 3) + box(b"mdat", b"pictures" * 99)


def heic() -> bytes:
    """One picture, its EXIF and its XMP, all three in mdat."""
    parts = [b"coded picture" * 9, b"\0\0\0\x06Exif\0\0" + HERE, b"<xmp>" + HERE]
    types = (b"hvc1", b"Exif", b"mime")
    infos = [
        full(b"infe", struct.pack(">HH4s", number, 0, kind), b"\0application/rdf+xml\0", version=2)
        for number, kind in enumerate(types, 1)
    ]
    iinf = full(b"iinf", struct.pack(">H", len(infos)), *infos)

    def meta(begins: Iterable[int]) -> bytes:
        rows = (
            struct.pack(">HHHII", number, 0, 1, at, len(part))
            for number, (at, part) in enumerate(zip(begins, parts, strict=True), 1)
        )
        return full(
            b"meta", full(b"hdlr", b"\0\0\0\0pict"), iinf, full(b"iloc", b"\x44\x00", struct.pack(">H", 3), *rows)
        )

    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    at = len(head) + len(meta([0, 0, 0])) + 8
    begins = [at, at + len(parts[0]), at + len(parts[0]) + len(parts[1])]
    return head + meta(begins) + box(b"mdat", *parts)


def bomb_png(side: int = 60_000) -> bytes:
    """A few kilobytes that say they are 60,000 by 60,000."""

    def chunk(name: bytes, holds: bytes) -> bytes:
        return struct.pack(">I", len(holds)) + name + holds + struct.pack(">I", zlib.crc32(name + holds))

    packed = zlib.compressobj(9)
    rows = b"".join(packed.compress(bytes(side + 1)) for _ in range(60)) + packed.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb_jpeg(side: int = 65_500) -> bytes:
    """A small picture whose head says that it is huge."""
    plain = bytearray(jpeg(progressive=True))
    at = plain.index(b"\xff\xc2")
    plain[at + 5 : at + 9] = struct.pack(">HH", side, side)
    return bytes(plain)


TELLING = {"jpeg": jpeg, "png": png, "webp": webp, "gif": gif, "film": film, "heic": heic}
NO_PICTURES = {
    "text": "这不是照片,是一句话。".encode(),
    "program": b"MZ\x90\x00\x03" + bytes(200),
    "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj",
    "beginning of a jpeg": jpeg()[: len(jpeg()) // 2],
    "three bytes": b"\xff\xd8\xff",
    "zip": b"PK\x03\x04" + bytes(60),
    "film": film(),
    "png bomb": bomb_png(),
    "jpeg bomb": bomb_jpeg(),
}


def hiding(*first: bytes) -> bytes:
    """A JPEG that shows the same with these parts at its beginning."""
    plain = jpeg()
    return plain[:2] + b"".join(first) + plain[2:]


def png_chunk(name: bytes, holds: bytes) -> bytes:
    return struct.pack(">I", len(holds)) + name + holds + struct.pack(">I", zlib.crc32(name + holds))


def coloured_png(profile: bytes) -> bytes:
    held = io.BytesIO()
    picture().save(held, "PNG")
    plain = held.getvalue()
    return plain[:33] + png_chunk(b"iCCP", b"colours\x00\x00" + zlib.compress(profile)) + plain[33:]


def coloured_webp(profile: bytes) -> bytes:
    held = io.BytesIO()
    picture().save(held, "WEBP", icc_profile=profile)
    return held.getvalue()


AS_HEAD = bytes(36) + b"acsp" + bytes(88)
HIDING = {
    "jpeg, colours": hiding(segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + exif())),
    "jpeg, colours with a head": hiding(segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + AS_HEAD + exif())),
    "jpeg, second part of colours": hiding(segment(0xE2, b"ICC_PROFILE\x00\x02\x02" + exif())),
    "jpeg, unknown marker": hiding(segment(0xF0, exif())),
    "jpeg, marker JPG": hiding(segment(0xC8, exif())),
    "jpeg, Adobe": hiding(segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01" + exif())),
    "png, colours": coloured_png(AS_HEAD + exif()),
    "webp, colours": coloured_webp(AS_HEAD + exif()),
}
"""Pictures with EXIF where no reader looks for it."""
LOST_IN = {
    "tiff": b"II*\x00" + HERE,
    "tiff of a Mac": b"MM\x00*" + HERE,
    "jxl": b"\xff\x0a" + HERE,
    "jxl in boxes": b"\x00\x00\x00\x0cJXL \r\n" + HERE,
    "raf": b"FUJIFILMCCD-RAW 0201" + bytes(80) + jpeg(),
    "crw": b"II\x1a\x00\x00\x00HEAPCCDR" + HERE,
    "orf IIRS": b"IIRS\x08\x00\x00\x00" + HERE,
    "orf MMOR": b"MMOR\x00\x00\x00\x08" + HERE,
    "cr3": box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", box(b"mvhd", bytes(100))) + box(b"mdat", HERE),
    "jpeg 2000": b"\x00\x00\x00\x0cjP  \r\n\x87\n" + box(b"ftyp", b"jp2 \0\0\0\0jp2 ") + box(b"uuid", HERE),
    "psd": b"8BPS\x00\x01" + bytes(20) + HERE,
    "bmp": b"BM" + bytes(60) + HERE,
    "svg": b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"><metadata>' + HERE,
    "svg, wide": '<svg xmlns="http://www.w3.org/2000/svg">'.encode("utf-16"),
    "avi": b"RIFF\x00\x00\x00\x00AVI LIST" + HERE,
    "mkv, webm": b"\x1a\x45\xdf\xa3" + bytes(40) + HERE,
    "camcorder": b"".join(b"\x47" + HERE * 14 + bytes(5) for _ in range(4)),
    "wmv": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + HERE,
    "a byte and a jpeg": b"\n" + jpeg(),
    "much and a jpeg": b"x" * 9999 + jpeg(),
    "something with EXIF": b"x" * 9999 + exif(),
}
"""Pictures and films in which we do not know where to look."""
