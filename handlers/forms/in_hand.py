"""What a technician sends with a job or two in hand: it may be of one of them, and is asked about first."""

from dataclasses import dataclass

from actions.add_to_ticket import add_to_ticket
from domain.people import Permission
from domain.refusal import Complaint
from domain.tickets import State, Ticket
from handlers.forms.form import Answers, Choice, Next, Option
from handlers.scene import Scene

JOB = "job"
DONE, JOIN = "done", "join"
"""A job is finished, or something is added to it."""
MOST = 2
"""With more jobs nobody would look for theirs among the keys."""
FINISHED_FROM = (State.WORKING, State.ON_HOLD)
GIVES_WAY = {1: ("note",), 2: ("note", "keep")}
"""Of the other answers, those that make room for so many jobs."""


def jobs(scene: Scene) -> list[Ticket]:
    """What this person has in hand, when it is no more than can be asked about; nobody else costs a look."""
    if Permission.TAKE not in scene.permissions:
        return []
    found = scene.tx.tickets.of_assignee(scene.person.id)
    return found if len(found) <= MOST else []


def asked_first(scene: Scene, answers: Answers) -> Answers:
    """Without a place in it, what sounds like a repair may be of the one that its writer is at."""
    told_where = any(answers.get(name) for name in ("place", "candidates", "place_words"))
    if "kind" not in answers or told_where or not jobs(scene):
        return answers
    return {key: it for key, it in answers.items() if key != "kind"}


def besides(scene: Scene, offered: tuple[Option, ...]) -> tuple[Option, ...]:
    """The other answers, as many as have room."""
    gone = GIVES_WAY.get(len(jobs(scene)), ())
    return tuple(option for option in offered if option.value not in gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrOfAJob(Choice):
    """A choice that offers the jobs in hand as well."""

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {"jobs": [{"number": it.number, "finishes": it.state in FINISHED_FROM} for it in jobs(scene)]}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        what, _, number = value.partition(":")
        if what not in (DONE, JOIN):
            return Choice.tapped(self, scene, answers, value)
        if number not in [str(it.number) for it in scene.tx.tickets.of_assignee(scene.person.id)]:
            raise Complaint("button.old")
        return {**answers, "kind": JOB, "job": int(number), "step": what}


def done(scene: Scene, answers: Answers) -> Next | None:
    """Finished: its form goes on with what was sent, a picture is the one afterwards. Else it is added to the job."""
    number, evidence = answers["job"], answers.get("evidence", [])
    if answers["step"] == DONE:
        photo = {"after": "photo"} if answers.get("photo") else {}
        for evidence_id in evidence if photo else ():
            scene.tx.evidence.shows(evidence_id, "after")
        _says(scene, answers)
        return Next("finish", {"number": number, "evidence": evidence, "words": answers.get("words", ""), **photo})
    add_to_ticket(
        scene.tx,
        scene.now,
        scene.person.id,
        number,
        words=answers.get("words", ""),
        evidence=evidence,
        said_at=scene.arrival.said_at,
    )
    _says(scene, answers)
    return None


def _says(scene: Scene, answers: Answers) -> None:
    """On the card that asked: to which job it went."""
    draft = answers["draft"]
    scene.hand_on("ticket.joined", {"number": answers["job"]}, draft, f"draft:{draft}:joined")
