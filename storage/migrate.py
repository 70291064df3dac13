"""Migrations: numbered SQL, forward only, all of them or none, a copy before; PRAGMA user_version keeps the number."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from words.sentence import Sentence

FOLDER = Path(__file__).parent / "migrations"
COPIES = 2
"""Copies of earlier migrations that are left beside the database; the nightly backups are the ones to restore from."""


class Newer(Exception):
    """The database was made by a newer version of the program."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            Sentence(
                "数据库是新版程序建的(版本{found},本程序认得{known}),请用新版打开;要退回旧版,见 docs/install.md",
                found=found,
                known=known,
            )
        )


class NotOurs(Exception):
    """The file is some other program's SQLite database."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Sentence("「{file}」不是值勤的数据库,是别的程序的;请换一个数据文件夹,没有动它", file=path.name)
        )


class NotMigrated(Exception):
    """A step failed; the database is as it was. The cause is what the step raised."""

    def __init__(self, version: int, step: str, why: BaseException) -> None:
        super().__init__(
            Sentence(
                "数据库升级没有做成({step}: {why});数据没有动,还是版本{version},可以先用原来的程序,"
                "请把这句话交给维护的人",
                step=step,
                why=str(why),
                version=version,
            )
        )


def migrations() -> list[tuple[int, Path]]:
    """All migrations, oldest first, each with its number."""
    return sorted((int(path.name[:4]), path) for path in FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings the database to the newest version in one transaction, checked for foreign keys.

    Raises Newer, NotOurs, or NotMigrated; then nothing has changed.
    """
    steps = migrations()
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    check_whose(connection, path)
    if version > steps[-1][0]:
        raise Newer(version, steps[-1][0])
    ahead = [(number, sql) for number, sql in steps if number > version]
    if not ahead:
        return
    if version:
        _copy(connection, version, path.with_name(f"{path.stem}.before-{ahead[0][0]:04}{path.suffix}"))
    take(connection, version, ahead)
    if version:
        _forget_old_copies(path)


def check_whose(connection: sqlite3.Connection, path: Path) -> None:
    """Raises NotOurs before anything is written into some other program's file."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if names and (version == 0 or "record" not in names):
        raise NotOurs(path)


def take(connection: sqlite3.Connection, version: int, steps: Sequence[tuple[int, Path]]) -> None:
    """All these steps in one transaction; raises NotMigrated when one fails."""
    at = "?"
    try:
        connection.execute("BEGIN IMMEDIATE")
        for number, sql in steps:
            at = sql.name
            for statement in _statements(sql.read_text(encoding="utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise sqlite3.IntegrityError("FOREIGN KEY constraint failed")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise NotMigrated(version, at, error) from error


def _statements(sql: str) -> Iterator[str]:
    """One after the other: `executescript` would commit what is under way."""
    statement = ""
    for part in sql.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip(" \n;"):
        yield statement


def _copy(connection: sqlite3.Connection, version: int, target: Path) -> None:
    """Whole and on the disk before it has its name."""
    draft = target.with_suffix(".part")
    try:
        draft.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(draft),))
        draft.chmod(0o600)
        on_the_disk(draft)
        draft.replace(target)
        on_the_disk(target.parent)
    except (sqlite3.Error, OSError) as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise NotMigrated(version, target.name, error) from error


def on_the_disk(path: Path) -> None:
    """Returns when the file, or the names in the folder, would survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget_old_copies(path: Path) -> None:
    copies = sorted(path.parent.glob(f"{path.stem}.before-[0-9][0-9][0-9][0-9]{path.suffix}"))
    for old in copies[:-COPIES]:
        with contextlib.suppress(OSError):
            old.unlink()
