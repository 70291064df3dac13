"""A school with one person for each role, some of everything that can be moved, and what becomes of one act."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from typing import Any

from actions.absences import take_listed
from actions.group_links import invite_group
from actions.import_school import import_school
from actions.place_tokens import make_tokens
from actions.team import turns_of
from actions.visitors import let_in
from domain.appeals import Cause
from domain.duties import Duty
from domain.duties import State as DutyState
from domain.entries import Opening
from domain.inspections import Inspection
from domain.inspections import Kind as LookKind
from domain.leaves import Leave
from domain.leaves import State as LeaveState
from domain.notices import Grade
from domain.notices import State as NoticeState
from domain.people import Permission, Person, Phone, Presence, Role
from domain.school import School
from domain.scores import Movement, Signature, Why
from domain.swaps import State as SwapState
from domain.swaps import Swap
from domain.tickets import State
from handlers.arrivals import Arrival, Kind
from handlers.conductor import Conductor
from storage import Transaction
from tests.managers.days import Made, local, make_duty, make_ticket
from tests.sample import sample
from tests.storage.rows import empty_database

NOW = local("11-23 10:00")
GROUP, STRANGER, OLD_PHONE, POST_PHONE = -500, 90_001, 90_002, 90_003
REFUSED = (
    *("may_not", "not_yours", "roster.nobody", "no_team", "own_phone", "name_first", "stranger", "gate.none"),
    *("dorm.none", "too_late", "button.old", "taken", "post.who", "own_work", "score.own", "appeal.open"),
)
"""How an answer ends that says no to a person; anything else is what the act was for."""
ROLES_OF_A_SECTION = {"kindergarten_head": "幼儿园"}
OF_THE_SECTION = ("safety_officer", "幼儿园")


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person can do, as it arrives; `data` of a button, else words or a command."""

    data: str = ""
    command: str = ""
    payload: str = ""
    words: str = ""
    chat: int | None = None


class World:
    """One database; every act is tried in it and undone."""

    def __init__(self) -> None:
        connection = empty_database()
        connection.execute("DELETE FROM person")
        connection.execute("BEGIN")
        self.connection = connection
        self.tx = Transaction(connection)
        self.users: dict[str, int] = {}
        import_school(self.tx, NOW - timedelta(days=1), _with_one_of_each(sample()))
        while self.tx.tokens.lacking(1):
            make_tokens(self.tx, NOW)
        self._bind()
        self._make_some_of_everything()
        self.conductor = Conductor(lambda: "school_bot")
        self._updates = count(1)

    def _bind(self) -> None:
        for number, person in enumerate(p for p in self.tx.school.people.values() if p.id.startswith("R-")):
            self.users[person.id] = 10_000 + number
            self.tx.accounts.bind(person.id, 10_000 + number, NOW)
        for number, one in enumerate(("P03", "P15", "P20", "P21", "P53", "P54")):
            self.users[one] = 20_000 + number
            self.tx.accounts.bind(one, 20_000 + number, NOW)
        self.tx.accounts.bind("P58", OLD_PHONE, NOW - timedelta(days=1))
        self.tx.accounts.bind("P58", 20_099, NOW)
        self.tx.accounts.bind_post("NM", POST_PHONE, NOW)

    def _make_some_of_everything(self) -> None:
        tx = self.tx
        for state in (State.WAITING, State.ASSIGNED, State.WORKING, State.TO_ACCEPT):
            make_ticket(tx, NOW, assignee=None)
            ticket = tx.tickets.waiting()[-1]
            if state is not State.WAITING:
                tx.tickets.move(ticket, state, NOW, assignee="P15")
        tx.tickets.follow(2, "P54")
        for owner, state in ((None, "open"), ("P15", "owned"), ("P15", "on_site"), ("P15", "resolved")):
            alarm = tx.alarms.open(
                danger="water",
                category="水暖",
                chain="紧急",
                place="R1-312",
                area="R1",
                words="",
                reporter="P53",
                now=NOW,
            )
            tx.alarms.change(alarm.number, state=state, owner=owner)
            tx.alarms.tell(alarm.number, "P03", 0, NOW)
        early = NOW - timedelta(minutes=30)
        for made in (Made(DutyState.OPEN), Made(DutyState.OPEN, owner=None), Made(DutyState.MISSED, reason="在忙")):
            duty = make_duty(tx, early, made)
            tx.hearers.tell(duty.id, "P20", NOW)
        self.turn = f"{turns_of(tx, NOW, 'P21')[0].begins:%Y%m%dT%H%M}"
        take_listed(tx, NOW)
        day = (NOW + timedelta(days=1)).date()
        tx.swaps.add(Swap(0, "P21", "P74", day, "G1", None, None, SwapState.ASKED), NOW)
        tx.leaves.add(Leave(0, "P21", day, day, None, LeaveState.ASKED, "P21"), NOW)
        let_in(tx, NOW, Opening("visitor", "M-S", NOW, NOW + timedelta(hours=1), host="P15"), "P21", said_at=NOW)
        _inspect(tx, make_duty(tx, early, Made(owner="P64", chain="漏报-领导")))
        tx.summaries.keep(NOW.date(), NOW - timedelta(days=1), NOW, {}, tx.history.head())
        invite_group(tx, NOW, "P03", "管理群", "a-link-that-binds-a-group")

    def says_yes(self, user: int, act: Act, prepare: Callable[[Transaction], None] = lambda tx: None) -> bool:
        """Whether the act is done for that user; a refusal that changed anything all the same is an AssertionError."""
        tx, update = self.tx, next(self._updates)
        tx.inbox.keep([(update, "{}")], NOW)
        self.connection.execute("SAVEPOINT cell")
        prepare(tx)
        before, seen = self._made(), self._newest_row()
        answer = self.conductor.conduct(tx, NOW, _arrival(update, user, act))
        said = [answer.about] if answer else []
        rows = self.connection.execute("SELECT * FROM outbox WHERE id > ?", (seen,)).fetchall()
        heard = ((act.chat or user, None), (None, tx.accounts.person_of(user) or "nobody"))
        said += [row["about"] for row in rows if (row["chat_id"], row["person"]) in heard]
        refused = all(about.endswith(REFUSED) for about in said)
        assert said, f"{user} had no answer to {act}"
        if refused:
            assert self._made() == before, f"{act} was refused and changed something: {said}"
        self.connection.execute("ROLLBACK TO cell")
        self.connection.execute("RELEASE cell")
        tx.look_again()
        return not refused

    def _newest_row(self) -> int:
        return int(self.connection.execute("SELECT coalesce(max(id), 0) FROM outbox").fetchone()[0])

    def _made(self) -> tuple[Any, ...]:
        """What an act can change, as counts and states."""
        tables = ("record", "draft", "account", "invitation", "chat_group", "roster_change", "plan_switch", "holder")
        tables += ("swap", "staff_leave", "score_move", "offer")
        found = [self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
        for states in (
            "SELECT number, state, assignee FROM ticket",
            "SELECT number, state, owner FROM alarm",
            "SELECT number, state, deadline FROM notice",
        ):
            found += [tuple(row) for row in self.connection.execute(states)]
        return tuple(found)

    def close(self) -> None:
        self.connection.close()


def _inspect(tx: Transaction, duty: Duty) -> None:
    """A staff room that lost points: two notices, a proposal and an appeal."""
    moved = (Movement(1, -25, Why.DEDUCTED),)
    looked = Inspection(
        duty.id, "R3-201", "C06T", "1.0", "P64", NOW, Signature.DIRTY, None, LookKind.DRAWN, None, moved
    )
    tx.inspections.keep(looked, NOW)
    for done_by in (None, "P15"):
        notice = tx.notices.issue(
            grade=Grade.MAJOR, place="R3-201", place_words="", words="", issuer="P64", responsible="P15", now=NOW,
            deadline=NOW + timedelta(days=1), inspection=duty.id,
        )  # fmt: skip
        if done_by:
            tx.notices.change(notice, state=NoticeState.TO_CHECK, done_by=done_by, done_at=NOW, checker="P54")
    tx.inspections.propose(duty.id, Cause.DIRTY, 5, NOW)
    tx.inspections.appeal(duty.id, "P53", "不是我们弄的", NOW)


def _arrival(update: int, user: int, act: Act) -> Arrival:
    kind = Kind.TAPPED if act.data else Kind.COMMAND if act.command else Kind.SAID
    chat = act.chat or user
    return Arrival(
        update, kind, user, chat, private=act.chat is None, said_at=NOW, words=act.words, command=act.command,
        payload=act.payload, data=act.data, title="群",
    )  # fmt: skip


def _with_one_of_each(school: School) -> School:
    """The sample school, and beside its people one person for each role, who leads nobody and owes nothing."""
    roles = {role.code: role for role in school.roles}
    new = [_person(role, ROLES_OF_A_SECTION.get(role.code, "全校")) for role in school.roles]
    leader = new[[person.id for person in new].index("R-logistics_head")]
    new += [
        replace(_person(roles[OF_THE_SECTION[0]], OF_THE_SECTION[1]), id="R-safety_officer-幼儿园"),
        replace(leader, id="R-请假", presence=Presence.ON_LEAVE),
        replace(leader, id="R-离职", presence=Presence.LEFT),
        replace(leader, id="R-没有角色", roles=("nothing",)),
    ]
    nothing = Role("nothing", "没有角色", False, frozenset[Permission]())
    return replace(school, people=(*school.people, *new), roles=(*school.roles, nothing))


def _person(role: Role, section: str) -> Person:
    return Person(
        f"R-{role.code}", f"某{role.name}", role.name, (role.code,), section, None, "zh", Presence.IN_SERVICE, Phone.OWN
    )
