"""Reads one sentence of a colleague: what is broken, how soon, where, and whether people must be alerted first."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.places import Place, PlaceTree
from domain.reading.alarm import FEARED, PAST, SETTLED, Alarms, Sign
from domain.reading.category import Categories, Guess
from domain.reading.chatter import BROKEN, DONE, FAULT, NOTHING, why_no_repair
from domain.reading.haste import ORDINARY, PLANNED, SOON, URGENT, haste
from domain.reading.instinct import sounds_like_danger, uneasy_about
from domain.reading.normal import clean
from domain.reading.settling import over
from domain.reading.spelling import Spelling
from domain.reading.things import NO_REPAIR
from domain.reading.whereabouts import PlaceFinder
from domain.school import Settings

_LEANING = {"gate": 14.0, "lift": 14.0, "structure": 1.5}
_USUAL_LEANING = 3.0
"""What a danger adds to its category when things are weighed."""

HANDYMAN = "家具木工"
"""Who is sent first to a broken thing that nobody named: a guess, marked as one."""

_TOLD_WITHIN = 2_000
"""Characters: danger is sought in the whole text, what is broken and where in its beginning."""

_LATELY = 16
"""Sentences: on its way one is asked about by whoever could be meant by it."""

_CALLED = re.compile("(?:快|赶紧)来人")
_EVERYDAY = frozenset({"水暖", "门窗锁具", "家具木工", "空调风扇", "网络多媒体"})
"""Trades whose faults hurt nobody at once: somebody who calls for people there is only in a hurry."""

_MOST_REASONS = 12
_SOFTER = frozenset({FEARED, PAST, SETTLED})
"""A danger in doubt is still looked into soon; 否定 and 演练 leave nothing to look into."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence was understood to say; see `Reader.read`.

    `unheard` is the building, floor, room or class that it names and the school does not have (9号楼201).
    `by_sound`: no word of danger is known to be in it, but it sounds like one: somebody should ask.
    """

    category: str
    category_known: bool
    urgency: str
    alarm: bool
    danger: str | None
    place: str | None
    places: tuple[str, ...]
    place_words: str
    is_repair: bool
    reasons: tuple[str, ...]
    unheard: str = ""
    by_sound: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a reader is made of."""

    places: tuple[Place, ...]
    settings: Settings

    def __hash__(self) -> int:
        """Settings hold words by their misspellings, which have no hash; schools differ by name."""
        return hash(self.settings.school)


class Reader:
    """Built once for a school's places and settings; `read` is pure, quick and never raises.

    `urgency` 紧急 means that something endangers people. `alarm` is 紧急 and present: no denial, worry, drill, past or
    settled event stands beside every sign of it. A danger in doubt is 较急, so that somebody looks. Whoever is alarmed
    wrongly has 误报 and 不是紧急; a danger that waits for a confirming tap has nothing. On sentences that it had never
    seen, written freely, it heard 40 to 100 of a hundred dangers and was right in 61 to 100 of a hundred alarms; in
    twenty batches, each before its words were learned. On those it was fitted to: 98 and 98. Of the rest it asks about
    some: `by_sound`.
    """

    def __init__(self, places: PlaceTree, settings: Settings) -> None:
        self._places = PlaceFinder(places)
        self._alarms = Alarms(settings)
        self._categories = Categories()
        self._spelling = Spelling(
            self._categories.vocabulary | self._places.vocabulary, settings.urgent_words, settings.urgent_misspellings
        )
        self._lately = lru_cache(maxsize=_LATELY)(self._read)

    def read(self, text: str, home: str | None = None) -> Reading:
        """`home` is the code of the area the reporter belongs to; it settles which of several rooms 312 is meant."""
        return self._lately(text, home)

    def _read(self, text: str, home: str | None) -> Reading:
        plain, meant, mended = self._spelling.mend(clean(text))
        signs = self._alarms.signs(plain, meant)
        plain, meant = plain[:_TOLD_WITHIN], meant[:_TOLD_WITHIN]
        where = self._places.find(plain, home)
        if meant != plain and where.place is None:
            where = self._places.find(meant, home)
        cries = [sign for sign in signs if not sign.doubt]
        doubted = [sign for sign in signs if sign.doubt in _SOFTER]
        if cries and all(_CALLED.fullmatch(sign.words) for sign in cries) and self._is_everyday(meant, plain):
            cries, doubted = [], cries
        sign = cries[0] if cries else doubted[0] if doubted else None
        guess = self._categories.guess(
            meant, (sign.danger.category, _LEANING.get(sign.danger.code, _USUAL_LEANING)) if sign else None, plain
        )
        idle = "" if cries and guess.category != NO_REPAIR else why_no_repair(meant, guess.known)
        told = bool(signs) or idle not in ("", NOTHING) or self._is_told(meant, guess)
        sound = (
            (uneasy_about(plain) if idle in ("", NOTHING) and not signs else "") if told else sounds_like_danger(plain)
        )
        nameless = not idle and not sign and guess.category == NO_REPAIR and bool(BROKEN.search(meant))
        category = NO_REPAIR if idle else HANDYMAN if nameless else guess.category
        is_repair = not idle and not sound and (guess.known or not sign) and category != NO_REPAIR
        over = idle == DONE and all(sign.doubt != FEARED for sign in doubted)
        urgency, why = (SOON, "") if sound else _urgency(meant, category, cries, [] if over else doubted, is_repair)
        reasons = [f"错字:{change}" for change in mended]
        reasons += [f"{s.doubt or '紧急词'}:{s.words}" for s in signs]
        reasons += [f"听着急:{sound}"] if sound else []
        reasons += [f"类别:{guess.word}"] if guess.word and not idle else []
        reasons += [f"非报修:{idle}"] if idle else []
        reasons += [f"急缓:{why}"] if why else []
        reasons += [f"没有这处:{where.unheard}"] if where.unheard else []
        reasons += [f"地点:{where.words}"] if where.words else []
        return Reading(
            category=category,
            category_known=idle != NOTHING if idle else guess.known,
            urgency=urgency,
            alarm=bool(cries),
            danger=cries[0].danger.code if cries else None,
            place=where.place,
            places=where.candidates,
            place_words=where.words,
            is_repair=is_repair,
            reasons=tuple(dict.fromkeys(reasons))[:_MOST_REASONS],
            unheard=where.unheard,
            by_sound=bool(sound),
        )

    @staticmethod
    def _is_told(meant: str, guess: Guess) -> bool:
        """The words tell a fault of a thing that we know, or that it is over."""
        return bool(guess.known and FAULT.search(meant)) or over(meant)

    def _is_everyday(self, meant: str, plain: str) -> bool:
        """A tap, a lock, a chair is broken: 快来人 only hurries."""
        guess = self._categories.guess(meant, None, plain)
        return guess.known and guess.category in _EVERYDAY and bool(FAULT.search(meant))


def _urgency(text: str, category: str, cries: list[Sign], doubted: list[Sign], is_repair: bool) -> tuple[str, str]:
    if cries:
        return URGENT, ""
    if doubted:
        return SOON, ""
    if not is_repair:
        return (PLANNED, "") if category == NO_REPAIR else (ORDINARY, "")
    return haste(text, category)


@lru_cache(maxsize=1)
def reader_of(vocabulary: Vocabulary) -> Reader:
    """The reader for these places and settings; made once, for it takes a tenth of a second."""
    return Reader(PlaceTree(vocabulary.places), vocabulary.settings)
