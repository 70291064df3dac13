"""What is said about each kind of news: sentences and keyboards, chosen at delivery in the reader's language."""

from dataclasses import replace

from handlers.news import (
    alarms,
    boards,
    certificates,
    checks,
    decisions,
    draws,
    drills,
    duties,
    ended,
    entries,
    figure_keys,
    figures,
    forms,
    function_rooms,
    gaps,
    gates,
    groups,
    inspections,
    keyboards,
    leaves,
    lists,
    loose_words,
    machine,
    mornings,
    notices,
    outages,
    own_reviews,
    people,
    pictures,
    plans,
    posts,
    practice,
    reviews,
    rolls,
    rooms,
    rosters,
    rounds,
    samples,
    service,
    sign_off,
    summaries,
    swaps,
    tickets,
    undone,
    visitors,
    workbooks,
)
from handlers.news.alarm_words import DRILL
from handlers.news.fitting import fitted
from handlers.news.message import LONGEST_TOAST, Button, Facts, Message, Rows, Wording, cut
from words import _, say_in

ROOMS = (
    alarms,
    boards,
    certificates,
    checks,
    decisions,
    draws,
    drills,
    duties,
    ended,
    entries,
    figure_keys,
    figures,
    forms,
    function_rooms,
    gaps,
    gates,
    groups,
    leaves,
    lists,
    loose_words,
    inspections,
    keyboards,
    machine,
    mornings,
    notices,
    outages,
    own_reviews,
    people,
    pictures,
    plans,
    posts,
    practice,
    reviews,
    rolls,
    rooms,
    rosters,
    rounds,
    samples,
    sign_off,
    summaries,
    swaps,
    service,
    tickets,
    undone,
    visitors,
    workbooks,
)
WORDING: dict[str, Wording] = {about: words for room in ROOMS for about, words in room.WORDING.items()}
"""Every `about` that is ever queued. Two modules that word the same one are a mistake that a test finds."""


def render(
    about: str, facts: Facts, language: str | None, *, maybe_repeat: bool = False, address: str | None = None
) -> Message:
    """The message in the reader's language; marked when it may have arrived before, and with the name of whom it is
    for (`address`) where others read too. Whatever is said about a drill says that it is one. A question
    of the `past` has no keys.

    For somebody we do not know, the facts may carry the phone's `language`.
    """
    say = say_in(language or facts.get("language"))
    message = fitted(WORDING[about], facts, say)
    if facts.get("past"):
        message = replace(message, buttons=())
    if address is not None and address not in message.text.partition("\n")[0]:
        message = replace(message, text=say(_("{address}:")).format(address=address) + message.text)
    if facts.get("drill") and say(DRILL) not in message.text.partition("\n")[0]:
        message = replace(message, text=say(DRILL) + message.text)
    if maybe_repeat:
        return replace(message, text=say(_("(可能重复)")) + message.text)
    return message


def toast(about: str, facts: Facts, language: str | None) -> str:
    """What a pressed button says at once, in the presser's language: never longer than Telegram takes."""
    return cut(render(about, facts, language).text, LONGEST_TOAST)


__all__ = ["ROOMS", "WORDING", "Button", "Message", "Rows", "render", "toast"]
