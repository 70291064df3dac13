"""What a sentence lets slip about a place: buildings, floor, room number, class, compass, and the reporter's home."""

import re
from typing import NamedTuple

from domain.reading import unheard_of
from domain.reading.gazetteer import Gazetteer

_READ_AT_MOST = 1_500

_ROOM = re.compile(
    r"(?<![\d.])(\d{3})(?!\d|\.\d|度|℃|元|块|毫|克|米|人|个|分|次|瓦|W|V|年|秒|伏|平|斤|公斤|K?G|ML|升|号楼|%)"
)
_HOTLINES = frozenset({"110", "119", "120", "122"})
_FLOOR = re.compile(r"(\d{1,2})层")
_CLASS = re.compile(r"〈[^〉]+〉")
_STOREYS = re.compile(r"〔[^〕]+〕")
_BEARING = re.compile(
    r"(?<=[\ue000-\uf8ff层墙])(东北|西北|东南|西南|[东西南北前后](?!台|厨|勤|门卫))"
    r"|(东北|西北|东南|西南|[东西南北前后])(?:侧|面|边|头|端|角|段|立面|院)"
)
_GROUPS = (
    ("宿舍|寝室|宿管|[我们]寝", "宿舍"),
    ("食堂|饭堂|餐厅|后厨|厨房", "食堂"),
    ("教学楼", "教学楼"),
    ("床|衣柜|鞋柜|室友|洗澡", "宿舍"),
    ("黑板|讲台|课桌|一体机|投影", "教学楼"),
)
"""A word that means any house of a kind, and what the names of such houses hold."""

_NONE = frozenset[str]()
_GENDERS = (("女生|女寝|女宿", "女"), ("男生|男寝|男宿", "男"))


class Clues(NamedTuple):
    """`text` has signs for names, `said` the names; `group` the houses that a word like 宿舍 leaves open."""

    text: str
    said: tuple[str, ...]
    hubs: frozenset[str]
    group: frozenset[str]
    floor: int | None
    storeys: frozenset[str]
    room: str | None
    classroom: str | None
    bearings: frozenset[str]
    home: frozenset[str]
    unheard_house: str
    unheard_part: str


class ClueFinder:
    def __init__(self, index: Gazetteer) -> None:
        self._index = index
        groups = (
            (word, frozenset(code for code, names in index.hub_names.items() if key in names[0]))
            for word, key in _GROUPS
        )
        self._groups = [(re.compile(word), group) for word, group in groups if group]
        self._genders = [(re.compile(word), gender) for word, gender in _GENDERS]

    def find(self, text: str, home: str | None) -> Clues:
        index = self._index
        marked, said = index.marks.mark(text[:_READ_AT_MOST])
        hubs = {index.marks.code_of[sign] for sign in index.marks.any.findall(marked)}
        if len(hubs) > 1:
            hubs -= {outer for hub in hubs for outer in index.entries[hub].hubs - {hub}}
        group = self._group(marked)
        floors = set(map(int, _FLOOR.findall(marked) if "层" in marked else ()))
        classes = _CLASS.findall(marked) if "〈" in marked else []
        if not hubs and classes and not any(name in index.by_class for name in classes):
            hubs = set(unheard_of.building_of_grade(index, classes[0]))
        floor = floors.pop() if len(floors) == 1 else None
        bearings = _BEARING.findall(marked)
        return Clues(
            text=marked,
            said=said,
            hubs=frozenset(hubs),
            group=_NONE if group & hubs else group,
            floor=floor,
            storeys=frozenset(_STOREYS.findall(marked)) if "〔" in marked else _NONE,
            room=self._room(marked),
            classroom=next(filter(index.by_class.__contains__, classes), None),
            bearings=frozenset([close or wide for close, wide in bearings]) if bearings else _NONE,
            home=index.hub_codes.intersection(index.paths.get(home, ())) if home else _NONE,
            unheard_house="" if hubs else unheard_of.house(marked),
            unheard_part=unheard_of.part(index, marked, hubs, floor, classes),
        )

    def _room(self, text: str) -> str | None:
        """The first number that some room has; 120 is a room only right after its building."""
        index = self._index
        for found in _ROOM.finditer(text):
            hotline = found[1] in _HOTLINES and not index.marks.any.match(text[found.start() - 1 : found.start()])
            if found[1] in index.by_room and not hotline:
                return found[1]
        return None

    def _group(self, text: str) -> frozenset[str]:
        for word, group in self._groups:
            if word.search(text):
                return self._of_gender(group, text)
        return _NONE

    def _of_gender(self, group: frozenset[str], text: str) -> frozenset[str]:
        for word, gender in self._genders:
            if word.search(text):
                matching = {code for code in group if any(gender in name for name in self._index.hub_names[code])}
                return frozenset(matching) or group
        return group
