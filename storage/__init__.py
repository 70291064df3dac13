"""Storage keeps: one SQLite file, one writer, units of work grouped into commits."""

from storage.store import NotKept, Store
from storage.transaction import Transaction

__all__ = ["NotKept", "Store", "Transaction"]
