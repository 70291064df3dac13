"""The key of the draws: 32 bytes in a file of its own, outside the database, of every backup, export and log."""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

FILE = "draw.key"
LENGTH = 32
"""Bytes, as many as SHA-256 gives: a shorter key would weaken the HMAC (RFC 2104, section 3)."""


def make_key(folder: Path, key: bytes | None = None) -> bool:
    """Makes the file, readable by its owner only; False when there is one. A rehearsal brings a `key` of its own."""
    try:
        descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(key or secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        (folder / FILE).unlink()  # half a key would look like a lost one
        raise
    return True


def never_had_a_key(folder: Path) -> bool:
    """Whether this is a school of a version before draws: there is data, and no day was ever fixed with any key.

    False when the database cannot be read now: whoever opens it for good says why, and the next start asks again.
    """
    path = folder / "zhiqin.db"
    if not path.exists() or (folder / FILE).exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT 1 FROM record WHERE kind = 'draws.key' LIMIT 1").fetchone() is None
    except sqlite3.Error:
        return False


def read_key(folder: Path) -> bytes | None:
    """None when there is no file, or it is not a key's."""
    try:
        key = (folder / FILE).read_bytes()
    except OSError:
        return None
    return key if len(key) == LENGTH else None
