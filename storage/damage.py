"""What a failing disk or a damaged file looks like, and how to know before anything is written into it."""

import errno
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from words.sentence import Sentence

PRIMARY = 0xFF
"""The part of SQLite's error code that names the kind; the rest is detail (sqlite.org/rescode.html)."""
PASSING = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY,
     sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PROTOCOL}
)  # fmt: skip
LEAST = 1 << 16
"""Bytes without which SQLite cannot even make the index of its log."""
REFUSED = {
    errno.ENOSPC: "database or disk is full",
    errno.EDQUOT: "database or disk is full",
    errno.EROFS: "attempt to write a readonly database",
    errno.EACCES: "attempt to write a readonly database",
    errno.EPERM: "attempt to write a readonly database",
}
"""What a file system says to a new file, in SQLite's words, which has none of its own for quotas and inodes."""
DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class NotKept(sqlite3.OperationalError):
    """The disk or its file system would not have it now; the same unit may be kept later. Not a mistake in a unit."""


class Damaged(Exception):
    """The file is no database any more, or not a whole one. Nothing is written into it again; str is one sentence."""

    def __init__(self, why: object) -> None:
        super().__init__(
            Sentence(
                "数据库坏了({why}),没有再往里写。请停机,另存一份数据文件夹,再用备份恢复: "
                "python -m bot restore 备份文件夹",
                why=str(why),
            )
        )


def in_kind(error: sqlite3.Error, folder: Path | None = None) -> Exception:
    """The error as what it means: NotKept, Damaged, or itself. What fails in a `folder` that takes no new file (full,
    over its quota, out of inodes, read-only) fails for that reason."""
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and folder and (why := _why_nothing_fits(folder)):
        return NotKept(why)
    if code in PASSING and isinstance(error, sqlite3.OperationalError):
        return NotKept(str(error))
    return Damaged(error) if code in DAMAGE else error


def _why_nothing_fits(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder) as tried:
            tried.write(bytes(LEAST))
    except OSError as error:
        return REFUSED.get(error.errno or 0, "")
    return ""


def check_pages(path: Path) -> None:
    """Reads every page from beside the writer. Raises Damaged."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as beside:
            found = [str(row[0]) for row in beside.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
    except sqlite3.OperationalError:
        return  # whether it can be opened at all is for the writer to say
    except sqlite3.DatabaseError as error:
        raise Damaged(error) from error
    if found:
        raise Damaged(found[0].replace("\n", " "))


def check_not_emptied(path: Path) -> None:
    """An empty file, or none, is a new one only where nothing else was ever kept. Raises Damaged."""
    log = path.with_name(f"{path.name}-wal")
    folders = [path.with_name(name) for name in ("photos", "backups")]
    copies = list(path.parent.glob(f"{path.stem}.before-*"))
    if path.is_file() and path.stat().st_size == 0:
        if copies or any(it.exists() for it in (log, *folders)):
            raise Damaged("0 bytes")
    elif not path.exists() and (copies or log.exists() or any(it.is_dir() and any(it.iterdir()) for it in folders)):
        raise Damaged(f"no {path.name}")
