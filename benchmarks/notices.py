"""600 ordinary notifications to 600 private chats, limits on at both ends; somebody cries gas in the middle of it."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from actions.import_school import import_school
from benchmarks.conversation import BEGIN, chat_of
from benchmarks.disk import folder_on_disk
from benchmarks.our_bot import sample
from benchmarks.pairs import Line
from benchmarks.town import Town
from domain.news import Lane, News
from storage import Store, Transaction

CHATS = 600
A_SECOND = 28
GOAL = 0.95
URGENT_WITHIN = 1.0
CRIER, FIRST = "P53", "P35"
GAS = "一食堂有煤气味!"


async def prepare(folder: Path, chats: int) -> None:
    """The sample school, two of whom have phones; and the notifications, waiting as after any action."""
    store = await Store.open(folder)
    await store.run(import_school, BEGIN, sample())

    def bind(tx: Transaction) -> None:
        for number, person in enumerate((CRIER, FIRST)):
            tx.accounts.bind(person, chat_of(chats + number), BEGIN)

    def queue(tx: Transaction) -> None:
        for number in range(chats):
            tx.outbox.put(News("place.here", chat_of(number), {"place": "图书馆"}, Lane.ORDINARY), BEGIN)

    await store.run(bind)
    await store.run(queue)
    await store.close()


async def course(folder: Path, chats: int) -> tuple[list[float], float, int]:
    """The moments at which the notifications arrived, what the urgent one waited, and how often Telegram refused."""
    await prepare(folder, chats)
    town = Town(folder, limits=True)
    for number in range(chats + 2):
        town.enter(chat_of(number))
    async with town:
        moments = [(await town.hears(chat_of(number))).at for number in range(chats // 2)]
        cried = await town.says(chat_of(chats), text=GAS)
        urgent = await town.hears(chat_of(chats + 1))
        moments += [(await town.hears(chat_of(number))).at for number in range(chats // 2, chats)]
        return sorted(moments), urgent.at - cried, town.refused()


def measure(quick: bool) -> Iterator[Line]:
    chats = 200 if quick else CHATS
    began = time.monotonic()
    with folder_on_disk() as made:
        moments, urgent, refused = asyncio.run(course(Path(made), chats))
    rate = (len(moments) - 1) / (moments[-1] - moments[0])
    yield Line(
        f"{chats} ordinary notifications to as many private chats, limits on", (), None,
        f"{rate:.1f} a second, {rate / A_SECOND:.0%} of {A_SECOND} (at least {GOAL:.0%}); {refused} refused (none); "
        f"somebody cried gas in the middle and the first responder read it after {urgent * 1000:.0f} ms "
        f"(within {URGENT_WITHIN * 1000:.0f}); all in {time.monotonic() - began:.0f} s",
    )  # fmt: skip
