"""A server may stand in any zone, or in none that anybody knows: the school reads the same words at the same times."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ZONES = ("UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Nowhere/At_All")


def printed(zone: str) -> str:
    """The transcript as a machine in that zone prints it."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.time.transcript"],
        env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True, timeout=100,
    )  # fmt: skip
    return told.stdout


def test_every_message_is_the_same_byte_for_byte_wherever_the_server_stands() -> None:
    with ThreadPoolExecutor(2) as pool:
        here, *elsewhere = pool.map(printed, ZONES)
    assert here.count("📊") > 3
    assert "20:30" in here
    assert here.splitlines()[-1] == "2026-11-22T22:45:00.000000Z INFO bot a.line"
    assert [there == here for there in elsewhere] == [True] * len(elsewhere)
