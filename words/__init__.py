"""Words: the catalogs, and the few functions that put facts into sentences. Chinese is the msgid, English a catalog."""

import gettext
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from words.inflected import Inflected

DOMAIN = "zhiqin"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {"zh": "中文", "en": "English"}
"""Code and own name of each language that the bot speaks; the first is the one that sentences are written in."""

Say = Callable[[str], str]
"""Turns a Chinese sentence (with `{names}` to fill in) into the reader's language."""


@cache
def say_in(language: str | None) -> Say:
    """The catalog of a language; Chinese for one that we do not speak."""
    code = (language or "zh").lower().split("-")[0]
    if code not in LANGUAGES or code == "zh":
        return gettext.NullTranslations().gettext
    catalog = gettext.translation(DOMAIN, LOCALE, [code])
    # Of "" gettext gives the catalog's header.
    return lambda sentence: Inflected(catalog.gettext(sentence) if sentence else "")


def _(sentence: str) -> str:
    """Marks a sentence for the catalogs where it is declared; it is translated where it is said."""
    return sentence


def listed(names: Sequence[str], say: Say) -> str:
    """Names in a row, as the reader's language writes them."""
    return say(_("、")).join(names)
