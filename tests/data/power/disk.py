"""A disk that forgets: what a process did to a folder, and what of it a power cut leaves.

Promised by POSIX, and no more: what was written before an fsync of the file is in the file, and a name is in a folder
that was fsynced since. Everything later may be there, or not, or in part, whatever came before or after it; only the
names of one folder keep their order.
"""

import itertools
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

HEAD = struct.Struct("cxxxIIIq")
SECTOR = 512


@dataclass(frozen=True, slots=True)
class Event:
    """`op`: c creates, t truncates to `offset`, w writes, s syncs, r renames, l links, u unlinks, d makes a folder."""

    op: str
    path: str
    other: str
    offset: int
    data: bytes


def events(record: Path) -> Iterator[Event]:
    content, at = record.read_bytes(), 0
    while at < len(content):
        op, path, other, length, offset = HEAD.unpack_from(content, at)
        at += HEAD.size
        parts = []
        for size in (path, other, length):
            parts.append(content[at : at + size])
            at += size
        yield Event(op.decode(), parts[0].decode(), parts[1].decode(), offset, parts[2])


@dataclass(slots=True)
class File:
    """`safe` is on the disk; `loose` came after the last fsync: (offset, data), or (length, None) for a truncation."""

    safe: bytearray = field(default_factory=bytearray)
    loose: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, data in self.loose:
            apply(self.safe, offset, data)
        self.loose.clear()

    def after_a_cut(self, chance: random.Random) -> bytes:
        content = bytearray(self.safe)
        keeps = chance.choice((0.0, 0.5, 0.9, 1.0))
        for offset, data in self.loose:
            if chance.random() < keeps:
                apply(content, offset, torn(data, chance) if data and chance.random() < 0.2 else data)
        return bytes(content)


def apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(offset - len(content), 0)))
    content[offset : offset + len(data)] = data


def torn(data: bytes, chance: random.Random) -> bytes:
    """The first sectors only, as many as luck will have it."""
    return data[: chance.randrange(0, len(data) + 1, SECTOR) or len(data) // 2]


class Disk:
    """What the folder looks like to the process, and what of it is safe."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._files: dict[str, File] = {}
        self._safe: dict[str, File | None] = {folder: None}
        self._loose: list[tuple[str, str, File | None]] = []
        """Names that were put (a file, or None for a folder), taken away, or that a folder (by its old name) got, since
        the folder above was synced."""

    def happens(self, event: Event) -> None:
        match event.op:
            case "c":
                self._files[event.path] = File()
                self._loose.append(("put", event.path, self._files[event.path]))
            case "d":
                self._loose.append(("put", event.path, None))
            case "w":
                self._files[event.path].loose.append((event.offset, event.data))
            case "t":
                self._files[event.path].loose.append((event.offset, None))
            case "u":
                self._files.pop(event.path, None)
                self._loose.append(("take", event.path, None))
            case "l":
                self._files[event.other] = self._files[event.path]
                self._loose.append(("put", event.other, self._files[event.other]))
            case "r" if event.path not in self._files:
                self._move_folder(event.path, event.other)
            case "r":
                self._files[event.other] = self._files.pop(event.path)
                self._loose.append(("take", event.path, None))
                self._loose.append(("put", event.other, self._files[event.other]))
            case "s" if event.path in self._files:
                self._files[event.path].sync()
            case "s":
                self._sync_names(event.path)

    def _move_folder(self, path: str, other: str) -> None:
        """What is in it comes along; the step itself is loose in the folder above."""
        self._files = {moved(name, path, other): file for name, file in self._files.items()}
        within = [(what, name if name == path else moved(name, path, other), file) for what, name, file in self._loose]
        self._loose = [*within, (path, other, None)]

    def _sync_names(self, folder: str) -> None:
        mine = [name for name in self._loose if str(PurePath(name[1]).parent) == folder]
        self._loose = [name for name in self._loose if str(PurePath(name[1]).parent) != folder]
        rename(self._safe, mine)

    def after_a_cut(self, into: Path, chance: random.Random) -> None:
        """Writes what is left into an empty folder; the later names of each folder are kept up to a random one."""
        names = dict(self._safe)
        for _, loose in itertools.groupby(sorted(self._loose, key=parent), key=parent):
            mine = list(loose)
            rename(names, mine[: chance.choice((0, len(mine), chance.randint(0, len(mine))))])
        for path, file in sorted(names.items()):
            target = into / PurePath(path).relative_to(self.folder)
            if all(str(above) in names for above in PurePath(path).parents if str(above).startswith(self.folder)):
                if file is None:
                    target.mkdir(parents=True, exist_ok=True)
                else:
                    target.write_bytes(file.after_a_cut(chance))


def parent(name: tuple[str, str, File | None]) -> str:
    return str(PurePath(name[1]).parent)


def rename(names: dict[str, File | None], changes: list[tuple[str, str, File | None]]) -> None:
    for what, path, file in changes:
        match what:
            case "put":
                names[path] = file
            case "take":
                names.pop(path, None)
            case _:
                for name in [name for name in names if inside(name, what)]:
                    names[moved(name, what, path)] = names.pop(name)


def inside(name: str, folder: str) -> bool:
    return name == folder or name.startswith(f"{folder}/")


def moved(name: str, path: str, other: str) -> str:
    return other + name[len(path) :] if inside(name, path) else name
