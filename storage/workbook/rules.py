"""What the house itself needs from a school: a way up, a first rung, somebody to start with."""

from collections.abc import Callable, Iterator

from domain.escalation import URGENT_CHAIN
from domain.people import Presence
from domain.places import WHOLE_SCHOOL
from storage.workbook.dorm_rules import (
    absences_in_staff_rooms,
    beds_that_are_not_there,
    leaders_from_elsewhere,
    leaders_of_pupils,
    leaders_twice,
    levels_nobody_has,
    people_in_pupils_rooms,
    rooms_that_no_roll_counts,
)
from storage.workbook.draw_rules import draws_at_impossible_times, draws_that_are_too_few
from storage.workbook.duty_rules import (
    answers_that_cannot_be_judged,
    backwards,
    days_unknown_to_the_house,
    days_without_a_term,
    items_out_of_order,
    key_plans_in_a_peak,
    lists_without_items,
    places_of_groups,
    plans_twice,
    points_that_make_no_hundred,
    routes_called_like_places,
    times_of_another_manner,
    times_that_overlap,
)
from storage.workbook.duty_sheets import CAMPUS
from storage.workbook.faults import Fault
from storage.workbook.references import Tables, loops, missing_sheets, repeated, two_places, unknown
from words.sentence import Sentence


def rooms_without_a_building(tables: Tables) -> Iterator[Fault]:
    for entry in tables["地点"].entries if "地点" in tables else ():
        kind, above = entry.get("类型"), entry.get("上级编码")
        if "上级编码" in entry.values and kind and (above is None) != (kind == CAMPUS):
            problem = Sentence("校区的上级编码要空着") if above else Sentence("上级编码不能空着,只有校区可以")
            yield entry.fault("上级编码", problem)


def areas_that_are_no_buildings(tables: Tables) -> Iterator[Fault]:
    """派单 is looked up by the node right below the campus, so a row for a room would never be found."""
    if not {"地点", "派单"} <= tables.keys():
        return
    above = {entry.get("编码"): entry.get("上级编码") for entry in tables["地点"].entries}
    for entry in tables["派单"].entries:
        area = entry.get("区域")
        if area == WHOLE_SCHOOL or area not in above:
            continue
        path = [area]
        while above.get(path[-1]) in above and above[path[-1]] not in path:
            path.append(above[path[-1]])
        if len(path) != 2 and above[path[-1]] is None:
            yield entry.fault("区域", Sentence("不是楼,派单按楼写"), path[-2] if len(path) > 2 else WHOLE_SCHOOL)


def first_rungs_that_wait(tables: Tables) -> Iterator[Fault]:
    for entry in tables["升级链"].entries if "升级链" in tables else ():
        if entry.get("级") == 0 and entry.get("等待分"):
            yield entry.fault("等待分", Sentence("第0级立刻通知,等待分写0"), "0")


def no_urgent_chain(tables: Tables) -> Iterator[Fault]:
    table = tables.get("升级链")
    if table and table.entries and {"链代码", "级"} <= table.grid.letters.keys():
        found = any(e.get("链代码") == URGENT_CHAIN and e.get("级") == 0 for e in table.entries)
        if not found:
            yield Fault(
                "升级链", "", "", Sentence("没有「{chain}」这条链的第0级,紧急时谁也不会收到", chain=URGENT_CHAIN)
            )


def no_manager(tables: Tables) -> Iterator[Fault]:
    if not {"人员", "角色"} <= tables.keys() or not tables["人员"].entries:
        return
    roles, people = tables["角色"].entries, tables["人员"].entries
    unread = any(entry.get(head) is None for entry in roles for head in ("角色代码", "是否管理员"))
    if unread or any(entry.get(head) is None for entry in people for head in ("角色", "状态")):
        return
    managing = {entry.get("角色代码") for entry in roles if entry.get("是否管理员")}
    if not any(managing & set(entry.get("角色")) for entry in people if entry.get("状态") is not Presence.LEFT):
        problem = Sentence("没有一个管理员(角色表里「是否管理员」写是的人),没有人能收到第一个链接")
        yield Fault("人员", "", "", problem)


RULES: tuple[Callable[[Tables], Iterator[Fault]], ...] = (
    missing_sheets,
    repeated,
    unknown,
    loops,
    two_places,
    rooms_without_a_building,
    areas_that_are_no_buildings,
    first_rungs_that_wait,
    no_urgent_chain,
    no_manager,
    items_out_of_order,
    lists_without_items,
    answers_that_cannot_be_judged,
    points_that_make_no_hundred,
    times_of_another_manner,
    times_that_overlap,
    plans_twice,
    key_plans_in_a_peak,
    days_unknown_to_the_house,
    days_without_a_term,
    backwards,
    routes_called_like_places,
    places_of_groups,
    draws_that_are_too_few,
    draws_at_impossible_times,
    leaders_of_pupils,
    leaders_twice,
    leaders_from_elsewhere,
    beds_that_are_not_there,
    people_in_pupils_rooms,
    absences_in_staff_rooms,
    levels_nobody_has,
    rooms_that_no_roll_counts,
)
