"""The questions of a checklist: screens of what is normally fine, and what is measured, counted, chosen or told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.facts import place_name
from actions.samples import hours_of_the_oldest
from actions.visitors import inside
from domain.acceptance import choices, judge
from domain.checklists import Item, ItemKind, Severity
from domain.duties import Duty
from domain.measures import clock, measured
from domain.refusal import Complaint
from domain.said_moments import clock_said
from domain.samples import DISPOSED_OF
from domain.steps import normal_of, wrong_of
from domain.tickets import Urgency
from handlers.forms.dealing import dealt, is_wrong, key, with_photo
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

SKIP, ZERO, NOW, ALL_FINE, SHOT, CANNOT = "skip", "0", "now", "ok", "photo", "cannot"
LONGEST = 300
"""Signs of a remark: what a card shows whole; our own judgement."""
VISITORS = "访客"
"""A count of an item that says so is known from the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Field):
    """What every question of a list shows: which step this is of how many."""

    duty: Duty
    step: int
    of: int
    at: str = ""
    """The place that the question is about; empty for the whole round."""

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        where = place_name(scene.tx.school.tree, self.at)
        return {"name": self.duty.name, "where": where, "step": self.step, "of": self.of}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Check):
    """One item that has to be told: a number, a count, a choice, words, a time or a photo."""

    item: Item

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        item = self.item
        if item.kind is ItemKind.CHOICE:
            return tuple(Option(f"c{n}", choice, ours=False) for n, choice in enumerate(choices(item)))
        offered = []
        if known := self._known(scene):
            offered.append(Option(str(known), str(known), ours=False))
        if item.kind is ItemKind.COUNT and judge(item, ZERO, {}):
            offered.append(Option(ZERO, _("没有")))
        if item.kind is ItemKind.TIME:
            offered.append(Option(NOW, _("现在")))
        if self._may_skip or (self._asks_of_disposal and not known):
            offered.append(
                Option(SKIP, _("没有") if item.kind is ItemKind.TEXT or self._asks_of_disposal else _("跳过"))
            )
        return tuple(offered)

    def _known(self, scene: Scene) -> int | None:
        """What a register knows already: how many visitors are inside, how old the sample is that may go."""
        if self._asks_of_disposal:
            place = self.at or self.duty.place or self.duty.points[0]
            return hours_of_the_oldest(scene.tx, scene.now, place)
        return len(inside(scene.tx)) if self._counts_visitors else None

    @property
    def _counts_visitors(self) -> bool:
        return self.item.kind is ItemKind.COUNT and VISITORS in self.item.text

    @property
    def _asks_of_disposal(self) -> bool:
        return self.item.kind is ItemKind.NUMBER and DISPOSED_OF in self.item.text

    @property
    def _may_skip(self) -> bool:
        item = self.item
        unjudged = not item.accept and item.severity is Severity.NOTE and "(必填)" not in item.text
        measured_here = item.kind in (ItemKind.NUMBER, ItemKind.COUNT)
        return (
            item.may_be_skipped
            or (item.kind is ItemKind.TEXT and "(必填)" not in item.text)
            or (unjudged and measured_here)
        )

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        kind = self.item.kind
        item, known = self.item, self._known(scene) if self._counts_visitors else None
        return {
            **Check.shown(self, scene, answers),
            "item": item.text, "kind": kind, "accept": item.accept, "registered": known,
        }  # fmt: skip

    def takes_file(self, answers: Answers) -> bool:
        return self.item.kind is ItemKind.PHOTO

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        if value == NOW:
            return self._answered(scene, answers, f"{_local(scene):%H:%M}")
        if self.item.kind is ItemKind.CHOICE:
            return self._answered(scene, answers, choices(self.item)[int(value[1:])])
        return self._answered(scene, answers, "" if value == SKIP else value)

    def said(self, scene: Scene, answers: Answers) -> Answers:
        words, kind = scene.arrival.words, self.item.kind
        if kind is ItemKind.PHOTO:
            return self._photo(scene, answers)
        if kind in (ItemKind.NUMBER, ItemKind.COUNT):
            value = measured(words)
            if value is None or (kind is ItemKind.COUNT and (value < 0 or value != int(value))):
                raise Complaint("check.number_please")
            return self._answered(scene, answers, format(value, "f"))
        if kind is ItemKind.TIME:
            at = clock(words) or clock_said(words)
            if at is None:
                raise Complaint("check.time_please")
            return self._answered(scene, answers, f"{at:%H:%M}")
        if kind is ItemKind.CHOICE:
            meant = [choice for choice in choices(self.item) if choice == words]
            if not meant:
                raise Complaint("form.tap_please")
            return self._answered(scene, answers, meant[0])
        if not words:
            raise Complaint("form.say_more")
        return self._answered(scene, answers, words[:LONGEST])

    def _photo(self, scene: Scene, answers: Answers) -> Answers:
        if scene.arrival.file is None:
            raise Complaint("form.photo_please")
        return self._answered(scene, with_photo(scene, self.duty, answers), SHOT)

    def _answered(self, scene: Scene, answers: Answers, answer: str) -> Answers:
        """Measured twice beyond an urgent limit is no slip of the finger: the chain hears without another tap."""
        item = self.item
        answers = {**answers, self.name: answer, "last_said": scene.arrival.said_at.isoformat()}
        again = self.name in answers.get("again", [])
        if again and item.severity is Severity.URGENT and is_wrong(item, answers, self.at):
            return dealt(scene, self.duty, item, answers, Urgency.URGENT, "danger", self.at)
        return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen(Check):
    """Things that are normally fine: one tap says so of all that were not tapped."""

    items: tuple[Item, ...]

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        marked = self._marked(answers)
        all_fine = _("其余正常") if marked else _("全部正常")
        numbers = [(str(it.number), ("❌" if it.number in marked else "") + str(it.number)) for it in self.items]
        return (Option(ALL_FINE, all_fine), *(Option(value, label, ours=False) for value, label in numbers))

    def _marked(self, answers: Answers) -> set[int]:
        return {item.number for item in self.items if key(item, self.at) in answers.get("wrong", [])}

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        marked = self._marked(answers)
        items = [[it.number, it.text, it.number in marked] for it in self.items]
        return {**Check.shown(self, scene, answers), "items": items}

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        marked = self._marked(answers)
        if value == ALL_FINE:
            found = {key(it, self.at): wrong_of(it) if it.number in marked else normal_of(it) for it in self.items}
            return {**answers, **found, self.name: ALL_FINE, "last_said": scene.arrival.said_at.isoformat()}
        tapped = [key(item, self.at) for item in self.items if str(item.number) == value]
        if not tapped:
            raise Complaint("button.old")
        return {**answers, "wrong": sorted({*answers.get("wrong", [])} ^ {*tapped})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Check):
    """拍一张给我看: one thing of a long list, another each time; and the lock, which ends a clearing."""

    items: tuple[Item, ...]
    is_lock: bool = False

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (Option(CANNOT, _("锁不了") if self.is_lock else _("拍不了")),)

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        return {**Check.shown(self, scene, answers), "item": self.items[0].text, "is_lock": self.is_lock}

    def takes_file(self, answers: Answers) -> bool:
        return True

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value != CANNOT:
            raise Complaint("button.old")
        return {**answers, **self._lock(scene, locked=False), self.name: CANNOT}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        if scene.arrival.file is None or scene.arrival.file.kind == "voice":
            raise Complaint("form.photo_please")
        answers = with_photo(scene, self.duty, answers)
        return {**answers, **self._lock(scene, locked=True), self.name: SHOT,
                "last_said": scene.arrival.said_at.isoformat()}  # fmt: skip

    def _lock(self, scene: Scene, *, locked: bool) -> dict[str, Any]:
        """The photo of the lock answers whether it is locked, and when."""
        if not self.is_lock:
            return {}
        local = scene.arrival.said_at.astimezone(scene.tx.school.load().settings.zone)
        at = f"{local:%H:%M}" if locked else ""
        judged = {
            key(it, self.at): normal_of(it) if locked else wrong_of(it)
            for it in self.items
            if it.kind is ItemKind.YES_NO
        }
        return judged | {key(it, self.at): at for it in self.items if it.kind is ItemKind.TIME}


def _local(scene: Scene) -> datetime:
    return scene.arrival.said_at.astimezone(scene.tx.school.load().settings.zone)
