"""The school's places taken apart once: which building, floor, room number, class and nouns each is known by."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from domain.places import Place, PlaceTree
from domain.reading.addresses import Marks
from domain.reading.lexicon import alternation
from domain.reading.normal import clean

_FLOOR_KIND = "层"
_CLASS = re.compile(r"〈[^〉]+〉")
_STOREYS = re.compile(r"〔[^〕]+〕")
_FLOOR = re.compile(r"(\d{1,2})层")
_ROOM = re.compile(r"(?<!\d)\d{3}(?!\d)")
_ORDINAL = re.compile(r"^(?:[东西南北]{1,2}[侧面]?|\d+号)+")
_BEARING = re.compile(r"^(东北|西北|东南|西南|[东西南北]|[前后](?![厨台勤卫]))|(东|西|南|北)$")
_PURE_BEARING = re.compile(r"[东西南北前后](?:侧|面|边|头|立面|墙|段|门外)?")
_NO_THING = "(?![器机壶瓶管阀龙]|卡(?![在住了着到]))"
"""热水 names a place, 热水器 a thing."""
_JUNK = re.compile(r"[,。()\s]")


@dataclass(slots=True)
class Entry:
    """What one place is known by: `nouns` are its names without building, floor, number; `cores` those cut short."""

    place: Place
    hubs: frozenset[str]
    floor: int | None
    depth: int
    rooms: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    storeys: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    cores: set[str] = field(default_factory=set)
    bearings: set[str] = field(default_factory=set)


class Gazetteer:
    """Indexes over a place tree. A hub holds other places and is no floor: a building, a canteen, a ground."""

    def __init__(self, tree: PlaceTree) -> None:
        self.tree = tree
        self.paths = {place.code: tuple(above.code for above in tree.path(place.code)) for place in tree}
        parents = {place.parent for place in tree}
        roots = {place.code for place in tree if tree.get(place.parent) is None}
        hubs = [
            place
            for place in tree
            if place.code not in roots
            and place.kind != _FLOOR_KIND
            and (place.code in parents or place.parent in roots)
        ]
        self.hub_codes = frozenset(place.code for place in hubs)
        named = [
            (hub.code, clean(name))
            for hub in hubs
            for name in (hub.name, *hub.aliases, hub.code)[: None if len(hub.code) > 1 else -1]
        ]
        silent = [clean(name) for code in roots if (root := tree.get(code)) for name in (root.name, *root.aliases)]
        self.marks = Marks(named, silent)
        self.entries: dict[str, Entry] = {}
        self.by_room: dict[str, set[str]] = defaultdict(set)
        self.by_class: dict[str, set[str]] = defaultdict(set)
        self.by_noun: dict[str, set[str]] = defaultdict(set)
        self.by_whole: dict[str, set[str]] = defaultdict(set)
        self.by_bearing: dict[str, set[str]] = defaultdict(set)
        self.floors: dict[tuple[str, int], str] = {}
        self.hub_names: dict[str, tuple[str, ...]] = {h.code: (h.name, *h.aliases) for h in hubs}
        for place in tree:
            if place.code not in roots:
                self._enter(place)
        self.storeyed = frozenset(house for house, _ in self.floors)
        self.within: dict[str, set[str]] = defaultdict(set)
        for code, entry in self.entries.items():
            for within in entry.hubs:
                self.within[within].add(code)
        self.strays = tuple(
            (whole, frozenset(codes)) for whole, codes in self.by_whole.items() if self._is_stray(whole, codes)
        )
        for hub in hubs:
            for name in (hub.name, *hub.aliases):
                self.by_noun[name].add(hub.code)
        nouns = alternation((noun for noun in self.by_noun if len(noun) > 1), inside_numbers=True)
        self.nouns = re.compile(f"(?:{nouns}){_NO_THING}")
        self.compounds = self._compounds()

    def _enter(self, place: Place) -> None:
        path = self.tree.path(place.code)
        storey = next((p for p in path if p.kind == _FLOOR_KIND), None)
        floor = _floor_of(storey.name, self.marks) if storey else None
        entry = Entry(place, frozenset(p.code for p in path) & self.hub_codes, floor, len(path))
        self.entries[place.code] = entry
        if storey is place and floor is not None:
            self.floors.update({(hub, floor): place.code for hub in entry.hubs})
            return
        if place.code in self.hub_codes:
            return
        tail = place.code.rpartition("-")[2]
        for name in (place.name, *place.aliases):
            self.by_whole[self._learn(entry, clean(name))].add(place.code)
            for part in name.split("-")[1:]:
                self._learn(entry, clean(part))
        if place.kind != "点位" and re.fullmatch(r"\d{3}", tail):
            entry.rooms.add(tail)
        for index, keys in ((self.by_room, entry.rooms), (self.by_class, entry.classes), (self.by_noun, entry.nouns)):
            for key in keys:
                index[key].add(place.code)
        for bearing in entry.bearings:
            self.by_bearing[bearing].add(place.code)

    def _learn(self, entry: Entry, name: str) -> str:
        """Takes one name apart into the entry; the name in the common spelling."""
        whole = self.marks.mark(name)[0].replace(" ", "")
        entry.classes.update(_CLASS.findall(whole))
        entry.storeys.update(_STOREYS.findall(whole))
        if entry.floor is None and (floor := _FLOOR.search(whole)):
            entry.floor = int(floor[1])
        bare = self.marks.any.sub("|", _STOREYS.sub("|", _CLASS.sub("|", whole)))
        entry.rooms.update(_ROOM.findall(bare))
        bare = _ROOM.sub("|", _FLOOR.sub("|", bare))
        for part in re.split(r"[|()]", bare):
            noun = _JUNK.sub("", part)
            if bearing := _BEARING.search(noun):
                entry.bearings.add(bearing[1] or bearing[2])
            core = _ORDINAL.sub("", noun)
            if not _PURE_BEARING.fullmatch(noun):
                entry.nouns.update(word for word in (noun, core) if len(word) >= 2)
            entry.cores.update({core} - {noun})
        return whole

    def _is_stray(self, whole: str, codes: set[str]) -> bool:
        """南门岗, 篮球馆, 幼儿园西门: names that hold the name of some building and do not begin with their own."""
        signs = self.marks.any.findall(whole)
        own = {hub for code in codes for hub in self.entries[code].hubs}
        return bool(signs) and (whole[0] not in signs or not {self.marks.code_of[s] for s in signs} <= own)

    def _compounds(self) -> dict[str, list[tuple[str, frozenset[str]]]]:
        """北门路 is 北门 and then 路: nouns that begin with another place's noun may be said apart."""
        found = defaultdict[str, list[tuple[str, frozenset[str]]]](list)
        for noun, codes in self.by_noun.items():
            for cut in range(2, len(noun)):
                head = noun[:cut]
                if head in self.by_noun and not self.by_noun[head] & codes:
                    found[head].append((noun[cut:], frozenset(codes)))
        return dict(found)


def _floor_of(name: str, marks: Marks) -> int | None:
    found = _FLOOR.search(marks.mark(clean(name))[0])
    return int(found[1]) if found else None
