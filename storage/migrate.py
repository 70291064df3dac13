"""Migrations: numbered SQL, forward only, a backup before each; PRAGMA user_version keeps the number."""

import sqlite3
from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"


class Newer(Exception):
    """The database was made by a newer version of the program."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"数据库是新版程序建的(版本{found},本程序认得{known}),请用新版打开 / database is newer")


def migrations() -> list[tuple[int, Path]]:
    """All migrations, oldest first, each with its number."""
    return sorted((int(path.name[:4]), path) for path in FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings the database to the newest version; each step is one transaction, checked for foreign keys."""
    steps = migrations()
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > steps[-1][0]:
        raise Newer(version, steps[-1][0])
    for number, sql in steps:
        if number <= version:
            continue
        if version:
            _back_up(connection, path.with_name(f"{path.stem}.before-{number:04}{path.suffix}"))
        connection.executescript(f"BEGIN IMMEDIATE; {sql.read_text(encoding='utf-8')} PRAGMA user_version = {number};")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            connection.execute("ROLLBACK")
            raise sqlite3.IntegrityError(f"{sql.name}: foreign keys do not hold")
        connection.execute("COMMIT")


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(target),))
