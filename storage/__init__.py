"""Storage keeps: one SQLite file, one writer, units of work grouped into commits."""

from storage.damage import NotKept
from storage.store import Store
from storage.transaction import Transaction

__all__ = ["NotKept", "Store", "Transaction"]
