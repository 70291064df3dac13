"""The two ways to say no: a complaint asks again, a refusal explains; both carry facts, not sentences."""

from collections.abc import Mapping
from typing import Any


class No(Exception):
    """A no that a person hears. `about` names the sentence in handlers/news, `facts` fill it."""

    def __init__(self, about: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(about)
        self.about = about
        self.facts: dict[str, Any] = dict(facts or {})


class Complaint(No):
    """The answer does not fit the question; the question stays open."""


class Refusal(No):
    """What was asked for cannot be done, or not by this person, or not any more."""
