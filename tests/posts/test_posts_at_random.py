"""Whatever happens with names, shifts, rosters: no news goes to a phone its person left, no alarm stays with them."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from actions.roster_changes import change_roster
from actions.stand_at_posts import hold_post, let_go, names_at, post_of, stands_near, team_of, turn_posts
from actions.team import turns
from domain.alarms import State
from domain.news import News
from domain.refusal import Refusal
from storage.transaction import Transaction
from tests.stage import made_school

BEGINS = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
"""05:00 on Monday at the school."""
DAY = timedelta(days=1)
POSTS = ("NM", "XM", "XK", "XL", "ZB1", "GL", "ST1")
GUARDS = ("P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28", "P71", "P72", "P32", "P33", "P17", "P38")


def school(tmp: Path) -> sqlite3.Connection:
    """The sample school in memory; each example undoes what it did."""
    here = sqlite3.connect(":memory:", isolation_level=None)
    with closing(sqlite3.connect(made_school(tmp) / "zhiqin.db")) as made:
        made.backup(here)
    here.row_factory = sqlite3.Row
    return here


class Shifts(RuleBasedStateMachine):
    connection: sqlite3.Connection

    @initialize()
    def a_school_with_phones(self) -> None:
        self.connection.execute("SAVEPOINT example")
        self.tx = Transaction(self.connection)
        self.now = BEGINS
        self.tapped: dict[str, tuple[str, datetime]] = {}
        for number, post in enumerate(POSTS):
            self.tx.accounts.bind_post(post, 800 + number, self.now)
        turn_posts(self.tx, self.now)
        for person in GUARDS:
            self.tx.outbox.put(News("person.may_not", person, {}), self.now)

    def teardown(self) -> None:
        self.connection.execute("ROLLBACK TO example")
        self.connection.execute("RELEASE example")

    @rule(minutes=st.integers(min_value=1, max_value=300))
    def time_goes_by(self, minutes: int) -> None:
        """Each coming and going is served at its moment, as the due row does it."""
        until = self.now + timedelta(minutes=minutes)
        while (row := next((it for it in self.tx.due.of_verb("posts.turn")), None)) and row.at <= until:
            self.now = max(self.now, row.at)
            turn_posts(self.tx, self.now)
        self.now = until

    @rule(post=st.sampled_from(POSTS), person=st.sampled_from(GUARDS))
    def a_name_is_tapped(self, post: str, person: str) -> None:
        here = post_of(self.tx, post)
        assert here is not None
        offered = person in (*names_at(self.tx, self.now, here), *team_of(self.tx, here))
        try:
            hold_post(self.tx, self.now, here, person, said_at=self.now)
        except Refusal:
            assert not offered or self.tx.holders.of(post, self.now) not in (None, person)

    @rule(post=st.sampled_from(POSTS))
    def the_phone_is_let_go(self, post: str) -> None:
        here = post_of(self.tx, post)
        assert here is not None
        let_go(self.tx, self.now, here, said_at=self.now)

    @rule(out=st.sampled_from(GUARDS), come=st.sampled_from(GUARDS), number=st.integers(0, 3))
    def somebody_comes_instead(self, out: str, come: str, number: int) -> None:
        today = self.now.date()
        own = [it for it in turns(self.tx, today, today + DAY) if it.row.person == out and it.ends > self.now]
        if number < len(own):
            try:
                change_roster(self.tx, self.now, "P03", out, own[number].begins, come, said_at=self.now)
            except Refusal:
                assert come in {it.row.person for it in turns(self.tx, today - DAY, today + DAY)} or out == come

    @invariant()
    def news_goes_only_where_its_person_is(self) -> None:
        if not hasattr(self, "tx"):
            return
        phones = {user: post for post, user in self.tx.accounts.bound_posts().items()}
        here = {(it.post, it.person) for it in stands_near(self.tx, self.now) if it.covers(self.now)}
        for parcel in self.tx.deliveries.look(self.now, [], []):
            if parcel.person in GUARDS and parcel.chat_id is not None:
                post = phones[parcel.chat_id]
                assert (post, parcel.person) in here or self.tx.holders.of(post, self.now) == parcel.person

    @rule(person=st.sampled_from(GUARDS))
    def somebody_goes_to_an_alarm(self, person: str) -> None:
        """Only who reads somewhere now can have pressed 我去."""
        if self.tx.accounts.user_of(person) is None or len(self.tx.alarms.running()) > 2:
            return
        alarm = self.tx.alarms.open(
            danger="intruder", category="安防门禁", chain="紧急", place="M-S", area="M", words="", reporter=None,
            now=self.now,
        )  # fmt: skip
        self.tx.alarms.tell(alarm.number, person, 0, self.now)
        self.tx.alarms.change(alarm.number, owner=person, state=State.OWNED, owned_at=self.now)

    @invariant()
    def an_alarm_is_never_somebodys_who_went_home(self) -> None:
        if hasattr(self, "tx"):
            for alarm in self.tx.alarms.running():
                assert alarm.owner is None or self.tx.accounts.user_of(alarm.owner) is not None

    @invariant()
    def at_most_one_has_tapped_a_name(self) -> None:
        if hasattr(self, "tx"):
            for post in POSTS:
                assert sum(it.tapped_at is not None for it in self.tx.holders.at(post)) <= 1


def test_news_is_never_delivered_to_a_phone_that_its_person_does_not_hold(tmp_path: Path) -> None:
    case = Shifts.TestCase
    case.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
    with closing(school(tmp_path / "school")) as Shifts.connection:
        case("runTest").runTest()
