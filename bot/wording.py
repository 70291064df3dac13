"""A parcel in words: the sentences of its news in its reader's language, several lines as one message."""

from collections.abc import Sequence

from handlers.news import Message, render
from handlers.news.message import line_of, together
from storage.parcel import Parcel


def worded(parcels: Sequence[Parcel], *, as_new: bool) -> Message:
    """Each marked by itself where it may have arrived before. Raises whatever a wording raises that lacks a fact."""
    messages = [
        render(it.about, it.facts, it.language, maybe_repeat=it.maybe_sent and as_new, address=it.address)
        for it in parcels
    ]
    return messages[0] if len(messages) == 1 else together(messages)


def line(parcel: Parcel) -> str | None:
    """The words of news that is nothing but words; None for all else, and for what no wording of ours can say."""
    try:
        return line_of(worded([parcel], as_new=True))
    except Exception:
        return None  # it goes by itself, and is given up where its delivery is tried


__all__ = ["line", "worded"]
