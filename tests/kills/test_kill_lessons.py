"""What the kills found, each as the shortest story that shows it again."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import safekeeping
from bot.claim import WrongKind, claim
from domain.news import Lane, News, Show
from storage import Transaction
from storage.parcel import Parcel
from tests.kills.half_hour import CAST, POSTS
from tests.stage import Stage
from tests.storage.rows import NOW, empty_database

WORKER, CARD = "P01", "ticket:7:work"
JOB = News("ticket.job", WORKER, {"state": "已派"}, Lane.ORDINARY, item="ticket:7", card=CARD, show=Show.NEW)
TAKEN = News(
    "ticket.job", WORKER, {"state": "处理中"}, Lane.CARD, item="ticket:7:state", card=CARD, show=Show.ONLY_EDIT
)


@pytest.fixture
def tx() -> Iterator[Transaction]:
    with closing(empty_database()) as connection:
        transaction = Transaction(connection)
        transaction.accounts.bind(WORKER, 1, NOW)
        yield transaction


def in_flight(tx: Transaction) -> Parcel:
    (parcel,) = tx.deliveries.look(NOW, (), ())
    tx.deliveries.claim([parcel.id])
    return parcel


def dies(tx: Transaction, parcel: Parcel) -> None:
    tx.deliveries.recover()


def times_out(tx: Transaction, parcel: Parcel) -> None:
    tx.deliveries.later(parcel.id, maybe_sent=True)


DOUBTS = pytest.mark.parametrize("doubt", [dies, times_out])


@DOUBTS
def test_a_job_that_was_shown_but_not_noted_and_is_taken_shows_the_next_step(
    tx: Transaction, doubt: Callable[[Transaction, Parcel], None]
) -> None:
    """The plumber saw the card, we died before we knew: 接单 on it must bring 修好,拍照, or the work cannot go on."""
    tx.outbox.put(JOB, NOW)
    doubt(tx, in_flight(tx))
    tx.outbox.withdraw("ticket:7", NOW)
    tx.outbox.put(TAKEN, NOW)
    (parcel,) = tx.deliveries.look(NOW, (), ())
    assert (parcel.facts, parcel.show, parcel.maybe_sent) == ({"state": "处理中"}, Show.NEW, True)


@DOUBTS
@pytest.mark.parametrize("owned", [True, False])
def test_what_was_in_flight_does_not_overtake_its_own_successor(
    tx: Transaction, doubt: Callable[[Transaction, Parcel], None], owned: bool
) -> None:
    tx.outbox.put(JOB, NOW)
    parcel = in_flight(tx)
    if owned:
        tx.outbox.withdraw("ticket:7", NOW)
    tx.outbox.put(TAKEN, NOW)
    doubt(tx, parcel)
    (left,) = tx.deliveries.look(NOW, (), ())
    assert (left.facts, left.show, left.maybe_sent) == ({"state": "处理中"}, Show.NEW, True)


def test_a_call_that_surely_never_arrived_and_is_owned_by_now_rings_nobody(tx: Transaction) -> None:
    tx.outbox.put(JOB, NOW)
    parcel = in_flight(tx)
    tx.outbox.withdraw("ticket:7", NOW)
    tx.outbox.put(TAKEN, NOW)
    tx.deliveries.later(parcel.id, maybe_sent=False)
    (left,) = tx.deliveries.look(NOW, (), ())
    assert (left.show, left.maybe_sent) == (Show.ONLY_EDIT, False)


def test_an_edit_that_comes_to_its_end_late_does_not_take_a_handed_on_card_back(tx: Transaction) -> None:
    for number in range(2):
        tx.outbox.put(News("report.confirm", 1, {"number": number}, Lane.REPLY, card="draft:1"), NOW)
        parcel = in_flight(tx)
        if number:
            tx.outbox.hand_on(1, "draft:1", "ticket:7", NOW)
        tx.deliveries.delivered(parcel, 55, NOW)
    tx.outbox.put(News("form.over", 1, {}, Lane.REPLY, card="draft:1", show=Show.ONLY_EDIT), NOW)
    (parcel,) = tx.deliveries.look(NOW, (), ())
    assert parcel.card_message is None


def test_a_buttons_answer_that_waits_as_a_message_may_have_been_seen_before_a_crash(tx: Transaction) -> None:
    tx.outbox.put(News("toast.ticket", 1, {}, Lane.REPLY, item="toast:9"), NOW)
    tx.deliveries.recover()
    (parcel,) = tx.deliveries.look(NOW, (), ())
    assert parcel.maybe_sent


async def test_a_tap_that_changes_nothing_one_can_see_is_answered_even_after_a_crash(stage: Stage) -> None:
    """到了 is only a toast; it waits in the outbox until the toast was shown."""
    teacher, plumber = await stage.person("P53"), await stage.person("P15")
    await teacher.says("3号楼201水管漏水")
    await teacher.taps("对,报上")
    await plumber.taps("接单")
    await stage.post("faults", method="answerCallbackQuery", kind="drop", times=1)
    await plumber.taps("到了")
    assert "到了" in await plumber.last()


async def test_an_album_leaves_the_sender_at_rest(stage: Stage) -> None:
    """The answer to its first photo was held back and replaced; for a minute it kept the sender running in circles."""
    teacher = await stage.person("P53")
    await teacher.sends("leaking-pipe", "water-on-floor", caption="3号楼201水管漏水")
    assert stage.house.sender.idle
    assert (await stage.get("settled?timeout=1"))["settled"]


def test_the_same_picture_twice_in_one_album_is_kept_once_and_whole(tmp_path: Path) -> None:
    content = b"\x1a\x45" + bytes(range(256)) * 4000
    came = [safekeeping.arriving(tmp_path, number) for number in range(8)]
    for path in came:
        path.write_bytes(content)
    threads = [threading.Thread(target=safekeeping.keep, args=(tmp_path, path)) for path in came]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path not in came]
    assert [path.read_bytes() for path in files] == [content]


def test_a_kill_while_the_folder_is_marked_leaves_no_folder_that_fits_nobody(tmp_path: Path) -> None:
    (tmp_path / "kind.part").write_text("")
    with claim(tmp_path, "rehearsal"):
        pass
    with pytest.raises(WrongKind), claim(tmp_path, "school"):
        pass


def test_the_cast_is_who_the_workbook_says(school: Path) -> None:
    with closing(sqlite3.connect(f"{(school / 'zhiqin.db').as_uri()}?mode=ro", uri=True)) as database:
        present = {row[0] for row in database.execute("SELECT id FROM person WHERE presence = '在岗'")}
    assert present >= set(CAST) - set(POSTS)
