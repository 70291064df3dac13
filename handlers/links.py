"""A link that is opened in private: somebody's invitation, a place's poster, or neither."""

from datetime import datetime

from actions.callers import Heard, count_link, is_shut_out
from actions.invitations import bind
from actions.place_tokens import place_of, was_of_place
from domain.callers import SHUT_FOR
from domain.news import Lane, News
from domain.people import Person
from domain.plans import Post
from domain.refusal import Refusal
from handlers.arrivals import Arrival, Kind
from storage import Transaction


def is_link(arrival: Arrival) -> bool:
    return arrival.kind is Kind.COMMAND and arrival.command == "start" and bool(arrival.payload)


def is_poster(tx: Transaction, now: datetime, arrival: Arrival) -> bool:
    """Whether it is the link on a poster that hangs; it means something to people of the school only."""
    assert arrival.user_id is not None
    return not is_shut_out(tx, now, arrival.user_id) and place_of(tx, arrival.payload) is not None


def opened(tx: Transaction, now: datetime, arrival: Arrival) -> Person | Post | None:
    """Whose the account is from now on; None when the link binds nothing, and whoever opened it reads why.

    Links that were never anybody's are counted: after a few of them there is silence for an hour.
    """
    assert arrival.user_id is not None
    if is_shut_out(tx, now, arrival.user_id):
        return None
    try:
        with tx.attempt():
            _check_poster(tx, arrival.payload)
            return bind(tx, now, arrival.payload, arrival.user_id)
    except Refusal as no:
        _answer(tx, now, arrival, no)
        return None


def _check_poster(tx: Transaction, payload: str) -> None:
    if was_of_place(tx, payload) is not None:
        raise Refusal("place.old_poster")


def _answer(tx: Transaction, now: datetime, arrival: Arrival, no: Refusal) -> None:
    assert arrival.user_id is not None
    heard = count_link(tx, now, arrival.user_id, arrival.payload, guess=no.about == "invitation.unknown")
    if heard is not Heard.SILENT:
        facts = {"language": arrival.language, "minutes": SHUT_FOR.seconds // 60, **no.facts}
        about = "links.shut" if heard is Heard.SHUT else no.about
        tx.outbox.put(News(about, arrival.user_id, facts, Lane.REPLY), now)
