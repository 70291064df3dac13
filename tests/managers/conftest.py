"""A store with the sample school in it, and people who can be reached."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import Store, Transaction
from tests.managers.days import local
from tests.stage import copy_school

READERS = ("P01", "P02", "P03", "P06", "P13", "P20", "P29", "P64")


def bind_readers(tx: Transaction) -> None:
    for number, person in enumerate(READERS):
        tx.accounts.bind(person, 700_000 + number, local("11-01 08:00"))


@pytest.fixture
async def kept(school: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """The sample school's database, with managers and leads who opened their links."""
    here = await Store.open(copy_school(school, tmp_path / "data"))
    await here.run(bind_readers)
    yield here
    await here.close()
