"""Buildings, floors, rooms and classes that a sentence names and the school does not have: never taken for others."""

import re
from collections.abc import Iterable

from domain.reading.addresses import readable
from domain.reading.gazetteer import Gazetteer

_ROOM = r"(?:的?(?:宿舍|寝室|教室|房间|室)?\d{3}(?!\d))?"
_HOUSE = re.compile(
    rf"(?<![\dA-Z])\d{{1,2}}号(?:教学|实验|办公|综合|公寓|学生|教师)?楼(?![梯道层]){_ROOM}"
    rf"|(?<![A-Z\d])[A-Z][楼栋座](?![梯道层]){_ROOM}"
    r"|(?<![A-Z\d])[A-Z]\d{3}(?![\dA-Z])"
    r"|[一二三四五六七八九]食堂"
    rf"|(?:科技|体艺|艺体|艺术|信息|科学|逸夫|创新|实训|实验|培训|综合|游泳|演艺|国际|教研|新|老|旧)(?:大?楼|"
    rf"馆)(?![梯道层]){_ROOM}"
    r"|[东西南北新老旧分]校区?(?=[^门])"
)
_ROOM_AT = re.compile(
    r"(?:宿舍|寝室|教室|房间|室)?(\d{3})(?!\d|\.\d|[度℃元块毫克米人个分次瓦年秒伏斤升本张把盏只套台])"
)


def house(marked: str) -> str:
    """The first building named in `marked` that bears no sign, with its room; "" when there is none."""
    found = _HOUSE.search(marked)
    return found.group() if found else ""


def part(index: Gazetteer, marked: str, hubs: Iterable[str], floor: int | None, classes: Iterable[str]) -> str:
    """The room, floor or class said of known buildings that is not there; "" when all is known or none was said."""
    for name in classes:
        if name not in index.by_class:
            return readable(name)
    for sign in index.marks.any.finditer(marked):
        room = _ROOM_AT.match(marked, sign.end())
        code = index.marks.code_of[sign.group()]
        if room and not any(code in index.entries[place].hubs for place in index.by_room.get(room[1], ())):
            return room[1]
    if floor is None:
        return ""
    storeyed = index.storeyed.intersection(hubs)
    return "" if not storeyed or any((code, floor) in index.floors for code in storeyed) else f"{floor}层"


def building_of_grade(index: Gazetteer, name: str) -> frozenset[str]:
    """The building in which all classes of a class's grade are, for a class that is not in the tables."""
    grade = name.split(".")[0] + "."
    alike = [
        index.entries[code].hubs for key, codes in index.by_class.items() if key.startswith(grade) for code in codes
    ]
    return frozenset.intersection(*alike) if alike else frozenset()
