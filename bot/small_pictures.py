"""Small pictures for papers: made anew from what is kept, so that nothing but what one sees goes along."""

import io
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from storage.evidence import path_of

LOG = logging.getLogger(__name__)
WIDEST = 640
"""Pixels: sharp enough at half the width of a page; four pairs weigh less than half a megabyte."""
QUALITY = 78


def small_pictures(folder: Path) -> Callable[[str], bytes | None]:
    """By their sha256."""
    return partial(_small, folder)


def _small(folder: Path, name: str) -> bytes | None:
    """JPEG without EXIF; None for one that is gone or cannot be read: the paper goes without it."""
    from PIL import Image, ImageOps  # takes long, and few papers have pictures

    try:
        with Image.open(path_of(folder, name)) as kept:
            picture = ImageOps.exif_transpose(kept).convert("RGB")
    except (OSError, ValueError) as error:
        LOG.info("paper.no_picture error=%s", type(error).__name__)
        return None
    picture.thumbnail((WIDEST, WIDEST))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
