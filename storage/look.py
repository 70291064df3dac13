"""A look at the database from beside the one that writes: read-only, so it may run while the bot does."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from domain.entries import Entry
from domain.plans import Switch
from domain.roster_merge import Decided
from domain.school import School
from storage.accounts import Accounts
from storage.entries import Entries
from storage.history import History
from storage.migrate import migrations
from storage.place_tokens import PlaceTokens
from storage.plan_switches import PlanSwitches
from storage.roster_changes import RosterChanges
from storage.school_rows import SchoolRows
from storage.store import FILE, HalfRestored, half_restored
from storage.unread import Unread, UnreadRows

OTHERWISE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Look:
    """`version` of `newest` known migrations; `faults` is what SQLite's quick_check found, empty when not asked.

    `school` is None when nothing was imported; `bound` are the ids of people with an account, `phones` the posts whose
    phone has one; `switches` say which plans chase; `decided` is what was ever said of the roster in a chat; `unread`
    are the parts of the workbook that the house does not read; `tokens` are what the posters of places say;
    `newest_record` is when the last record arrived; `away` are the entries of pupils that are open or of the workbook.
    """

    version: int
    newest: int
    faults: tuple[str, ...]
    school: School | None
    bound: frozenset[str]
    phones: frozenset[str] = frozenset()
    switches: Mapping[str, Switch] = field(default_factory=dict)
    decided: tuple[Decided, ...] = ()
    unread: tuple[Unread, ...] = ()
    tokens: Mapping[str, str] = field(default_factory=dict)
    newest_record: datetime | None = None
    away: tuple[Entry, ...] = ()


def look(folder: Path, *, thorough: bool = False) -> Look | None:
    """None when the folder holds no database. Raises HalfRestored, and sqlite3.DatabaseError for a file that is none.

    A `thorough` look reads every page of the file.
    """
    if not is_there(folder):
        return None
    with reading(folder / FILE) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        newest = migrations()[-1][0]
        pages = connection.execute("PRAGMA quick_check") if thorough else ()
        faults = tuple(str(row[0]) for row in pages if row[0] != "ok")
        if version != newest:
            return Look(version, newest, faults, None, frozenset())
        school = SchoolRows(connection)
        accounts = Accounts(connection)
        return Look(
            version=version,
            newest=newest,
            faults=faults,
            school=school.listed() if school.imported() else None,
            bound=frozenset(accounts.bound()),
            phones=frozenset(accounts.bound_posts()),
            switches=PlanSwitches(connection).all(),
            decided=tuple(RosterChanges(connection).decided()),
            unread=UnreadRows(connection).all(),
            tokens=PlaceTokens(connection).all(),
            newest_record=History(connection).newest(),
            away=tuple(Entries(connection).of_pupils()),
        )


def is_there(folder: Path) -> bool:
    """Whether the folder holds a database. Raises HalfRestored where a restore was cut short."""
    if half_restored(folder):
        raise HalfRestored
    return (folder / FILE).exists()


def names_and_zone(database: Path) -> tuple[dict[str, str], ZoneInfo]:
    """Who is who, and the school's zone, for telling what was found in a file of which perhaps little can be read."""
    try:
        with reading(database) as connection:
            names = {row["id"]: row["name"] for row in connection.execute("SELECT id, name FROM person")}
            school = SchoolRows(connection)
            return names, school.load().settings.zone if school.imported() else OTHERWISE
    except (sqlite3.Error, ValueError, LookupError):
        return {}, OTHERWISE


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one moment, writes nothing, and keeps nobody waiting."""
    """Read-only, at one moment."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        # One moment for everything that is read, whatever the bot writes meanwhile.
        connection.execute("BEGIN")
        yield connection
