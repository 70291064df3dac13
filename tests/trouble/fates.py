"""Every way in which a sending can fail, what it means, and what its reader is left with: the table of the promise.

`fault` is a name of rehearsal/errors.py (Telegram's own text) or a kind of rehearsal/faults.py.
"""

from dataclasses import dataclass

NOTHING, ONCE, DOUBT, TWICE = "nothing", "once", "once, marked 可能重复", "twice, the second marked 可能重复"
THRICE = "as often as it was tried, all but the first marked 可能重复"
NOBODY, SUPERIOR, OPERATOR, MANAGERS = "nobody", "the superior", "the operator", "the managers"


@dataclass(frozen=True, slots=True)
class Failing:
    """`what` is sent when `fault` meets it once (`for_ever`: always). `state` and `reads` are what is left of it.

    `calls` is how often it was put onto the wire, `told` who hears of it.
    """

    what: str
    fault: str
    state: str
    reads: str
    calls: int
    told: str = NOBODY
    for_ever: bool = False


FAILING = (
    # Telegram asks for patience, or is away: later, as often as it takes
    Failing("words", "too many", "delivered", ONCE, 2),
    Failing("words", "internal", "delivered", DOUBT, 2),
    Failing("words", "bad gateway", "delivered", DOUBT, 2),
    Failing("words", "gateway timeout", "delivered", DOUBT, 2),
    Failing("words", "drop", "delivered", DOUBT, 2),
    Failing("words", "drop_after", "delivered", TWICE, 2),
    Failing("words", "timeout", "delivered", TWICE, 2),
    Failing("words", "unauthorized", "delivered", ONCE, 2),
    Failing("words", "bad gateway", "never", NOTHING, 3, OPERATOR, for_ever=True),
    # somebody else answers, in a network that wants a login or behind a proxy: as if it had not been said
    Failing("words", "login page", "delivered", ONCE, 2),
    Failing("words", "login redirect", "delivered", ONCE, 2),
    Failing("words", "other json", "delivered", ONCE, 2),
    Failing("words", "nothing said", "delivered", ONCE, 2),
    Failing("words", "page 400", "delivered", ONCE, 2),
    Failing("words", "page 403", "delivered", ONCE, 2),
    Failing("words", "page 404", "delivered", ONCE, 2),
    Failing("words", "page 502", "delivered", DOUBT, 2),
    Failing("words", "half an answer", "delivered", TWICE, 2),
    Failing("words", "no result", "delivered", TWICE, 2),
    Failing("words", "page instead", "delivered", TWICE, 2),
    Failing("an edit", "page 400", "delivered", ONCE, 2),
    Failing("words", "no result", "never", THRICE, 3, OPERATOR, for_ever=True),
    # nobody is there any more: never, and the superior hears
    Failing("words", "blocked", "never", NOTHING, 1, SUPERIOR),
    Failing("words", "deactivated", "never", NOTHING, 1, SUPERIOR),
    Failing("words", "cannot initiate", "never", NOTHING, 1, SUPERIOR),
    Failing("words", "chat not found", "never", NOTHING, 1, SUPERIOR),
    Failing("words", "peer", "never", NOTHING, 1, SUPERIOR),
    # something of it is refused: the words arrive without it
    Failing("bold words", "entities", "delivered", ONCE, 2),
    Failing("bold words", "entity bounds", "delivered", ONCE, 2),
    Failing("long words", "text long", "delivered", ONCE, 2),
    Failing("a long caption", "caption long", "delivered", ONCE, 2),
    Failing("a photo", "wrong identifier", "delivered", ONCE, 2),
    Failing("a photo", "wrong remote", "delivered", ONCE, 2),
    Failing("a photo", "wrong file id", "delivered", ONCE, 2),
    Failing("a photo", "invalid file id", "delivered", ONCE, 2),
    Failing("a photo", "file reference", "delivered", ONCE, 2),
    Failing("a photo", "not an image", "delivered", ONCE, 2),
    Failing("a photo", "image shape", "delivered", ONCE, 2),
    Failing("a photo", "image kept", "delivered", ONCE, 2),
    Failing("a photo", "may not write photos", "delivered", ONCE, 2),
    Failing("buttons", "button data", "delivered", ONCE, 2),
    Failing("buttons", "markup object", "delivered", ONCE, 2),
    Failing("buttons", "inline button", "delivered", ONCE, 2),
    # the card of which this is news
    Failing("the same edit", "not modified", "delivered", ONCE, 1),
    Failing("an edit", "edit not found", "delivered", ONCE, 2),
    Failing("an edit", "cannot edit", "delivered", ONCE, 2),
    Failing("an edit", "message id", "delivered", ONCE, 2),
    Failing("an edit", "no text to edit", "delivered", ONCE, 2),
    Failing("an edit", "drop_after", "delivered", ONCE, 2),
    # what no way of sending mends: never, and the operator hears
    Failing("words", "may not write", "never", NOTHING, 1, OPERATOR),
    Failing("words", "text empty", "never", NOTHING, 1, OPERATOR),
    # groups
    Failing("to a group", "kicked", "never", NOTHING, 1, MANAGERS),
    Failing("to a group", "not a member", "never", NOTHING, 1, MANAGERS),
    Failing("to a group", "group deleted", "never", NOTHING, 1, MANAGERS),
    Failing("to a group", "upgraded", "delivered", ONCE, 2),
)
