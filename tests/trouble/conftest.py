"""Here the bot has less patience than for a school, and what a hundred starts have in common is made once."""

import ssl
from collections.abc import Iterator

import pytest

from domain.places import PlaceTree
from domain.reading import Reader
from domain.school import Settings


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds for a school takes hundredths of them here."""
    monkeypatch.setattr("bot.delivery.SHORTEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.delivery.LONGEST_PAUSE", 0.2)


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """The reader of one school, and the certificates for a TLS that nobody speaks on this machine."""
    readers: list[tuple[list[object], Settings, Reader]] = []
    certificates = ssl.create_default_context()

    def reader(places: PlaceTree, settings: Settings) -> Reader:
        known = [it for (listed, said, it) in readers if listed == list(places) and said == settings]
        if not known:
            readers.append((list(places), settings, Reader(places, settings)))
        return known[0] if known else readers[-1][2]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handlers.conductor.Reader", reader)
        patch.setattr("ssl.create_default_context", lambda *args, **how: certificates)
        yield
