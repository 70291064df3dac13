"""A sign-off: one photo from the door, and it is done; the room's leader looks afterwards."""

from dataclasses import dataclass

from actions.duty_facts import duty_facts
from actions.sign_off import ask_leader
from actions.submit_duty import submit_duty
from domain.duties import Duty
from domain.rounds import LATE
from handlers.forms.form import Answers, Choice, Form, Option, Photos
from handlers.forms.submitted import submitted
from handlers.scene import Scene
from words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class FromTheDoor(Photos):
    """The photo; one that comes late says when it was taken."""

    duty: Duty

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return duty_facts(scene.tx, self.duty)

    def said(self, scene: Scene, answers: Answers) -> Answers:
        arrival = scene.arrival
        after = Photos.said(self, scene, answers)
        late = scene.now - arrival.said_at > LATE
        flags = [*(["late"] if late else []), *(["forwarded"] if arrival.forwarded else [])]
        if scene.tx.evidence.seen_before(after["evidence"][-1]):
            flags.append("seen_before")
        return {**after, "late": late, "flags": flags}


def was_late(answers: Answers) -> bool:
    return bool(answers.get("late"))


def sign_form(scene: Scene, duty: Duty) -> Form:
    def done(scene: Scene, answers: Answers) -> None:
        _done(scene, duty, answers)

    return Form(
        name="duty",
        fields=(
            FromTheDoor(name="photo", ask="sign.photo", role="sign", duty=duty),
            Choice(
                name="no_signal",
                ask="round.was_late",
                when=was_late,
                offered=(Option("yes", _("是,没信号")), Option("no", _("不是"))),
            ),
        ),
        done=done,
        until=duty.closes,
        title=duty.name,
    )


def _done(scene: Scene, duty: Duty, answers: Answers) -> None:
    """Signed at the taking of the photo, unless its person says that it was not taken then."""
    taken_at = scene.tx.evidence.get(answers["evidence"][0])
    said_at = taken_at.said_at if taken_at and answers.get("no_signal") != "no" else scene.now
    for evidence_id in answers["evidence"]:
        scene.tx.evidence.attach(evidence_id, duty.item)
    duty = submit_duty(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        said_at=said_at,
        device=scene.device,
        body={
            "evidence": answers["evidence"],
            "words": answers.get("words", ""),
            "flags": answers.get("flags", []),
            "no_signal": answers.get("no_signal"),
        },
        photos=duty.photos + len(answers["evidence"]),
        reached=len(duty.points),
    )
    submitted(scene, duty, answers)
    ask_leader(scene.tx, scene.now, duty)
