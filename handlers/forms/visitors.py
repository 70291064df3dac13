"""A visitor in one sentence: who, what for, to whom, the document; asked is only what the sentence did not say."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from domain.entries import VISITOR
from domain.people import Presence, called
from domain.refusal import Complaint
from domain.visitors import hosts_in, last_four, said_of, without_host
from handlers.forms.form import Answers, Field, Option
from handlers.scene import Scene
from words import _

NOBODY = "-"
LATELY = 4
"""Whom visitors came to lately, and 不找人."""
LONGEST = 120
"""Signs: a name, a firm, an errand; our own judgement."""
WITHOUT: dict[str, str] = {"none": _("未带证件"), "refused": _("不肯给看"), "seen": _("看过,不记")}


class NoPhotos(Field, ABC):
    """A picture of a document is neither kept nor an answer."""

    def takes_file(self, answers: Answers) -> bool:
        return True

    def said(self, scene: Scene, answers: Answers) -> Answers:
        if scene.arrival.file is not None:
            scene.tx.inbox.forget_words(scene.arrival.update_id)
            scene.reply("visitor.no_photo")
            return answers
        return self.told(scene, answers, scene.arrival.words)

    @abstractmethod
    def told(self, scene: Scene, answers: Answers, words: str) -> Answers:
        """The answers after a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who(NoPhotos):
    """「王师傅 修空调 找卢主任 证件1234」."""

    def told(self, scene: Scene, answers: Answers, words: str) -> Answers:
        said = said_of(words)
        if said.was_cut:
            scene.tx.inbox.forget_words(scene.arrival.update_id)
        if len(said.words) < 2:
            raise Complaint("form.say_more")
        if len(said.words) > LONGEST:
            raise Complaint("form.say_less", {"most": LONGEST})
        found = {"who": said.words}
        if said.document:
            found["document"] = said.document
        hosts = hosts_in(said.words, scene.tx.school.people.values())
        if len(hosts) == 1:
            found |= {"host": hosts[0].id, "who": without_host(said.words, hosts[0])}
        return {**answers, **found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Host(Field):
    """Whom the visitor comes to; those who were visited lately first, 不找人 for a delivery."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        people = scene.tx.school.people
        named = [it.id for it in hosts_in(answers["who"], people.values())]
        lately = [it.host for it in scene.tx.entries.lately_at(VISITOR, answers["place"], LATELY) if it.host in people]
        found = [people[code] for code in dict.fromkeys([*named, *filter(None, lately)])]
        return (*(Option(p.id, p.name, ours=False) for p in found[:LATELY]), Option(NOBODY, _("不找人")))

    def tapped(self, scene: Scene, answers: Answers, value: str) -> Answers:
        if value != NOBODY and value not in scene.tx.school.people:
            raise Complaint("button.old")
        return {**answers, self.name: value}

    def said(self, scene: Scene, answers: Answers) -> Answers:
        found = called(scene.tx.school.people.values(), scene.arrival.words)
        if len(found) != 1 or found[0].presence is Presence.LEFT:
            raise Complaint("form.nobody", {"words": scene.arrival.words[:20]})
        return {**answers, self.name: found[0].id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(NoPhotos):
    """Four characters, whatever was typed; what came before them is kept nowhere."""

    def options(self, scene: Scene, answers: Answers) -> tuple[Option, ...]:
        return tuple(Option(value, label) for value, label in WITHOUT.items())

    def told(self, scene: Scene, answers: Answers, words: str) -> Answers:
        scene.tx.inbox.forget_words(scene.arrival.update_id)
        found = last_four(words)
        if not found:
            scene.reply("visitor.which_document")
            return answers
        return {**answers, self.name: found}
