"""A fifth is looked at again after weeks, one in twenty on the same day: by chance of the day, by somebody else."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from actions.draw_days import fix_tomorrow
from domain.checklists import EvidenceRule
from domain.dorms import Dwellers
from domain.draw_seed import Chance, day_seed
from domain.duties import Draft, Shape, State, Task
from domain.inspections import Inspection, Kind
from domain.plans import Grade, Switch
from domain.scores import Signature
from domain.second_looks import FIRST_DAY, LAST_DAY, again_today, blind_after, slot_of
from storage import Transaction
from storage.draw_key import make_key
from tests.rounds.walking import ZONE
from tests.stage import Stage, copy_school, text_of

KEY = sha256(b"a key for second looks").digest()
TUESDAY = date(2026, 11, 24)
INSPECTORS = ("P04", "P06", "P07", "P63", "P64", "P65")
DAYS = range(10, 40)
MANY = 4000


def chance_of(day: int) -> Chance:
    return Chance.of(sha256(f"day {day}".encode()).digest(), ())


def test_a_fifth_is_looked_at_again_between_two_weeks_and_thirty_days_and_every_day_is_as_likely() -> None:
    days: Counter[int] = Counter()
    chances = {day: chance_of(day) for day in DAYS}
    for inspection in range(MANY):
        day = next((day for day in DAYS if again_today(chances[day], inspection, day)), None)
        days.update([] if day is None else [day])
    assert set(days) == set(range(FIRST_DAY, LAST_DAY + 1))
    assert abs(days.total() / MANY - 1 / 5) < 0.02
    assert max(days.values()) < 2.2 * min(days.values())


def test_one_in_twenty_is_looked_at_blind_within_forty_minutes() -> None:
    chance = chance_of(1)
    after = [minutes for inspection in range(MANY) if (minutes := blind_after(chance, inspection)) is not None]
    assert abs(len(after) / MANY - 1 / 20) < 0.012
    assert (min(after), max(after)) == (10, 39)


def test_the_minute_is_any_of_the_plans() -> None:
    chance, slots = chance_of(2), [480, 481, 482, 483]
    found = Counter(slot_of(chance, inspection, slots) for inspection in range(MANY))
    assert set(found) == set(slots)
    assert min(found.values()) > MANY / 5


@pytest.fixture
async def stage(school: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Only the pupils' rooms are drawn, and everybody who may inspect them has a phone."""
    folder = copy_school(school, tmp_path / "data")
    make_key(folder, KEY)
    here = Stage(folder, at=datetime(2026, 11, 24, 5, 50, tzinfo=ZONE))
    await here.open()
    await here.rows(lambda tx: tx.switches.set("J71", Switch.ON, here.clock.now()))
    for inspector in INSPECTORS:
        await here.person(inspector)
    yield here
    await here.close()


def inspected(tx: Transaction, said_at: datetime, rooms: slice) -> list[int]:
    """Pupils' rooms that P63 looked at then, each with 90 points; the numbers of the duties."""
    places = [dorm.place for dorm in tx.school.load().dorms if dorm.dwellers is Dwellers.PUPILS][rooms]
    numbers = []
    for place in places:
        draft = Draft(
            key=f"{said_at}:{place}", plan="J71", name="抽检", task=Task.INSPECT, checklist="C06", version="1.0",
            target=place, place=place, points=(place,), day=said_at.date(), shape=Shape.WINDOW, starts=said_at,
            ends=said_at, opens=said_at, due=said_at, closes=said_at, grade=Grade.ORDINARY,
            evidence=EvidenceRule.EVERY_POINT, chain="漏报-安全", owner="P63", post=None, trial=False,
        )  # fmt: skip
        number = tx.duties.plan(draft)
        assert number is not None
        tx.duties.change(number, state=State.DONE, person="P63", said_at=said_at, closed_at=said_at)
        tx.inspections.keep(
            Inspection(number, place, "C06", "1.0", "P63", said_at, Signature.NOT_DUE, None, Kind.DRAWN, None), said_at
        )
        numbers.append(number)
    return numbers


async def test_a_second_look_is_somebody_elses_and_nobody_is_told_that_it_is_one(stage: Stage) -> None:
    evening = datetime(2026, 11, 23, 21, 30, tzinfo=ZONE)
    await stage.rows(lambda tx: fix_tomorrow(tx, evening, evening))
    await stage.until("06:01")
    chance = Chance.of(day_seed(KEY, TUESDAY), ())
    longer_ago = datetime(2026, 10, 29, 9, tzinfo=ZONE)
    weeks_ago, today = datetime(2026, 11, 4, 9, tzinfo=ZONE), datetime(2026, 11, 24, 8, tzinfo=ZONE)
    old = await stage.rows(lambda tx: inspected(tx, weeks_ago, slice(0, 90)))
    older = await stage.rows(lambda tx: inspected(tx, longer_ago, slice(0, 90)))
    new = await stage.rows(lambda tx: inspected(tx, today, slice(90, 172)))
    meant = {(it, Kind.AGAIN) for it in old if again_today(chance, it, 20)}
    meant |= {(it, Kind.AGAIN) for it in older if again_today(chance, it, 26)}
    meant |= {(it, Kind.BLIND) for it in new if blind_after(chance, it) is not None}
    assert len({kind for _, kind in meant}) == 2
    await stage.until("16:00")
    duties = [it for it in await stage.rows(lambda tx: tx.duties.of_day(TUESDAY)) if it.task is Task.INSPECT]
    seconds = {}
    for it in duties:
        again = await stage.rows(lambda tx, it=it: tx.inspections.meant_again(it.id))
        seconds |= {again: it} if again else {}
    assert seconds
    assert set(seconds) <= meant
    assert {kind for _, kind in seconds} == {Kind.AGAIN, Kind.BLIND}
    assert "P63" not in {it.owner for it in seconds.values()}
    first, _ = blind = next(key for key in seconds if key[1] is Kind.BLIND)
    second = await stage.person(str(seconds[blind].owner))
    place = await stage.rows(lambda tx: tx.school.tree.get(seconds[blind].place).name)
    card = next(text_of(it) for it in await second.messages() if place in text_of(it))
    assert card.startswith(f"🎲 请抽查{place}")
    assert "90分" not in await second.reads()
    assert first
