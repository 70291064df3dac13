"""Whether anybody could write just now, tried from beside the writer and taken back: nothing is changed."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.damage import in_kind

PATIENCE = 3.0
"""Seconds. The house's own transactions take milliseconds; whoever holds the file for longer keeps it from working."""


def why_not_written(file: Path) -> Exception | None:
    """None as well where that is not ours to try: another user's file. Raises sqlite3.Error as `look` does."""
    if os.getuid() not in (0, file.stat().st_uid):
        return None
    address = f"{file.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, PATIENCE, isolation_level=None, uri=True)) as beside:
            beside.execute("BEGIN IMMEDIATE")
            beside.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return in_kind(error, file.parent)
    return None
