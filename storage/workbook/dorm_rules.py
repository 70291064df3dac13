"""What holds in the dorms: no pupil has a name here, a bed is slept in once, a leader lives in the room."""

from collections.abc import Iterator

from domain.dorms import Dwellers
from storage.workbook.entries import Entry
from storage.workbook.faults import Fault, nearest
from storage.workbook.references import Tables, entries
from words.sentence import Sentence

LEADERS = ("寝室长编号", "副寝室长编号")


def leaders_of_pupils(tables: Tables) -> Iterator[Fault]:
    for entry in entries(tables, "宿舍"):
        for head in LEADERS:
            if entry.get("类型") is Dwellers.PUPILS and entry.get(head):
                yield entry.fault(head, Sentence("学生寝室不写任何人名,空着"))


def leaders_twice(tables: Tables) -> Iterator[Fault]:
    """The deputy looks over the leader's own turn, so both cannot be one person."""
    for entry in entries(tables, "宿舍"):
        leader, deputy = (entry.get(head) for head in LEADERS)
        if leader and leader == deputy:
            yield entry.fault(LEADERS[1], Sentence("不能和寝室长是同一个人"))


def leaders_from_elsewhere(tables: Tables) -> Iterator[Fault]:
    if "宿舍成员" not in tables:
        return
    sleeps = {(row.get("房间编码"), row.get("人员编号")) for row in entries(tables, "宿舍成员")}
    for entry in entries(tables, "宿舍"):
        for head in LEADERS:
            if entry.get(head) and (entry.get("房间编码"), entry.get(head)) not in sleeps:
                yield entry.fault(head, Sentence("不住在这间,宿舍成员里没有"))


def beds_that_are_not_there(tables: Tables) -> Iterator[Fault]:
    rooms = _rooms(tables)
    for sheet in ("宿舍成员", "请假留观"):
        for entry in entries(tables, sheet):
            room, bed = rooms.get(entry.get("房间编码")), entry.get("床位")
            beds = room.get("床位数") if room else None
            if bed is not None and beds is not None and not 1 <= bed <= beds:
                yield entry.fault("床位", Sentence("这间只有1到{beds:g}号床", beds=beds))


def people_in_pupils_rooms(tables: Tables) -> Iterator[Fault]:
    rooms = _rooms(tables)
    for entry in entries(tables, "宿舍成员"):
        room = rooms.get(entry.get("房间编码"))
        if room and room.get("类型") is Dwellers.PUPILS:
            yield entry.fault("房间编码", Sentence("是学生寝室,只有教工寝室写住的人"))


def absences_in_staff_rooms(tables: Tables) -> Iterator[Fault]:
    rooms = _rooms(tables)
    for entry in entries(tables, "请假留观"):
        room = rooms.get(entry.get("房间编码"))
        if room and room.get("类型") is Dwellers.STAFF:
            yield entry.fault("房间编码", Sentence("是教工寝室,晚点名不点"))


def levels_nobody_has(tables: Tables) -> Iterator[Fault]:
    """A roll call of a level that no pupils' room has would count nobody."""
    known = {entry.get("学段") for entry in _pupils(tables)} - {""}
    for entry in entries(tables, "计划"):
        if entry.get("学段") and entry.get("学段") not in known:
            yield entry.fault("学段", Sentence("学生寝室里没有这个学段"), nearest(entry.get("学段"), known))


def rooms_that_no_roll_counts(tables: Tables) -> Iterator[Fault]:
    """Where a house is counted level by level, a room without one is counted by nobody."""
    above = {entry.get("编码"): entry.get("上级编码") for entry in entries(tables, "地点")}
    by_level = {entry.get("对象") for entry in entries(tables, "计划") if entry.get("学段")}
    for entry in _pupils(tables):
        node, seen = entry.get("房间编码"), set[str | None]()
        while node and node not in by_level and node not in seen:
            seen.add(node)
            node = above.get(node)
        if node in by_level and not entry.get("学段"):
            yield entry.fault("学段", Sentence("这栋楼按学段点名,这间要写学段,不然点不到"))


def _pupils(tables: Tables) -> Iterator[Entry]:
    return (entry for entry in entries(tables, "宿舍") if entry.get("类型") is Dwellers.PUPILS)


def _rooms(tables: Tables) -> dict[str | None, Entry]:
    return {entry.get("房间编码"): entry for entry in entries(tables, "宿舍")}
