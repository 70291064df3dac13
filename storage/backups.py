"""What a backup looks like on the disk, and which of them are whole: only one with its manifest is."""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.refusal import Refusal
from storage.store import FILE

PHOTOS = "photos"
MANIFEST = "manifest.json"
NAMED = "SELECT DISTINCT sha256 FROM evidence WHERE state = 'kept' AND sha256 IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup. `made_at` is the moment of which it tells; (`records`, `head`) where the history stood then."""

    folder: Path
    made_at: datetime
    kind: str
    version: int
    records: int
    head: str
    sha256: str
    lacking: tuple[str, ...]

    @classmethod
    def at(cls, folder: Path, now: datetime | None = None) -> "Backup":
        """The backup in that folder, or the newest in a folder of backups.

        Raises Refusal `backup.none`, or `backup.manifest` for one whose manifest says nothing that makes sense.
        """
        if not (folder / MANIFEST).exists():
            found = backups_in(folder, now)
            if not found:
                raise Refusal("backup.none", {"path": str(folder)})
            return found[-1]
        try:
            said: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            made_at = datetime.fromisoformat(said["made_at"])
            if made_at.tzinfo is None:
                raise ValueError(said["made_at"])
            return cls(
                folder, made_at, str(said["kind"]), int(said["version"]), int(said["history"]["records"]),
                str(said["history"]["hash"]), str(said[FILE]["sha256"]), tuple(map(str, said["lacking"])),
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError):
            raise Refusal("backup.manifest", {"path": str(folder)}) from None

    @property
    def database(self) -> Path:
        return self.folder / FILE

    @property
    def photos(self) -> Path:
        """Beside the backups, or in it where somebody put them."""
        inside = self.folder / PHOTOS
        return inside if inside.is_dir() else self.folder.parent / PHOTOS

    def whole(self) -> bool:
        """Whether the database is still the file that was written, byte for byte."""
        with contextlib.suppress(OSError), self.database.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        return False


def holds_the_data(to: Path, data: Path) -> bool:
    """Whether the originals of backups in `to` would be the live photos themselves, or lie among the live data."""
    to, data = to.resolve(), data.resolve()
    pool = (to / PHOTOS).resolve()
    live = (data / PHOTOS).resolve()
    return to == data or pool == data or any(it == live or live in it.parents for it in (to, pool))


def backups_in(folder: Path, now: datetime | None = None) -> list[Backup]:
    """Every whole backup there, oldest first; one of a moment after `now` has a wrong date, and goes before all."""
    found = []
    for manifest in folder.glob(f"[0-9]*/{MANIFEST}"):
        with contextlib.suppress(Refusal):
            found.append(Backup.at(manifest.parent))
    return sorted(found, key=lambda backup: (now is None or backup.made_at <= now, backup.made_at))


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A database that lies still, read-only."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as reader:
        yield reader
