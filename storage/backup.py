"""Backups: the database at one moment, the photos beside it, a manifest that vouches for both; whole or not there.

    backups/2026-11-23_024000/zhiqin.db        as it was at that moment
    backups/2026-11-23_024000/manifest.json    when, how many records, the last hash, the sha256 of the file
    backups/photos/ab/cdef…                    every original once, however many backups name it

Made from beside the writer, in a thread or process of its own: no unit of work waits for it.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from domain.refusal import Refusal
from storage.backups import MANIFEST, NAMED, PHOTOS, Backup, backups_in, holds_the_data, reading
from storage.evidence import path_of
from storage.migrate import on_the_disk
from storage.store import FILE

MARGIN = 20 << 20
"""Bytes that must be left when a backup is done."""
CANNOT_LINK = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EACCES})
"""Why a file cannot be in two folders at once: another disk, a stick, too many already. Then it is copied."""


def back_up(
    data: Path, to: Path, now: datetime, *, keep: int = 0, stopped: Callable[[], bool] = lambda: False
) -> Backup:
    """Makes one and forgets all but the newest `keep` (0: none is forgotten). `now` in the zone of its name.

    Raises Refusal `backup.running`, `backup.in_the_data` or `backup.no_room`, OSError, sqlite3.Error; then nothing
    looks like a backup. `stopped` is asked in between.
    """
    if holds_the_data(to, data):
        raise Refusal("backup.in_the_data", {"path": str(to)})
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    on_the_disk(to.parent)
    with _alone(to):
        for left in to.glob(".part-*"):
            shutil.rmtree(left, ignore_errors=True)
        draft = to / f".part-{now:%Y-%m-%d_%H%M%S}"
        try:
            _room(data, to)
            draft.mkdir(mode=0o700)
            _copy_database(data / FILE, draft / FILE, stopped)
            lacking = _copy_photos(draft / FILE, data / PHOTOS, to / PHOTOS, stopped)
            _describe(draft, data, now, lacking)
            whole = _free_name(to, draft.name.removeprefix(".part-"))
            draft.rename(whole)
            on_the_disk(to)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        made = Backup.at(whole)
        if keep:
            _forget(to, keep, made, now)
        return made


@contextmanager
def _alone(to: Path) -> Iterator[None]:
    with (to / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("backup.running", {"path": str(to)}) from None
        yield


def _room(data: Path, to: Path) -> None:
    """Before anything is written: what is missing is told as a number."""
    needs = MARGIN + sum(it.stat().st_size for it in (data / FILE, data / f"{FILE}-wal") if it.exists())
    if data.stat().st_dev != to.stat().st_dev:
        there = {path.parent.name + path.name for path in (to / PHOTOS).glob("??/*")}
        photos = (path for path in (data / PHOTOS).glob("??/*") if path.parent.name + path.name not in there)
        needs += sum(path.stat().st_size for path in photos)
    free = shutil.disk_usage(to).free
    if free < needs:
        raise Refusal("backup.no_room", {"path": str(to), "free": free >> 20, "needs": needs >> 20})


def _copy_database(source: Path, target: Path, stopped: Callable[[], bool]) -> None:
    """One moment of it, whatever is written meanwhile; the writer's connection is not touched."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.set_progress_handler(lambda: int(stopped()), 50_000)
        reader.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    on_the_disk(target)


def _copy_photos(database: Path, source: Path, pool: Path, stopped: Callable[[], bool]) -> list[str]:
    """What the copied database names and is not in the pool yet, or no longer as it was; returns what is not to be had.

    Every original is read, so that a damaged one is found by the backup that can still mend it, not by a restore.
    """
    pool.mkdir(exist_ok=True, mode=0o700)
    lacking, touched = [], {pool}
    with reading(database) as reader:
        for (sha256,) in reader.execute(NAMED):
            if stopped():
                raise InterruptedError(errno.EINTR, os.strerror(errno.EINTR), str(pool))
            target = path_of(pool, sha256)
            if is_original(target, sha256):
                continue
            live = path_of(source, sha256)
            if not is_original(live, sha256):
                lacking.append(sha256)
                continue
            target.parent.mkdir(exist_ok=True, mode=0o700)
            target.unlink(missing_ok=True)
            if not share(live, target):
                lacking.append(sha256)
            touched.add(target.parent)
    for folder in touched:
        on_the_disk(folder)
    return lacking


def is_original(path: Path, sha256: str) -> bool:
    """Whether these bytes are there, and are those that were received."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    return False


def share(source: Path, target: Path) -> bool:
    """The same bytes under another name: a link on one disk, a copy on two. False when there is no such file."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno not in CANNOT_LINK:
            raise
        draft = target.with_suffix(".part")
        try:
            shutil.copyfile(source, draft)
            draft.chmod(0o600)
            on_the_disk(draft)
            draft.replace(target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    return True


def _describe(draft: Path, data: Path, now: datetime, lacking: list[str]) -> None:
    with reading(draft / FILE) as reader:
        version = reader.execute("PRAGMA user_version").fetchone()[0]
        last = reader.execute("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1").fetchone() or (0, "0" * 64)
        photos = reader.execute(f"SELECT count(*) FROM ({NAMED})").fetchone()[0]
    with (draft / FILE).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    marker = data / "kind"
    said = {
        "made_at": now.isoformat(timespec="seconds"),
        "kind": marker.read_text(encoding="utf-8").strip() if marker.exists() else "school",
        "version": version,
        "history": {"records": last[0], "hash": last[1]},
        FILE: {"sha256": sha256, "bytes": (draft / FILE).stat().st_size},
        "photos": photos,
        "lacking": lacking,
        "not_in_it": "config.toml (令牌 the token)",
    }
    manifest = draft / MANIFEST
    manifest.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    manifest.chmod(0o600)
    on_the_disk(manifest)
    on_the_disk(draft)


def _free_name(to: Path, name: str) -> Path:
    """Two in the same second do not share a folder."""
    return next(
        path for path in (to / f"{name}{more}" for more in ("", *(f"-{n}" for n in range(2, 100)))) if not path.exists()
    )


def _forget(to: Path, keep: int, made: Backup, now: datetime) -> None:
    """Old backups, never the one just `made`, and originals that none of the others names.

    What cannot be removed stays, and harms nobody.
    """
    for old in [it for it in backups_in(to, now) if it.folder != made.folder][: 1 - keep or None]:
        gone = old.folder.with_name(f".part-{old.folder.name}")
        old.folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
    unnamed = {path.parent.name + path.name: path for path in (to / PHOTOS).glob("??/*")}
    for backup in backups_in(to):
        with reading(backup.database) as reader:
            for (sha256,) in reader.execute(NAMED):
                unnamed.pop(sha256, None)
    for path in unnamed.values():
        with contextlib.suppress(OSError):
            path.unlink()
