"""The points of a round: a photo of the poster is the check-in; a point can always be taken from the list as well."""

from dataclasses import dataclass
from datetime import datetime

from actions.check_in import check_in, fingers_at, round_facts
from actions.facts import place_name
from actions.place_tokens import place_of
from domain.duties import Duty, Reached
from domain.refusal import Complaint
from domain.rounds import BROKEN, NO_SIGNAL, PICKED, open_points
from handlers.forms.form import Answers, Field, Option
from handlers.forms.listed import looked_at
from handlers.scene import Scene
from storage.evidence import Evidence
from words import _

PAGE = 5
"""Points on a screen; 更多 is the sixth button."""
FAULT, LIST, END, MORE, CANNOT, BACK = "fault", "list", "end", "more", "cannot", "back"
WAYS = {"broken": BROKEN, "no_signal": NO_SIGNAL, LIST: PICKED}
POINT = "@"
"""Before a place's code in a button: no code can be taken for one of the words above."""


def reached_of(scene: Scene, duty: Duty) -> list[Reached]:
    return scene.tx.duties.reached(duty.id)


def said_last(scene: Scene, duty: Duty, answers: Answers) -> datetime:
    """When the last thing of the round was looked at; the tap itself when nothing was."""
    said = [point.said_at for point in reached_of(scene, duty)]
    if "last_said" in answers:
        said.append(datetime.fromisoformat(answers["last_said"]))
    return max(said, default=scene.arrival.said_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Points(Field):
    """Open until every point is reached or its person says 就到这里.

    `reading` are photos on their way to be read, in the order of their taking; `asking` those whose point is asked for;
    `left` those that are not asked about any more: one that comes down late still says its point. `picking` is how a
    point that is chosen from the list was checked in; `challenge` wants one more picture.
    """

    duty: Duty

    def waiting(self, scene: Scene) -> tuple[str, ...]:
        """Points that are still to be reached."""
        return open_points(self.duty, reached_of(scene, self.duty))

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        waiting = self.waiting(scene)
        if answers.get("picking"):
            return self._list(scene, answers, waiting)
        if answers.get("challenge"):
            return (Option(CANNOT, _("拍不了")),)
        if answers.get("asking"):
            tree = scene.tx.school.tree
            return (
                *(Option(POINT + code, place_name(tree, code), ours=False) for code in waiting[:1]),
                Option("broken", _("码坏了")),
                Option(LIST, _("别的点")),
                Option(FAULT, _("有问题")),
            )
        return (
            Option(FAULT, _("有问题")),
            Option("broken", _("码坏了")),
            Option("no_signal", _("没信号")),
            Option(LIST, _("选点")),
            Option(END, _("就到这里")),
        )

    def _list(self, scene: Scene, answers: Answers, waiting: tuple[str, ...]) -> tuple[Option, ...]:
        page = int(answers.get("page", 0))
        shown = waiting[page * PAGE : (page + 1) * PAGE]
        more = (Option(MORE, _("更多…")),) if len(waiting) > PAGE else (Option(BACK, _("返回")),)
        tree = scene.tx.school.tree
        return (*(Option(POINT + code, place_name(tree, code), ours=False) for code in shown), *more)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {
            **round_facts(scene.tx, scene.tx.duties.get(self.duty.id) or self.duty),
            "note": answers.get("note"),
            "challenge": answers.get("challenge"),
            "asking": why_asked(scene, answers),
            "picking": answers.get("picking"),
            "look": self._look(scene),
        }

    def _look(self, scene: Scene) -> list[str]:
        """What is to be looked at where one goes next."""
        waiting = self.waiting(scene)
        return [item.text for item in looked_at(scene, self.duty, waiting[0])] if waiting else []

    def takes_file(self, answers: Answers) -> bool:
        return True

    def takes_each_photo(self, answers: Answers) -> bool:
        return True

    def waits(self, answers: Answers) -> bool:
        return bool(answers.get("reading"))

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """A photo is read and then answers; words are what is wrong here, unless they only name a point."""
        arrival = scene.arrival
        if arrival.file is None or arrival.file.kind == "voice":
            return self._spoken(scene, answers)
        evidence_id = scene.keep_file("point")
        photo = scene.tx.evidence.get(evidence_id) if evidence_id is not None else None
        if photo is None:
            return answers
        return awaiting(answers, reading_of(photo, scene.now, words=arrival.words, forwarded=arrival.forwarded))

    def _spoken(self, scene: Scene, answers: Answers) -> Answers:
        words = scene.arrival.words
        reading = scene.reader.read(words)
        if words and not reading.is_repair and reading.place in open_points(self.duty, reached_of(scene, self.duty)):
            return self.reach(scene, answers, reading.place, PICKED)
        if words and len(words) < 2:
            raise Complaint("form.tap_please")
        evidence_id = scene.keep_file("before")
        return self.fault(scene, answers, words, [evidence_id] if evidence_id else [])

    def fault(self, scene: Scene, answers: Answers, words: str, evidence: list[int]) -> Answers:
        """What is wrong is wrong at the point reached last; before the first, at the first."""
        reached = reached_of(scene, self.duty)
        place = reached[-1].point if reached else next(iter(self.duty.points), self.duty.place)
        said_at = scene.arrival.said_at.isoformat()
        return {**answers, "fault": {"place": place, "words": words, "evidence": evidence, "said_at": said_at}}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        waiting = self.waiting(scene)
        answers = {**answers, "note": None}
        if value.startswith(POINT) and value[len(POINT) :] in waiting:
            return self.reach(scene, answers, value[len(POINT) :], answers.get("picking") or PICKED)
        if value == FAULT:
            return self.fault(scene, answers, "", [])
        if value in WAYS:
            one = waiting[:1] if round_facts(scene.tx, self.duty)["fixed"] or len(waiting) == 1 else ()
            if one and value != LIST:
                return self.reach(scene, answers, one[0], WAYS[value])
            return {**answers, "picking": WAYS[value], "page": 0}
        if value == MORE:
            pages = -(-len(waiting) // PAGE)
            return {**answers, "page": (int(answers.get("page", 0)) + 1) % pages}
        if value == BACK:
            return {**answers, "picking": None}
        if value == CANNOT and answers.get("challenge"):
            return self.complete(scene, answered(answers, CANNOT))
        if value == END:
            return {**answered(answers, None), self.name: "ended"}
        raise Complaint("button.old")

    def reach(self, scene: Scene, answers: Answers, point: str, how: str) -> Answers:
        """A point that was tapped: the photo that is asked about is its photo."""
        asked, *rest = answers.get("asking") or [{"evidence": None}]
        evidence = asked["evidence"]
        kept = scene.tx.evidence.get(evidence) if evidence is not None else None
        said_at = kept.said_at if kept else scene.arrival.said_at
        check_in(
            scene.tx, scene.now, self.duty, scene.person.id, point, how, said_at=said_at, evidence=evidence
        )  # fmt: skip
        answers = {**answers, "asking": rest, "picking": None}
        if how == BROKEN and evidence is None:
            return {**answers, "challenge": {"point": point, "fingers": 0}}
        return self.complete(scene, self.challenged(answers, point) if evidence is None else answers)

    def challenged(self, answers: Answers, point: str) -> Answers:
        """A drawn point wants a picture of the place as well; whoever walks on has left it without one."""
        answers, fingers = answered(answers, None), fingers_at(self.duty, point)
        return {**answers, "challenge": {"point": point, "fingers": fingers}} if fingers else answers

    def complete(self, scene: Scene, answers: Answers) -> Answers:
        """The question is answered when every point is there and nothing is on its way about any of them.

        A photo that is still asked about can be of no other point then: it stays as a photo of the round.
        """
        undecided = answers.get("challenge") or answers.get("reading")
        if undecided or open_points(self.duty, reached_of(scene, self.duty)):
            return answers
        return {**answers, "asking": [], "left": [], self.name: "all"}


def answered(answers: Answers, what: int | str | None) -> Answers:
    """The open challenge, answered with a photo, with 拍不了, or (None) left without an answer."""
    challenge = answers.get("challenge")
    if not challenge:
        return answers
    challenged = {**answers.get("challenged", {}), challenge["point"]: what}
    return {**answers, "challenge": None, "challenged": challenged}


def walked_on(answers: Answers) -> Answers:
    """The next poster was read: what is asked about a photo before it, and a list that was opened, are left."""
    return {
        **answers,
        "picking": None,
        "asking": [],
        "left": [*answers.get("left", []), *answers.get("asking", [])],
    }


def why_asked(scene: Scene, answers: Answers) -> str:
    """Why the point of a photo is asked for: no code, none of ours, or several; nothing when none is asked for."""
    asked = next(iter(answers.get("asking", [])), None)
    if asked is None:
        return ""
    codes = asked["codes"] or []
    if not codes:
        return "no_code"
    return "several" if any(place_of(scene.tx, code) for code in codes) else "not_ours"


def awaiting(answers: Answers, photo: Answers) -> Answers:
    """One more photo on its way to be read."""
    return {**answers, "reading": [*answers.get("reading", []), photo]}


def reading_of(
    photo: Evidence, now: datetime, *, words: str = "", forwarded: bool = False, alarm: int | None = None
) -> Answers:
    """A photo on its way to be read; `codes` is None until it was, `alarm` the one that its words have raised."""
    return {
        "evidence": photo.id,
        "said_at": photo.said_at.isoformat(),
        "arrived_at": now.isoformat(),
        "forwarded": forwarded,
        "words": words,
        "alarm": alarm,
        "codes": None,
    }
