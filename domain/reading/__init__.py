"""Reading: what a sentence, typed in a hurry, says about a fault, a danger and a place."""

from domain.reading.reader import Reader, Reading

__all__ = ["Reader", "Reading"]
