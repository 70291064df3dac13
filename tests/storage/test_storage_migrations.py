"""A database only ever gets newer, with a copy of itself beside it, and a step that fails was never taken."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store, migrate
from storage.migrate import Newer, NotMigrated, NotOurs
from tests.storage.rows import ask, kept, note

Step = Callable[[int, str], None]


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Step:
    """Adds a migration to a copy of the program's own."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder)
    monkeypatch.setattr(migrate, "FOLDER", folder)

    def add(number: int, sql: str) -> None:
        (folder / f"{number:04}_more.sql").write_text(f"-- Another step.\n{sql}\n", encoding="utf-8")

    return add


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A data folder of the program as it is, with one note in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    store = await Store.open(folder)
    await store.run(note, "old")
    await store.close()
    return folder


def version(path: Path) -> int:
    return int(ask(path, "PRAGMA user_version")[0][0])


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*before*"))


async def opened(folder: Path) -> None:
    await (await Store.open(folder)).close()


async def test_a_new_database_is_of_the_newest_version_and_needs_no_copy(folder: Path) -> None:
    assert version(folder / "zhiqin.db") == migrate.migrations()[-1][0]
    assert not (folder / "zhiqin.before-0001.db").exists()


async def test_opening_again_changes_nothing(folder: Path) -> None:
    before = (folder / "zhiqin.db").read_bytes()
    await opened(folder)
    assert (folder / "zhiqin.db").read_bytes() == before


async def test_a_step_is_taken_and_what_was_there_stays(folder: Path, step: Step) -> None:
    step(9001, "CREATE TABLE more (it TEXT) STRICT;")
    await opened(folder)
    assert version(folder / "zhiqin.db") == 9001
    assert ask(folder / "zhiqin.db", "SELECT count(*) FROM more") == [(0,)]
    assert kept(folder) == ["old"]


async def test_before_the_first_step_there_is_a_copy_of_the_version_before(folder: Path, step: Step) -> None:
    known = version(folder / "zhiqin.db")
    step(9001, "CREATE TABLE more (it TEXT) STRICT;")
    step(9002, "INSERT INTO more VALUES ('x');")
    await opened(folder)
    (copy,) = copies(folder)
    assert copy.name == "zhiqin.before-9001.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert version(copy) == known
    assert ask(copy, "PRAGMA integrity_check") == [("ok",)]
    assert ask(folder / "zhiqin.db", "SELECT count(*) FROM more") == [(1,)]


async def test_of_the_copies_the_newest_two_stay(folder: Path, step: Step) -> None:
    for number in (9001, 9002, 9003, 9004):
        step(number, f"CREATE TABLE more_{number} (it TEXT) STRICT;")
        await opened(folder)
    assert [path.name for path in copies(folder)] == ["zhiqin.before-9003.db", "zhiqin.before-9004.db"]


async def test_a_copy_of_an_earlier_try_is_no_hindrance(folder: Path, step: Step) -> None:
    (folder / "zhiqin.before-9001.db").write_text("half a copy")
    step(9001, "CREATE TABLE more (it TEXT) STRICT;")
    await opened(folder)
    assert ask(folder / "zhiqin.before-9001.db", "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("CREATE TABLE more (it TEXT); INSERT INTO nowhere VALUES (1);", "nowhere"),
        ("CREATE TABLE more (it TEXT); THIS IS NOT SQL;", "syntax"),
        ("CREATE TABLE more (it TEXT REFERENCES person(id)); INSERT INTO more VALUES ('nobody');", "FOREIGN KEY"),
        ("CREATE TABLE more (it TEXT); DELETE FROM record;", "append-only"),
    ],
)
async def test_a_step_that_fails_leaves_the_old_version(folder: Path, step: Step, sql: str, why: str) -> None:
    known = version(folder / "zhiqin.db")
    step(9001, sql)
    with pytest.raises(NotMigrated, match=why) as refused:
        await opened(folder)
    assert f"9001_more.sql: {refused.value.__cause__}" in str(refused.value)
    assert f"还是版本{known}" in str(refused.value)
    assert version(folder / "zhiqin.db") == known
    assert ask(folder / "zhiqin.db", "SELECT count(*) FROM sqlite_schema WHERE name = 'more'") == [(0,)]
    assert kept(folder) == ["old"]

    step(9001, "CREATE TABLE more (it TEXT);")
    await opened(folder)
    assert version(folder / "zhiqin.db") == 9001


async def test_of_two_steps_neither_is_taken_when_the_second_fails(folder: Path, step: Step) -> None:
    """The program of before can go on with it."""
    known = version(folder / "zhiqin.db")
    step(9001, "CREATE TABLE more (it TEXT) STRICT;")
    step(9002, "DROP TABLE nowhere;")
    with pytest.raises(NotMigrated, match="9002_more"):
        await opened(folder)
    assert version(folder / "zhiqin.db") == known
    assert kept(folder) == ["old"]


async def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "zhiqin.db")) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = (tmp_path / "zhiqin.db").read_bytes()
    with pytest.raises(NotOurs, match="是别的程序的"):
        await opened(tmp_path)
    assert (tmp_path / "zhiqin.db").read_bytes() == before


async def test_a_newer_database_is_refused_in_one_sentence_and_left_alone(folder: Path, step: Step) -> None:
    step(9001, "CREATE TABLE more (it TEXT) STRICT;")
    await opened(folder)
    (migrate.FOLDER / "9001_more.sql").unlink()
    before = (folder / "zhiqin.db").read_bytes()
    with pytest.raises(Newer) as refused:
        await opened(folder)
    assert "9001" in str(refused.value)
    assert "新版" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (folder / "zhiqin.db").read_bytes() == before


def test_the_programs_own_steps_are_numbered_without_gaps_and_say_why() -> None:
    steps = migrate.migrations()
    assert [number for number, _ in steps] == list(range(1, len(steps) + 1))
    assert [path.name for _, path in steps if not path.read_text(encoding="utf-8").startswith("-- ")] == []
