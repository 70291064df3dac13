"""The sample photos one can send, drawn ones and added ones."""

import io
import random
from functools import lru_cache

from PIL import Image, ImageEnhance

from rehearsal.pictures.scenes import SCENES
from rehearsal.shapes import Json

QUALITY = 90


class UnknownSample(Exception):
    """There is no sample of that name; the message lists those there are."""


class Samples:
    """By name. The same name and shot give the same bytes; another shot is the same scene photographed again."""

    def __init__(self) -> None:
        self._added: dict[str, tuple[str, str, bytes]] = {}

    def add(self, name: str, label: str, label_en: str, data: bytes) -> None:
        self._added[name] = (label, label_en, data)

    def listed(self) -> list[Json]:
        drawn = [(name, scene.label, scene.label_en) for name, scene in SCENES.items()]
        added = [(name, label, label_en) for name, (label, label_en, _) in self._added.items()]
        return [
            {"name": name, "label": label, "label_en": label_en, "url": f"/stage/samples/{name}"}
            for name, label, label_en in added + drawn
        ]

    def shot(self, name: str, shot: int) -> bytes:
        """A JPEG as the camera gave it. Slow the first time: call it in a thread."""
        if name in self._added:
            data = self._added[name][2]
            return _again(data, shot) if shot else data
        if name not in SCENES:
            known = ", ".join([*self._added, *SCENES])
            raise UnknownSample(f'there is no sample "{name}"; there are: {known}')
        return _again(_drawn(name), shot) if shot else _drawn(name)


@lru_cache(maxsize=64)
def _drawn(name: str) -> bytes:
    return _jpeg(SCENES[name].draw())


@lru_cache(maxsize=64)
def _again(data: bytes, shot: int) -> bytes:
    """A hand never stands twice in the same place, nor does the light."""
    chance = random.Random(shot)
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    width, height = picture.size
    left, top = (round(side * chance.uniform(0.0, 0.05)) for side in picture.size)
    right, bottom = (round(side * chance.uniform(0.95, 1.0)) for side in picture.size)
    turned = picture.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=picture.getpixel((4, 4)))
    moved = turned.crop((left, top, right, bottom)).resize((width, height), Image.Resampling.BICUBIC)
    return _jpeg(ImageEnhance.Brightness(moved).enhance(chance.uniform(0.88, 1.1)))


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
