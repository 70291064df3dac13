"""Pictures looked at: whether one can be seen at all, and what the square code on a poster says.

One at a time, and never one that would need more memory than a phone's photo does.
"""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LOG = logging.getLogger(__name__)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""What Pillow may open: it knows fifty more, old and seldom looked after."""
SIDE = 1600
"""Pixels that are enough for a poster that fills a tenth of the picture; more is only slower."""
GLANCE = 200
"""Pixels of a first look, which tells whether it can be read at all."""
MOST_PIXELS = 60_000_000
"""Of a JPEG that can be read at a smaller size."""
MOST_WHOLE = 16_000_000
"""Of a picture that has to be unpacked whole, at up to four bytes each."""
MOST_CODES = 8
"""Of one picture; our own judgement: a wall of posters photographed at once."""
LONGEST = 200
"""Signs of a code; ours is a link with a token of 22 (actions/place_tokens.py)."""
ONE_AT_A_TIME = threading.Lock()


class TooManyPixels(Exception):
    """A picture that would fill the memory: a few kilobytes can say that they are 60,000 by 60,000."""


def codes_in(picture: Path) -> list[str]:
    """The texts of the square codes in a picture, in no order; nothing for what is no picture. Slow: use a thread."""
    # Loaded with the first photo: a bot that starts shall not wait for it.
    import zxingcpp

    try:
        with ONE_AT_A_TIME:
            seen = _seen(picture, SIDE)
            found = zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    except Exception as error:
        LOG.info("codes.no_picture error=%s", type(error).__name__)
        return []
    return [code.text[:LONGEST] for code in found if code.text][:MOST_CODES]


def viewable(picture: Path) -> bool:
    """Whether somebody could look at it: a picture, whole, and of a size that can be unpacked. Slow: use a thread."""
    try:
        with ONE_AT_A_TIME:
            _seen(picture, GLANCE)
    except Exception as error:
        LOG.info("picture.not_viewable error=%s", type(error).__name__)
        return False
    return True


def _seen(path: Path, side: int) -> "Image.Image":
    """In shades of grey, upright, and no larger than asked. Raises whatever Pillow finds wrong, and TooManyPixels."""
    from PIL import Image, ImageOps

    with Image.open(path, formats=FORMATS) as opened:
        whole = opened.format != "JPEG" or "progressive" in opened.info
        if opened.width * opened.height > (MOST_WHOLE if whole else MOST_PIXELS):
            raise TooManyPixels
        opened.draft("L", (side, side))
        picture = ImageOps.exif_transpose(opened).convert("L")
    picture.thumbnail((side, side))
    return picture
