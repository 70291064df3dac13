"""Restoring: a backup is made ready beside the data, and takes its place in one step; what was there is kept aside."""

import shutil
from pathlib import Path

from domain.refusal import Refusal
from storage.backup import share
from storage.backups import NAMED, PHOTOS, Backup, reading
from storage.migrate import on_the_disk
from storage.store import FILE, RESTORING
from storage.verify import path_of

REPLACED = (FILE, f"{FILE}-wal", f"{FILE}-shm", PHOTOS)
"""What of a data folder a backup takes the place of; the database first, so that no old log is read into a new one."""


def is_occupied(data: Path) -> bool:
    return any((data / name).exists() for name in REPLACED)


def stage(backup: Backup, data: Path) -> tuple[Path, list[str]]:
    """A folder in `data` with everything in it, on the disk; and the hashes of photos that the backup lacks.

    Raises Refusal `backup.no_room`, or OSError; then nothing has changed.
    """
    draft = data / RESTORING
    shutil.rmtree(draft, ignore_errors=True)
    _room(backup, data)
    draft.mkdir(mode=0o700)
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


def put_in_place(draft: Path, data: Path, aside: Path) -> bool:
    """The staged folder becomes the data; what was there goes to `aside`. True when anything was.

    Cut short, there is a staged database and no other: nobody starts from nothing then (Store.open); it is done again.
    """
    found = [name for name in REPLACED if (data / name).exists()]
    if found:
        aside.mkdir(mode=0o700)
        for name in found:
            (data / name).rename(aside / name)
        on_the_disk(aside)
        on_the_disk(data)
    for name in (PHOTOS, FILE):
        (draft / name).rename(data / name)
    on_the_disk(data)
    shutil.rmtree(draft, ignore_errors=True)
    return bool(found)
