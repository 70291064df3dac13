"""Silence is noticed, polling starts anew, and when nothing helps the process ends with a sentence."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict, NetworkError, TelegramError
from telegram.ext import Updater

from bot.polling import InboxRequest, Outcome, begin_again
from bot.serve import GIVE_WAY
from bot.watchdog import Systemd, Watchdog
from bot.wire import Wire
from rehearsal import Rehearsal
from tests.wire.conftest import Inbox
from tests.wire.simulated_time import simulate


class Kennel:
    """A watchdog with a clock of the test's own, and what it did."""

    def __init__(self, systemd: Systemd | None = None) -> None:
        self.now = 1000.0
        self.last: float | None = None
        self.restarts = 0
        self.trouble: Exception | None = None
        self.sentences: list[str] = []
        self.dog = Watchdog(
            lambda: self.last, self._restart, self.sentences.append, systemd=systemd, now=lambda: self.now
        )

    async def _restart(self) -> None:
        self.restarts += 1
        if self.trouble:
            raise self.trouble

    async def looks_after(self, *seconds: float) -> None:
        """One look after each of these, counted from the one before."""
        for passed in seconds:
            self.now += passed
            await self.dog.look()

    def hears(self, outcome: Outcome, after: float = 0.0) -> None:
        self.now += after
        self.last = self.now if outcome is Outcome.KEPT else self.last
        self.dog.on_outcome(outcome)

    def errs(self, error: TelegramError, after: float = 0.0) -> None:
        self.now += after
        self.dog.on_error(error)


@pytest.fixture
def kennel() -> Kennel:
    return Kennel()


class Ear:
    """The service manager's end of NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.setblocking(False)

    def heard(self) -> list[str]:
        lines: list[str] = []
        while True:
            try:
                lines += self._socket.recv(4096).decode().split("\n")
            except BlockingIOError:
                return lines

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    listening = Ear(str(tmp_path / "notify"))
    yield listening
    listening.close()


@pytest.mark.parametrize(("gives_way", "stays"), [(GIVE_WAY, True), (0.0, False)])
async def test_the_first_bears_a_second_that_its_supervisor_starts_again_and_again(
    kennel: Kennel, gives_way: float, stays: bool
) -> None:
    """Three conflicts a life of some four seconds (tests/promises counts them), then RestartSec=5 of the unit.
    Without giving way the one that was there first would end as well."""
    kennel.now += 3600
    for _ in range(100):
        for _ in range(3):
            kennel.errs(Conflict("other"), after=1)
        kennel.now += 1 + gives_way + 5
    assert (kennel.sentences == []) is stays


async def test_nothing_happens_while_polls_succeed(kennel: Kennel) -> None:
    kennel.hears(Outcome.KEPT)
    await kennel.looks_after(30, 30, 29)
    kennel.hears(Outcome.KEPT)
    await kennel.looks_after(89)
    assert (kennel.restarts, kennel.sentences) == (0, [])


async def test_after_90_seconds_polling_starts_anew_once_and_after_180_it_gives_up_once(kennel: Kennel) -> None:
    kennel.hears(Outcome.KEPT)
    await kennel.looks_after(89, 1, 5, 5)
    assert (kennel.restarts, kennel.sentences) == (1, [])
    await kennel.looks_after(80, 5)
    [sentence] = kennel.sentences
    assert (
        kennel.restarts,
        sentence.startswith("已有 180 秒"),
        " / no answer from Telegram for 180 s" in sentence,
    ) == (
        1,
        True,
        True,
    )


async def test_a_restart_that_helped_may_come_again(kennel: Kennel) -> None:
    kennel.hears(Outcome.KEPT)
    await kennel.looks_after(90)
    kennel.hears(Outcome.KEPT, after=10)
    await kennel.looks_after(1, 100)
    assert (kennel.restarts, kennel.sentences) == (2, [])


async def test_a_restart_that_failed_is_tried_at_each_look(kennel: Kennel, logged: list[str]) -> None:
    kennel.trouble = NetworkError("no route")
    await kennel.looks_after(90, 5, 5)
    assert (kennel.restarts, logged.count("poll.not_restarted"), kennel.sentences) == (3, 3, [])


async def test_answers_that_cannot_be_kept_are_not_said_to_be_missing(kennel: Kennel) -> None:
    kennel.hears(Outcome.KEPT)
    kennel.hears(Outcome.FAILED, 90)
    kennel.hears(Outcome.UNKEPT, 80)
    await kennel.looks_after(10)
    assert "180 秒什么也存不下来" in kennel.sentences[0]
    assert "what arrives stays at Telegram" in kennel.sentences[0]


async def test_silence_from_the_start_counts_from_the_start(kennel: Kennel) -> None:
    await kennel.looks_after(89)
    assert kennel.restarts == 0
    await kennel.looks_after(1, 90)
    assert (kennel.restarts, len(kennel.sentences)) == (1, 1)


def test_of_two_processes_the_newcomer_gives_up_at_its_second_conflict(kennel: Kennel) -> None:
    kennel.errs(Conflict("terminated by other getUpdates request"), 2)
    assert kennel.sentences == []
    kennel.errs(Conflict("terminated by other getUpdates request"), 2)
    assert len(kennel.sentences) == 1


def test_of_two_that_began_within_a_minute_the_later_one_goes(kennel: Kennel) -> None:
    """Each poll of one ends the other's: the one that was there first hears of it first."""
    kennel.now += 7
    for _ in range(3):
        kennel.errs(Conflict("terminated by other getUpdates request"), 2)
    assert kennel.sentences == []
    kennel.errs(Conflict("terminated by other getUpdates request"), 2)
    assert len(kennel.sentences) == 1


def test_six_conflicts_within_a_minute_mean_another_process_that_does_not_go(kennel: Kennel) -> None:
    for after in (70, 9, 9, 9, 9, 9):
        kennel.errs(Conflict("terminated by other getUpdates request"), after)
        kennel.hears(Outcome.KEPT, after=1)
    [sentence] = kennel.sentences
    assert "另一个进程正在使用同一个令牌" in sentence
    assert "another process uses this token" in sentence


def test_conflicts_far_apart_and_other_errors_do_not(kennel: Kennel) -> None:
    for after in (70, 31, 31, 31):
        kennel.errs(Conflict("terminated by other getUpdates request"), after)
        kennel.errs(NetworkError("Bad Gateway"))
    assert kennel.sentences == []


def test_a_refused_token_is_given_up_after_half_a_minute_of_nothing_else(kennel: Kennel, logged: list[str]) -> None:
    kennel.hears(Outcome.REFUSED)
    kennel.hears(Outcome.KEPT, after=1)
    kennel.hears(Outcome.REFUSED, after=100)
    kennel.hears(Outcome.REFUSED, after=15)
    kennel.hears(Outcome.FAILED, after=5)
    assert (kennel.sentences, logged.count("poll.refused")) == ([], 2)
    kennel.hears(Outcome.REFUSED, after=10)
    [sentence] = kennel.sentences
    assert sentence.startswith("Telegram 不认这个令牌")


async def test_the_service_manager_hears_that_all_is_well_only_while_it_is(ear: Ear, tmp_path: Path) -> None:
    kennel = Kennel(Systemd(str(tmp_path / "notify")))
    await kennel.looks_after(5)
    assert ear.heard() == []
    kennel.hears(Outcome.KEPT)
    await kennel.looks_after(5)
    assert ear.heard() == ["READY=1", "WATCHDOG=1", "STATUS=值勤中 / on duty, 5 s ago"]
    await kennel.looks_after(85)
    [status] = ear.heard()
    assert status.startswith("STATUS=联系不上 Telegram")
    await kennel.looks_after(90)
    assert [line.partition("=")[0] for line in ear.heard()] == ["STATUS"]


def test_the_address_may_be_abstract_come_from_the_environment_or_be_dead(
    monkeypatch: pytest.MonkeyPatch, logged: list[str]
) -> None:
    name = "@zhiqin-test-of-the-watchdog"
    abstract = Ear("\0" + name[1:])
    monkeypatch.setenv("NOTIFY_SOCKET", name)
    Systemd().say("READY=1")
    assert abstract.heard() == ["READY=1"]
    abstract.close()
    Systemd().say("WATCHDOG=1")
    assert logged == ["systemd.deaf"]
    monkeypatch.delenv("NOTIFY_SOCKET")
    Systemd().say("WATCHDOG=1")


def test_it_looks_by_itself_until_it_has_given_up() -> None:
    async def story() -> tuple[list[str], list[float]]:
        sentences: list[str] = []
        restarts: list[float] = []
        time = asyncio.get_running_loop().time

        async def restart() -> None:
            restarts.append(time())

        await Watchdog(lambda: None, restart, sentences.append, now=time).run()
        return sentences, restarts

    sentences, restarts = simulate(story())
    assert (len(sentences), restarts) == (1, [90.0])


def test_a_restart_that_hangs_puts_off_nothing() -> None:
    """The supervisor counts from the last WATCHDOG, 90 s after the last answer: it must not lose its patience first."""

    async def story() -> tuple[list[str], float]:
        sentences: list[str] = []
        time = asyncio.get_running_loop().time

        async def hang() -> None:
            await asyncio.Event().wait()

        await Watchdog(lambda: None, hang, sentences.append, now=time).run()
        return sentences, time()

    sentences, ended = simulate(story())
    assert len(sentences) == 1
    assert 180 <= ended <= 190


class Polling:
    """A real Updater on a real wire, with its watchdog; `now` is theirs, moved by the test."""

    def __init__(self, rehearsal: Rehearsal, inbox: Inbox) -> None:
        self.now = 1000.0
        self.rehearsal, self.inbox, self.base = rehearsal, inbox, rehearsal.url + "/bot"
        self.request = InboxRequest(inbox.keep, base_url=self.base, outcome=self.outcome, now=lambda: self.now)
        self.updater = Updater(self.bot(self.request), self.request.queue)
        self.sentences: list[str] = []
        self.given_up = asyncio.Event()
        self.dog = Watchdog(lambda: self.request.last_success, self.again, self.end, now=lambda: self.now)

    def bot(self, updates: Wire) -> Bot:
        way = Wire(self.base)
        return Bot(self.rehearsal.token, base_url=self.base, request=way, get_updates_request=updates)

    def outcome(self, outcome: Outcome) -> None:
        self.dog.on_outcome(outcome)
        self.inbox.outcome(outcome)

    def end(self, sentence: str) -> None:
        self.sentences.append(sentence)
        self.given_up.set()

    async def start(self) -> None:
        await self.updater.start_polling(timeout=10, error_callback=self.dog.on_error)

    async def again(self) -> None:
        await begin_again(self.updater, self.request, self.start)

    async def waits(self) -> None:
        while not self.rehearsal.world.updates.polled:
            await self.rehearsal.world.pulse.wait(5)


@pytest.fixture
async def polling(rehearsal: Rehearsal, inbox: Inbox) -> AsyncIterator[Polling]:
    made = Polling(rehearsal, inbox)
    await made.updater.initialize()
    await made.start()
    await made.waits()
    yield made
    await made.updater.stop()
    await made.updater.shutdown()


async def test_a_second_program_with_the_same_token_is_found_out(polling: Polling) -> None:
    async with polling.bot(Wire(polling.base)) as thief:
        for times in (1, 2, 3):
            await polling.waits()
            await thief.get_updates(timeout=0)
            await polling.inbox.hear(Outcome.CONFLICT, times)
    await polling.given_up.wait()
    assert "另一个进程" in polling.sentences[0]


async def test_a_network_that_was_gone_is_found_again(
    polling: Polling, stage: Callable[..., Awaitable[Any]], wang: int, logged: list[str]
) -> None:
    await stage("faults", kind="drop", lasts=3600)
    await polling.inbox.hear(Outcome.FAILED)
    polling.now += 90
    await polling.dog.look()
    assert logged[-2:] == ["poll.restart", "poll.not_restarted"]
    await stage("faults", "DELETE")
    await polling.dog.look()
    await stage("say", user=wang, text="在")
    await polling.inbox.hear(Outcome.KEPT)
    await polling.dog.look()
    assert ([kept.readable for kept in polling.inbox.arrived][-1], polling.sentences) == (True, [])
