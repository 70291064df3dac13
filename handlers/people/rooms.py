"""/room: the list of one's own staff room; for who changes rosters also that of another."""

from actions.room_facts import room_facts, room_of
from actions.room_lists import members_of, staff_rooms, today_of
from actions.team import may_change
from domain.dorms import Dorm
from domain.refusal import Refusal
from handlers.scene import Scene

SHOWN = 14
"""Days."""


def show_room(scene: Scene, payload: str) -> None:
    """Refusal `dorm.none` for who sleeps in none and names none that they may see."""
    dorm = _named(scene, payload.strip()) if payload.strip() else room_of(scene.tx, scene.person.id)
    if dorm is None:
        raise Refusal("dorm.none")
    scene.reply("dorm.list", room_facts(scene.tx, dorm, today_of(scene.tx, scene.now), SHOWN))


def _named(scene: Scene, said: str) -> Dorm | None:
    """By its code, its name or its number; others' only for somebody above one who sleeps there."""
    places = scene.tx.school.tree
    for dorm in staff_rooms(scene.tx):
        place = places.get(dorm.place)
        names = (dorm.place, place.name, *place.aliases) if place else (dorm.place,)
        if said in names or any(name.endswith(said) for name in names if said.isdigit()):
            theirs = members_of(scene.tx, dorm.place)
            if scene.person.id in theirs or any(may_change(scene.tx, scene.person.id, it) for it in theirs):
                return dorm
    return None
