"""What is wrong from the start, or with the token: one sentence for whoever starts it, an exit code for what does."""

import asyncio
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.claim import claim
from bot.clock import SystemClock
from rehearsal import Rehearsal
from tests.stage import TOKEN, Stage, copy_school

ROOT = Path(__file__).parents[2]
AN_HOUR = 3600.0
ENVIRONMENT = {**os.environ, "ZHIQIN_TOKEN": ""}
OTHER_TOKEN = "7654321:another-token-of-thirty-five-chars0"


class Program:
    """`python -m bot run`, as a school's machine runs it."""

    def __init__(self, folder: Path, url: str, token: str = TOKEN) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.config = folder / "config.toml"
        self.config.write_text(
            f'data = "data"\n[telegram]\ntoken = "{token}"\nbase_url = "{url}/bot"\n'
            f'base_file_url = "{url}/file/bot"\npoll_timeout = 2\n[log]\nlevel = "WARNING"\n'
        )
        self.data = folder / "data"

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(self.config)),
            cwd=ROOT,
            env=ENVIRONMENT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def says(self, words: str) -> str:
        """The first line on stderr that has these words."""
        assert self._process.stderr is not None
        async with asyncio.timeout(20):
            while words not in (line := (await self._process.stderr.readline()).decode()):
                assert line, f"it ended without saying {words!r}"
        return line

    async def stop(self) -> int:
        self._process.terminate()
        async with asyncio.timeout(20):
            await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()


@asynccontextmanager
async def telegram(port: int = 0) -> AsyncIterator[Rehearsal]:
    here = Rehearsal(clock=SystemClock().now, token=TOKEN, limits=False, port=port)
    await here.start()
    yield here
    await here.stop()


def spoilt(school: Path, folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Everything that a start may find wrong: its name, its folder and its token."""
    for name in ("wrong token", "in use", "no database"):
        copy_school(school, folder / name / "data")
    (folder / "no database" / "data" / "zhiqin.db").write_bytes(b"this was a photo " * 1000)
    (folder / "no school").mkdir()
    yield "wrong token", folder / "wrong token", OTHER_TOKEN
    for name in ("in use", "no database", "no school"):
        yield name, folder / name, TOKEN


@pytest.fixture(scope="module")
def refused(school: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """How each of them ended, started one after the other."""
    folder = tmp_path_factory.mktemp("refused")

    async def one_after_the_other() -> dict[str, tuple[int, str]]:
        wrong = list(spoilt(school, folder))
        with claim(folder / "in use" / "data"):
            async with telegram() as here:
                programs = [Program(place, here.url, token) for _, place, token in wrong]
                child = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "tests.trouble.starts", *(str(it.config) for it in programs)),
                    cwd=ROOT,
                    env=ENVIRONMENT,
                    stdout=asyncio.subprocess.PIPE,
                )
                said, _ = await child.communicate()
        ended = json.loads(said)
        return {name: (code, words) for (name, _, _), (code, words) in zip(wrong, ended, strict=True)}

    return asyncio.run(one_after_the_other())


@pytest.mark.parametrize(
    ("what", "code", "sentence"),
    [
        ("wrong token", 78, "Telegram 不认这个令牌(token),程序退出;请在 @BotFather 核对"),
        ("in use", 1, "正被另一个进程使用(进程号 {me},"),
        ("no database", 1, "数据库坏了(file is not a database),没有再往里写。请停机,另存一份数据文件夹,再用备份恢复"),
        ("no school", 1, "还没有学校的数据,请先运行: python -m bot init 工作簿.xlsx"),
    ],
)
def test_what_it_cannot_start_with_is_said_in_one_sentence(
    refused: dict[str, tuple[int, str]], what: str, code: int, sentence: str
) -> None:
    found, said = refused[what]
    assert found == code, said
    assert sentence.replace("{me}", str(os.getpid())) in said
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert "another-token" not in said


async def test_without_telegram_it_waits_says_so_and_then_serves(school: Path, tmp_path: Path) -> None:
    port = free_port()
    program = Program(tmp_path, f"http://127.0.0.1:{port}")
    copy_school(school, program.data)
    await program.start()
    try:
        assert "请检查网络、代理和 base_url,稍后会再试" in await program.says("连不上 Telegram")
        async with telegram(port) as here:
            await polled(here)
            assert await program.stop() == 0
    finally:
        await program.kill()


def free_port() -> int:
    with closing(socket.socket()) as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])


async def polled(here: Rehearsal) -> None:
    async with asyncio.timeout(20):
        while not here.world.updates.polled:
            await here.world.pulse.wait(0.1)


async def test_a_token_revoked_while_it_runs_ends_it_with_the_reason(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.watchdog.REFUSED_FOR", 0.5)
    await stage.post("revoke", revoked=True)
    await gives_up(stage, "Telegram 不认这个令牌")
    await stage.post("revoke", revoked=False)


async def test_a_token_refused_by_mistake_for_a_moment_ends_nothing(stage: Stage) -> None:
    """Telegram has sent a 401 by mistake before."""
    teacher = await stage.person("P53")
    await stage.post("revoke", revoked=True)
    await stage.post("revoke", revoked=False)
    await teacher.says("/help")
    assert "不用记命令" in await teacher.last()
    assert stage.gave_up == []


async def test_of_two_programs_with_one_token_the_second_says_so_and_the_first_goes_on(
    stage: Stage, school: Path, tmp_path: Path
) -> None:
    teacher = await stage.person("P53")
    second = Stage(copy_school(school, tmp_path / "second"))
    stage.house.watchdog._began -= AN_HOUR
    second.clock, second.rehearsal, second.session = stage.clock, stage.rehearsal, stage.session
    await second.start_bot()
    await gives_up(second, "另一个进程正在使用同一个令牌")
    operator = await stage.person("P100")
    await second.rows(lambda tx: tx.accounts.bind("P100", operator.user, stage.clock.now()))
    for _ in range(2):
        await second.house.trouble.tell_of_a_conflict()
    assert (await operator.reads()).count("另一个程序在用同一个令牌收消息,这一个先让开。请停掉其中一个。") == 1
    await second.house.stop()
    assert stage.gave_up == []
    await teacher.says("/help")
    assert "不用记命令" in await teacher.last()


async def gives_up(stage: Stage, why: str) -> None:
    async with asyncio.timeout(20):
        while not stage.gave_up:
            await stage.rehearsal.world.pulse.wait(0.1)
    (reason,) = stage.gave_up
    assert why in reason
    assert "\n" not in reason
