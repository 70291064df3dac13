"""History: whoever changes, removes or inserts a record, leaves a trace in the one after it."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import Store, Transaction
from storage.history import BEGINNING, History, digest
from tests.storage.rows import NOW, empty_database

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
RECORDS = st.lists(st.tuples(WORDS, st.sampled_from(["P01", None]), WORDS), min_size=2, max_size=8)
"""Some records: kind, person, and a word in the body."""
COLUMNS = ("kind", "person", "place", "item", "said_at", "arrived_at", "body", "before", "hash")


def written(records: list[tuple[str, str | None, str]]) -> sqlite3.Connection:
    """A history of these, with the triggers gone, as somebody with the file in hand would have it."""
    connection = empty_database()
    for number, (kind, person, word) in enumerate(records):
        History(connection).append(
            kind,
            NOW + timedelta(minutes=number),
            person=person,
            said_at=NOW,
            body={"word": word},
            item=f"ticket:{number}",
        )
    connection.execute("DROP TRIGGER record_is_never_changed")
    connection.execute("DROP TRIGGER record_is_never_removed")
    return connection


def row(connection: sqlite3.Connection, seq: int) -> dict[str, object]:
    return dict(connection.execute("SELECT * FROM record WHERE seq = ?", (seq,)).fetchone())


def put(connection: sqlite3.Connection, fields: dict[str, object]) -> None:
    names = ", ".join(fields)
    values = ", ".join(f":{name}" for name in fields)
    connection.execute(f"INSERT OR REPLACE INTO record ({names}) VALUES ({values})", fields)


@given(RECORDS)
def test_an_untouched_history_has_no_faults(records: list[tuple[str, str | None, str]]) -> None:
    with closing(written(records)) as connection:
        history = History(connection)
        assert list(history.faults()) == []
        assert history.head()[0] == len(records)


@given(RECORDS, st.data())
@settings(max_examples=150)
def test_any_change_of_a_byte_before_the_last_is_found(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        column = data.draw(st.sampled_from(COLUMNS))
        old = str(row(connection, seq)[column] or "")
        at = data.draw(st.integers(0, len(old)))
        new = old[:at] + data.draw(st.sampled_from("x0\u200b人")) + old[at + data.draw(st.integers(0, 1)) :]
        connection.execute(f"UPDATE record SET {column} = ? WHERE seq = ?", (new, seq))
        found = list(History(connection).faults())
        assert found == [] if new == old else seq in found or seq + 1 in found


@given(RECORDS, st.data())
def test_a_change_is_found_though_the_forger_reckons_the_hash_anew(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        forged = {**row(connection, seq), "body": json.dumps({"word": "forged"})}
        put(connection, {**forged, "hash": digest(forged)})
        assert list(History(connection).faults()) == [seq + 1]


@given(RECORDS, st.data())
def test_a_removed_record_before_the_last_is_found(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        connection.execute("DELETE FROM record WHERE seq = ?", (seq,))
        assert list(History(connection).faults()) == [seq + 1]


@given(RECORDS, st.data())
def test_a_removed_record_is_found_though_the_later_ones_close_ranks(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        connection.execute("DELETE FROM record WHERE seq = ?", (seq,))
        connection.execute("UPDATE record SET seq = seq - 1 WHERE seq > ?", (seq,))
        assert seq in list(History(connection).faults())


@given(RECORDS, st.data())
def test_an_inserted_record_before_the_last_is_found(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    """The forger makes room, reckons the hash and names the record before: the one after it still gives it away."""
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        connection.execute("UPDATE record SET seq = -seq - 1 WHERE seq >= ?", (seq,))
        connection.execute("UPDATE record SET seq = -seq WHERE seq < 0")
        before = BEGINNING if seq == 1 else str(row(connection, seq - 1)["hash"])
        forged = {**row(connection, seq + 1), "seq": seq, "body": json.dumps({"word": "forged"}), "before": before}
        put(connection, {**forged, "hash": digest(forged)})
        found = list(History(connection).faults())
        assert found[0] == seq + 1


def test_the_last_record_is_guarded_by_the_head_that_was_printed(
    tx: Transaction, connection: sqlite3.Connection
) -> None:
    tx.history.append("a", NOW, person=None, said_at=NOW, body={})
    tx.history.append("b", NOW, person=None, said_at=NOW, body={})
    printed = tx.history.head()
    connection.execute("DROP TRIGGER record_is_never_removed")
    connection.execute("DELETE FROM record WHERE seq = 2")
    assert list(tx.history.faults()) == []
    assert tx.history.head() != printed


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record SET body = '{}'",
        "UPDATE record SET hash = hash",
        "DELETE FROM record",
        "DELETE FROM record WHERE seq = 1",
    ],
)
def test_the_database_itself_refuses_to_change_history(
    tx: Transaction, connection: sqlite3.Connection, sql: str
) -> None:
    tx.history.append("a", NOW, person=None, said_at=NOW, body={"word": "as it was"})
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(sql)
    assert list(tx.history.faults()) == []
    assert tx.history.head()[0] == 1


def test_an_item_remembers_everything_that_happened_to_it_in_order(tx: Transaction) -> None:
    for kind, item in (("opened", "ticket:1"), ("opened", "ticket:2"), ("closed", "ticket:1")):
        tx.history.append(kind, NOW, person="P01", said_at=NOW, body={}, item=item)
    assert [record["kind"] for record in tx.history.of_item("ticket:1")] == ["opened", "closed"]
    assert tx.history.of_item("ticket:3") == []


def test_a_record_keeps_when_it_was_said_and_when_it_arrived(tx: Transaction) -> None:
    tx.history.append("late", NOW + timedelta(hours=2), person="P01", said_at=NOW, body={}, item="x")
    (record,) = tx.history.of_item("x")
    assert record["said_at"] == "2026-11-22T22:45:00.000000+00:00"
    assert record["arrived_at"] == "2026-11-23T00:45:00.000000+00:00"
    assert record["before"] == BEGINNING


async def test_a_record_cannot_be_replaced_through_the_store_either(tmp_path: Path) -> None:
    def replace_the_last(tx: Transaction) -> None:
        tx.history.append("report", NOW, person=None, said_at=NOW, body={})
        tx.history._connection.execute("INSERT OR REPLACE INTO record SELECT * FROM record")

    store = await Store.open(tmp_path)
    try:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            await store.run(replace_the_last)
    finally:
        await store.close()
