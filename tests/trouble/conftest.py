"""Here the bot has less patience than for a school."""

import pytest


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds for a school takes hundredths of them here."""
    monkeypatch.setattr("bot.delivery.SHORTEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.delivery.LONGEST_PAUSE", 0.2)
    monkeypatch.setattr("bot.outcomes.FIRST_PAUSE", 0.05)
    monkeypatch.setattr("bot.outcomes.LONGEST_PAUSE", 0.2)
    monkeypatch.setattr("bot.doubts.FIRST", 0.1)
    monkeypatch.setattr("bot.doubts.LONGEST", 0.2)
