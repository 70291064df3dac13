"""A bot in a process of its own that takes a tenth of a second to start: forked from one that has imported everything.

It is killed for real. Beside what backstage is asked it can be told to queue news and to own an item, as an action
would; it answers when that is kept.
"""

import asyncio
import multiprocessing
import os
import sys
from datetime import datetime, timedelta
from multiprocessing import reduction
from typing import Any

from bot import backstage, delivery
from bot.chorus import Chorus
from bot.clock import PlayedClock
from bot.house import House
from bot.understudy import READY_WITHIN, Understudy, _line_of
from domain.news import Lane, News
from handlers.news import WORDING
from handlers.news.message import Button, Message
from storage import Transaction

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.promises.fledgling"])
LINE, BUTTONS = "trial.line", "trial.buttons"
KEYS = ((Button("接单", "t:take:1"),),)


def teach() -> None:
    """Words for what is queued by hand: a line, and one with something to press. And less patience than for a school:
    after a failure it tries again in hundredths of a second."""
    delivery.SHORTEST_PAUSE, delivery.LONGEST_PAUSE = 0.05, 0.2
    WORDING[LINE] = lambda facts, say: Message(f"#{facts['number']}#")
    WORDING[BUTTONS] = lambda facts, say: Message(f"#{facts['number']}#", buttons=KEYS)


def put(tx: Transaction, now: datetime, what: dict[str, Any]) -> bool:
    good_for = what["good_for"]
    good_until = None if good_for is None else now + timedelta(seconds=good_for)
    facts = {"number": what["number"]}
    tx.outbox.put(
        News(what["about"], what["to"], facts, Lane(what["lane"]), item=what["item"], good_until=good_until), now
    )
    return True


def own(tx: Transaction, now: datetime, item: str) -> dict[str, list[int]]:
    """Numbers that waited when it was owned, and those that were on their way at that moment."""
    asked = "SELECT json_extract(facts, '$.number') AS number, state FROM outbox WHERE item = ?"
    before = {row["number"]: row["state"] for row in tx._connection.execute(asked, (item,))}
    tx.outbox.withdraw(item, now)
    return {
        "taken": [number for number, state in before.items() if state == "queued"],
        "flying": [number for number, state in before.items() if state == "sending"],
    }


async def answer(house: House, clock: PlayedClock, chorus: Chorus, asked: dict[str, Any]) -> None:
    found: object
    if asked["ask"] == "put":
        found = await house.store.run(put, clock.now(), asked["news"])
    elif asked["ask"] == "own":
        found = await house.store.run(own, clock.now(), asked["item"])
    else:
        await plain_answer(house, clock, chorus, asked)
        return
    backstage._say({"id": asked["id"], "is": found})


plain_answer = backstage._answer


def hatch(stdin: Any, stdout: Any, arguments: list[str]) -> None:
    os.dup2(stdin.detach(), 0)
    os.dup2(stdout.detach(), 1)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.argv[1:] = arguments
    teach()
    backstage._answer = answer
    sys.exit(backstage.main())


class Process:
    """The part of asyncio's subprocess that an understudy uses, for a forked one."""

    def __init__(self, process: Any, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader, way: Any) -> None:
        self._process = process
        self._way = way
        self.stdin, self.stdout = stdin, stdout
        self._over = asyncio.Event()
        asyncio.get_running_loop().add_reader(process.sentinel, self._ended)

    def _ended(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._over.set()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode if self._over.is_set() else None

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()

    async def wait(self) -> int:
        await self._over.wait()
        self._process.join()
        if not self.stdin.transport.is_closing():
            self.stdin.transport.abort()
        self._way.close()
        return int(self._process.exitcode)


class Fledgling(Understudy):
    async def _start(self) -> None:
        loop = asyncio.get_running_loop()
        (its_in, our_out), (our_in, its_out) = os.pipe(), os.pipe()
        arguments = ["--data", str(self._data), "--url", self._url, "--token", self._token]
        arguments += ["--now", self._clock.now().isoformat(), *self._options]
        child = FORKS.Process(target=hatch, args=(reduction.DupFd(its_in), reduction.DupFd(its_out), arguments))
        child.start()
        os.close(its_in)
        os.close(its_out)
        stdout = asyncio.StreamReader()
        way, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), os.fdopen(our_in, "rb"))
        transport, protocol = await loop.connect_write_pipe(
            lambda: asyncio.streams.FlowControlMixin(), os.fdopen(our_out, "wb")
        )
        stdin = asyncio.StreamWriter(transport, protocol, None, loop)
        self._process = Process(child, stdin, stdout, way)  # type: ignore[assignment]
        async with asyncio.timeout(READY_WITHIN):
            await _line_of(self._process)

    async def put(self, **what: Any) -> bool:
        return bool(await self._ask("put", news=what))

    async def own(self, item: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = await self._ask("own", item=item)
        return found
