"""Here the bot has less patience than for a school: what takes seconds there takes hundredths of them."""

import pytest


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.SHORTEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.delivery.LONGEST_PAUSE", 0.2)
