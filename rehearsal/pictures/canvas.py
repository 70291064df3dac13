"""A sheet to draw scenes on: 1280 by 960 units, drawn at twice the size and made smooth at the end."""

import math
import random
from collections.abc import Callable, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFilter

from rehearsal.pictures.lettering import lettering

WIDTH, HEIGHT = 1280, 960
SCALE = 2

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """Shapes in the order drawn. Colours are RGB; `alpha` is 0 to 255."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        self._image = _gradient(top, bottom)

    def rect(self, box: Sequence[float], fill: Colour, *, radius: float = 0, alpha: int = 255) -> None:
        self._on(lambda draw: draw.rounded_rectangle(_scaled(box), radius * SCALE, (*fill, alpha)))

    def ellipse(self, box: Sequence[float], fill: Colour, *, alpha: int = 255) -> None:
        self._on(lambda draw: draw.ellipse(_scaled(box), (*fill, alpha)))

    def disc(self, centre: Point, radius: float, fill: Colour, *, alpha: int = 255) -> None:
        x, y = centre
        self.ellipse((x - radius, y - radius, x + radius, y + radius), fill, alpha=alpha)

    def polygon(self, points: Sequence[Point], fill: Colour, *, alpha: int = 255) -> None:
        self._on(lambda draw: draw.polygon(_pairs(points), (*fill, alpha)))

    def line(self, points: Sequence[Point], fill: Colour, width: float, *, alpha: int = 255) -> None:
        """A line with round ends and corners."""

        def trace(draw: ImageDraw.ImageDraw) -> None:
            ink = (*fill, alpha)
            draw.line(_pairs(points), ink, round(width * SCALE), joint="curve")
            half = width * SCALE / 2
            for x, y in (_pairs(points)[0], _pairs(points)[-1]):
                draw.ellipse((x - half, y - half, x + half, y + half), ink)

        self._on(trace)

    def arc(self, box: Sequence[float], start: float, end: float, fill: Colour, width: float) -> None:
        self._on(lambda draw: draw.arc(_scaled(box), start, end, (*fill, 255), round(width * SCALE)))

    def drop(self, tip: Point, size: float, fill: Colour) -> None:
        """A drop of water that hangs from its tip."""
        x, y = tip
        self.polygon([(x, y), (x + size * 0.48, y + size * 1.1), (x - size * 0.48, y + size * 1.1)], fill)
        self.disc((x, y + size * 1.25), size * 0.55, fill)
        self.disc((x - size * 0.18, y + size * 1.2), size * 0.14, (255, 255, 255), alpha=190)

    def tiles(self, box: Sequence[float], side: float, joint: Colour) -> None:
        left, top, right, bottom = box
        for step in range(math.ceil((right - left) / side) + 1):
            self.line([(left + step * side, top), (left + step * side, bottom)], joint, 3)
        for step in range(math.ceil((bottom - top) / side) + 1):
            self.line([(left, top + step * side), (right, top + step * side)], joint, 3)

    def shadow(self, box: Sequence[float], *, alpha: int = 90, blur: float = 18) -> None:
        """A soft shadow on whatever lies below."""
        layer = Image.new("L", self._image.size, 0)
        ImageDraw.Draw(layer).ellipse(_scaled(box), alpha)
        soft = layer.filter(ImageFilter.BoxBlur(blur * SCALE))
        self._image.paste((20, 24, 32), (0, 0), soft)

    def glow(self, centre: Point, radius: float, fill: Colour, *, alpha: int = 150) -> None:
        layer = Image.new("L", self._image.size, 0)
        x, y = centre
        ImageDraw.Draw(layer).ellipse(_scaled((x - radius, y - radius, x + radius, y + radius)), alpha)
        self._image.paste(fill, (0, 0), layer.filter(ImageFilter.BoxBlur(radius * 0.4 * SCALE)))

    def words(self, text: str, at: Point, size: float, fill: Colour) -> None:
        """Latin letters and figures, centred: a sign in the scene."""
        font = lettering(round(size * SCALE))
        ImageDraw.Draw(self._image).text(_pairs([at])[0], text, fill, font.font, anchor="mm")

    def finish(self, label: str, label_en: str) -> Image.Image:
        """The label in a corner, a little grain as cameras have it, and down to size."""
        font = lettering(30 * SCALE)
        words = label if font.chinese else label_en
        draw = ImageDraw.Draw(self._image, "RGBA")
        width = draw.textlength(words, font.font)
        left, top, tall = 28 * SCALE, (HEIGHT - 82) * SCALE, 54 * SCALE
        draw.rounded_rectangle((left, top, left + width + 44 * SCALE, top + tall), 14 * SCALE, (18, 24, 33, 190))
        draw.text((left + 22 * SCALE, top + tall / 2), words, (255, 255, 255), font.font, anchor="lm")
        return self.develop()

    def develop(self) -> Image.Image:
        """Without a label: grain, and down to size."""
        return Image.blend(self._image.reduce(SCALE), _grain(), 0.035)

    def _on(self, trace: Callable[[ImageDraw.ImageDraw], None]) -> None:
        trace(ImageDraw.Draw(self._image, "RGBA"))


def _gradient(top: Colour, bottom: Colour) -> Image.Image:
    column = Image.new("RGB", (1, 256))
    for row in range(256):
        share = row / 255
        mixed = [round(above + (below - above) * share) for above, below in zip(top, bottom, strict=True)]
        column.putpixel((0, row), (mixed[0], mixed[1], mixed[2]))
    return column.resize((WIDTH * SCALE, HEIGHT * SCALE), Image.Resampling.BILINEAR)


@lru_cache(maxsize=1)
def _grain() -> Image.Image:
    noise = random.Random(7).randbytes(WIDTH // 2 * HEIGHT // 2)
    coarse = Image.frombytes("L", (WIDTH // 2, HEIGHT // 2), noise)
    return coarse.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR).convert("RGB")


def _scaled(box: Sequence[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (side * SCALE for side in box)
    return left, top, right, bottom


def _pairs(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
