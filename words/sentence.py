"""A Chinese sentence that still knows what it was made of, so that it can be told in another language, too."""

from typing import Any, Self

from words import Say, listed


class Sentence(str):
    """What it is as a str is Chinese. A fact may be Sentence itself, or several words in a tuple, which are listed."""

    sentence: str
    facts: dict[str, Any]

    def __new__(cls, sentence: str, /, **facts: Any) -> Self:
        told = super().__new__(cls, _filled(sentence, facts, str))
        told.sentence, told.facts = sentence, facts
        return told


def said(words: object, say: Say) -> str:
    """As the reader's language says it; what is no sentence of ours is left as it is."""
    return _filled(say(words.sentence), words.facts, say) if isinstance(words, Sentence) else str(words)


def _filled(sentence: str, facts: dict[str, Any], say: Say) -> str:
    return sentence.format(**{name: _fact(fact, say) for name, fact in facts.items()}) if facts else sentence


def _fact(fact: Any, say: Say) -> Any:
    if isinstance(fact, tuple):
        return listed([said(one, say) for one in fact], say)
    return said(fact, say) if isinstance(fact, Sentence) else fact


def packed(words: object) -> Any:
    """A sentence as a fact that travels: its Chinese words and what it was made of; anything else as it is."""
    if isinstance(words, Sentence):
        return {"says": words.sentence, "of": {name: packed(fact) for name, fact in words.facts.items()}}
    if isinstance(words, tuple | list):
        return [packed(one) for one in words]
    return words if isinstance(words, int | float | None) else str(words)


def unpacked(fact: Any) -> Any:
    """What `packed` was given."""
    match fact:
        case {"says": str() as sentence, "of": dict() as facts}:
            return Sentence(sentence, **{name: unpacked(it) for name, it in facts.items()})
        case list():
            return tuple(unpacked(it) for it in fact)
    return fact
