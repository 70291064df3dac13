"""The outbox, row by row: who reads it, in which language, as which card, and what takes the place of what."""

import json
import sqlite3
from datetime import timedelta
from typing import Any

import pytest

from domain.news import Lane, News, Show
from storage import Transaction
from storage.parcel import Parcel
from tests.storage.rows import NOW

MINUTE = timedelta(minutes=1)
CHAT = 700_053


def ready(tx: Transaction, after: timedelta = timedelta(0)) -> list[Parcel]:
    return tx.deliveries.look(NOW + after, [], [])


def put(tx: Transaction, *news: News) -> None:
    for each in news:
        tx.outbox.put(each, NOW)


def state(connection: sqlite3.Connection, about: str) -> list[tuple[Any, ...]]:
    found = connection.execute("SELECT state, why FROM outbox WHERE about = ? ORDER BY id", (about,)).fetchall()
    return [tuple(row) for row in found]


def test_news_for_a_person_goes_to_their_account_in_their_language(tx: Transaction) -> None:
    tx.accounts.bind("P01", CHAT, NOW)
    tx.accounts.speak(CHAT, "en")
    tx.outbox.put(News("ticket.job", "P01", {"number": 7}), NOW)
    (parcel,) = ready(tx)
    assert (parcel.chat_id, parcel.person, parcel.language, parcel.facts) == (CHAT, "P01", "en", {"number": 7})


def test_news_for_a_chat_is_in_the_language_of_whoever_is_bound_to_it(tx: Transaction) -> None:
    tx.accounts.bind("P01", CHAT, NOW)
    tx.accounts.speak(CHAT, "en")
    tx.outbox.put(News("help", CHAT), NOW)
    assert [parcel.language for parcel in ready(tx)] == ["en"]


def test_who_gets_an_account_meanwhile_is_found(tx: Transaction) -> None:
    tx.outbox.put(News("ticket.job", "P01"), NOW)
    assert [parcel.chat_id for parcel in ready(tx)] == [None]
    tx.accounts.bind("P01", CHAT, NOW)
    assert [parcel.chat_id for parcel in ready(tx)] == [CHAT]


def test_a_new_phone_gets_what_waits(tx: Transaction) -> None:
    tx.accounts.bind("P01", CHAT, NOW)
    tx.outbox.put(News("ticket.job", "P01"), NOW)
    tx.accounts.bind("P01", CHAT + 1, NOW)
    assert [parcel.chat_id for parcel in ready(tx)] == [CHAT + 1]


def test_the_soonest_lane_goes_first_and_within_it_the_oldest(tx: Transaction) -> None:
    put(tx, News("a", 1, lane=Lane.SUMMARY), News("b", 2, lane=Lane.URGENT), News("c", 3, lane=Lane.REPLY))
    put(tx, News("d", 4, lane=Lane.URGENT))
    assert [parcel.about for parcel in ready(tx)] == ["c", "b", "d", "a"]


def test_a_chat_with_much_to_read_keeps_nobody_waiting(tx: Transaction) -> None:
    put(tx, *(News(str(number), 1, lane=Lane.REPLY) for number in range(200)))
    tx.outbox.put(News("for another", 2, lane=Lane.SUMMARY), NOW)
    (first,) = ready(tx)
    assert first.about == "0"
    assert [parcel.about for parcel in tx.deliveries.look(NOW, [1], [])] == ["for another"]


def test_what_is_put_off_goes_at_its_hour(tx: Transaction) -> None:
    tx.outbox.put(News("later", CHAT, not_before=NOW + MINUTE), NOW)
    assert ready(tx) == []
    assert tx.outbox.waiting(NOW) == 0
    tx.outbox.put(News("even later", CHAT + 1, not_before=NOW + 2 * MINUTE), NOW)
    assert tx.outbox.next_at(NOW) == NOW + MINUTE
    assert tx.outbox.next_at(NOW + MINUTE) == NOW + 2 * MINUTE
    assert [parcel.about for parcel in ready(tx, MINUTE)] == ["later"]


def test_a_card_is_one_message_that_is_edited(tx: Transaction) -> None:
    tx.outbox.put(News("ticket.filed", CHAT, card="ticket:7"), NOW)
    (parcel,) = ready(tx)
    assert parcel.card_message is None
    tx.deliveries.claim([parcel.id])
    tx.deliveries.delivered(parcel, 55, NOW, card_has_photo=True)
    tx.outbox.put(News("ticket.filed", CHAT, card="ticket:7"), NOW)
    (again,) = ready(tx)
    assert (again.card_message, again.card_has_photo) == (55, True)


def test_the_message_of_one_card_can_become_that_of_another(tx: Transaction) -> None:
    tx.outbox.put(News("report.confirm", CHAT, card="draft:1"), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.delivered(parcel, 55, NOW)
    tx.outbox.hand_on(CHAT, "draft:1", "ticket:7", NOW)
    tx.outbox.put(News("ticket.filed", CHAT, card="ticket:7"), NOW)
    assert [parcel.card_message for parcel in ready(tx)] == [55]


def test_what_was_still_to_be_said_on_a_message_goes_with_its_old_card(tx: Transaction) -> None:
    """更急 and 对,报上 in quick succession: the question's last edit would come as a message of its own, with keys."""
    tx.outbox.put(News("report.confirm", CHAT, card="draft:1"), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.delivered(parcel, 55, NOW)
    tx.outbox.put(News("report.confirm", CHAT, {"urgency": "较急"}, card="draft:1", show=Show.EDIT), NOW)
    tx.outbox.hand_on(CHAT, "draft:1", "ticket:7", NOW)
    assert ready(tx) == []
    assert (tx.outbox.has_message(CHAT, "draft:1"), tx.outbox.has_message(CHAT, "ticket:7")) == (False, True)


def test_a_card_of_another_chat_is_another_card(tx: Transaction) -> None:
    tx.outbox.put(News("ticket.filed", 1, card="ticket:7"), NOW)
    tx.outbox.put(News("ticket.filed", 2, card="ticket:7"), NOW)
    assert len(ready(tx)) == 2


def test_newer_news_of_a_card_takes_the_place_of_what_waits(tx: Transaction, connection: sqlite3.Connection) -> None:
    tx.outbox.put(News("old", CHAT, card="ticket:7"), NOW)
    tx.outbox.put(News("new", CHAT, card="ticket:7"), NOW)
    assert [parcel.about for parcel in ready(tx)] == ["new"]
    assert state(connection, "old") == [("withdrawn", "superseded")]


@pytest.mark.parametrize("later", [Show.EDIT, Show.ONLY_EDIT])
def test_a_page_that_still_waits_stays_a_page_when_its_card_changes(tx: Transaction, later: Show) -> None:
    """An alarm's first call must ring, and ring in the urgent lane, although the card was changed before it went."""
    tx.outbox.put(News("alarm.card", "P01", {"told": 1}, Lane.URGENT, card="alarm:7", show=Show.NEW), NOW)
    tx.outbox.put(News("alarm.card", "P01", {"told": 2}, Lane.CARD, card="alarm:7", show=later), NOW)
    (parcel,) = ready(tx)
    assert (parcel.show, parcel.lane, parcel.facts) == (Show.NEW, Lane.URGENT, {"told": 2})


def test_an_edit_for_somebody_who_was_never_told_stays_one_until_there_is_a_card(tx: Transaction) -> None:
    tx.outbox.put(News("alarm.card", "P01", card="alarm:7", show=Show.ONLY_EDIT), NOW)
    tx.outbox.put(News("alarm.card", "P01", card="alarm:7", show=Show.ONLY_EDIT), NOW)
    assert [parcel.show for parcel in ready(tx)] == [Show.ONLY_EDIT]


def test_a_once_key_queues_once_for_ever(tx: Transaction) -> None:
    tx.outbox.put(News("a", CHAT, once="k"), NOW)
    tx.outbox.put(News("b", CHAT, once="k"), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.delivered(parcel, 1, NOW)
    tx.outbox.put(News("c", CHAT, once="k"), NOW + timedelta(days=365))
    assert parcel.about == "a"
    assert ready(tx, timedelta(days=366)) == []


def test_a_used_once_key_does_not_take_away_the_card_that_waits(tx: Transaction) -> None:
    """The reporter says where while the first call still waits: the second calling of the same people is not queued,
    and the first must not be withdrawn for it."""
    first = News(
        "alarm.card", "P01", {"place": ""}, Lane.URGENT, card="alarm:7", show=Show.NEW, once="alarm:7:P01:first"
    )
    tx.outbox.put(first, NOW)
    tx.outbox.put(first, NOW)
    assert [(parcel.about, parcel.show) for parcel in ready(tx)] == [("alarm.card", Show.NEW)]


def test_owning_takes_back_what_waits_of_that_item_and_nothing_else(tx: Transaction) -> None:
    items = {1: "alarm:7", 2: "alarm:7", 3: "alarm:8", 4: None}
    put(tx, *(News("page", chat, item=item) for chat, item in items.items()))
    assert tx.outbox.withdraw("alarm:7", NOW) == 2
    assert [parcel.chat_id for parcel in ready(tx)] == [3, 4]


def test_one_kind_can_be_taken_back_alone(tx: Transaction) -> None:
    tx.outbox.put(News("reminder", 1, item="duty:1"), NOW)
    tx.outbox.put(News("thanks", 2, item="duty:1"), NOW)
    assert tx.outbox.withdraw("duty:1", NOW, about="reminder") == 1
    assert [parcel.about for parcel in ready(tx)] == ["thanks"]


def test_what_was_on_its_way_when_it_was_taken_back_does_not_go_again(tx: Transaction) -> None:
    tx.outbox.put(News("alarm.help", CHAT, item="alarm:7"), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.outbox.withdraw("alarm:7", NOW)
    tx.deliveries.later(parcel.id, maybe_sent=False)
    assert ready(tx) == []
    assert tx.outbox.waiting(NOW) == 0


def test_what_was_on_its_way_when_the_program_died_goes_again_and_says_so(tx: Transaction) -> None:
    tx.outbox.put(News("a", 1), NOW)
    tx.outbox.put(News("b", 2), NOW)
    tx.deliveries.claim([parcel.id for parcel in ready(tx) if parcel.about == "a"])
    assert tx.outbox.waiting(NOW) == 2
    assert tx.deliveries.recover() == 1
    assert {parcel.about: parcel.maybe_sent for parcel in ready(tx)} == {"a": True, "b": False}


@pytest.mark.parametrize(("first", "then"), [(True, False), (False, True)])
def test_a_doubt_is_never_forgotten(tx: Transaction, first: bool, then: bool) -> None:
    tx.outbox.put(News("a", CHAT), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.later(parcel.id, maybe_sent=first)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.later(parcel.id, maybe_sent=then)
    (again,) = ready(tx)
    assert (again.maybe_sent, again.attempts) == (True, 2)


def test_an_attempt_that_says_nothing_of_the_message_is_not_counted(tx: Transaction) -> None:
    tx.outbox.put(News("a", CHAT), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.later(parcel.id, maybe_sent=False, counts=False)
    assert [parcel.attempts for parcel in ready(tx)] == [0]


def test_a_verdict_comes_once(tx: Transaction, connection: sqlite3.Connection) -> None:
    tx.outbox.put(News("a", CHAT), NOW)
    (parcel,) = ready(tx)
    tx.deliveries.claim([parcel.id])
    tx.deliveries.delivered(parcel, 1, NOW)
    tx.deliveries.never(parcel.id, "blocked", NOW)
    tx.deliveries.expired(parcel.id, NOW)
    tx.deliveries.later(parcel.id, maybe_sent=True)
    assert state(connection, "a") == [("delivered", None)]
    assert ready(tx) == []


def test_what_opens_a_door_is_forgotten_when_it_has_arrived(tx: Transaction, connection: sqlite3.Connection) -> None:
    tx.outbox.put(News("invitation.link", CHAT, {"token": "secret"}), NOW)
    (parcel,) = ready(tx)
    assert parcel.facts == {"token": "secret"}
    tx.deliveries.claim([parcel.id])
    tx.deliveries.delivered(parcel, 1, NOW)
    assert [json.loads(row["facts"]) for row in connection.execute("SELECT facts FROM outbox")] == [{}]
