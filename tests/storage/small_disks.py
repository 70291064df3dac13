"""Disks that can be filled up and cleared: SQLite's own limit on pages, and a real one of a few megabytes."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from storage import Store, Transaction

WITHOUT_LIMIT = 1 << 30


class SmallDisk(Protocol):
    folder: Path

    async def fill(self, store: Store, leave: int = 0) -> None:
        """No more room than `leave` bytes, roughly."""
        ...

    async def clear(self, store: Store) -> None: ...


class FewPages:
    """Works everywhere: the writer's connection may not make the file any larger."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def fill(self, store: Store, leave: int = 0) -> None:
        def unit(tx: Transaction) -> None:
            (pages,) = tx._connection.execute("PRAGMA page_count").fetchone()
            tx._connection.execute(f"PRAGMA max_page_count = {pages + leave // 4096}")

        await store.run(unit)

    async def clear(self, store: Store) -> None:
        await store.run(lambda tx: tx._connection.execute(f"PRAGMA max_page_count = {WITHOUT_LIMIT}").fetchone())


class RealDisk:
    """A file system in memory of a few megabytes, and a ballast that leaves no room in it; only root can have one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    async def fill(self, store: Store | None = None, leave: int = 0) -> None:
        self.fill_at_once(leave)

    def fill_at_once(self, leave: int = 0) -> None:
        room = os.statvfs(self.folder)
        with self._ballast.open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, room.f_bavail * room.f_frsize - leave)

    async def clear(self, store: Store | None = None) -> None:
        self._ballast.unlink()

    def become(self, what: str) -> None:
        """ "ro", as the kernel does after an error of the disk, or "rw"."""
        subprocess.run(["mount", "-o", f"remount,{what}", str(self.folder)], check=True)


@contextlib.contextmanager
def real_disk(folder: Path, size: str = "8m") -> Iterator[RealDisk | None]:
    """None where nobody may mount anything."""
    folder.mkdir(exist_ok=True)
    try:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        yield None
        return
    try:
        yield RealDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
