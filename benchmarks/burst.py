"""400 people check in within a minute, each with a photo: half at the poster of a point, half for a staff room."""

import asyncio
import base64
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path

from actions.import_school import import_school
from actions.keep_duty import keep_duty
from actions.place_tokens import CHUNK, link_of, make_tokens, token_of
from benchmarks.conversation import BEGIN, chat_of
from benchmarks.disk import folder_on_disk
from benchmarks.our_bot import sample
from benchmarks.pairs import Line
from benchmarks.town import Heard, Town, percentile
from domain.checklists import EvidenceRule
from domain.duties import Draft, Shape, Task
from domain.plans import Grade
from domain.school import School
from rehearsal.pictures.posters import Poster
from storage import Store, Transaction
from storage.workbook import read_school
from storage.workbook.export import write_workbook

PEOPLE = 400
SECONDS = 60.0
GOAL = 1.0
POINTS = ("X-SE", "X-FIRE", "X-NE", "X-NW", "X-TRK", "M-S", "M-N", "M-W")
ROOM = "R3-202"


def crowded(folder: Path, people: int) -> School:
    """The sample school with so many teachers more, written as a workbook and read again."""
    school = sample()
    teacher = next(person for person in school.people if person.id == "P56")
    more = [replace(teacher, id=f"P{1000 + n}", name=f"教师{n:03}", address=f"教师{n:03}") for n in range(people)]
    workbook = folder / "crowded.xlsx"
    write_workbook(workbook, replace(school, people=(*school.people, *more)), (), BEGIN)
    return read_school(workbook)


def signs(number: int) -> bool:
    """Every other one signs for a room."""
    return number % 2 == 1


def duty_of(number: int) -> Draft:
    opens, due = BEGIN.astimezone(UTC) - timedelta(minutes=5), BEGIN.astimezone(UTC) + timedelta(hours=1)
    point, following = (POINTS[(number // 2 + step) % len(POINTS)] for step in (0, 1))
    task, target = (Task.SIGN, ROOM) if signs(number) else (Task.ROUND, point)
    return Draft(
        key=f"burst:{number}", plan="J01", name="签到", task=task, checklist="C05" if signs(number) else "C01",
        version="1.0", target=target, place=target, points=() if signs(number) else (point, following),
        day=date(2026, 11, 23), shape=Shape.WINDOW, starts=opens, ends=due, opens=opens, due=due,
        closes=due + timedelta(minutes=15),
        grade=Grade.ORDINARY, evidence=EvidenceRule.EVERY_POINT, chain="漏报-教师", owner=f"P{1000 + number}",
        post=None, trial=False,
    )  # fmt: skip


async def prepare(folder: Path, people: int) -> dict[str, str]:
    """The crowded school, everybody's phone bound and duty open; returns what hangs at each point."""
    store = await Store.open(folder)
    school = crowded(folder, people)
    await store.run(import_school, BEGIN, school)
    for _ in range(-(-len(school.places) // CHUNK)):
        await store.run(make_tokens, BEGIN)

    def begin(tx: Transaction, number: int) -> None:
        tx.accounts.bind(f"P{1000 + number}", chat_of(number), BEGIN)
        keep_duty(tx, BEGIN, duty_of(number))

    for number in range(people):
        await store.run(begin, number)
    links = await store.run(lambda tx: {point: link_of("rehearsal_bot", str(token_of(tx, point))) for point in POINTS})
    await store.close()
    return links


async def photos(town: Town, links: dict[str, str], people: int) -> list[dict[str, str]]:
    """One for each, no two the same file: a picture with something behind its end is still that picture."""
    for point, link in links.items():
        town.world.samples.add(f"poster-{point}", point, point, Poster(point, point, link, False))
    made: dict[str, bytes] = {}
    found = []
    for number in range(people):
        name = "tidy-room" if signs(number) else f"poster-{duty_of(number).target}"
        if name not in made:
            made[name] = await asyncio.to_thread(town.world.samples.shot, name, 0)
        found.append({"base64": base64.b64encode(made[name] + number.to_bytes(4, "big")).decode()})
    return found


async def first_answers(folder: Path, people: int, seconds: float) -> tuple[list[float], int]:
    """How long each waited for the answer to the photo, and how often Telegram refused."""
    links = await prepare(folder, people)
    town = Town(folder, limits=True)
    for number in range(people):
        town.enter(chat_of(number))
    took: list[float] = []

    async def check_in(number: int, after: float, photo: dict[str, str]) -> None:
        chat = chat_of(number)
        await asyncio.sleep(after)
        if signs(number):
            asked = await town.says(chat, text="🔦 巡查")
            await town.hears(chat, lambda heard: heard.at > asked and is_the_form(heard))
        sent = await town.says(chat, photo=photo)
        took.append((await town.hears(chat, answered)).at - sent)

    # Before Telegram is there: encoding them would stop it for 0.2 s, and what waited would arrive as one crowd.
    pictures = await photos(town, links, people)
    async with town:
        dice = random.Random(4)
        await asyncio.gather(
            *(check_in(number, dice.uniform(0, seconds), picture) for number, picture in enumerate(pictures))
        )
        return took, town.refused()


def is_the_form(heard: Heard) -> bool:
    """Not the notice of this morning, which asks for the same photo."""
    return "拍一张" in heard.text and "今天" not in heard.text


def answered(heard: Heard) -> bool:
    return "✅" in heard.text


def measure(quick: bool) -> Iterator[Line]:
    people, seconds = (60, SECONDS * 60 / PEOPLE) if quick else (PEOPLE, SECONDS)
    with folder_on_disk() as made:
        took, refused = asyncio.run(first_answers(Path(made), people, seconds))
    yield Line(
        f"{people} check-ins with a photo within {seconds:.0f} s, limits on: the first answer", (), None,
        f"99 of 100 within {percentile(took, 0.99) * 1000:.0f} ms (at most {GOAL * 1000:.0f}), "
        f"half within {percentile(took, 0.5) * 1000:.0f} ms, the last {max(took) * 1000:.0f} ms; {refused} refused",
    )  # fmt: skip
