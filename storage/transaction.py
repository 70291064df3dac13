"""What an action sees of the store: one room for each noun, all in the same transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storage.accounts import Accounts
from storage.alarms import Alarms
from storage.callers import Callers
from storage.cards import Cards
from storage.chats import Chats
from storage.deliveries import Deliveries
from storage.drafts import Drafts
from storage.draws import Draws
from storage.due import Due
from storage.duties import Duties
from storage.entries import Entries
from storage.erasure import Erasure
from storage.evidence import EvidenceRows
from storage.figures import Figures
from storage.gates import Gates
from storage.groups import Groups
from storage.hearers import Hearers
from storage.history import History
from storage.holders import Holders
from storage.inbox import Inbox
from storage.inspections import Inspections
from storage.keeping import Keeping
from storage.leaves import Leaves
from storage.lulls import Lulls
from storage.notices import Notices
from storage.offers import Offers
from storage.outages import Outages
from storage.outbox import Outbox
from storage.picture_pairs import PicturePairs
from storage.place_tokens import PlaceTokens
from storage.plan_switches import PlanSwitches
from storage.restoring import Restoring
from storage.review_figures import ReviewFigures
from storage.room_turns import RoomTurns
from storage.roster_changes import RosterChanges
from storage.school_rows import SchoolRows
from storage.services import Services
from storage.shown import ShownPictures
from storage.stamps import Stamps
from storage.summaries import Summaries
from storage.swaps import Swaps
from storage.tickets import Tickets
from storage.unnamed import Unnamed
from storage.unread import UnreadRows

OUTBOX = "outbox"


class Transaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.school = SchoolRows(connection)
        self.accounts = Accounts(connection)
        self.inbox = Inbox(connection)
        self.outbox = Outbox(connection)
        self.deliveries = Deliveries(connection)
        self.cards = Cards(connection)
        self.lulls = Lulls(connection)
        self.drafts = Drafts(connection)
        self.history = History(connection)
        self.evidence = EvidenceRows(connection)
        self.keeping = Keeping(connection)
        self.erasure = Erasure(connection, self.history)
        self.shown = ShownPictures(connection)
        self.tickets = Tickets(connection)
        self.services = Services(connection)
        self.alarms = Alarms(connection)
        self.due = Due(connection)
        self.duties = Duties(connection)
        self.hearers = Hearers(connection)
        self.draws = Draws(connection)
        self.inspections = Inspections(connection)
        self.notices = Notices(connection)
        self.switches = PlanSwitches(connection)
        self.unread = UnreadRows(connection)
        self.roster_changes = RosterChanges(connection)
        self.leaves = Leaves(connection)
        self.swaps = Swaps(connection)
        self.room_turns = RoomTurns(connection)
        self.outages = Outages(connection)
        self.stamps = Stamps(connection)
        self.figures = Figures(connection)
        self.summaries = Summaries(connection)
        self.review_figures = ReviewFigures(connection)
        self.picture_pairs = PicturePairs(connection)
        self.groups = Groups(connection)
        self.tokens = PlaceTokens(connection)
        self.holders = Holders(connection)
        self.gates = Gates(connection)
        self.unnamed = Unnamed(connection)
        self.restoring = Restoring(connection)
        self.callers = Callers(connection)
        self.entries = Entries(connection)
        self.chats = Chats(connection)
        self.offers = Offers(connection)

    def touched(self) -> frozenset[str]:
        """What was queued since this was last asked: `outbox`, and the verbs of due rows. Forgets it."""
        found = frozenset(self.due.touched) | ({OUTBOX} if self.outbox.touched else frozenset())
        self.due.touched.clear()
        self.outbox.touched = False
        return found

    def look_again(self) -> None:
        """A transaction begins, or something in it was undone: what was remembered of the rows may not hold."""
        self.school.look_again()
        self.history.look_again()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is done inside is undone when it raises, and only that."""
        self._connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO attempt")
                self._connection.execute("RELEASE attempt")
            self.look_again()
            raise
        self._connection.execute("RELEASE attempt")
