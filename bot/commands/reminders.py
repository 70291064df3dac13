"""What the commands say at the end of a school's data: things it allows and somebody should know."""

from actions.school_notices import notices
from bot.clock import SystemClock
from bot.commands.reader import told
from domain.school import School


def reminders(school: School, before: School | None = None) -> tuple[str, ...]:
    """One sentence each, as of today in the school's zone; with `before` only what is new."""
    today = SystemClock().now().astimezone(school.settings.zone).date()
    known = frozenset(notices(before, today)) if before else frozenset()
    return tuple(told(line) for line in notices(school, today, before) if line not in known)
