"""What the stories of rounds stand on: a duty of today, and photos of posters."""

import base64
import io
from datetime import date, datetime, time, timedelta
from typing import Any

import segno
from PIL import Image, ImageDraw

from actions.place_tokens import link_of, token_of
from domain.checklists import EvidenceRule
from domain.duties import Draft, Duty, Shape, Task
from domain.plans import Grade
from storage import Transaction
from tests.stage import MONDAY_QUARTER_TO_SEVEN, Someone, Stage

ZONE = MONDAY_QUARTER_TO_SEVEN.tzinfo
GUARD = "P20"
DAY_ROUND = ("M-S", "X-SE", "X-FIRE", "X-NE", "X-NW", "M-N", "X-TRK", "F-1", "A-1", "B-1", "C-1", "D-1", "K-1")


def at(clock: str) -> datetime:
    """A local time of the Monday on which every stage begins."""
    return datetime.combine(date(2026, 11, 23), time.fromisoformat(clock), ZONE)


async def duty(
    stage: Stage,
    *,
    owner: str | None = GUARD,
    points: tuple[str, ...] = DAY_ROUND,
    starts: str = "06:45",
    ends: str = "08:00",
    name: str = "校园安全日巡",
    checklist: str = "C01",
    target: str = "L01",
    task: Task = Task.ROUND,
    evidence: EvidenceRule = EvidenceRule.WHEN_WRONG,
    chain: str = "漏报-保安",
    place: str | None = None,
    plan: str = "J01",
) -> int:
    """Plans a window duty of that Monday; its number."""

    def planned(tx: Transaction) -> int | None:
        key = f"{name}|{starts}|{target}|{owner}"
        return tx.duties.plan(
            Draft(
                key=key, plan=plan, name=name, task=task, checklist=checklist, version="1.0", target=target,
                place=place,
                points=points, day=date(2026, 11, 23), shape=Shape.WINDOW, starts=at(starts), ends=at(ends),
                opens=at(starts), due=at(ends), closes=at(ends) + timedelta(minutes=15), grade=Grade.ORDINARY,
                evidence=evidence, chain=chain, owner=owner, post=None, trial=False,
            )
        )  # fmt: skip

    found = await stage.rows(planned)
    assert found is not None
    return int(found)


async def the(stage: Stage, number: int) -> Duty:
    found = await stage.rows(lambda tx: tx.duties.get(number))
    assert found is not None
    return found


async def reached(stage: Stage, number: int) -> list[tuple[str, str]]:
    """Points and how they were checked in, in order."""
    found = await stage.rows(lambda tx: tx.duties.reached(number))
    return [(point.point, point.how) for point in found]


async def poster(stage: Stage, *places: str, turned: int = 0, shot: int = 0) -> dict[str, Any]:
    """A photo of the posters of these places, as a file for the stage; `shot` makes other bytes of the same."""
    tokens = [await stage.rows(lambda tx, place=place: token_of(tx, place)) for place in places]
    return picture(*(link_of("zhiqin_bot", str(token)) for token in tokens), turned=turned, shot=shot)


def picture(*codes: str, turned: int = 0, shot: int = 0, wide: int = 1280, tall: int = 960) -> dict[str, Any]:
    """A wall with square codes on it."""
    wall = Image.new("RGB", (wide, tall), (150 + shot % 50, 140, 128))
    ImageDraw.Draw(wall).rectangle((0, tall - 160, wide, tall), fill=(90, 80 + shot % 50, 70))
    for number, code in enumerate(codes):
        held = io.BytesIO()
        segno.make(code, error="q").save(held, kind="png", scale=8, border=4)
        wall.paste(Image.open(held).convert("RGB").resize((330, 330)), (120 + number * 460, 220))
    held = io.BytesIO()
    wall.rotate(turned, expand=True, fillcolor=(120, 120, 120)).save(held, "JPEG", quality=85)
    return {"base64": base64.b64encode(held.getvalue()).decode()}


async def shows(someone: Someone, *photos: dict[str, Any], caption: str | None = None, **more: Any) -> None:
    """Sends a photo that was made here, or an album of several."""
    what: dict[str, Any] = {"photo": photos[0]} if len(photos) == 1 else {"album": list(photos)}
    if caption:
        what["caption"] = caption
    await someone.stage.post("say", user=someone.user, **what, **more)
    await someone.stage.settle()
