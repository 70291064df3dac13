"""What becomes of a repair whose technician goes home, or on leave: it waits for them, or somebody else goes on."""

from datetime import datetime, timedelta

from domain.tickets import State, Ticket, Urgency

IN_HAND = (State.ASSIGNED, State.WORKING, State.REOPENED)
"""States in which somebody is to do something; on hold a part is waited for, whoever is at work."""
BEFORE_THE_END = timedelta(minutes=15)
"""So long before the end of a shift its person is asked."""
PRESSING = (Urgency.URGENT, Urgency.SOON)


def waits_for_them(ticket: Ticket, back_at: datetime | None, done_by: datetime | None) -> bool:
    """Unless somebody says otherwise: what presses goes on at once; the rest waits for who knows it, when they are
    back before it is to be done."""
    in_time = back_at is not None and (done_by is None or back_at < done_by)
    return ticket.urgency not in PRESSING and in_time
