"""In which language the command line answers: as config.toml says, else as the terminal does, else in Chinese."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from words import LANGUAGES, Say, say_in
from words.sentence import Sentence, said

CONFIG = "config.toml"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Of these the first that says anything."""


class Reader:
    """Who sits at the terminal; one process has one."""

    say: Say = staticmethod(str)


def tell(sentence: str, /, **facts: Any) -> str:
    """A sentence that is marked here, in the reader's language."""
    return told(Sentence(sentence, **facts))


def told(words: object) -> str:
    """What was put into words elsewhere, in the reader's language."""
    return said(words, Reader.say)


def read_in(argv: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """From now on the reader's language is known."""
    language = _in_settings(argv) or _in_terminal(environment)
    Reader.say = staticmethod(str if language == "zh" else say_in(language))


def _in_settings(argv: Sequence[str]) -> str:
    """Asked before anything else: settings with faults are told of in the language that they name, if they can be
    read at all."""
    file = CONFIG
    for at, word in enumerate(argv):
        if word == "--config" and at + 1 < len(argv):
            file = argv[at + 1]
        elif word.startswith("--config="):
            file = word.removeprefix("--config=")
    try:
        written = tomllib.loads(Path(file).read_bytes().decode("utf-8-sig")).get("language")
    except (OSError, ValueError):
        return ""
    return written if written in LANGUAGES else ""


def _in_terminal(environment: Mapping[str, str]) -> str:
    """English for every language that we do not speak; a terminal without one, C or POSIX, is read in Chinese."""
    locale = next(filter(None, (environment.get(name) for name in VARIABLES)), "")
    language = locale.partition(".")[0].partition("_")[0].lower()
    return "zh" if language in ("", "c", "posix", "zh") else "en"
