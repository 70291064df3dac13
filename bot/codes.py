"""Codes: what the square code on a poster says, read from a photo."""

import io
import logging

LOG = logging.getLogger(__name__)
SIDE = 1600
"""Pixels that are enough for a poster that fills a tenth of the picture; more is only slower."""
MOST_PIXELS = 60_000_000
MOST_CODES = 8
LONGEST = 200


def codes_in(content: bytes) -> list[str]:
    """The texts of the square codes in a picture, in no order; nothing for what is no picture. Slow: use a thread."""
    # Loaded with the first photo: a bot that starts shall not wait for it.
    import zxingcpp
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return []
            opened.draft("L", (SIDE, SIDE))
            picture = ImageOps.exif_transpose(opened).convert("L")
            picture.thumbnail((SIDE, SIDE))
        found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    except Exception as error:
        LOG.info("codes.no_picture error=%s", type(error).__name__)
        return []
    return [code.text[:LONGEST] for code in found if code.text][:MOST_CODES]
