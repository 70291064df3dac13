"""A child process that keeps notes and photos, and promises each only after the house said that it is kept.

python -m tests.data.power.keeper FOLDER ACKS [not-synced | folder-not-synced | photo-not-synced]
"""

import asyncio
import os
import stat
import sys
from pathlib import Path

from bot.safekeeping import arriving, keep
from storage import Store, Transaction
from storage.backup import back_up
from tests.storage.rows import NOW, note

ROUNDS, AT_ONCE = 25, 6
LONG = "滴答" * 4000
"""So much in a note that the log is written back into the file a few times."""


def forget_to_sync(what: str) -> None:
    """Breaks a promise on purpose: folders, or files, are not fsynced by the house any more."""
    really, skips = os.fsync, stat.S_ISDIR if what == "folder-not-synced" else stat.S_ISREG
    os.fsync = lambda fd: None if skips(os.fstat(fd).st_mode) else really(fd)  # type: ignore[assignment]


async def keep_on(store: Store, photos: Path, acks: int, number: int) -> None:
    word = await store.run(note, f"{number}:{LONG[: 200 * (number % 40)]}")
    os.write(acks, f"note {word}\n".encode())
    if number % 3:
        return
    sha256 = await asyncio.to_thread(come_in, photos, number)
    await store.run(hang, sha256)
    os.write(acks, f"photo {sha256}\n".encode())


def come_in(photos: Path, number: int) -> str:
    photos.mkdir(exist_ok=True)
    came = arriving(photos, number)
    came.write_bytes(f"photo {number} ".encode() * 3000)
    return keep(photos, came).sha256


def hang(tx: Transaction, sha256: str) -> None:
    number = tx.evidence.add(
        kind="photo", file_id=sha256, file_unique_id=sha256, size=1, role="before", person=None, said_at=NOW
    )
    tx.evidence.kept(number, sha256)


async def main(folder: Path, acks: Path, broken: str) -> None:
    store = await Store.open(folder)
    if broken == "not-synced":
        await store._writer.execute("PRAGMA synchronous = OFF")
    elif broken:
        forget_to_sync(broken)
    handle = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number in range(ROUNDS):
        await asyncio.gather(
            *(keep_on(store, folder / "photos", handle, number * AT_ONCE + it) for it in range(AT_ONCE))
        )
    made = await asyncio.to_thread(back_up, folder, folder / "backups", NOW)
    os.write(handle, f"backup {made.folder.name}\n".encode())
    os._exit(0)  # the cut: nothing is closed


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), "".join(sys.argv[3:])))
