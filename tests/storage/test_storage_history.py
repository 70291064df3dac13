"""History: whoever changes, removes or inserts a record, leaves a trace in the one after it."""

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage import Store, Transaction, migrate
from storage.history import BEGINNING, BodyState, History, body_state, digest
from tests.chain import faults, faults_of
from tests.storage.rows import NOW, empty_database

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
RECORDS = st.lists(st.tuples(WORDS, st.sampled_from(["P01", None]), WORDS), min_size=2, max_size=8)
"""Some records: kind, person, and a word in the body."""
COLUMNS = ("kind", "person", "place", "item", "said_at", "arrived_at", "body", "before", "hash")
OLD_WAY = """INSERT INTO record (seq, kind, person, place, item, said_at, arrived_at, body, before, hash)
             VALUES (:seq, :kind, :person, :place, :item, :said_at, :arrived_at, :body, :before, :hash)"""
"""How the first version kept a record: the chain covers the body itself."""


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


def row(connection: sqlite3.Connection, seq: int) -> dict[str, Any]:
    return dict(connection.execute("SELECT * FROM record WHERE seq = ?", (seq,)).fetchone())


def forged_body(of: Mapping[str, Any]) -> dict[str, Any]:
    """Another body, with the digest that belongs to it."""
    body = json.dumps({"word": "forged"})
    return {"body": body, "content": sha256(of["salt"] + body.encode()).digest()}


def put(connection: sqlite3.Connection, fields: dict[str, object]) -> None:
    names = ", ".join(fields)
    values = ", ".join(f":{name}" for name in fields)
    connection.execute(f"INSERT OR REPLACE INTO record ({names}) VALUES ({values})", fields)


@given(RECORDS)
def test_an_untouched_history_has_no_faults(records: list[tuple[str, str | None, str]]) -> None:
    with closing(written(records)) as connection:
        history = History(connection)
        assert faults(connection) == []
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
        found = faults(connection)
        assert found == [] if new == old else seq in found or seq + 1 in found


@given(RECORDS, st.data())
def test_a_change_is_found_though_the_forger_reckons_the_hash_anew(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        forged = row(connection, seq) | forged_body(row(connection, seq))
        put(connection, {**forged, "hash": digest(forged)})
        assert faults(connection) == [seq + 1]


@given(RECORDS, st.data())
def test_a_removed_record_before_the_last_is_found(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        connection.execute("DELETE FROM record WHERE seq = ?", (seq,))
        assert faults(connection) == [seq + 1]


@given(RECORDS, st.data())
def test_a_removed_record_is_found_though_the_later_ones_close_ranks(
    records: list[tuple[str, str | None, str]], data: st.DataObject
) -> None:
    with closing(written(records)) as connection:
        seq = data.draw(st.integers(1, len(records) - 1))
        connection.execute("DELETE FROM record WHERE seq = ?", (seq,))
        connection.execute("UPDATE record SET seq = seq - 1 WHERE seq > ?", (seq,))
        assert seq in faults(connection)


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
        forged = row(connection, seq + 1)
        forged |= forged_body(forged) | {"seq": seq, "before": before}
        put(connection, {**forged, "hash": digest(forged)})
        found = faults(connection)
        assert found[0] == seq + 1


def test_the_last_record_is_guarded_by_the_head_that_was_printed(
    tx: Transaction, connection: sqlite3.Connection
) -> None:
    tx.history.append("a", NOW, person=None, said_at=NOW, body={})
    tx.history.append("b", NOW, person=None, said_at=NOW, body={})
    printed = tx.history.head()
    connection.execute("DROP TRIGGER record_is_never_removed")
    connection.execute("DELETE FROM record WHERE seq = 2")
    assert faults_of(tx) == []
    tx.look_again()
    assert tx.history.head() != printed


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record SET body = '{}'",
        "UPDATE record SET hash = hash",
        "UPDATE record SET body = '{}', salt = NULL",
        "UPDATE record SET body = '{}', salt = NULL, erased_by = 1",
        "UPDATE record SET body = '{}', salt = NULL, erased_by = 2",
        "UPDATE record SET content = NULL, salt = NULL, erased_by = 2",
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
    assert faults_of(tx) == []
    assert tx.history.head()[0] == 1


def by_the_first_version(connection: sqlite3.Connection, word: str) -> None:
    last = connection.execute("SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1").fetchone()
    count, before = last or (0, BEGINNING)
    fields = {"seq": count + 1, "kind": "old", "person": "P01", "place": None, "item": None, "content": None,
              "said_at": "2026-01-01", "arrived_at": "2026-01-01", "body": json.dumps({"word": word, "n": 1}),
              "before": before, "erased_by": None}  # fmt: skip
    connection.execute(OLD_WAY, {**fields, "hash": digest(fields)})


def states(connection: sqlite3.Connection) -> list[BodyState]:
    return [body_state(found) for found in connection.execute("SELECT * FROM record ORDER BY seq")]


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.data())
def test_words_can_be_erased_and_everything_else_stays_proven(old: list[bool], data: st.DataObject) -> None:
    with closing(empty_database()) as connection:
        history = History(connection)
        for first_version in old:
            by_the_first_version(connection, "漏水") if first_version else history.append(
                "new", NOW, person="P01", said_at=NOW, body={"word": "漏水", "n": 1}
            )
            history.look_again()
        gone = data.draw(st.sets(st.integers(1, len(old)), min_size=1))
        history.erase({seq: {"n": 1} for seq in gone}, NOW, person="P02", body={"wish": "P01"})
        assert faults(connection) == []
        assert states(connection) == [
            *(BodyState.ERASED if seq in gone else BodyState.RIGHT for seq in range(1, len(old) + 1)),
            BodyState.RIGHT,
        ]
        left = [json.loads(found["body"]) for found in map(partial(row, connection), sorted(gone))]
        assert left == [{"n": 1}] * len(gone)


@pytest.mark.parametrize("left", [{"word": "forged"}, {"n": 2}, {"n": "1"}, {"word": "漏水", "more": None}])
def test_an_erasure_can_leave_out_but_not_put_in(
    tx: Transaction, connection: sqlite3.Connection, left: Mapping[str, object]
) -> None:
    tx.history.append("a", NOW, person="P01", said_at=NOW, body={"word": "漏水", "n": 1})
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        tx.history.erase({1: left}, NOW, person="P02", body={})
    assert json.loads(row(connection, 1)["body"]) == {"word": "漏水", "n": 1}


def test_an_erasure_may_leave_part_of_what_is_nested(tx: Transaction, connection: sqlite3.Connection) -> None:
    body = {"answers": {"3": "正常", "4": "有点漏水"}, "words": ["a", "b"]}
    tx.history.append("a", NOW, person="P01", said_at=NOW, body=body)
    left = {"answers": {"3": "正常", "4": None}, "words": [None, "b"]}
    tx.history.erase({1: left}, NOW, person="P02", body={})
    assert json.loads(row(connection, 1)["body"]) == left
    assert faults_of(tx) == []


def test_what_an_erasure_left_can_be_erased_later(tx: Transaction, connection: sqlite3.Connection) -> None:
    tx.history.append("a", NOW, person="P01", said_at=NOW, body={"word": "漏水", "n": 1})
    tx.history.erase({1: {"n": 1}}, NOW, person="P02", body={"why": "认错人了"})
    tx.history.erase(
        {1: {}, 2: {"erased": json.loads(row(connection, 2)["body"])["erased"]}}, NOW, person="P02", body={}
    )
    assert row(connection, 1)["body"] == "{}"
    assert faults_of(tx) == []


@pytest.mark.parametrize(
    ("forgery", "found"),
    [
        ("UPDATE record SET body = '{}', salt = NULL, erased_by = 3 WHERE seq = 2", [2]),
        ("UPDATE record SET body = '{\"n\":9}' WHERE seq = 1", [1]),
        ("UPDATE record SET salt = x'00' WHERE seq = 1", [1]),
        ("UPDATE record SET kind = 'b' WHERE seq = 1", [1]),
        ("UPDATE record SET content = zeroblob(32) WHERE seq = 1", [1]),
        ("UPDATE record SET erased_by = NULL WHERE seq = 1", [1]),
    ],
)
def test_an_erasure_is_no_cover_for_a_forger(
    tx: Transaction, connection: sqlite3.Connection, forgery: str, found: list[int]
) -> None:
    for word in ("漏水", "停电"):
        tx.history.append("a", NOW, person="P01", said_at=NOW, body={"word": word, "n": 1})
    tx.history.erase({1: {"n": 1}}, NOW, person="P02", body={})
    connection.execute("DROP TRIGGER record_is_never_changed")
    connection.execute(forgery)
    assert faults_of(tx) == found


@given(st.text(st.characters(exclude_categories=("Cs",))), st.integers(1, 2**53))
def test_the_hash_is_that_of_canonical_json_as_any_other_program_writes_it(word: str, seq: int) -> None:
    record = {"seq": seq, "kind": word, "person": None, "place": word, "item": None, "said_at": word}
    record |= {"arrived_at": "", "content": b"\x00\xff", "before": BEGINNING, "erased_by": None}
    fields = [2, seq, word, None, word, None, word, "", "00ff", BEGINNING]
    plainly = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    assert digest(record) == sha256(plainly.encode()).hexdigest()


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


def test_records_of_before_stay_proven_and_can_be_erased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "zhiqin.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        with monkeypatch.context() as before:
            steps = migrate.migrations()[:2]
            before.setattr(migrate, "migrations", lambda: steps)
            migrate.migrate(connection, path)
        by_the_first_version(connection, "漏水")
        by_the_first_version(connection, "停电")
        printed = History(connection).head()
        migrate.migrate(connection, path)
        assert History(connection).head() == printed
        assert faults(connection) == []
        History(connection).erase({1: {"n": 1}}, NOW, person="P02", body={"wish": "P01"})
        assert states(connection) == [BodyState.ERASED, BodyState.RIGHT, BodyState.RIGHT]
        assert faults(connection) == []


async def test_what_was_undone_is_forgotten_before_the_next_record(tmp_path: Path) -> None:
    """Of a part, of a unit, and of a commit by another program: the chain goes on from what is really there."""

    def one(tx: Transaction) -> int:
        return tx.history.append("kept", NOW, person=None, said_at=NOW, body={})

    def half(tx: Transaction) -> None:
        with suppress(ValueError), tx.attempt():
            one(tx)
            raise ValueError
        one(tx)

    def none(tx: Transaction) -> None:
        one(tx)
        raise ValueError

    store = await Store.open(tmp_path)
    try:
        results = await asyncio.gather(
            store.run(half), store.run(none), store.run(one), store.run(none), store.run(one), return_exceptions=True
        )
        assert [str(it) for it in results] == ["None", "", "2", "", "3"]
        with closing(sqlite3.connect(tmp_path / "zhiqin.db", isolation_level=None)) as other:
            other.row_factory = sqlite3.Row
            History(other).append("theirs", NOW, person=None, said_at=NOW, body={})
        assert await store.run(one) == 5
        assert await store.run(faults_of) == []
    finally:
        await store.close()
