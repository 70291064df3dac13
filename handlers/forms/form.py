"""Forms as values: fields in order, each knowing what it asks, what it takes for an answer, and when it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.refusal import Complaint
from handlers.scene import Scene
from words.plain import plain

Answers = dict[str, Any]
When = Callable[[Answers], bool]


def always(answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Option:
    """One large button. `label` is a sentence of ours when `ours`, else the school's own word, left as it is."""

    value: str
    label: str
    ours: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A question. `ask` names its wording in handlers/news; it is asked while `when` holds and no answer is there."""

    name: str
    ask: str
    when: When = always

    def open_in(self, answers: Answers) -> bool:
        return self.when(answers) and self.name not in answers

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return ()

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        """The answers after an option; Complaint for one that is not offered (any more)."""
        if value not in [option.value for option in self.options(scene, answers)]:
            raise Complaint("button.old")
        return {**answers, self.name: value}

    def shown(self, scene: Scene, answers: Answers) -> Answers:
        """Facts that the question's wording needs beside what every question shows."""
        return {}

    def takes_file(self, answers: Answers) -> bool:
        """Whether a photo, voice note or file is an answer here."""
        return False

    def takes_each_photo(self, answers: Answers) -> bool:
        """Whether each photo of an album is an answer of its own."""
        return False

    def waits(self, answers: Answers) -> bool:
        """Whether something under way will answer (a photo is being read): until then nothing is asked anew."""
        return False

    def said(self, scene: Scene, answers: Answers) -> Answers:
        """The answers after words or a file; Complaint when they do not answer the question."""
        raise Complaint("form.tap_please")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    offered: tuple[Option, ...]

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return self.offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field):
    """A sentence, typed, or spoken as a voice note. `offered` are answers that need no typing.

    `at_most` signs, counted as they will be shown: a line of its own costs more than its words.
    """

    at_least: int = 2
    at_most: int = 1000
    offered: tuple[Option, ...] = ()

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return self.offered

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        chosen = [option for option in self.offered if option.value == value]
        if not chosen:
            raise Complaint("button.old")
        return {**answers, self.name: chosen[0].label}

    def takes_file(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        words = scene.arrival.words
        evidence_id = scene.keep_file("added")
        if evidence_id is None and len(words) < self.at_least:
            raise Complaint("form.say_more")
        if len(plain(words)) > self.at_most:
            raise Complaint("form.say_less", {"most": self.at_most})
        files = [*answers.get("evidence", []), evidence_id] if evidence_id else answers.get("evidence", [])
        return {**answers, "evidence": files, self.name: words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos(Field):
    """Photos of the work or the thing. Several of one album are one answer; `skip` lets an honest "cannot" through."""

    role: str = "after"
    skip: Option | None = None

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return (self.skip,) if self.skip else ()

    def takes_file(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        file = scene.arrival.file
        evidence_id = scene.keep_file(self.role) if file is not None and file.kind != "voice" else None
        if evidence_id is None:
            raise Complaint("form.photo_please")
        kept = [*answers.get("evidence", []), evidence_id]
        words = " ".join(filter(None, [answers.get("words", ""), scene.arrival.words]))
        return {**answers, "evidence": kept, "words": words, self.name: "photo"}


@dataclass(frozen=True, slots=True)
class Next:
    """The form that a complete one leads to, and what it knows already."""

    form: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Form:
    """`done` gets the complete answers, in the same transaction as the last of them.

    A draft that was opened before the fields changed goes on with the answers that are still asked for.
    An idle draft reminds after half an hour and is left after two (actions/file_draft.py); one with `until` is kept to
    that moment and reminds of nothing: its duty does.
    """

    name: str
    fields: tuple[Field, ...]
    done: Callable[[Scene, Answers], Next | None]
    until: datetime | None = None
    title: str = ""
    """What people call a built form, in the school's own words; a written one has its name in handlers/news."""
    edition: str = ""
    """Of the school's rows that a built form asks about: what is tapped under a question of another edition is no
    answer to the question that has its number now."""

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields]
        if len(set(names)) != len(names) or not self.fields:
            raise ValueError(f"form {self.name}: each field needs a name of its own")

    def next_field(self, answers: Answers) -> Field | None:
        """The first question without an answer; None when the form is complete."""
        return next((field for field in self.fields if field.open_in(answers)), None)

    def field_for_photo(self, answers: Answers) -> Field | None:
        """What a photo answers: the first question, or a later one that is open and takes every photo by itself."""
        first = self.next_field(answers)
        if first is None or first.takes_file(answers):
            return first
        return next((it for it in self.fields if it.open_in(answers) and it.takes_each_photo(answers)), first)

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)
