"""Log lines are events with facts (`duty.missed duty=41 place=北门`), one a line: no token, nobody's words in any."""

import contextlib
import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO
from urllib.parse import quote

from bot.tracebacks import HIDDEN, story

TOKEN = re.compile(r"(\d{5,})(:|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
"""Whatever looks like a bot's token, also one that we were never told."""
NOT_BELOW = {
    "httpx": logging.WARNING,  # writes the URL, and with it the token, at INFO
    "httpcore": logging.WARNING,
    "apscheduler": logging.WARNING,  # prose about its one job
    "telegram": logging.INFO,  # below it, whole updates: people's words
    "aiosqlite": logging.WARNING,  # likewise, rows
    "PIL": logging.WARNING,  # below it, what EXIF says: positions
}
PLAIN = re.compile(r"[^\s\"'=\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def event(
    logger: logging.Logger,
    name: str,
    level: int = logging.INFO,
    error: BaseException | None = None,
    /,
    **facts: object,
) -> None:
    """Logs what happened. Facts are ids, codes and numbers; never a person's words. `error` adds its traceback."""
    logger.log(level, name, exc_info=error, extra={"facts": facts})


class Written(logging.StreamHandler[TextIO]):
    """A line that cannot be written is lost: logging itself would print it in pieces, what it was given and all."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        with contextlib.suppress(Exception):
            self.stream.write(f"{_moment(record)} ERROR bot.logs line.lost at={record.pathname}:{record.lineno}\n")


def set_up(level: str, as_json: bool, secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Sends all logging, warnings and uncaught errors to `stream` (stderr), without the `secrets` in any spelling."""
    handler = Written(stream or sys.stderr)
    handler.setFormatter((JsonLines if as_json else Lines)(redactor(secrets)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, least in NOT_BELOW.items():
        logging.getLogger(name).setLevel(max(least, root.level))
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda seen: _unheard("bot.unraisable", seen.exc_value)
    threading.excepthook = lambda seen: _unheard("bot.thread_died", seen.exc_value)


def redactor(secrets: Iterable[str]) -> Callable[[str], str]:
    """A function that takes the secrets (as they are, and URL-encoded) and anything like a token out of a text."""
    spellings: set[str] = set()
    for secret in filter(None, secrets):
        spellings |= {secret, quote(secret), quote(secret, safe="")}
        tail = secret.partition(":")[2]
        if len(tail) >= 16:  # a shorter one could be a word that people use
            spellings.add(tail)
    ours = [re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True)]
    known = re.compile("|".join(ours), re.IGNORECASE) if ours else None

    def redact(text: str) -> str:
        text = known.sub(HIDDEN, text) if known else text
        return TOKEN.sub(rf"\1\2{HIDDEN}", text)

    return redact


class Lines(logging.Formatter):
    """`2026-11-23T06:45:00.000000Z INFO schedules.plan duty.missed duty=41 place=北门`, tracebacks on lines below.

    Redacts what it has formatted, not the record: only here is a traceback text.
    """

    def __init__(self, redact: Callable[[str], str]) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        words = [_moment(record), record.levelname, record.name, _one_line(_said(record))]
        words += [f"{key}={_logfmt(value)}" for key, value in facts_of(record).items()]
        lines = [" ".join(words)]
        if record.exc_info and record.exc_info[1]:
            lines.append(story(record.exc_info[1]))
        return self._redact("\n".join(lines))


class JsonLines(Lines):
    """The same as one JSON object a line, for machines that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname,
            "logger": record.name,
            "event": _said(record),
            "facts": facts_of(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["traceback"] = story(record.exc_info[1])
        return self._redact(json.dumps(line, ensure_ascii=False, default=str))


def facts_of(record: logging.LogRecord) -> dict[str, object]:
    facts: dict[str, object] = getattr(record, "facts", {})
    return facts


def _said(record: logging.LogRecord) -> str:
    """asyncio tells of a failed task by its repr, and in that stands the error with its values: its first line will do.
    A message that cannot be put together would be printed by logging itself, arguments and all.
    """
    try:
        said = record.getMessage()
    except Exception:
        return f"log.unreadable line={record.pathname}:{record.lineno}"
    return said.partition("\n")[0] if record.name == "asyncio" else said


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _logfmt(value: object) -> str:
    text = str(value)
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=not text.isprintable())


def _one_line(text: str) -> str:
    return text.replace("\r", "\\r").replace("\n", "\\n")


def _unheard(name: str, error: BaseException | None) -> None:
    """What a thread or a finalizer died of; nobody waits for either."""
    if error is not None and not isinstance(error, SystemExit):
        event(logging.getLogger("bot"), name, logging.ERROR, error, error=type(error).__name__)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    event(logging.getLogger("bot"), "bot.crashed", logging.CRITICAL, error, error=kind.__name__)
