"""Finds the place that a sentence speaks of: the deepest one that the words name, or the few that fit equally."""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass

from domain.places import PlaceTree
from domain.reading.addresses import readable
from domain.reading.clues import ClueFinder, Clues
from domain.reading.gazetteer import Entry, Gazetteer
from domain.reading.places_in_english import in_chinese
from domain.reading.sieve import Sieve

MOST_CANDIDATES = 6

_EXACTLY = 5.0
"""What a room number or a class is worth; a noun is worth 2 and 0.3 a character."""

_TIE = 0.05
_FIXED = "设备间"
"""A lift or a boiler is spoken of on any floor."""

_IMPLIED = (
    ("留样", "留样间"),
    ("消毒柜|洗碗机|餐具", "洗消间 洗碗间"),
    ("蒸饭车|蒸箱|蒸柜|炒锅|灶|油烟|绞肉|切菜|切肉|洗菜", "操作间 后厨"),
    ("和面|压面|馒头", "面点间"),
    ("冷库", "冷库"),
    ("消[防控]主机|报警主机", "消控室"),
    ("双杠|沙坑|铅球|足球|跑道|跳远|跳高", "田径场"),
    ("餐桌|打饭|售饭|就餐|吃饭", "大厅 餐厅"),
    ("后厨|厨房|灶", "后厨 操作间"),
    ("开水器|开水炉|开水机", "开水间"),
    ("锅炉|水位计|燃烧器", "锅炉房"),
)
"""A thing and the rooms it stands in: tips the scales between rooms of a building that was named."""

_GATE, _MAIN = "岗亭", "正门"
_MAIN_GATE = re.compile("大门|校门|保卫室|传达室|门卫室")
_TOILET = re.compile(r"(?<![男女])厕所")
_BEARINGS = frozenset("东南西北前后侧面边角段")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`place` is None when nothing, or several places equally, fit; `candidates` are best first.

    `unheard` is what was named and is not in the tree: with its building unknown nothing else is guessed.
    """

    place: str | None
    candidates: tuple[str, ...]
    words: str
    unheard: str = ""


class PlaceFinder:
    def __init__(self, tree: PlaceTree) -> None:
        self._index = Gazetteer(tree)
        self._clues = ClueFinder(self._index)
        self._implied = Sieve((re.compile(word), nouns.split()) for word, nouns in _IMPLIED)

    @property
    def vocabulary(self) -> frozenset[str]:
        """Words by which places are called, for mending their spelling."""
        names = (name for names in self._index.hub_names.values() for name in names)
        return frozenset({*names, *(noun for noun in self._index.by_noun if len(noun) > 2)})

    def find(self, text: str, home: str | None = None) -> Whereabouts:
        clues = self._clues.find(in_chinese(text), home)
        if clues.unheard_house:
            return Whereabouts(None, (), clues.unheard_house, clues.unheard_house)
        strays = {code: whole for whole, codes in self._index.strays if whole in clues.text for code in codes}
        gains, words = self._gains(clues, strays)
        entries = self._index.entries
        fits = [(self._fit(entries[code], gain, clues, code in strays), code) for code, gain in gains.items()]
        ranked = sorted((-fit, len(code), code) for fit, code in fits if fit > 0)
        if not ranked:
            return Whereabouts(None, (home,) if home in entries else (), "", clues.unheard_part)
        best = [code for loss, _, code in ranked if loss <= ranked[0][0] + _TIE]
        place = best[0] if len(best) == 1 else self._common(best, clues)
        candidates = dict.fromkeys(([] if place is None else [place]) + [code for _, _, code in ranked])
        said = dict.fromkeys((*clues.said, *words, clues.unheard_part))
        return Whereabouts(place, tuple(candidates)[:MOST_CANDIDATES], "".join(said), clues.unheard_part)

    def _gains(self, clues: Clues, strays: dict[str, str]) -> tuple[dict[str, float], list[str]]:
        """What the words are worth for every place that they may mean, and those words.

        Of the places of other buildings than those that were named only the strays can be meant.
        """
        index, gains, words = self._index, defaultdict[str, float](float), list[str]()
        reach = [index.within[hub] for hub in clues.hubs]
        within = reach[0] if len(reach) == 1 and not strays else {*strays}.union(*reach)
        for key, table in ((clues.room, index.by_room), (clues.classroom, index.by_class)):
            if key is not None:
                words.append(readable(key))
                for code in table[key]:
                    gains[code] += _EXACTLY
        for codes, worth, word in self._nouns(clues):
            words.append(word)
            in_full, in_part = index.by_whole.get(word, ()), 0.0 if clues.hubs else -1.0
            for code in codes & within if clues.hubs else codes:
                exact = 0.4 if not word or code in in_full else in_part
                cut_short = 1.0 if word in index.entries[code].cores else 0.0
                gains[code] += (worth + exact - cut_short) / (4 if clues.room else 1)
        for code, whole in strays.items():
            gains[code] = max(gains[code], 2.0 + 0.3 * len(whole))
        if clues.floor is not None:
            words.append(f"{clues.floor}层")
        for code in self._merely_possible(clues):
            gains.setdefault(code, 0.0)
        return gains, words

    def _merely_possible(self, clues: Clues) -> Iterator[str]:
        yield from clues.hubs or clues.group
        if clues.floor is not None:
            floors = (self._index.floors.get((hub, clues.floor)) for hub in clues.hubs or self._index.storeyed)
            yield from filter(None, floors)
        if clues.hubs:
            for bearing in clues.bearings:
                yield from self._index.by_bearing.get(bearing, ())

    def _fit(self, entry: Entry, gain: float, clues: Clues, stray: bool) -> float:
        """The gain corrected by building, floor and compass; 0 when they contradict."""
        if clues.hubs and not stray and not entry.hubs & clues.hubs:
            return 0.0
        elsewhere = clues.floor is not None and entry.floor is not None and entry.floor != clues.floor
        if elsewhere and entry.place.kind != _FIXED:
            return 0.0
        if clues.room and entry.rooms and clues.room not in entry.rooms:
            return 0.0
        score = gain + (3.0 if clues.hubs else 1.0 if entry.hubs & clues.group else 0.0)
        score += 0.5 if entry.hubs & clues.home and not clues.hubs else 0.0
        score += self._floor_fit(entry, clues, elsewhere)
        if entry.bearings:
            score += 1.5 if entry.bearings & clues.bearings else -1.0 if clues.bearings else -0.3
            if gain == 0.0:
                shared = sum(char in clues.text for char in set("".join(entry.nouns)) - _BEARINGS)
                if not entry.bearings & clues.bearings or (entry.nouns and not shared):
                    return 0.0
                score += 0.1 * shared
        if clues.classroom in entry.classes and entry.nouns and not any(noun in clues.text for noun in entry.nouns):
            score -= 1.0
        if entry.place.code in self._index.hub_codes:
            score += 0.1 * entry.depth
        return score

    @staticmethod
    def _floor_fit(entry: Entry, clues: Clues, elsewhere: bool) -> float:
        score = 2.0 if entry.storeys & clues.storeys else -1.0 if entry.storeys else 0.0
        if clues.floor is None:
            return score - (0.2 if entry.floor is not None and entry.nouns and not clues.room else 0.0)
        return score - 0.5 if entry.floor is None or elsewhere else score + 2.0

    def _nouns(self, clues: Clues) -> Iterator[tuple[Set[str], float, str]]:
        """Places whose nouns are in the text, what that is worth, and the noun; "" when it was only implied."""
        index, text = self._index, clues.text
        ends: dict[str, int] = {}
        named: set[str] = set()
        for found in index.nouns.finditer(text):
            word = found.group()
            ends[word] = found.end()
            named |= index.by_noun[word]
            yield index.by_noun[word], 2.0 + 0.3 * len(word), word
        for head, end in ends.items():
            for rest, codes in index.compounds.get(head, ()):
                if rest in text[end : end + 10]:
                    yield codes, 2.0 + 0.3 * len(head + rest), ""
        said = (text, *clues.said)
        for thing, nouns in self._implied.through("".join(said)):
            if any(map(thing.search, said)):
                yield {code for noun in nouns for code in index.by_noun.get(noun, ())} - named, 1.5, ""
        if any(map(_MAIN_GATE.search, said)):
            yield {c for c in index.by_noun.get(_MAIN, ()) if index.entries[c].place.kind == _GATE} - named, 1.5, ""
        if _TOILET.search(text):
            yield index.by_noun.get("男厕", set()) | index.by_noun.get("女厕", set()), 1.0, ""

    def _common(self, tied: list[str], clues: Clues) -> str | None:
        """The deepest place that was named and holds all the tied ones; None when there is none."""
        paths = [self._index.paths[code] for code in tied]
        for code in paths[0]:
            if all(code in path for path in paths[1:]):
                entry = self._index.entries.get(code)
                on_the_floor = entry is not None and entry.floor is not None and entry.floor == clues.floor
                return code if code in clues.hubs or (on_the_floor and clues.hubs) else None
        return None
