"""已换新证: one question, until when the new paper holds."""

from dataclasses import dataclass
from datetime import date

from actions.certificates import certificate_line
from actions.renew_certificate import renew_certificate
from actions.rostered import local_day
from domain.certificates import last_day_said, years_on
from domain.refusal import Complaint
from handlers.forms.form import Answers, Field, Form, Option
from handlers.scene import Scene

YEARS = (1, 3, 4)
"""For which such papers are given: 健康证 one, 电工证 three, 司炉证 four."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDay(Field):
    """The days that are likely, with their years; any other is written."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        until, today = scene.tx.school.people[answers["person"]].certificate_until, local_day(scene.tx, scene.now)
        return tuple(Option(str(it), str(years_on(until, today, it)), ours=False) for it in YEARS)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return certificate_line(scene.tx.school.people[answers["person"]], local_day(scene.tx, scene.now))

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        offered = {option.value: option.label for option in self.options(scene, answers)}
        if value not in offered:
            raise Complaint("button.old")
        return {**answers, self.name: offered[value]}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        day = last_day_said(scene.arrival.words, local_day(scene.tx, scene.now))
        if day is None:
            raise Complaint("certificate.when")
        return {**answers, self.name: str(day)}


def _done(scene: Scene, answers: Answers) -> None:
    until = date.fromisoformat(answers["until"])
    person = renew_certificate(
        scene.tx, scene.now, scene.person.id, answers["person"], until, said_at=scene.arrival.said_at
    )
    scene.reply("certificate.renewed", certificate_line(person, local_day(scene.tx, scene.now)))


CERTIFICATE = Form(name="certificate", fields=(LastDay(name="until", ask="certificate.ask"),), done=_done)
