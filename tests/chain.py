"""What `verify` says of the chain of records, as numbers of the records that do not follow from the one before."""

import sqlite3

from storage import Transaction
from storage.verify.chain import chain
from storage.verify.report import Report


def faults(connection: sqlite3.Connection) -> list[int]:
    """Oldest first. After a gap it is the first record behind it."""
    report = Report()
    chain(connection, report, ())
    assert len(report.faults) == report.found
    return sorted({it.facts["last"] + 1 if it.about == "record.removed" else it.facts["seq"] for it in report.faults})


def faults_of(tx: Transaction) -> list[int]:
    return faults(tx.history._connection)
