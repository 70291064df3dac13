"""要离开: leaving a gate passes through the lock with a photo; every honest other answer is a button."""

from collections.abc import Callable
from dataclasses import dataclass

from actions.facts import place_name
from actions.gate import lock_broken, say_state
from actions.stand_at_posts import stands_near
from domain.gates import GateState
from domain.news import Lane, News
from domain.people import Presence
from domain.refusal import Complaint
from handlers.forms.form import Answers, Choice, Field, Form, Option
from handlers.scene import Scene
from words import _

NAMES = 6
"""Six large buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPhoto(Field):
    """The lock in a picture, or why there is none."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (
            Option("relief", _("有人替")),
            Option("broken", _("锁坏了")),
            Option("open", _("先不锁,马上回")),
            Option("stay", _("不走了")),
        )

    def takes_file(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        evidence = scene.keep_file("lock")
        if evidence is None:
            raise Complaint("form.photo_please")
        return {**answers, "evidence": [*answers.get("evidence", []), evidence], self.name: "photo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief(Field):
    """Who is there instead: those of the shift that is there now, then the others of the same role."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        people = scene.tx.school.people
        near = [it for it in stands_near(scene.tx, scene.now) if it.covers(scene.now)]
        shifts = {it.shift for it in near if it.person == scene.person.id}
        beside = [it.person for it in near if it.shift in shifts]
        alike = [person.id for person in people.values() if {*person.roles} & {*scene.person.roles}]
        found = [people[code] for code in dict.fromkeys([*beside, *alike]) if code != scene.person.id]
        return tuple(Option(p.id, p.name, ours=False) for p in found if p.presence is Presence.IN_SERVICE)[:NAMES]


def _done(scene: Scene, answers: Answers) -> None:
    ENDS[answers["lock"]](scene, answers)


def _locked(scene: Scene, answers: Answers) -> None:
    _say(scene, answers, GateState.LOCKED)


def _relieved(scene: Scene, answers: Answers) -> None:
    """The colleague who is named hears of it, and may say that it is not so."""
    colleague, place = answers["relief"], answers["place"]
    _say(scene, answers, GateState.STAFFED, of=colleague)
    facts = {"gate": place, "name": place_name(scene.tx.school.tree, place), "address": scene.person.address}
    scene.tx.outbox.put(News("gate.relief", colleague, facts, Lane.URGENT, item=f"gate:{place}"), scene.now)


def _broken(scene: Scene, answers: Answers) -> None:
    files = answers.get("evidence", ())
    number = lock_broken(scene.tx, scene.now, answers["place"], scene.person.id, files, scene.arrival.said_at)
    scene.reply("toast.filed", {"number": number})
    _say(scene, answers, GateState.STAFFED if answers["watch"] == "stay" else GateState.OPEN)


def _stays(scene: Scene, answers: Answers) -> None:
    _say(scene, answers, GateState.STAFFED)


def _left_open(scene: Scene, answers: Answers) -> None:
    _say(scene, answers, GateState.OPEN)


def _say(scene: Scene, answers: Answers, state: GateState, *, of: str | None = None) -> None:
    say_state(
        scene.tx,
        scene.now,
        answers["place"],
        state,
        of or scene.person.id,
        answers.get("evidence", ()) if state is GateState.LOCKED else (),
        said_at=scene.arrival.said_at,
        why=answers["lock"],
        said_by=scene.person.id,
        device=scene.device,
    )
    scene.reply("gate.said", {"name": place_name(scene.tx.school.tree, answers["place"]), "state": state})


ENDS: dict[str, Callable[[Scene, Answers], None]] = {
    "photo": _locked,
    "relief": _relieved,
    "broken": _broken,
    "open": _left_open,
    "stay": _stays,
}
GATE = Form(
    name="gate",
    fields=(
        LockPhoto(name="lock", ask="gate.ask_lock"),
        Relief(name="relief", ask="gate.ask_relief", when=lambda answers: answers.get("lock") == "relief"),
        Choice(
            name="watch",
            ask="gate.ask_watch",
            when=lambda answers: answers.get("lock") == "broken",
            offered=(Option("stay", _("我守着")), Option("go", _("没人守"))),
        ),
    ),
    done=_done,
)
