"""What is wrong from the start, or with the token: one sentence for whoever starts it, an exit code for what does."""

import asyncio
import os
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from rehearsal import Rehearsal
from tests.stage import TOKEN, Someone, Stage, copy_school
from tests.trouble.props import will_read

ROOT = Path(__file__).parents[2]
OTHER_TOKEN = "7654321:another-token-of-thirty-five-chars0"


class Program:
    """`python -m bot run`, as a school's machine runs it."""

    def __init__(self, folder: Path, url: str, token: str = TOKEN) -> None:
        folder.mkdir(exist_ok=True)
        self._config = folder / "config.toml"
        self._config.write_text(
            f'data = "data"\n[telegram]\ntoken = "{token}"\nbase_url = "{url}/bot"\n'
            f'base_file_url = "{url}/file/bot"\npoll_timeout = 2\n'
        )
        self.data = folder / "data"

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(self._config)),
            cwd=ROOT,
            env={**os.environ, "ZHIQIN_TOKEN": ""},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def ends(self) -> tuple[int, str]:
        """The exit code and everything that it said, when it ends by itself."""
        async with asyncio.timeout(20):
            out, err = await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode, (out + err).decode()

    async def run(self) -> tuple[int, str]:
        await self.start()
        return await self.ends()

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


@pytest.fixture
async def telegram() -> AsyncIterator[Rehearsal]:
    here = Rehearsal(clock=SystemClock().now, token=TOKEN, limits=False)
    await here.start()
    yield here
    await here.stop()


def free_port() -> int:
    with closing(socket.socket()) as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])


async def test_a_wrong_token_ends_it_in_one_sentence_that_does_not_repeat_the_token(
    telegram: Rehearsal, school: Path, tmp_path: Path
) -> None:
    program = Program(tmp_path, telegram.url, OTHER_TOKEN)
    copy_school(school, program.data)
    code, said = await program.run()
    assert code == 78
    assert said.count("Telegram 不认这个令牌") == 1
    assert "Traceback" not in said
    assert "another-token" not in said
    assert said.count("\n") == 1


async def test_a_second_process_on_the_same_data_says_who_has_it(
    telegram: Rehearsal, school: Path, tmp_path: Path
) -> None:
    first, second = Program(tmp_path, telegram.url), Program(tmp_path, telegram.url)
    copy_school(school, first.data)
    await first.start()
    await telegram.world.pulse.wait(10)
    code, said = await second.run()
    assert code == 1
    assert f"进程号 {first._process.pid}," in said
    assert "Traceback" not in said
    assert said.count("\n") == 1
    assert await first.stop() == 0


async def test_without_telegram_it_waits_says_so_and_then_serves(school: Path, tmp_path: Path) -> None:
    port = free_port()
    program = Program(tmp_path, f"http://127.0.0.1:{port}")
    copy_school(school, program.data)
    await program.start()
    try:
        said = await program.says("连不上 Telegram")
        assert "请检查网络、代理和 base_url,稍后会再试" in said
        telegram = Rehearsal(clock=SystemClock().now, token=TOKEN, limits=False, port=port)
        await telegram.start()
        while not telegram.world.updates.polled:
            await telegram.world.pulse.wait(0.1)
        assert await program.stop() == 0
        await telegram.stop()
    finally:
        await program.kill()


async def test_a_newer_database_is_refused_in_one_sentence(telegram: Rehearsal, school: Path, tmp_path: Path) -> None:
    program = Program(tmp_path, telegram.url)
    copy_school(school, program.data)
    with closing(sqlite3.connect(program.data / "zhiqin.db")) as connection:
        connection.execute("PRAGMA user_version = 9001")
    code, said = await program.run()
    assert code == 1
    assert "请用新版打开" in said
    assert "Traceback" not in said


async def test_a_file_that_is_no_database_is_told_of_in_one_sentence(telegram: Rehearsal, tmp_path: Path) -> None:
    program = Program(tmp_path, telegram.url)
    program.data.mkdir()
    (program.data / "zhiqin.db").write_bytes(b"this was a photo " * 1000)
    code, said = await program.run()
    assert code == 1
    assert "数据库用不了" in said
    assert "Traceback" not in said


async def test_without_a_school_it_says_what_to_do_first(telegram: Rehearsal, tmp_path: Path) -> None:
    code, said = await Program(tmp_path, telegram.url).run()
    assert code == 1
    assert "请先运行: python -m bot init" in said
    assert "Traceback" not in said


async def test_a_token_revoked_while_it_runs_ends_it_with_the_reason(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.watchdog.REFUSED_FOR", 0.5)
    teacher = await stage.person("P53")
    await stage.post("revoke", revoked=True)
    await gives_up(stage, "Telegram 不认这个令牌")
    assert teacher
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
    second.clock, second.rehearsal, second.session = stage.clock, stage.rehearsal, stage.session
    await second.start_bot()
    await gives_up(second, "另一个进程正在使用同一个令牌")
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


async def test_silence_from_telegram_ends_it_only_after_it_tried_to_connect_anew(stage: Stage) -> None:
    now = [0.0]
    stage.house.watchdog._now = lambda: now[0]
    assert isinstance(await stage.person("P53"), Someone)
    assert will_read
