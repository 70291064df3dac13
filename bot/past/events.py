"""What broke in those days: repairs, with whoever reported and mended them, and two alarms that ended well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from actions.file_report import open_ticket
from actions.move_alarm import move_alarm
from actions.move_ticket import move_ticket
from actions.raise_alarm import raise_alarm
from domain import alarms
from domain.reading.reader import Reader, Reading
from domain.tickets import Move, Urgency
from storage import Transaction

Deed = Callable[[Transaction, datetime], None]


@dataclass(frozen=True, slots=True)
class Broken:
    """On the `day`-th day (from 0) at a local time. `mended` in minutes after the report; None: still in work."""

    day: int
    at: str
    by: str
    words: str
    mended: int | None = 90
    thanked: bool = True


@dataclass(frozen=True, slots=True)
class Danger:
    """Who is called first goes at once, is there after `there` minutes and done after `over`."""

    day: int
    at: str
    by: str
    words: str
    there: int
    over: int


BROKEN = (
    Broken(0, "07:50", "P53", "高三1班第二排灯不亮"),
    Broken(0, "10:20", "P55", "教学楼B楼梯扶手松了", 300),
    Broken(0, "16:05", "P35", "一食堂洗碗间水龙头滴水", 75),
    Broken(1, "08:12", "P56", "教学楼A-3层女厕水管漏水", 60),
    Broken(1, "12:40", "P61", "幼儿园舞蹈房空调不制冷", 1300),
    Broken(1, "15:30", "P92", "C-3层音乐教室门锁坏了", 140, thanked=False),
    Broken(2, "09:05", "P57", "1号宿舍楼415插座没电", None),
    Broken(2, "14:20", "P58", "教学楼C门厅吊灯坏了", 180),
    Broken(3, "07:35", "P54", "2号宿舍楼热水不热", 95),
    Broken(3, "11:10", "P53", "教学楼A-5层走廊窗户关不上", 1500),
    Broken(3, "19:25", "P55", "教学楼B-305投影不亮", 840),
    Broken(4, "08:40", "P60", "田径场洗手池水龙头关不紧", 110),
    Broken(4, "13:15", "P38", "二食堂备餐间灯管闪", 70),
    Broken(4, "16:50", "P59", "体育馆侧门合页掉了", None),
    Broken(5, "10:00", "P36", "一食堂冷库门关不严", 160),
    Broken(6, "15:10", "P53", "3号教工楼305下水道堵了", None),
    Broken(6, "18:45", "P31", "2号宿舍楼2层走廊灯不亮", None),
)
DANGERS = (
    Danger(2, "10:02", "P19", "3号楼201水管爆了", 6, 34),
    Danger(5, "11:24", "P35", "一食堂有煤气味", 2, 31),
)


def events(tx: Transaction, first: datetime) -> Iterator[tuple[datetime, Deed]]:
    """From the local day of `first` on; what would have been earlier than `first` is left out."""
    settings = tx.school.load().settings
    zone, reader = settings.zone, Reader(tx.school.tree, settings)
    day = first.astimezone(zone).date()

    def moment(after: int, at: str) -> datetime:
        return datetime.combine(day + timedelta(days=after), time.fromisoformat(at), zone)

    for broken in BROKEN:
        yield from _repair(moment(broken.day, broken.at), broken, reader.read(broken.words))
    for danger in DANGERS:
        yield from _alarm(moment(danger.day, danger.at), danger, reader.read(danger.words))


def _repair(at: datetime, broken: Broken, reading: Reading) -> Iterator[tuple[datetime, Deed]]:
    numbers: list[int] = []

    def report(tx: Transaction, now: datetime) -> None:
        urgency = Urgency.SOON if reading.urgency == Urgency.URGENT else Urgency(reading.urgency)
        ticket = open_ticket(
            tx,
            now,
            reporter=broken.by,
            category=reading.category,
            urgency=urgency,
            place=reading.place,
            place_words=reading.place_words,
            words=broken.words,
            said_at=now,
        )
        numbers.append(ticket.number)

    def step(move: Move) -> Deed:
        def moved(tx: Transaction, now: datetime) -> None:
            ticket = tx.tickets.get(numbers[0])
            if ticket is not None and ticket.assignee is not None:
                who = broken.by if move is Move.CONFIRM else ticket.assignee
                move_ticket(tx, now, who, ticket.number, move, said_at=now)

        return moved

    yield at, report
    yield at + timedelta(minutes=9), step(Move.TAKE)
    if broken.mended is not None:
        yield at + timedelta(minutes=broken.mended * 0.6), step(Move.ARRIVE)
        yield at + timedelta(minutes=broken.mended), step(Move.FINISH)
        if broken.thanked:
            yield at + timedelta(minutes=broken.mended + 22), step(Move.CONFIRM)


def _alarm(at: datetime, danger: Danger, reading: Reading) -> Iterator[tuple[datetime, Deed]]:
    numbers: list[int] = []

    def cry(tx: Transaction, now: datetime) -> None:
        alarm = raise_alarm(tx, now, reporter=danger.by, reading=reading, words=danger.words, said_at=now)
        numbers.append(alarm.number)

    def step(move: alarms.Move) -> Deed:
        def moved(tx: Transaction, now: datetime) -> None:
            move_alarm(tx, now, tx.alarms.told(numbers[0])[0].person, numbers[0], move, said_at=now)

        return moved

    yield at, cry
    yield at + timedelta(minutes=1), step(alarms.Move.GO)
    yield at + timedelta(minutes=danger.there), step(alarms.Move.ARRIVE)
    yield at + timedelta(minutes=danger.over), step(alarms.Move.RESOLVE)
