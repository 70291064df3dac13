"""The program under a supervisor that does what the systemd unit says: it hangs, its token is revoked, the network is
gone, somebody else uses its token; each time it ends with a sentence, rises, and answers what was said meanwhile.

In a thirtieth of the time; `make soak` waits the three minutes of a real silence, with nothing hurried.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import SystemClock
from rehearsal import Rehearsal
from tests.promises.hasty import CONFLICTS_WITHIN
from tests.promises.supervisor import Life, Supervisor
from tests.stage import TOKEN, copy_school, text_of

FASTER = 30.0
STRANGER = 4711
SENT_AWAY = 1
"""How often a second program is sent away here. That the first bears it for ever is counted in test_wire_watchdog."""
CONFLICTS_A_LIFE = 3
"""At most so many does the first hear of each life of a second."""


@dataclass
class Service:
    """A Telegram of its own, the program under its supervisor, and somebody who says something."""

    school: Path
    folder: Path
    faster: float
    here: Rehearsal
    session: aiohttp.ClientSession
    supervisor: Supervisor

    async def does(self, path: str, verb: str = "POST", **body: Any) -> None:
        async with self.session.request(verb, f"{self.here.url}/stage/{path}", json=body) as answer:
            assert answer.status == 200, await answer.text()

    async def says(self, text: str) -> None:
        await self.does("say", user=STRANGER, text=text)

    async def is_answered(self, times: int = 1) -> bool:
        """Whether the stranger has been told, so often, whose bot this is."""
        async with asyncio.timeout(60):
            while True:
                async with self.session.get(f"{self.here.url}/stage/chats/{STRANGER}") as answer:
                    found = await answer.json()
                told = [text_of(it) for it in found["messages"] if it["from"]["is_bot"]]
                if len(told) >= times:
                    return True
                await self.here.world.pulse.wait(0.2)


def command(config: Path, faster: float) -> list[str]:
    program = ["-m", "bot"] if faster == 1 else ["-m", "tests.promises.hasty", str(faster)]
    return [sys.executable, *program, "run", "--config", str(config)]


def configured(folder: Path, url: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "config.toml"
    config.write_text(
        f'data = "data"\n[telegram]\ntoken = "{TOKEN}"\nbase_url = "{url}/bot"\n'
        f'base_file_url = "{url}/file/bot"\npoll_timeout = 1\n[log]\nlevel = "WARNING"\n'
    )
    return config


@asynccontextmanager
async def served(school: Path, folder: Path, faster: float = FASTER) -> AsyncIterator[Service]:
    copy_school(school, folder / "data")
    here = Rehearsal(clock=SystemClock().now, token=TOKEN, limits=False)
    await here.start()
    session = aiohttp.ClientSession()
    supervisor = Supervisor(command(configured(folder, here.url), faster), faster=faster)
    running = asyncio.create_task(supervisor.run())
    try:
        service = Service(school, folder, faster, here, session, supervisor)
        await service.does("people", id=STRANGER, first_name="路人")
        await supervisor.until(0, "READY=1")
        yield service
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await session.close()
        await here.stop()


async def it_hangs(service: Service) -> None:
    """Stopped in mid-breath: nothing in it runs any more, and no signal but the last one helps."""
    service.supervisor.signal(signal.SIGSTOP)
    await service.says("在吗")
    await service.supervisor.until(0, "ENDED")
    await service.is_answered()


async def its_token_is_revoked(service: Service) -> None:
    await service.does("revoke", revoked=True)
    await service.says("在吗")
    await service.supervisor.until(1, "ENDED")
    await service.does("revoke", revoked=False)
    await service.is_answered()


async def the_network_is_gone(service: Service) -> None:
    await service.does("faults", kind="drop", lasts=3600)
    await service.says("在吗")
    await service.supervisor.until(0, "ENDED", within=60 + 240 / service.faster)
    gone_on = service.supervisor.lives[0]
    while len(service.supervisor.lives) < 2 or "连不上" not in service.supervisor.lives[1].words:
        await service.here.world.pulse.wait(0.1)
    assert gone_on.code is not None
    await service.does("faults", "DELETE")
    await service.is_answered()


async def somebody_else_has_its_token(service: Service) -> None:
    """The same token on another machine, with its own supervisor that starts it again and again."""
    await asyncio.sleep(CONFLICTS_WITHIN)  # only who has been there for a minute is the first
    other = service.folder / "other"
    copy_school(service.school, other / "data")
    second = Supervisor(command(configured(other, service.here.url), service.faster), faster=service.faster)
    running = asyncio.create_task(second.run())
    try:
        for number in range(SENT_AWAY):
            await second.until(number, "ENDED")
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    service.supervisor.lives += second.lives[:SENT_AWAY]
    await service.says("在吗")
    await service.is_answered()


STORIES: dict[str, Callable[[Service], Awaitable[None]]] = {
    "hangs": it_hangs,
    "revoked": its_token_is_revoked,
    "network": the_network_is_gone,
    "second": somebody_else_has_its_token,
}
Evening = Mapping[str, list[Life]]


@pytest.fixture(scope="module")
def evening(school: Path, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """The lives that each story took, all told side by side: most of a story is waiting."""

    async def told(name: str) -> list[Life]:
        async with served(school, tmp_path_factory.mktemp(name)) as service:
            lives = service.supervisor.lives
            await STORIES[name](service)
            await service.supervisor.until(len(lives) - 1 if name != "second" else 0, "READY=1")
            return list(lives)

    async def all_of_them() -> dict[str, list[Life]]:
        return dict(zip(STORIES, await asyncio.gather(*map(told, STORIES)), strict=True))

    return asyncio.run(all_of_them())


def test_it_says_that_it_is_ready_and_then_that_it_is_well(evening: Evening) -> None:
    first = evening["hangs"][0]
    assert first.times_of("READY=1")[0] <= first.times_of("WATCHDOG=1")[0]
    assert evening["second"][0].times_of("WATCHDOG=1")[5:]


def test_what_hangs_is_killed_and_rises(evening: Evening) -> None:
    hung, risen = evening["hangs"]
    assert (hung.missed, hung.code in (-signal.SIGKILL, -signal.SIGABRT)) == (True, True)
    assert risen.pid != hung.pid
    assert risen.has_said("READY=1")


def test_a_token_that_is_revoked_ends_it_with_the_reason_until_it_is_good_again(evening: Evening) -> None:
    while_running, at_a_start, *_, good_again = evening["revoked"]
    assert (while_running.code, at_a_start.code, good_again.code) == (75, 78, -signal.SIGKILL)
    assert "Telegram 不认这个令牌" in while_running.words
    assert "Telegram 不认这个令牌" in at_a_start.words
    assert good_again.has_said("READY=1")
    assert not any(life.missed for life in evening["revoked"])


def test_a_silence_is_met_by_polling_anew_then_by_ending_and_the_next_life_waits_for_the_network(
    evening: Evening,
) -> None:
    silent, next_life = evening["network"]
    assert silent.words.index("poll.restart") < silent.words.index("没有从 Telegram 收到回答,程序退出")
    assert (silent.code, silent.missed) == (75, False)
    assert "请检查网络、代理和 base_url,稍后会再试" in next_life.words
    assert next_life.has_said("READY=1")


def test_of_two_with_one_token_the_second_ends_each_time_and_the_first_stays(evening: Evening) -> None:
    first, *seconds = evening["second"]
    assert [life.code for life in seconds] == [75] * SENT_AWAY
    assert all("另一个进程正在使用同一个令牌" in life.words for life in seconds)
    assert (first.code, "另一个进程" in first.words) == (-signal.SIGKILL, False)
    assert first.words.count("error=Conflict") <= CONFLICTS_A_LIFE * (SENT_AWAY + 1)


@pytest.mark.soak
async def test_three_minutes_without_a_network_in_real_time(school: Path, tmp_path: Path) -> None:
    """`python -m bot run` itself, with the patience that it has at a school."""
    async with served(school, tmp_path, faster=1.0) as service:
        await the_network_is_gone(service)
        silent, next_life = service.supervisor.lives[0], await service.supervisor.until(1, "READY=1")
        ended = silent.times_of("STOPPING=1")[0]
        assert 85 <= ended - silent.times_of("WATCHDOG=1")[-1] <= 105
        assert (silent.code, next_life.has_said("READY=1")) == (75, True)
