"""The operator's program looks at /health and /metrics: numbers to act on, nobody's words, each ill in a sentence."""

import asyncio
import re
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.health import troubles
from bot.monitor import Monitor
from bot.settings import Monitor as Where
from domain.news import Lane
from rehearsal import Rehearsal
from storage.parcel import WAIT_BY_LANE
from storage.pulse import COUNTED, Pulse
from tests.commands import Say
from tests.promises.supervisor import Supervisor
from tests.stage import Stage, copy_school
from tests.storage.rows import empty_database

QUESTIONS = (COUNTED, WAIT_BY_LANE)
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
WELL = Pulse(
    taken=NOON, polled=NOON, inbox=0, arrived=None, outbox=dict.fromkeys(Lane, 0), urgent=None,
    due=NOON + timedelta(minutes=3), duties=0, overdue=0, alarms=0, unowned=None, tickets=0, unreachable=0, records=9,
)  # fmt: skip


@pytest.fixture
async def monitor(stage: Stage) -> AsyncIterator[Monitor]:
    here = Monitor(stage.config, stage.clock)
    here.house = stage.house
    await here.start()
    yield here
    await here.stop()


async def numbers(stage: Stage, monitor: Monitor) -> Mapping[str, float]:
    async with stage.session.get(f"{monitor.url}/metrics") as answer:
        text = await answer.text()
    assert text.isascii()
    families = list(text_string_to_metric_families(text))
    assert all(family.documentation for family in families)
    return {"/".join([it.name, *it.labels.values()]): it.value for family in families for it in family.samples}


async def wrong(stage: Stage, monitor: Monitor) -> tuple[int, list[str]]:
    async with stage.session.get(f"{monitor.url}/health") as answer:
        said = await answer.json()
        assert said["well"] == (answer.status == 200)
        return answer.status, [it["what"] for it in said["troubles"]]


async def test_an_alarm_that_cannot_leave_is_seen_by_whoever_watches(stage: Stage, monitor: Monitor) -> None:
    teacher, head = await stage.person("P53"), await stage.person("P03")
    assert await wrong(stage, monitor) == (200, [])
    calm = await numbers(stage, monitor)
    assert calm["zhiqin_urgent_oldest_seconds"] == calm["zhiqin_alarms_open"] == calm["zhiqin_troubles"] == 0
    assert calm["zhiqin_last_poll_age_seconds"] < 60
    assert calm["zhiqin_deliveries_total/delivered"] > 1
    assert calm["zhiqin_polls_total/kept"] > 0
    assert calm["process_resident_memory_bytes"] > 1_000_000

    await stage.post("faults", method="sendMessage", kind="500", times=None, chat=head.user)
    await stage.post("say", user=teacher.user, text="一食堂有煤气味!")
    assert not (await stage.get("settled?timeout=1"))["settled"]
    stage.clock.turn(stage.clock.now() + timedelta(seconds=90))
    stuck = await numbers(stage, monitor)
    assert await wrong(stage, monitor) == (503, ["urgent"])
    assert stuck["zhiqin_outbox_waiting/urgent"] == 1
    assert 90 <= stuck["zhiqin_urgent_oldest_seconds"] < 120
    assert (stuck["zhiqin_alarms_open"], stuck["zhiqin_troubles"]) == (1, 1)
    assert stuck["zhiqin_alarm_unowned_seconds"] >= 90
    assert stuck["zhiqin_deliveries_total/later"] > 0
    assert stuck["zhiqin_database_bytes"] > stuck["zhiqin_backups"] == 0
    assert "zhiqin_backup_age_seconds" not in stuck


async def test_whoever_blocks_the_bot_is_counted(stage: Stage, monitor: Monitor) -> None:
    plumber = await stage.person("P15")
    assert (await numbers(stage, monitor))["zhiqin_phones_unreachable"] == 0
    await stage.post("block", user=plumber.user, blocked=True)
    await stage.settle()
    assert (await numbers(stage, monitor))["zhiqin_phones_unreachable"] == 1
    await stage.post("block", user=plumber.user, blocked=False)
    await plumber.says("/start")
    assert (await numbers(stage, monitor))["zhiqin_phones_unreachable"] == 0


async def test_a_port_that_is_taken_stops_nothing_and_is_used_once_it_is_free(stage: Stage, monitor: Monitor) -> None:
    taken = Where(port=int(monitor.url.rpartition(":")[2]))
    second = Monitor(replace(stage.config, monitor=taken), stage.clock, again=0.01)
    await second.start()
    assert second.url == ""
    assert await wrong(stage, monitor) == (200, [])
    await monitor.stop()
    async with asyncio.timeout(10):
        await second.listening.wait()
    second.house = stage.house
    assert await wrong(stage, second) == (200, [])
    await second.stop()
    patient = Monitor(replace(stage.config, monitor=taken), stage.clock)
    with closing(socket.create_server(("127.0.0.1", taken.port))):
        await patient.start()
        await patient.stop()
    assert not patient.listening.is_set()


async def test_a_database_that_cannot_be_written_is_seen_within_seconds(stage: Stage, monitor: Monitor) -> None:
    await stage.rows(lambda tx: list(tx._connection.execute("PRAGMA busy_timeout = 100")))
    with closing(sqlite3.connect(stage.folder / "zhiqin.db", isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        assert await wrong(stage, monitor) == (503, ["writer"])
        assert (await numbers(stage, monitor))["zhiqin_troubles"] == 1
    assert await wrong(stage, monitor) == (200, [])


async def test_before_telegram_has_answered_it_says_that_it_is_starting(stage: Stage, monitor: Monitor) -> None:
    monitor.house = None
    assert await wrong(stage, monitor) == (503, ["starting"])
    assert "zhiqin_last_poll_age_seconds" not in await numbers(stage, monitor)


@pytest.mark.parametrize(
    ("felt", "what", "says"),
    [
        (replace(WELL, polled=NOON - timedelta(minutes=4)), "telegram", "240秒没有收到 Telegram 的回答"),
        (replace(WELL, polled=None), "starting", "还没有收到过 Telegram 的回答"),
        (replace(WELL, inbox=1, arrived=NOON - timedelta(minutes=9)), "inbox", "等了9分钟还没处理"),
        (replace(WELL, urgent=NOON - timedelta(seconds=61)), "urgent", "等了61秒还没发出去,请检查网络,先打电话"),
        (replace(WELL, due=NOON - timedelta(minutes=6)), "due", "晚了6分钟还没办"),
    ],
)
def test_each_ill_has_a_sentence(felt: Pulse, what: str, says: str, tmp_path: Path) -> None:
    assert list(troubles(WELL, tmp_path)) == []
    (found,) = troubles(felt, tmp_path)
    assert found.what == what
    assert says in found.zh
    assert found.en.isascii()


def test_nothing_that_grows_is_read_as_a_whole() -> None:
    moments = {"now": "2026-11-23T12:30:00.000000+00:00", "stale": "2026-11-16T12:30:00.000000+00:00"}
    with closing(empty_database()) as database:
        plans = [database.execute(f"EXPLAIN QUERY PLAN {asked}", moments).fetchall() for asked in QUESTIONS]
    for plan in ([row["detail"] for row in rows] for rows in plans):
        allowed = ("SCAN CONSTANT ROW", "SCAN account")
        assert [it for it in plan if it.startswith("SCAN") and "INDEX" not in it and it not in allowed] == []


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


async def test_the_program_itself_can_be_watched_and_is_small(
    school: Path, tmp_path: Path, telegram: Rehearsal, say: Say
) -> None:
    data, port = copy_school(school, tmp_path / "data"), a_free_port()
    server = f'token = "{telegram.token}"\nbase_url = "{telegram.url}/bot"\nbase_file_url = "{telegram.url}/file/bot"'
    config = tmp_path / "config.toml"
    config.write_text(f'data = "{data}"\n[telegram]\n{server}\n[monitor]\nport = {port}\n', encoding="utf-8")
    assert say("health")[:2] == (1, "还没有收到过 Telegram 的回答\n")
    supervisor = Supervisor([sys.executable, "-m", "bot", "run", "--config", str(config)], faster=1)
    running = asyncio.create_task(supervisor.run())
    async with aiohttp.ClientSession() as session:
        await supervisor.until(0, "READY=1")
        async with session.get(f"http://127.0.0.1:{port}/health") as answer:
            assert (answer.status, await answer.json()) == (200, {"well": True, "troubles": []})
        async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
            found = re.search(r"^process_resident_memory_bytes (\S+)$", await answer.text(), re.MULTILINE)
    assert say("health")[:2] == (0, "一切都好\n")
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert found is not None
    assert float(found[1]) < 120 * 1024 * 1024


async def test_every_number_is_explained_and_every_alert_goes_by_one_that_is_there(
    stage: Stage, monitor: Monitor
) -> None:
    names = re.compile(r"(?:zhiqin|process_resident)_\w+")
    found = {name.partition("/")[0] for name in await numbers(stage, monitor)}
    ours = {name for name in found if name.startswith("zhiqin_")} | {"zhiqin_backup_age_seconds"}
    root = Path(__file__).parents[2]
    assert set(names.findall((root / "deploy" / "alerts.yml").read_text(encoding="utf-8"))) <= ours
    explained = set(names.findall((root / "docs" / "monitoring.md").read_text(encoding="utf-8")))
    assert explained == ours | {"process_resident_memory_bytes"}
