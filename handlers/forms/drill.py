"""A drill to begin: what is practised, where, how long; all by buttons, for danger that is said is real."""

from dataclasses import dataclass
from datetime import timedelta

from actions.facts import alarm_facts
from actions.hold_drill import check_drill, foreseen, hold_drill, last_drills
from domain.drills import KINDS, MINUTES
from domain.refusal import Complaint
from handlers.forms.form import Answers, Choice, Field, Form, Option
from handlers.forms.places import UNKNOWN, PlaceField
from handlers.news.alarm_words import URGENT_KEYS
from handlers.scene import Scene
from words import _

LISTED = 1
SURE_FOR = timedelta(minutes=5)
"""So long whoever pressed 开始演习 surely means now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Choice):
    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {"last": last_drills(scene.tx, LISTED)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(PlaceField):
    """A drill needs a place of the school: 说不清 is no answer."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return tuple(it for it in PlaceField.options(self, scene, answers) if it.value != UNKNOWN)

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value == UNKNOWN:
            raise Complaint("button.old")
        return self._checked(scene, PlaceField.tapped(self, scene, answers, value))

    def said(self, scene: Scene, answers: Answers) -> Answers:
        return self._checked(scene, PlaceField.said(self, scene, answers))

    def _checked(self, scene: Scene, answers: Answers) -> Answers:
        """A place that nobody knows is asked for again; of another section it is refused here and not at the end."""
        if self.name not in answers:
            return answers
        if answers[self.name] is None:
            raise Complaint("drill.place_unknown")
        check_drill(scene.tx, scene.now, scene.person.id, answers[self.name])
        return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure(Field):
    """Who will hear is seen before anybody does."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        """Nobody to be called is nothing to practise."""
        return (Option(_go(answers), _("开始演习")),) if self._called(scene, answers) else ()

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        """Refused while the question still stands: it may be asked again once the danger is over.

        What was pressed long after it was asked, or waited at Telegram while the bot was down, is asked once more: no
        drill begins when nobody thinks of it any more.
        """
        check_drill(scene.tx, scene.now, scene.person.id, answers["place"])
        draft = scene.tx.drafts.newest(scene.chat_id, scene.person.id, DRILL.name)
        asked = draft.touched_at if draft else scene.now
        if value != _go(answers):
            return answers
        if scene.now - asked > SURE_FOR:
            return {**answers, "asked": answers.get("asked", 0) + 1}
        return Field.tapped(self, scene, answers, value)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        called = self._called(scene, answers)
        late = "asked" in answers
        return {"danger": answers["danger"], "minutes": answers["minutes"], "called": called, "late": late}

    def _called(self, scene: Scene, answers: Answers) -> list[str]:
        return foreseen(scene.tx, scene.now, scene.person.id, answers["danger"], answers["place"])


def _go(answers: Answers) -> str:
    """What the button says that begins; one of a question that was asked again is another button."""
    return f"go{answers.get('asked', '')}"


def _done(scene: Scene, answers: Answers) -> None:
    alarm = hold_drill(
        scene.tx,
        scene.now,
        scene.person.id,
        danger=answers["danger"],
        place=answers["place"],
        minutes=int(answers["minutes"]),
        said_at=scene.arrival.said_at,
    )
    scene.hand_on("alarm.raised", alarm_facts(scene.tx, alarm), answers["draft"], f"{alarm.item}:reporter")


LABELS = dict(URGENT_KEYS)
DRILL = Form(
    name="drill",
    fields=(
        Kind(name="danger", ask="drill.ask_what", offered=tuple(Option(kind, LABELS[kind]) for kind in KINDS)),
        Where(name="place", ask="drill.ask_where"),
        Choice(
            name="minutes",
            ask="drill.ask_how_long",
            offered=tuple(
                Option(str(it), label)
                for it, label in zip(MINUTES, (_("15分钟"), _("30分钟"), _("1小时")), strict=True)
            ),
        ),
        Sure(name="sure", ask="drill.ask_sure"),
    ),
    done=_done,
)
