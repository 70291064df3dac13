"""Handlers talk: what a person says or taps comes in here, and news is put into sentences and buttons."""

from handlers.front import FrontDoor

__all__ = ["FrontDoor"]
