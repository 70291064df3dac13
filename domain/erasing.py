"""What an erasure takes and what it leaves: somebody's words and name go, what the school counts by stays."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.alarms import State as AlarmState
from domain.people import Person
from domain.school import School
from domain.tickets import State, Urgency

NAME = "已注销"
WORDS = "(按本人要求删除)"
WORD_KEYS = frozenset(
    {"words", "place_words", "why", "why_missing", "reason", "reasons", "note", "title", "text", "more", "aside"}
)
"""Fields of a record that hold what somebody typed or what was read out of it."""
OURS = frozenset({"rule"})
"""Fields of a record that only the program writes: by which rule a ticket's clocks run."""
CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,64}")
"""Numbers of people and places, states, moments, digests."""
SHORT = 4
"""Characters. What somebody typed in fewer is found again only where it stands alone."""
Stays = Callable[[str, str], bool]


def vocabulary(school: School) -> frozenset[str]:
    """Words that are the school's or the program's own, whoever says them: states, codes, answers of checklists."""
    answers = (
        part for it in school.checklists for item in it.items for part in re.split(r"[、,;/=<>\s]+", item.accept)
    )
    codes = [*(it.code for it in school.shifts), *(it.code for it in school.posts), *(it.code for it in school.plans)]
    trades = (rule.category for rule in school.dispatch)
    return frozenset(
        {*State, *AlarmState, *Urgency, *answers, *codes, *trades, "正常", "不正常", "是", "否", "有", "无"}
    )


def what_stays(body: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """A body without its author's words: numbers, codes and known words stay in their places, the rest is null."""
    return redacted(
        body,
        lambda key, said: key not in WORD_KEYS and (key in OURS or said in known or CODE.fullmatch(said) is not None),
    )


def redacted(body: Mapping[str, Any], stays: Stays) -> dict[str, Any]:
    """The same shape, each text that does not stay replaced by null; `stays` is asked with the nearest key."""

    def of(key: str, value: Any) -> Any:
        match value:
            case str():
                return value if stays(key, value) else None
            case Mapping():
                return {name: of(key if key in WORD_KEYS else name, it) for name, it in value.items()}
            case list() | tuple():
                return [of(key, it) for it in value]
        return value

    return {name: of(name, value) for name, value in body.items()}


def taken(before: Any, after: Any) -> Iterator[str]:
    """The texts that a redaction took."""
    if isinstance(before, str) and after is None:
        yield before
    elif isinstance(before, Mapping):
        for name, value in before.items():
            yield from taken(value, after[name])
    elif isinstance(before, list | tuple):
        for value, left in zip(before, after, strict=True):
            yield from taken(value, left)


@dataclass(frozen=True, slots=True)
class Marks:
    """How one person is found in what others said: names, forms of address, Telegram ids; and what they typed.

    `others` are names that contain one of these and are somebody else's; `files` Telegram's names of what they sent.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    others: tuple[str, ...] = ()
    words: frozenset[str] = field(default_factory=frozenset)
    files: frozenset[str] = field(default_factory=frozenset)

    def scrub(self, text: str) -> str:
        """The text with this person's names and ids replaced."""
        return self._pattern().sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        said = found[0]
        return said if said in self.others else "0" if said in self.ids else NAME

    def forget(self, text: str) -> str:
        """The same, without what they typed."""
        for said in self._longest_first():
            if text == said:
                return WORDS
            if len(said) >= SHORT and said in text:
                text = text.replace(said, WORDS)
        return self.scrub(text)

    def _pattern(self) -> re.Pattern[str]:
        names = sorted((*self.others, *self.names), key=len, reverse=True)
        ids = [rf"(?<!\d){re.escape(it)}(?!\d)" for it in self.ids]
        return re.compile("|".join([*map(re.escape, names), *ids]) or r"(?!)")

    def _longest_first(self) -> list[str]:
        return sorted(self.words, key=len, reverse=True)


def marks_of(person: Person, school: School, ids: Collection[int]) -> Marks:
    """By name, and by form of address where it is no title that others have as well."""
    titles = {role.name for role in school.roles}
    names = tuple(
        it for it in dict.fromkeys((person.name, person.address)) if len(it) > 1 and it not in {*titles, NAME}
    )
    others = {it for other in school.people if other.id != person.id for it in (other.name, other.address)}
    longer = tuple(sorted(it for it in others if any(name in it for name in names)))
    return Marks(names, tuple(sorted(map(str, ids))), longer)


def without(value: Any, marks: Marks) -> Any:
    """The value with every text in it rewritten, their files left out; keys stay."""
    match value:
        case str():
            return None if value in marks.files else marks.forget(value)
        case dict():
            return {name: without(it, marks) for name, it in value.items()}
        case list():
            return [without(it, marks) for it in value if not (isinstance(it, str) and it in marks.files)]
    return value


def without_files(value: Any, files: frozenset[str]) -> Any:
    """The value without these of Telegram's file ids."""
    return without(value, Marks((), (), files=files))
