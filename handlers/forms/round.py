"""A round: photo, photo, photo of the points' posters, what is wrong in between, and one 正常,提交 at its end."""

from dataclasses import dataclass
from typing import Any

from actions.check_in import check_in, round_facts
from actions.samples import keep_sample
from actions.submit_duty import submit_duty
from domain.duties import Duty
from domain.refusal import Complaint
from domain.rounds import PICKED, open_points
from handlers.forms.dealing import all_said
from handlers.forms.fault import FaultField
from handlers.forms.form import Answers, Choice, Field, Form, Option, Text
from handlers.forms.listed import all_items, at_points, at_the_end, edition_of, is_walked, looked_at
from handlers.forms.points import Points, reached_of, said_last
from handlers.forms.submitted import submitted
from handlers.scene import Scene
from words import _

GO_ON = "go_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(Text):
    """Why points were not reached: they are counted as missed, and somebody may ask why."""

    duty: Duty

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return round_facts(scene.tx, self.duty)

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        """接着巡: the round is not over after all."""
        if value == GO_ON:
            return {name: it for name, it in answers.items() if name != "points"}
        return Text.tapped(self, scene, answers, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submit(Field):
    """其余正常? One tap sends the whole round; one more thing may be added first."""

    duty: Duty

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (Option("ok", _("正常,提交")), Option("more", _("补一条")))

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {**round_facts(scene.tx, self.duty), "faults": len(answers.get("faults", []))}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value == "more":
            return {**answers, "fault": {"place": None, "words": "", "evidence": []}}
        if value != "ok":
            raise Complaint("button.old")
        return {**answers, self.name: True}

    def takes_file(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """Something more that was seen: said here it is a fault, with its photo."""
        evidence_id = scene.keep_file("before")
        evidence = [evidence_id] if evidence_id else []
        return {**answers, "fault": {"place": None, "words": scene.arrival.words, "evidence": evidence}}


def round_form(scene: Scene, duty: Duty) -> Form:
    """The fields of a round: faults as they come, the points, why some are missing, when it was late, the end."""

    def done(scene: Scene, answers: Answers) -> None:
        _done(scene, duty, answers)

    reached = reached_of(scene, duty)
    some_late = any("late" in point.flags for point in reached)
    missing = len(duty.points) - len(reached)
    checks = at_the_end(scene, duty)
    return Form(
        name="duty",
        fields=(
            FaultField(name="fault_done", ask="round.fault", duty=duty),
            *at_points(scene, duty, [point.point for point in reached]),
            Points(name="points", ask="round.point", duty=duty, when=lambda answers: is_walked(duty)),
            Missing(
                name="why_missing",
                duty=duty,
                ask="round.why_missing",
                when=lambda answers: missing > 0 and is_walked(duty),
                offered=(
                    Option("locked", _("门锁着,进不去")),
                    Option("time", _("时间不够")),
                    Option("called", _("被叫去别处")),
                    Option(GO_ON, _("接着巡")),
                ),
            ),
            *checks,
            Choice(
                name="no_signal",
                ask="round.was_late",
                when=lambda answers: some_late,
                offered=(Option("yes", _("是,没信号")), Option("no", _("不是"))),
            ),
            *(() if checks and len(duty.points) <= 1 else (Submit(name="submit", ask="round.submit", duty=duty),)),
        ),
        done=done,
        until=duty.closes,
        title=duty.name,
        edition=edition_of(all_items(scene, duty)),
    )


def _done(scene: Scene, duty: Duty, answers: Answers) -> None:
    """The whole round in one record; it counts at the last thing that was looked at, not at the tap that sends it."""
    for point in open_points(duty, reached_of(scene, duty)) if not is_walked(duty) else ():
        check_in(scene.tx, scene.now, duty, scene.person.id, point, PICKED, said_at=scene.arrival.said_at)
    reached = reached_of(scene, duty)
    body: dict[str, Any] = {
        "points": [
            {"point": it.point, "how": it.how, "said_at": it.said_at.isoformat(), "evidence": it.evidence,
             "flags": list(it.flags)}
            for it in reached
        ],
        "missing": [point for point in duty.points if point not in {it.point for it in reached}],
        "why_missing": answers.get("why_missing", ""),
        "answers": all_said(answers),
        "dealt": {name.removeprefix("deal-"): how for name, how in answers.items() if name.startswith("deal-")},
        "looked_at": {it.point: [item.number for item in looked_at(scene, duty, it.point)] for it in reached},
        "drawn": answers.get("drawn"),
        "challenged": answers.get("challenged", {}),
        "no_signal": answers.get("no_signal"),
        "faults": answers.get("faults", []),
    }  # fmt: skip
    duty = submit_duty(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        said_at=said_last(scene, duty, answers),
        device=scene.device,
        body=body,
        faults=len(answers.get("faults", [])),
        photos=len(scene.tx.evidence.of_item(duty.item)),
    )
    keep_sample(
        scene.tx, scene.now, duty, scene.person.id, body["answers"],
        said_at=said_last(scene, duty, answers), device=scene.device,
    )  # fmt: skip
    submitted(scene, duty, answers, body["missing"])
