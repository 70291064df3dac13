"""The bot is killed again and again while half an hour of a school morning plays, and nobody notices much.

`make soak` runs the long one; what was promised and what was seen stands in docs/reliability.md.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.understudy import ROOT
from tests.kills.aftermath import Aftermath
from tests.kills.invariants import MARK, complaints
from tests.kills.play import Killing, play
from tests.stage import copy_school

PLENTY_OF_TIME = 10.0
"""Real seconds for the half hour without kills."""
A_KILL_TAKES = 1.2
"""Starts of the bot: the half hour shall last as long as the killing does."""


@pytest.fixture(autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each start of the bot would compile everything anew where Python is told to write no bytecode."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.getbasetemp() / "bytecode"))
    subprocess.run([sys.executable, "-c", "import bot.backstage"], cwd=ROOT, check=True)


@pytest.mark.timeout(240)
async def test_20_kills_in_half_an_hour_lose_nothing_and_double_nothing(school: Path, tmp_path: Path) -> None:
    await _try(school, tmp_path, Killing(count=20, seed=20261123))


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_200_kills_in_half_an_hour_lose_nothing_and_double_nothing(school: Path, tmp_path: Path) -> None:
    await _try(school, tmp_path, Killing(count=200, seed=1))


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(2, 12))
async def test_200_kills_in_ten_half_hours_meet_more_at_work(school: Path, tmp_path: Path, seed: int) -> None:
    await _try(school, tmp_path, Killing(count=20, seed=seed))


async def _try(school: Path, tmp_path: Path, killing: Killing) -> None:
    calm = await play(copy_school(school, tmp_path / "calm"), lasts=PLENTY_OF_TIME)
    assert not complaints(calm, calm)
    lasts = killing.count * A_KILL_TAKES * calm.starts[0]
    killed = await play(copy_school(school, tmp_path / "killed"), lasts=lasts, killing=killing)
    print(figures(killed))  # noqa: T201
    assert len(killed.kills) == killing.count
    assert not complaints(killed, calm)


def figures(a: Aftermath) -> str:
    """What docs/reliability.md quotes; shown by `pytest -s`."""
    first_calls = [
        min((c.at for c in a.calls if c.at > begun), default=0.0) for begun in (0.0, *(k.at for k in a.kills))
    ]
    silent = sum(begun > kill.at for begun, kill in zip(first_calls, a.kills, strict=False))
    new = [call for call in a.calls if call.is_new_message and call.ok]
    return json.dumps(
        {
            "kills": len(a.kills),
            "of them before the first call of a life": silent,
            "of them at work": len(a.kills) - silent,
            "aimed": dict(Counter(kill.aim for kill in a.kills)),
            "updates": len(a.inbox),
            "records": len(a.effects),
            "outbox rows": len(a.outbox),
            "messages": len(new),
            "of them marked 可能重复": sum(call.text.startswith(MARK) for call in new),
            "of them real repeats": _real_repeats(a),
            "calls": len(a.calls),
            "seconds": round(max(call.at for call in a.calls) - min(call.at for call in a.calls)),
            "seconds to start": round(sorted(a.starts)[len(a.starts) // 2], 2),
        },
        ensure_ascii=False,
    )


def _real_repeats(a: Aftermath) -> int:
    """Messages that reached the phone although the same row had reached it already."""
    rows = Counter((row.chat, row.text) for row in a.outbox if row.attempts)
    sent = Counter((c.chat, c.text.removeprefix(MARK)) for c in a.calls if c.is_new_message and c.ok and c.text)
    return sum((sent - rows).values())
