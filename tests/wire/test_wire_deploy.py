"""The systemd unit agrees with the watchdog it waits for."""

import inspect
from pathlib import Path

import pytest

from bot.watchdog import LOOK_EVERY, Watchdog

UNIT = Path(__file__).parents[2] / "deploy" / "zhiqin.service"


@pytest.fixture
def unit() -> dict[str, str]:
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_the_unit_lets_the_watchdog_speak_before_it_kills(unit: dict[str, str]) -> None:
    asked = inspect.signature(Watchdog).parameters
    restart_after, give_up_after = (asked[name].default for name in ("restart_after", "give_up_after"))
    assert int(unit["WatchdogSec"]) > give_up_after - restart_after + 2 * LOOK_EVERY
    assert int(unit["TimeoutStartSec"]) > give_up_after + 60


def test_the_unit_starts_it_again_whatever_happens(unit: dict[str, str]) -> None:
    assert (unit["Type"], unit["NotifyAccess"], unit["Restart"], unit["StartLimitIntervalSec"]) == (
        "notify",
        "main",
        "always",
        "0",
    )
    assert "-m bot run" in unit["ExecStart"]
