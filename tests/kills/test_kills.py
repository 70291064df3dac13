"""The bot is killed again and again while half an hour of a school morning plays, and nobody notices much.

`make soak` runs the long one (`python -m tests.kills`); what was promised and seen stands in docs/reliability.md.
"""

from pathlib import Path

import pytest

from tests.kills.figures import figures_of
from tests.kills.invariants import complaints
from tests.kills.pieces import A_KILL_TAKES, PLENTY_OF_TIME
from tests.kills.play import Killing, play
from tests.stage import copy_school

KILLS = 20


@pytest.mark.timeout(240)
async def test_20_kills_in_half_an_hour_lose_nothing_and_double_nothing(school: Path, tmp_path: Path) -> None:
    calm = await play(copy_school(school, tmp_path / "calm"), lasts=PLENTY_OF_TIME)
    assert not complaints(calm, calm)
    lasts = KILLS * A_KILL_TAKES * calm.starts[0]
    killed = await play(copy_school(school, tmp_path / "killed"), lasts=lasts, killing=Killing(KILLS, seed=20261123))
    assert figures_of(killed)["kills"] == KILLS
    found = complaints(killed, calm)
    assert not found, "\n".join(found)
