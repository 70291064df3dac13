"""Photos of a sheet with a code that hangs somewhere: the code can be read from the picture as from a real one."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import segno
from PIL import Image, ImageDraw, ImageFilter

from rehearsal.pictures.canvas import Canvas
from rehearsal.pictures.lettering import lettering
from rehearsal.pictures.outside import iron_fence, street
from rehearsal.pictures.rooms import plain_corridor
from rehearsal.pictures.tilt import askew, hang
from rehearsal.pictures.water import washroom

SHEET = (600, 840)
QR_SIDE = 460
HINT, HINT_EN = "拍下这张,就算到了", "A photo of this checks you in"
PAPER, INK, BAND, ON_BAND = (252, 252, 248), (28, 36, 40), (14, 111, 99), (255, 255, 255)
Sketch = Callable[[], Canvas]
INSIDE: tuple[Sketch, ...] = (plain_corridor, washroom)
OUTSIDE: tuple[Sketch, ...] = (street, iron_fence)


@dataclass(frozen=True)
class Poster:
    """What the sheet says: a short code, the name of the spot, and the text inside the QR code; where it hangs."""

    code: str
    name: str
    link: str
    outside: bool = False


def photograph(poster: Poster) -> Image.Image:
    """The sheet on a wall of its surroundings, a little askew; the same poster always gives the same picture."""
    chance = random.Random(f"{poster.code} {poster.link}")
    picture = _wall(chance.choice(OUTSIDE if poster.outside else INSIDE)).copy()
    left = chance.uniform(330, 430)
    top = chance.uniform(70, 110)
    corners = askew((left, top, left + 500, top + 720), chance, most=26)
    _shade(picture, corners)
    hang(_sheet(poster), picture, corners)
    return picture


def jpeg_of(poster: Poster) -> bytes:
    written = io.BytesIO()
    photograph(poster).save(written, "JPEG", quality=90)
    return written.getvalue()


@lru_cache(maxsize=len(INSIDE) + len(OUTSIDE))
def _wall(sketch: Sketch) -> Image.Image:
    return sketch().develop()


def _shade(picture: Image.Image, corners: list[tuple[float, float]]) -> None:
    """The sheet stands off the wall a little."""
    layer = Image.new("L", picture.size, 0)
    ImageDraw.Draw(layer).polygon([(x + 10, y + 14) for x, y in corners], 120)
    picture.paste((20, 24, 32), (0, 0), layer.filter(ImageFilter.BoxBlur(12)))


def _sheet(poster: Poster) -> Image.Image:
    sheet = Image.new("RGB", SHEET, PAPER)
    draw = ImageDraw.Draw(sheet)
    width, height = SHEET
    draw.rectangle((0, 0, width, 130), BAND)
    _centred(draw, poster.code, (width / 2, 66), 84, ON_BAND)
    _centred(draw, poster.name, (width / 2, 178), 46, INK)
    sheet.paste(_qr(poster.link), ((width - QR_SIDE) // 2, 226))
    _centred(draw, HINT if lettering(40).chinese else HINT_EN, (width / 2, 752), 40, INK)
    draw.rectangle((4, 4, width - 5, height - 5), outline=BAND, width=8)
    return sheet


def _qr(text: str) -> Image.Image:
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="png", scale=8, border=4)
    with Image.open(written) as code:
        return code.convert("RGB").resize((QR_SIDE, QR_SIDE), Image.Resampling.LANCZOS)


def _centred(
    draw: ImageDraw.ImageDraw, text: str, at: tuple[float, float], size: int, fill: tuple[int, int, int]
) -> None:
    """One line, as large as fits; nothing when it cannot be written for want of a Chinese font."""
    font = lettering(size)
    if not (font.chinese or text.isascii()):
        return
    while draw.textlength(text, font.font) > SHEET[0] - 60 and size > 16:
        size -= 4
        font = lettering(size)
    draw.text(at, text, fill, font.font, anchor="mm")
