"""Reading: what a sentence, typed in a hurry, says about a fault, a danger and a place."""

from domain.reading.reader import Reader, Reading, Vocabulary, reader_of

__all__ = ["Reader", "Reading", "Vocabulary", "reader_of"]
