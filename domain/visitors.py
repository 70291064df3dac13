"""What a guard says of a visitor: whom it names, and no document longer than its last four characters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from domain.people import Person, Presence

LAST = 4
"""Signs of a document or a plate that are kept (docs/privacy.md)."""
NUMBER = re.compile(r"(?<![0-9A-Za-z])(?=(?:[A-Za-z]*\d){5})[0-9A-Za-z][0-9A-Za-z*]{5,}(?![0-9A-Za-z])")
"""A run of letters and digits that is long enough to be somebody's number: a document's, a telephone's."""
DOCUMENT = re.compile(r"(?:身份证|证件号?|证号|证|尾号|后四位)[:: 是]*([0-9A-Za-z]{3,20})(?![0-9A-Za-z])")
IDENTITY = re.compile(r"\d{17}[0-9Xx]|\d{15}")


@dataclass(frozen=True, slots=True)
class Said:
    """`words` hold no long number any more; `document` is at most four characters, empty when none was said."""

    words: str
    document: str
    was_cut: bool


def last_four(words: str) -> str:
    """The last four letters or digits; empty when there are none."""
    return "".join(re.findall(r"[0-9A-Za-z]", normalize("NFKC", words)))[-LAST:].upper()


def said_of(words: str) -> Said:
    """The sentence as it may be kept."""
    text = normalize("NFKC", words).strip()
    spaced = re.sub(r"(?<=\d)[ -](?=\d{3,}|\d*[Xx]\b)", "", text)
    found = DOCUMENT.search(spaced) or IDENTITY.search(spaced)
    document = last_four(found[found.lastindex or 0]) if found else ""
    kept = spaced.replace(found[0], " ") if found else spaced
    kept = NUMBER.sub(lambda long: f"*{last_four(long[0])}", kept)
    kept = re.sub(r"^[\s,,。;]+|[\s,,。;]+$", "", re.sub(r"\s+", " ", kept))
    return Said(kept, document, kept != text)


def hosts_in(words: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Who is named in the words: the longest name or form of address wins; none, or several alike."""
    here = [person for person in people if person.presence is not Presence.LEFT]
    found = {p: max(len(it) for it in (p.name, p.address) if it in words) for p in here if _named(p, words)}
    longest = max(found.values(), default=0)
    return tuple(person for person, length in found.items() if length == longest)


def without_host(words: str, host: Person) -> str:
    """The words without 「找卢主任」: the card names the host itself. What would be empty without it stays."""
    names = "|".join(re.escape(it) for it in sorted((host.name, host.address), key=len, reverse=True) if len(it) > 1)
    left = re.sub(rf"[,、;]?\s*(?:来找|找|来见|见|拜访|for|to see)\s*(?:{names})", "", words)
    left = re.sub(r"\s+", " ", left).strip()
    return left if len(left) > 1 else words


def _named(person: Person, words: str) -> bool:
    return any(len(it) > 1 and it in words for it in (person.name, person.address))
