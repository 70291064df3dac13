"""The workbook: the school as its office writes it, read and checked cell by cell."""

from storage.workbook.faults import Fault, WorkbookErrors
from storage.workbook.school import read_school

__all__ = ["Fault", "WorkbookErrors", "read_school"]
