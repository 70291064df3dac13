"""What a chat shows is found without a look at what others were sent."""

import sqlite3
from datetime import timedelta

from domain.news import News
from storage import Transaction
from storage.cards import LATEST
from tests.storage.rows import NOW


def test_the_newest_messages_of_a_chat_and_its_person_come_newest_first(tx: Transaction) -> None:
    for number, to in enumerate([7, "P01", 8, "P02"]):
        tx.outbox.put(News(f"news {number}", to), NOW)
    for number, parcel in enumerate(sorted(tx.deliveries.look(NOW, (), ()), key=lambda it: it.id)):
        tx.deliveries.claim([parcel.id])
        tx.deliveries.delivered(parcel, 50 + number, NOW)
    shown = tx.cards.newest(7, "P01", NOW - timedelta(hours=1), 8)
    assert [(it.message_id, it.about, it.to) for it in shown] == [(51, "news 1", "P01"), (50, "news 0", 7)]


def test_they_are_found_by_an_index_however_much_others_were_sent(connection: sqlite3.Connection) -> None:
    plan = connection.execute(f"EXPLAIN QUERY PLAN {LATEST}", {"chat": 7, "person": "P01", "since": ""}).fetchall()
    assert "outbox_shown_to (<expr>=? AND closed_at>?)" in plan[0]["detail"]
