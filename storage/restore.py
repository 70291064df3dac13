"""Restoring: a backup is made ready beside the data, and takes its place in one step; what was there is kept aside."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from domain.refusal import Refusal
from storage.backup import share
from storage.backups import NAMED, PHOTOS, Backup, reading
from storage.evidence import path_of
from storage.migrate import on_the_disk
from storage.store import FILE, RESTORING, half_restored

REPLACED = (FILE, f"{FILE}-wal", f"{FILE}-shm", PHOTOS)
"""What of a data folder a backup takes the place of; the database first, so that no old log is read into a new one."""


MOVING = "moving.json"
"""In the staged folder from before the first step: where what was there goes, so that a second run goes on with it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A restore that did not come to its end: what of the old data it found, and where it was taking it."""

    aside: Path | None
    found: tuple[str, ...] = ()


def cut_short(data: Path) -> Cut | None:
    """None when the last restore here came to its end, or had not begun to change anything."""
    if not half_restored(data):
        return None
    try:
        said = json.loads((data / RESTORING / MOVING).read_text(encoding="utf-8"))
        return Cut(data / str(said["aside"]), tuple(said["found"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Cut(None)


def is_occupied(data: Path) -> bool:
    """By something that a restore would have to move aside; what a cut restore left is not asked for twice."""
    return cut_short(data) is None and any((data / name).exists() for name in REPLACED)


def stage(backup: Backup, data: Path) -> tuple[Path, list[str]]:
    """A folder in `data` with everything in it, on the disk; and the hashes of photos that the backup lacks.

    Raises Refusal `backup.no_room`, or OSError; then nothing has changed.
    """
    draft = data / RESTORING
    _empty(draft, keeps=MOVING if cut_short(data) else "")
    _room(backup, data)
    draft.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(backup.database, draft / FILE)
    (draft / FILE).chmod(0o600)
    on_the_disk(draft / FILE)
    (draft / PHOTOS).mkdir(mode=0o700)
    lacking, shelves = [], {draft, draft / PHOTOS}
    with reading(backup.database) as reader:
        for (sha256,) in reader.execute(NAMED):
            target = path_of(draft / PHOTOS, sha256)
            target.parent.mkdir(exist_ok=True, mode=0o700)
            shelves.add(target.parent)
            if not share(path_of(backup.photos, sha256), target):
                lacking.append(sha256)
    for shelf in shelves:
        on_the_disk(shelf)
    return draft, lacking


def _room(backup: Backup, data: Path) -> None:
    needs = 2 * backup.database.stat().st_size
    if backup.folder.stat().st_dev != data.stat().st_dev:
        needs += sum(path.stat().st_size for path in backup.photos.glob("??/*"))
    free = shutil.disk_usage(data).free
    if free < needs:
        raise Refusal("backup.no_room", {"path": str(data), "free": free >> 20, "needs": needs >> 20})


def _empty(draft: Path, keeps: str) -> None:
    """Without the file that it keeps, the folder goes as well."""
    if not (keeps and (draft / keeps).exists()):
        shutil.rmtree(draft, ignore_errors=True)
        return
    for path in draft.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != keeps:
            path.unlink()


def put_in_place(draft: Path, data: Path, aside: Path) -> Path | None:
    """The staged folder becomes the data; what was there goes to `aside`. Returns where it is, None when nothing was.

    Cut short, there is a staged database and no other: nobody starts from nothing then (Store.open). Done again, it
    goes on with the folder of the first run, so that the old database and its log stay together.
    """
    cut = cut_short(data)
    if cut is None or cut.aside is None:
        cut = Cut(aside, tuple(name for name in REPLACED if (data / name).exists()))
        _note(draft / MOVING, cut)
    assert cut.aside is not None
    if cut.found:
        cut.aside.mkdir(mode=0o700, exist_ok=True)
        for name in REPLACED:
            if (data / name).exists():
                _move(data / name, cut)
        on_the_disk(cut.aside)
    else:
        shutil.rmtree(data / PHOTOS, ignore_errors=True)
    on_the_disk(data)
    for name in (PHOTOS, FILE):
        (draft / name).rename(data / name)
    on_the_disk(data)
    shutil.rmtree(draft, ignore_errors=True)
    return cut.aside if cut.found else None


def _note(marker: Path, cut: Cut) -> None:
    assert cut.aside is not None
    half = marker.with_suffix(".part")
    half.write_text(json.dumps({"aside": cut.aside.name, "found": cut.found}), encoding="utf-8")
    on_the_disk(half)
    half.replace(marker)
    on_the_disk(marker.parent)
    on_the_disk(marker.parent.parent)


def _move(path: Path, cut: Cut) -> None:
    """Photos that the cut run had already put in place are the backup's; they are staged anew."""
    assert cut.aside is not None
    if path.name == PHOTOS and (PHOTOS not in cut.found or (cut.aside / PHOTOS).exists()):
        shutil.rmtree(path)
    else:
        target = cut.aside / path.name
        path.rename(target if not target.exists() else target.with_name(f"{target.name}.later"))
