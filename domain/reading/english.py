"""The same in English, for the colleague from abroad: dangers, things that break, and how their breaking is told.

Texts are upper-case by then. Each danger stands alone: a denial or a drill in English is part of its sign.
"""

from domain.reading.danger import Danger
from domain.reading.things import NO_REPAIR

_DENIED = r"(?<!NO )(?<!NOT )(?<!WITHOUT )(?<!ANY )(?<!NO MORE )"
_HARMLESS = r"(?! ?(ALARM|DRILL|EXTINGUISHER|DOOR|EXIT|SAFETY|TRAINING|DETECTOR|PLACE|WORKS?\b|ESCAPE PLAN|STATION))"


def _cry(words: str) -> str:
    return rf"{_DENIED}\b({words})\b{_HARMLESS}"


IN_ENGLISH: tuple[Danger, ...] = (
    Danger("fire", "消防设施", _cry(r"FIRE|SMOKE|SMOKING SOCKET|FLAMES?|ON FIRE|BURNING SMELL|SMELL OF BURNING")),
    Danger("gas", "食堂设备", _cry(r"GAS LEAK(ING|S)?|SMELL(S|ING)? (OF |LIKE )?GAS|GAS SMELL|LEAKING GAS")),
    Danger(
        "electric", "电气照明", _cry(r"SPARKS?|SPARKING|ELECTRIC(AL)? SHOCKS?|LIVE WIRES?|BARE WIRES?|ELECTROCUTED")
    ),
    Danger("water", "水暖", _cry(r"BURST PIPE|PIPE (HAS )?BURST|FLOODING|FLOODED")),
    Danger(
        "injury",
        NO_REPAIR,
        _cry(
            r"UNCONSCIOUS|FAINTED|COLLAPSED ON THE|BLEEDING|BROKEN (ARM|LEG|BONE)|SEIZURE|CHOKING|NOT BREATHING|"
            r"CAN'?T BREATHE|DROWNING|(CHILD|STUDENT|PUPIL|TEACHER|BOY|GIRL|SOMEONE|SOMEBODY) (IS |WAS |GOT )?(BADLY )?"
            r"(HURT|INJURED)"
        ),
        bodily=True,
    ),
    Danger("intruder", "安防门禁", _cry(r"INTRUDERS?|STRANGER|FIGHT(ING)?|KNIFE|BREAKING IN|BROKE IN"), bodily=True),
    Danger(
        "child",
        NO_REPAIR,
        _cry(r"(CHILD|STUDENT|PUPIL|KID|BOY|GIRL)( IS)? MISSING|MISSING (CHILD|STUDENT|PUPIL|KID|BOY|GIRL)"),
        bodily=True,
    ),
    Danger("lift", "电梯", _cry(r"(STUCK|TRAPPED) IN (THE |A )?(LIFT|ELEVATOR)"), bodily=True),
    Danger("food", "食堂设备", _cry(r"FOOD POISONING"), bodily=True),
)
"""Signs that cry; one of each is enough."""

THINGS_IN_ENGLISH: dict[str, str] = {
    "水暖": "TAP FAUCET SINK TOILET PIPE SHOWER RADIATOR DRAIN PLUMBING URINAL",
    "电气照明": "LIGHT LAMP BULB SOCKET WIRING",
    "门窗锁具": "DOOR WINDOW HINGE KEYHOLE CURTAIN",
    "家具木工": "CHAIR DESK CUPBOARD WARDROBE DRAWER BUNK",
    "空调风扇": "AIRCON AIR-CON HEATER CEILING-FAN",
    "网络多媒体": "WIFI WI-FI INTERNET PROJECTOR PRINTER WHITEBOARD SPEAKERS",
    "土建屋面": "ROOF CEILING FLOORBOARD TILES STAIRCASE HANDRAIL",
    "电梯": "ELEVATOR",
}
"""Single words, upper-case, that name a thing and hardly stand inside another word."""

FAULTS_IN_ENGLISH = (
    "LEAK|DRIP|BROKEN|BROKE|NOT WORK|N'T WORK|DOESNT WORK|STOPPED WORKING|BLOCKED|CLOGGED|CRACKED|STUCK|LOOSE|"
    "FELL OFF|WON'T|WONT|OUT OF ORDER|REPAIR|FIX|NO POWER|NO WATER|NO HOT WATER|NO LIGHT|FLICKER"
)
"""How a fault is told."""
