"""Safekeeping: a file of evidence, under the sha256 of what is kept of it, safe on the disk before it counts."""

import contextlib
import hashlib
import mmap
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.kinds import Kind
from bot.stripping import Piece, stripped
from storage.evidence import path_of
from storage.migrate import on_the_disk

UNFINISHED = ".part"


class Empty(Exception):
    """Nothing came: not one byte."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """`came` is the sha256 (hex) of what was sent, when that was more than what is kept; else empty. Sizes in bytes."""

    path: Path
    kind: Kind
    sha256: str
    size: int
    came: str


def arriving(folder: Path, number: int) -> Path:
    """Where the bytes of an evidence go while they come in."""
    return folder / f"{number}{UNFINISHED}"


def make_room(folder: Path) -> None:
    """The folder, with nothing in it that a killed program was writing; one that cannot be made is found out later."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    for unfinished in folder.glob(f"*{UNFINISHED}"):
        discard(unfinished)


def discard(unfinished: Path) -> None:
    with contextlib.suppress(OSError):
        unfinished.unlink()


def keep(folder: Path, came: Path) -> Shelved:
    """Keeps what may be kept of a file that came; the same bytes are kept once. Slow: use a thread.

    The bytes are mapped, not read: however large the file, the program does not grow by it. Raises Unstrippable, Empty,
    and OSError when the disk takes nothing.
    """
    if came.stat().st_size == 0:
        raise Empty
    with came.open("rb") as file:
        # Not closed by hand: pieces of it may still be held by the traceback of what went wrong.
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    kind, pieces = stripped(data)
    before = hashlib.sha256(data).hexdigest()
    draft = came.with_name(f"{came.stem}.kept{UNFINISHED}")
    try:
        sha256, size = _write(draft, pieces)
        target = path_of(folder, sha256)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            draft.replace(target)
        # Also when it was there: whoever put it there may have been killed before this. A name is safe only when each
        # folder above it is, and a new shelf is a name in its own folder.
        for place in (target.parent, folder, folder.parent):
            on_the_disk(place)
    finally:
        discard(draft)
    return Shelved(target, kind, sha256, size, before if before != sha256 else "")


def _write(draft: Path, pieces: Iterable[Piece]) -> tuple[str, int]:
    """On the disk before it returns; the sha256 (hex) and the size."""
    digest, size = hashlib.sha256(), 0
    with draft.open("wb") as file:
        for piece in pieces:
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size
