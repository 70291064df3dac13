"""The short forms about a ticket: finished, cannot, still broken, give to somebody, one thing more."""

from dataclasses import dataclass
from datetime import datetime

from actions.add_to_ticket import add_to_ticket
from actions.move_ticket import move_ticket
from actions.staffing import Staffing
from domain.people import Person, Presence, called
from domain.refusal import Complaint
from domain.tickets import Move
from handlers.forms.form import Answers, Field, Form, Option, Photos, Text
from handlers.forms.until import HOLD_UNTIL, Until
from handlers.scene import Scene
from words import _


@dataclass(frozen=True, slots=True)
class Done:
    """The form's end: one move of the ticket, with what was said as the reason and the photos as evidence."""

    move: Move

    def __call__(self, scene: Scene, answers: Answers) -> None:
        move_ticket(
            scene.tx,
            scene.now,
            scene.person.id,
            int(answers["number"]),
            self.move,
            said_at=scene.arrival.said_at,
            why=answers.get("why") or answers.get("words", ""),
            until=datetime.fromisoformat(answers["until"]) if answers.get("until") else None,
            to=answers.get("to"),
            evidence=answers.get("evidence", ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker(Field):
    """Who is to put it right: those of the trade first, the least laden first."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        ticket = scene.tx.tickets.get(int(answers["number"]))
        if ticket is None:
            return ()
        staffing = Staffing(scene.tx, scene.now)
        able = staffing.reached(staffing.technicians(ticket.place, ticket.category))
        return tuple(Option(p.id, p.name, ours=False) for p in able if p.id != ticket.assignee)[:5]

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in scene.tx.school.people:
            raise Complaint("button.old")
        return {**answers, self.name: self._reached(scene, scene.tx.school.people[value])}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        words = scene.arrival.words
        found = called(scene.tx.school.people.values(), words)
        if len(found) != 1:
            raise Complaint("form.nobody", {"words": words[:20]})
        return {**answers, self.name: self._reached(scene, found[0])}

    @staticmethod
    def _reached(scene: Scene, person: Person) -> str:
        """The person's id; Complaint for somebody who would never read of the work."""
        if person.presence is Presence.LEFT or not Staffing(scene.tx, scene.now).reachable(person):
            raise Complaint("form.unreachable", {"name": person.name})
        return person.id


def _added(scene: Scene, answers: Answers) -> None:
    add_to_ticket(
        scene.tx,
        scene.now,
        scene.person.id,
        int(answers["number"]),
        words=answers.get("more", ""),
        evidence=answers.get("evidence", ()),
        said_at=scene.arrival.said_at,
    )


FINISH = Form(
    name="finish",
    fields=(Photos(name="after", ask="ticket.ask_after", skip=Option("skip", _("拍不了"))),),
    done=Done(Move.FINISH),
)
GIVE_BACK = Form(
    name="give_back",
    fields=(
        Text(
            name="why",
            ask="ticket.ask_why",
            offered=(
                Option("part", _("缺配件")),
                Option("firm", _("要请外面修")),
                Option("trade", _("不是我的活")),
                Option("drop", _("先不退")),
            ),
        ),
    ),
    done=Done(Move.GIVE_BACK),
)
HOLD = Form(
    name="hold",
    fields=(
        Text(
            name="why",
            ask="ticket.ask_part",
            offered=(
                Option("part", _("配件")),
                Option("firm", _("外面的师傅")),
                Option("lesson", _("没课的时候")),
                Option("drop", _("不等了")),
            ),
        ),
        Until(name="until", ask="ticket.ask_until", kind=HOLD_UNTIL),
    ),
    done=Done(Move.HOLD),
)
REJECT = Form(
    name="reject",
    fields=(
        Text(
            name="why",
            ask="ticket.ask_still",
            offered=(Option("same", _("还是老样子")), Option("nobody", _("没人来过")), Option("drop", _("先不退"))),
        ),
    ),
    done=Done(Move.REJECT),
)
ASSIGN = Form(name="assign", fields=(Worker(name="to", ask="ticket.ask_whom"),), done=Done(Move.ASSIGN))
ADD = Form(
    name="add",
    fields=(Text(name="more", ask="ticket.ask_more", offered=(Option("drop", _("没有了")),)),),
    done=_added,
)
