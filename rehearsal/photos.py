"""Photos as Telegram keeps them: encoded anew in a few sizes, without EXIF."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError

from rehearsal.errors import refusal

SIDES = (90, 320, 800, 1280)
LARGEST_UPLOAD = 10 * 1024 * 1024
"""Bytes of a photo; width and height together, and one to the other, below (Bot API, sendPhoto)."""
SIDES_TOGETHER = 10_000
LONGEST_SHAPE = 20
QUALITY = 87


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    data: bytes


@lru_cache(maxsize=64)
def sizes_of(data: bytes) -> tuple[Picture, ...]:
    """The sizes of one photo, smallest first; the same bytes give the same bytes. Slow: call it in a thread."""
    if len(data) > LARGEST_UPLOAD:
        raise refusal("file big")
    try:
        with Image.open(io.BytesIO(data)) as opened:
            width, height = opened.size
            if width + height > SIDES_TOGETHER or max(width, height) > LONGEST_SHAPE * min(width, height):
                raise refusal("image shape")
            opened.draft("RGB", (SIDES[-1], SIDES[-1]))
            picture = _on_white(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise refusal("not an image") from None
    longest = max(width, height)
    sides = [side for side in SIDES if side < longest] + [min(longest, SIDES[-1])]
    return tuple(_at(picture, side) for side in dict.fromkeys(sides))


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA", "PA", "P"):
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")


def _at(picture: Image.Image, side: int) -> Picture:
    copy = picture.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    copy.save(written, "JPEG", quality=QUALITY)
    return Picture(*copy.size, written.getvalue())
