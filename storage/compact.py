"""Compacting: after an erasure nothing of what was erased is left in free pages or in the write-ahead log."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.store import FILE


def compact(folder: Path) -> None:
    """Writes the database anew, without its gaps. Only while nobody else has it open. Raises sqlite3.Error."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
