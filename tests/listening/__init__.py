"""Listens to everything that the whole suite logs: no secret and nobody's words may be in any of it.

`tests/conftest.py` opens an Ear for the session (under pytest-xdist, one in each worker). What people say in tests is
gathered from what the rehearsal sends to the bot, secrets from where they are made; so a new test needs nothing.
"""

import logging
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.logs import NOT_BELOW, Lines, redactor
from rehearsal.updates import Updates

HERE = Path(__file__).parent
COPIES = "ZHIQIN_TEST_STDERR"
"""A folder in which each child process keeps a copy of what it wrote to stderr (tests/listening/sitecustomize.py)."""
SHORTEST = 6
"""Signs. Shorter words stand in our own lines by accident."""
NOT_OURS = ("tests", "pytest", "hypothesis", "playwright", "aiogram", "benchmarks")
"""Loggers of the tests themselves and of what only they use."""
WHOLE_TOKEN = re.compile(r"\d{5,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
STAMP = re.compile(r"^\S+Z ")


@dataclass
class Ear:
    """What was said, what is secret, and every line that was logged, each once."""

    words: set[str] = field(default_factory=set)
    secrets: set[str] = field(default_factory=set)
    lines: dict[str, None] = field(default_factory=dict)
    written: Lines = field(default_factory=lambda: Lines(redactor(())))

    def says(self, words: object) -> None:
        """Somebody says this: the whole, and each of its lines, are looked for."""
        if not isinstance(words, str):
            return
        if words.startswith("/"):
            payload = words.partition(" ")[2]
            self.secrets |= {payload} if len(payload) >= 2 * SHORTEST else set()
            return
        parts = (part.strip() for part in (words, *words.splitlines()))
        self.words |= {part for part in parts if len(part) >= SHORTEST}

    def hears(self, record: logging.LogRecord) -> None:
        """The line as a school's machine would write it, at the level at which it writes most."""
        least = next((NOT_BELOW[name] for name in NOT_BELOW if _is_of(record.name, name)), logging.DEBUG)
        if record.levelno >= least and not any(_is_of(record.name, name) for name in NOT_OURS):
            self.reads(self.written.format(record))

    def reads(self, text: str) -> None:
        for line in text.splitlines():
            self.lines[STAMP.sub("", line)] = None

    def found(self) -> Iterator[str]:
        """Each line that should not have been written, with what is wrong in it."""
        by_start: dict[str, list[str]] = {}
        for what, kind in ((self.words, "words"), (self.secrets, "secret")):
            for marker in what:
                by_start.setdefault(marker[:SHORTEST], []).append(f"{kind}:{marker}")
        for line in self.lines:
            if WHOLE_TOKEN.search(line):
                yield f"token in: {line}"
            starts = {line[at : at + SHORTEST] for at in range(len(line) - SHORTEST + 1)}
            for start in starts & by_start.keys():
                for kind, _, marker in (known.partition(":") for known in by_start[start]):
                    if marker in line:
                        yield f"{kind} {marker!r} in: {line}"


def _is_of(logger: str, name: str) -> bool:
    return logger == name or logger.startswith(name + ".")


def said_in(update: Any) -> Iterator[object]:
    """What people typed in an update: its texts, its captions, and the names of its files."""
    for message in (update.get(kind) for kind in ("message", "edited_message")):
        if isinstance(message, dict):
            yield from (message.get("text"), message.get("caption"))
            document = message.get("document")
            yield document.get("file_name") if isinstance(document, dict) else None


def listening(ear: Ear, copies: Path, names: Iterable[str] = ("token_urlsafe",)) -> Callable[[], None]:
    """Opens the ear; the returned function closes it, with what child processes wrote to stderr in it."""
    heard, put = logging.Logger.callHandlers, Updates.put
    made = {name: getattr(secrets, name) for name in names}
    environment = {name: os.environ.get(name) for name in (COPIES, "PYTHONPATH")}

    def hear(self: logging.Logger, record: logging.LogRecord) -> None:
        ear.hears(record)
        heard(self, record)

    def say(self: Updates, update: Any, *more: Any, **options: Any) -> int:
        for words in said_in(update):
            ear.says(words)
        return put(self, update, *more, **options)

    def make(name: str) -> Callable[..., str]:
        def secret(*args: Any) -> str:
            token: str = made[name](*args)
            ear.secrets.add(token)
            return token

        return secret

    def close() -> None:
        logging.Logger.callHandlers = heard  # type: ignore[method-assign]
        Updates.put = put  # type: ignore[method-assign]
        for name, function in made.items():
            setattr(secrets, name, function)
        for name, value in environment.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        for copy in copies.glob("*.stderr"):
            ear.reads(copy.read_text("utf-8", "replace"))

    logging.Logger.callHandlers = hear  # type: ignore[method-assign]
    Updates.put = say  # type: ignore[method-assign]
    for name in made:
        setattr(secrets, name, make(name))
    copies.mkdir(parents=True, exist_ok=True)
    os.environ[COPIES] = str(copies)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), environment["PYTHONPATH"]]))
    return close
