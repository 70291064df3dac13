"""A flat sheet as a camera sees it that does not stand straight before it."""

import random
from collections.abc import Sequence

from PIL import Image

Corner = tuple[float, float]


def hang(sheet: Image.Image, upon: Image.Image, corners: Sequence[Corner]) -> None:
    """Draws the sheet into the picture with its corners there: top left, top right, bottom right, bottom left."""
    width, height = sheet.size
    flat = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    # Pillow asks for each point of the picture where on the sheet it lies.
    seen = sheet.convert("RGBA").transform(
        upon.size, Image.Transform.PERSPECTIVE, _perspective(corners, flat), Image.Resampling.BICUBIC
    )
    upon.paste(seen, (0, 0), seen)


def askew(box: Sequence[float], chance: random.Random, *, most: float) -> list[Corner]:
    """The corners of a box, each moved by at most so much: nobody holds a phone quite straight."""
    left, top, right, bottom = box
    flat = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return [(x + chance.uniform(-most, most), y + chance.uniform(-most, most)) for x, y in flat]


def _perspective(seen: Sequence[Corner], flat: Sequence[Corner]) -> tuple[float, ...]:
    """The eight numbers of the projection that takes each corner as seen to its place on the flat sheet."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> tuple[float, ...]:
    """Linear equations by elimination; the last column is the right-hand side."""
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(len(rows)):
            if other != column:
                share = rows[other][column]
                rows[other] = [value - share * top for value, top in zip(rows[other], rows[column], strict=True)]
    return tuple(row[-1] for row in rows)
