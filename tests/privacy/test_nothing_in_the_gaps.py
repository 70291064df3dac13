"""What is forgotten while the bot runs leaves nothing in the gaps of the file."""

from pathlib import Path

import pytest

from domain.news import News
from storage import Store, Transaction
from tests.storage.rows import NOW

SAID = "这句话过了九十天就没有了"


def say(tx: Transaction) -> None:
    tx.outbox.put(News("ticket.more", 700053, {"more": SAID * 40}), NOW)
    tx._connection.execute("UPDATE outbox SET state = 'delivered', closed_at = made_at")


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A message that was kept, and forgotten later in another run."""
    for act in (say, lambda tx: tx.keeping.prune_messages(0, 500, NOW.replace(year=NOW.year + 1))):
        store = await Store.open(tmp_path)
        await store.run(act)
        await store.close()
    return tmp_path


async def test_a_forgotten_message_is_in_no_page_of_the_file(folder: Path) -> None:
    assert SAID.encode() not in (folder / "zhiqin.db").read_bytes()
