"""A school day as data: who says and taps what at which minute, and whose habits are not those of everybody."""

from dataclasses import dataclass
from enum import StrEnum


class Habit(StrEnum):
    """How a duty is done that nobody's line below is about."""

    ON_TIME = "on time"
    LATE = "late"
    FORGETS = "forgets"
    BY_HAND = "by hand"
    """By lines of the script, in the conversation."""


@dataclass(frozen=True, slots=True)
class Line:
    """At a local moment (`11-23 18:00`) somebody (a person, or a post whose phone it is) does something."""

    at: str
    who: str
    does: str
    what: str = ""


HABITS: dict[tuple[str, str], Habit] = {
    ("J01", "11-23 08:00"): Habit.BY_HAND,
    ("J01", "11-23 12:00"): Habit.FORGETS,
    ("J02", "11-23 18:00"): Habit.BY_HAND,
    ("J03", "11-23 22:50"): Habit.BY_HAND,
    ("J04", "11-24 00:40"): Habit.FORGETS,
    ("J20", "11-23 09:10"): Habit.LATE,
    ("J08", "11-23 20:40"): Habit.BY_HAND,
    ("J12", "11-23 20:40"): Habit.LATE,
    ("J13", "11-23 21:40"): Habit.LATE,
    ("J50", "11-23 19:00"): Habit.FORGETS,
    ("J39", "11-23 13:10"): Habit.FORGETS,
    ("J47", "11-23 11:50"): Habit.FORGETS,
    ("J61", "11-23 07:40"): Habit.LATE,
}
"""By plan and local beginning; everybody else does everything by the quickest honest way."""
ROOMS: dict[tuple[str, str], Habit] = {
    ("J06", "R3-201"): Habit.BY_HAND,
    ("J06", "R3-204"): Habit.FORGETS,
    ("J07", "R3-302"): Habit.LATE,
    ("J07", "R3-201"): Habit.FORGETS,
}
"""The same for 值日签字, which is planned once a room."""

DAY: tuple[Line, ...] = (
    Line("11-23 06:30", "NM", "taps", "孟庆彪"),
    Line("11-23 06:30", "XL", "taps", "段玉成"),
    Line("11-23 07:08", "P55", "taps", "做好了"),
    Line("11-23 07:09", "P55", "sends", "tidy-room"),
    Line("11-23 07:15", "P19", "taps", "合格"),
    Line("11-23 08:02", "XL", "taps", "开始"),
    Line("11-23 08:04", "XL", "walks", "M-S X-SE X-FIRE X-NE X-NW M-N X-TRK F-1 A-1 B-1 C-1 D-1 K-1"),
    Line("11-23 08:35", "XL", "taps", "正常,提交"),
    Line("11-23 09:15", "P59", "says", "教学楼C 201 灯不亮"),
    Line("11-23 09:16", "P59", "taps", "对,报上"),
    Line("11-23 09:20", "P13", "taps", "接单"),
    Line("11-23 10:02", "P53", "says", "3号楼201爆管了"),
    Line("11-23 10:03", "P15", "taps", "我去"),
    Line("11-23 10:08", "P15", "taps", "到了"),
    Line("11-23 10:40", "P15", "taps", "还在处理"),
    Line("11-23 10:55", "P15", "taps", "处理好"),
    Line("11-23 13:50", "P20", "says", "/roster 柴万里"),
    Line("11-23 13:50", "P20", "taps", "11-23 保安中班"),
    Line("11-23 13:51", "P20", "taps", "康大伟"),
    Line("11-23 14:40", "XL", "signs on", "康大伟"),
    Line("11-23 15:05", "P60", "says", "教学楼C 301 水龙头漏水"),
    Line("11-23 15:06", "P60", "taps", "对,报上"),
    Line("11-23 18:00", "P95", "blocks"),
    Line("11-23 18:03", "P64", "taps", "找人顶"),
    Line("11-23 18:10", "P94", "taps", "🏃 我去"),
    Line("11-23 18:50", "NM", "signs on", "葛新民"),
    Line("11-23 18:52", "NM", "taps", "🏃 我去"),
    Line("11-23 19:00", "NM", "reports", "J02 11-23 18:00"),
    Line("11-23 19:35", "P03", "taps", "已电话"),
    Line("11-23 19:50", "GL", "reports", "J50 11-23 19:00"),
    Line("11-23 20:42", "ZB1", "signs on", "庞志远"),
    Line("11-23 20:43", "ZB1", "says", "🔦 巡查"),
    Line("11-23 20:44", "ZB1", "taps", "都在"),
    Line("11-23 20:51", "ZB1", "taps", "提交"),
    Line("11-23 22:36", "XL", "signs on", "常胜利"),
    Line("11-23 22:41", "XL", "taps", "请人顶"),
    Line("11-23 22:42", "NM", "signs on", "牛海生"),
    Line("11-23 22:43", "NM", "taps", "🏃 我去"),
    Line("11-23 22:44", "XL", "taps", "换回我"),
    Line("11-23 22:48", "XL", "reports", "J03 11-23 22:50"),
    Line("11-24 01:12", "P01", "taps", "已电话"),
    Line("11-24 01:45", "ZB1", "reports", "J04 11-24 00:40"),
    Line("11-24 02:00", "everybody", "loses the bot", "40"),
)
