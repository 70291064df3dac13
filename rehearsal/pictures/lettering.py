"""A font for labels: a Chinese one where the machine has one, otherwise Pillow's own, which has Latin letters."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

# Pillow looks for these names where the system keeps its fonts; the number is the simplified Chinese face inside.
FONTS = (
    ("NotoSansCJK-Bold.ttc", 2),
    ("wqy-microhei.ttc", 0),
    ("PingFang.ttc", 2),
    ("msyhbd.ttc", 0),
    ("simhei.ttf", 0),
)
# The package with which reports are typeset brings a font along.
PACKAGE, PACKAGE_FACE = "manimgx_fonts_cjk", 2


@dataclass(frozen=True)
class Lettering:
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont
    chinese: bool


@lru_cache(maxsize=32)
def lettering(size: int) -> Lettering:
    for name, face in (*_packaged(), *FONTS):
        try:
            return Lettering(ImageFont.truetype(name, size, index=face), chinese=True)
        except OSError:
            continue
    return Lettering(ImageFont.load_default(size), chinese=False)


def _packaged() -> list[tuple[str, int]]:
    found = find_spec(PACKAGE)
    folders = (found.submodule_search_locations if found else None) or []
    return [(str(file), PACKAGE_FACE) for folder in folders for file in sorted(Path(folder).glob("*.tt[cf]"))]
