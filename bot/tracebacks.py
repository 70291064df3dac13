"""A traceback without what the program was handling: where it failed and of what, never a value that it had in hand."""

import asyncio
import sqlite3
import traceback
from collections.abc import Iterator

import aiohttp
from telegram.error import TelegramError

HIDDEN = "***"
SPEAKING = (
    OSError,
    sqlite3.Error,
    TelegramError,
    aiohttp.ClientError,
    asyncio.InvalidStateError,
    AttributeError,
    ImportError,
    NameError,
    TypeError,
    RuntimeError,
)
"""Their messages speak of the machine, of tables, of our code. Those of a ValueError, a KeyError or a validator name
the value that was wrong, and that may be what somebody wrote: of these the kind and the line are told."""
CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def story(error: BaseException) -> str:
    """The error, what caused it and what it holds, as Python would print it."""
    return "".join(_story(error, set())).rstrip("\n")


def _story(error: BaseException, told: set[int]) -> Iterator[str]:
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in told:
        yield from _story(before, told)
        yield CAUSE if before is error.__cause__ else CONTEXT
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{_named(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for number, part in enumerate(error.exceptions, 1):
            if id(part) not in told:
                yield f"--- {number} of {len(error.exceptions)} ---\n"
                yield from _story(part, told)


def _named(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    said = str(error)
    return f"{name}: {said if isinstance(error, SPEAKING) else HIDDEN}" if said else name


__all__ = ["HIDDEN", "story"]
