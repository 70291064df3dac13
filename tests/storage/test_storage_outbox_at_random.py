"""Anything that may happen to the outbox, in any order: nothing twice without saying so, nothing late, nothing lost."""

import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.news import Lane, News, Show
from storage import Transaction
from storage.parcel import Parcel
from tests.storage.rows import NOW, empty_database

BOUND, UNBOUND = "P01", "P02"
CHATS = {11: 11, 12: 12, BOUND: 21, UNBOUND: None}
"""Whom news can be for, and the chat it then goes to."""
MINUTES = st.integers(0, 30).map(lambda it: timedelta(minutes=it))
OVER = ("delivered", "never", "expired", "withdrawn")


class Post(RuleBasedStateMachine):
    """The sender's part is played here: looks, claims, and hears what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.connection = empty_database()
        self.tx = Transaction(self.connection)
        self.tx.accounts.bind(BOUND, 21, NOW)
        self.now: datetime = NOW
        self.puts = 0
        self.sending: dict[int, Parcel] = {}
        self.held: set[int] = set()
        self.arrived: Counter[int] = Counter()
        self.doubtful: set[int] = set()
        """May have arrived: a repeat is allowed and says so."""
        self.recalled: set[int] = set()
        """On their way when they were taken back."""

    def rows(self) -> dict[int, sqlite3.Row]:
        return {row["id"]: row for row in self.connection.execute("SELECT * FROM outbox")}

    def states(self) -> dict[int, str]:
        return {number: row["state"] for number, row in self.rows().items()}

    @rule(
        to=st.sampled_from(sorted(CHATS, key=str)),
        lane=st.sampled_from(Lane),
        card=st.sampled_from([None, "a", "b"]),
        show=st.sampled_from(Show),
        once=st.sampled_from([None, None, "k1", "k2"]),
        item=st.sampled_from([None, "i1", "i2"]),
        good_for=st.none() | MINUTES,
        put_off=st.none() | MINUTES,
        hold=st.booleans(),
    )
    def put(
        self,
        to: str | int,
        lane: Lane,
        card: str | None,
        show: Show,
        once: str | None,
        item: str | None,
        good_for: timedelta | None,
        put_off: timedelta | None,
        hold: bool,
    ) -> None:
        before = self.rows()
        self.tx.outbox.put(
            News(
                "x",
                to,
                {},
                lane,
                item=item,
                card=card,
                show=show,
                once=once,
                good_until=None if good_for is None else self.now + good_for,
                not_before=None if put_off is None else self.now + put_off,
                hold=timedelta(seconds=int(hold)),
            ),
            self.now,
        )
        after = self.rows()
        if once is not None and once in {row["once"] for row in before.values()}:
            assert self.states() == {number: row["state"] for number, row in before.items()}
            return
        self.puts += 1
        (new,) = [row for number, row in after.items() if number not in before]
        replaced = [
            row
            for number, row in before.items()
            if row["state"] == "queued"
            and card is not None
            and row["card"] == card
            and to in (row["person"], row["chat_id"])
        ]
        assert new["state"] == "queued"
        assert {row["id"] for row in replaced} == {
            number for number, row in before.items() if row["state"] != after[number]["state"]
        }
        assert all(after[row["id"]]["state"] == "withdrawn" for row in replaced)
        self.doubt_passes_on({row["id"] for row in replaced}, new["id"])
        assert new["lane"] == min([lane, *(row["lane"] for row in replaced)])
        assert (new["show"] == Show.NEW) == (Show.NEW in {show, *(row["show"] for row in replaced)})

    @rule()
    def look(self) -> None:
        """As the sender does: each of what it is shown is judged, and what can go is claimed."""
        busy = {parcel.chat_id for parcel in self.sending.values() if parcel.chat_id is not None}
        parcels = self.tx.deliveries.look(self.now, busy, self.held)
        chats = [parcel.chat_id for parcel in parcels if parcel.chat_id is not None]
        assert len(set(chats)) == len(chats)
        assert not busy & set(chats)
        for parcel in parcels:
            self.judge(parcel)

    def judge(self, parcel: Parcel) -> None:
        assert self.queued_before(parcel) == []
        if parcel.good_until is not None and parcel.good_until < self.now:
            self.tx.deliveries.expired(parcel.id, self.now)
        elif parcel.chat_id is None:
            self.tx.deliveries.never(parcel.id, "no account", self.now)
        elif parcel.show is Show.ONLY_EDIT and parcel.card_message is None:
            self.tx.deliveries.never(parcel.id, "no card to edit", self.now)
        elif parcel.hold_ms and parcel.id not in self.held:
            self.held.add(parcel.id)
        else:
            self.claim(parcel)

    def claim(self, parcel: Parcel) -> None:
        assert parcel.id not in self.recalled
        assert parcel.maybe_sent == (parcel.id in self.doubtful)
        self.tx.deliveries.claim([parcel.id])
        self.sending[parcel.id] = parcel

    def queued_before(self, parcel: Parcel) -> list[int]:
        """What this chat should have had first: a sooner lane, or older in the same."""
        return [
            number
            for number, row in self.rows().items()
            if row["state"] == "queued"
            and number not in self.held
            and CHATS[row["person"] or row["chat_id"]] == parcel.chat_id is not None
            and (row["not_before"] is None or datetime.fromisoformat(row["not_before"]) <= self.now)
            and (row["lane"], number) < (parcel.lane, parcel.id)
        ]

    @precondition(lambda self: self.held)
    @rule()
    def the_pause_is_over(self) -> None:
        """Nothing more of the album came: what was held back may go."""
        for parcel in self.tx.deliveries.look(self.now, {it.chat_id for it in self.sending.values()}, []):
            if parcel.id in self.held:
                self.judge(parcel)
        self.held.clear()

    @precondition(lambda self: self.sending)
    @rule(data=st.data())
    def it_arrives(self, data: st.DataObject) -> None:
        parcel = self.one_on_its_way(data)
        self.arrived[parcel.id] += 1
        self.tx.deliveries.delivered(parcel, 1000 + parcel.id, self.now)

    def newer(self, parcel: Parcel) -> list[int]:
        """What waits of the same card: it takes the place of a row that comes back."""
        return [
            number
            for number, row in self.rows().items()
            if row["state"] == "queued"
            and row["card"] == parcel.card is not None
            and (row["person"] or row["chat_id"]) == (parcel.person or parcel.chat_id)
        ]

    def doubt_passes_on(self, before: set[int], after: int) -> None:
        """Who may have got the older news of a card may read the newer as a repeat of it."""
        if before & self.doubtful:
            self.doubtful.add(after)

    def comes_back(self, parcel: Parcel, *, in_doubt: bool) -> None:
        """The row waits again, or makes way for newer news of its card."""
        if in_doubt:
            self.doubtful.add(parcel.id)
        for number in self.newer(parcel):
            self.doubt_passes_on({parcel.id}, number)
            self.recalled.add(parcel.id)

    @precondition(lambda self: self.sending)
    @rule(data=st.data())
    def telegram_says_later(self, data: st.DataObject) -> None:
        parcel = self.one_on_its_way(data)
        self.comes_back(parcel, in_doubt=False)
        self.tx.deliveries.later(parcel.id, maybe_sent=False)

    @precondition(lambda self: self.sending)
    @rule(data=st.data(), accepted=st.booleans())
    def nobody_knows_whether_it_arrived(self, data: st.DataObject, accepted: bool) -> None:
        parcel = self.one_on_its_way(data)
        self.arrived[parcel.id] += accepted
        self.comes_back(parcel, in_doubt=True)
        self.tx.deliveries.later(parcel.id, maybe_sent=True)

    @precondition(lambda self: self.sending)
    @rule(data=st.data())
    def it_is_refused(self, data: st.DataObject) -> None:
        self.tx.deliveries.never(self.one_on_its_way(data).id, "blocked", self.now)

    def one_on_its_way(self, data: st.DataObject) -> Parcel:
        return self.sending.pop(data.draw(st.sampled_from(sorted(self.sending))))

    @rule(item=st.sampled_from(["i1", "i2"]))
    def somebody_owns_it(self, item: str) -> None:
        waited = {
            number
            for number, row in self.rows().items()
            if row["item"] == item and row["state"] == "queued" and not (row["card"] and number in self.doubtful)
        }
        self.recalled |= {number for number, parcel in self.sending.items() if parcel.item == item}
        assert self.tx.outbox.withdraw(item, self.now) == len(waited)
        self.now += timedelta(milliseconds=1)

    @rule(data=st.data())
    def the_program_dies_and_comes_back(self, data: st.DataObject) -> None:
        for number, parcel in self.sending.items():
            self.arrived[number] += data.draw(st.integers(0, 1))
            self.comes_back(parcel, in_doubt=True)
        assert self.tx.deliveries.recover() == len(self.sending)
        self.sending.clear()
        self.held.clear()

    @rule(by=MINUTES)
    def time_passes(self, by: timedelta) -> None:
        self.now += by

    @invariant()
    def nothing_arrives_twice_without_saying_so(self) -> None:
        assert {number for number, times in self.arrived.items() if times > 1} <= self.doubtful

    @invariant()
    def nothing_is_lost(self) -> None:
        states = self.states()
        assert len(states) == self.puts
        assert {number for number, state in states.items() if state == "sending"} == set(self.sending)

    @invariant()
    def one_at_a_time_to_each_chat(self) -> None:
        chats: list[Any] = [parcel.chat_id for parcel in self.sending.values()]
        assert len(set(chats)) == len(chats)

    def teardown(self) -> None:
        """In the end everything has a verdict, and whoever sends need not know of any row by itself."""
        self.now += timedelta(days=1)
        for _ in range(2 * self.puts + 2):
            self.held = {number for number, state in self.states().items() if state == "queued"}
            for parcel in list(self.sending.values()):
                self.tx.deliveries.delivered(self.sending.pop(parcel.id), 1000 + parcel.id, self.now)
            for parcel in self.tx.deliveries.look(self.now, [], []):
                self.judge(parcel)
        assert set(self.states().values()) <= set(OVER)
        self.connection.close()


Post.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestPost = Post.TestCase
