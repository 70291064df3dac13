"""A school in which only the pupils' rooms are drawn, with a key that is always the same."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from domain.draws import Drawn, Outcome
from domain.duties import Duty, Task
from domain.plans import Switch
from storage.draw_key import make_key
from tests.stage import Stage, copy_school

KEY = sha256(b"a key for tests").digest()
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
INSPECTORS = ("P04", "P06", "P07", "P63", "P64", "P65")


@asynccontextmanager
async def drawing(
    school: Path, folder: Path, inspectors: Iterable[str] = INSPECTORS, plan: str = "J71"
) -> AsyncIterator[Stage]:
    """On Monday morning; the first day that is drawn is Tuesday."""
    make_key(copy_school(school, folder), KEY)
    stage = Stage(folder)
    await stage.open()
    await stage.rows(lambda tx: tx.switches.set(plan, Switch.ON, stage.clock.now()))
    for inspector in inspectors:
        await stage.person(inspector)
    yield stage
    await stage.close()


async def rows_of(stage: Stage, day: date = TUESDAY) -> list[Drawn]:
    found: list[Drawn] = await stage.rows(lambda tx: tx.draws.of_day(day))
    return found


async def sent_on(stage: Stage, day: date = TUESDAY) -> list[Drawn]:
    return [one for one in await rows_of(stage, day) if one.outcome is Outcome.DRAWN]


async def inspections(stage: Stage, day: date = TUESDAY) -> dict[int, Duty]:
    duties = await stage.rows(lambda tx: tx.duties.of_day(day))
    return {duty.id: duty for duty in duties if duty.task is Task.INSPECT}


async def first_draw(stage: Stage) -> Drawn:
    """Plays until somebody was sent on Tuesday."""
    await stage.until("21:31")
    await stage.until("08:00")
    while not (found := await sent_on(stage)):
        await stage.later(minutes=5)
    return found[0]
