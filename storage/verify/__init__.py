"""Verify: does the history still stand as it was written, do files and rows agree with it, and what is wrong if not."""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.migrate import Newer, migrations
from storage.verify.chain import RESTORED, chain
from storage.verify.draws import draws
from storage.verify.pictures import files, pictures
from storage.verify.report import Anchor, Fault, Report
from storage.verify.rows import rows_and_records
from storage.verify.schema import pages, references, schema
from storage.verify.scores import points
from storage.verify.told import told_and_rows

__all__ = ["RESTORED", "Anchor", "Fault", "Report", "verify"]


def verify(
    database: Path, photos: Path | None, anchors: Iterable[Anchor] = (), lacking: Collection[str] = ()
) -> Report:
    """Looks at everything, reading only, at one moment, whatever the bot writes meanwhile. Memory does not grow.

    Without `photos` files are not looked at; that one of the hashes `lacking` is not there was known, and is no fault.
    Raises Newer, and sqlite3.DatabaseError when nothing can be read.
    """
    report = Report()
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as here:
        here.row_factory = sqlite3.Row
        here.execute("BEGIN")
        version: int = here.execute("PRAGMA user_version").fetchone()[0]
        newest = migrations()[-1][0]
        if version > newest:
            raise Newer(version, newest)
        for look in (pages, references, schema):
            _try(report, look, here)
        _try(report, lambda it, to: chain(it, to, anchors), here)
        for compare in (rows_and_records, told_and_rows, points, draws, pictures):
            _try(report, compare, here)
        if photos is not None:
            folder = photos
            _try(report, lambda it, to: files(it, to, folder, frozenset(lacking)), here)
    return report


def _try(report: Report, look: Any, connection: sqlite3.Connection) -> None:
    """A damaged page ends one look, not the others."""
    try:
        look(connection, report)
    except sqlite3.DatabaseError as error:
        report.add("database.damaged", where=str(error))
