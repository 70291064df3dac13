"""The sample photos one can send, drawn ones and added ones."""

import io
import random
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageEnhance

from rehearsal.pictures.posters import Poster, jpeg_of
from rehearsal.pictures.scenes import SCENES, Scene
from rehearsal.shapes import Json

QUALITY = 90


class UnknownSample(Exception):
    """There is no sample of that name; the message lists those there are."""


OWN, POSTERS = "own", "posters"


@dataclass(frozen=True)
class Added:
    """A sample that was brought along: a picture, or a poster that is photographed when somebody wants it."""

    label: str
    label_en: str
    picture: bytes | Poster

    @property
    def section(self) -> str:
        return POSTERS if isinstance(self.picture, Poster) else OWN

    def data(self) -> bytes:
        return _photographed(self.picture) if isinstance(self.picture, Poster) else self.picture


class Samples:
    """By name. The same name and shot give the same bytes; another shot is the same scene photographed again."""

    def __init__(self) -> None:
        self._added: dict[str, Added] = {}

    def add(self, name: str, label: str, label_en: str, picture: bytes | Poster) -> None:
        self._added[name] = Added(label, label_en, picture)

    def listed(self) -> list[Json]:
        """Own ones first."""
        samples: dict[str, Added | Scene] = {**self._added, **SCENES}
        return [
            {
                "name": name,
                "label": sample.label,
                "label_en": sample.label_en,
                "section": sample.section,
                "url": f"/stage/samples/{name}",
            }
            for name, sample in samples.items()
        ]

    def shot(self, name: str, shot: int) -> bytes:
        """A JPEG as the camera gave it. Slow the first time: call it in a thread."""
        if name in self._added:
            data = self._added[name].data()
        elif name in SCENES:
            data = _drawn(name)
        else:
            known = ", ".join([*self._added, *SCENES])
            raise UnknownSample(f'there is no sample "{name}"; there are: {known}')
        return _again(data, shot) if shot else data


@lru_cache(maxsize=128)
def _photographed(poster: Poster) -> bytes:
    return jpeg_of(poster)


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
