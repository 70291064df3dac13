"""A Telegram of our own: a local Bot API server, a stage to drive it, and a page of phones."""

from rehearsal.actor import Actor
from rehearsal.server import Rehearsal

__all__ = ["Actor", "Rehearsal"]
