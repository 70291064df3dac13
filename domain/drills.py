"""Drills: an alarm that everybody treats as real, of which everything says that it is none."""

from datetime import datetime, timedelta

from domain.alarms import PAGES_UNTIL, Alarm
from domain.refusal import Refusal

END = "drill.end"
"""The due row at which a drill is over, whoever is where."""
KINDS = ("fire", "gas", "electric", "water", "injury", "intruder", "child", "lift")
"""What can be practised: the dangers of the red buttons."""
MINUTES = (15, 30, 60)
"""How long one may last before it ends by itself."""
MISTAKEN_FOR = timedelta(minutes=30)
"""So long after a drill somebody may take real danger for a part of it."""


def check_may_begin(running: list[Alarm], now: datetime) -> None:
    """Refusal `drill.runs` while another one does, `drill.danger` while people run to danger in earnest."""
    for alarm in running:
        if alarm.drill:
            raise Refusal("drill.runs")
        if now - alarm.raised_at <= PAGES_UNTIL:
            raise Refusal("drill.danger")
