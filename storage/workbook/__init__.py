"""The workbook: the school as its office writes it, read and checked cell by cell."""

from storage.workbook.export import write_workbook
from storage.workbook.faults import Fault, WorkbookErrors
from storage.workbook.school import Workbook, read_school, read_workbook

__all__ = ["Fault", "Workbook", "WorkbookErrors", "read_school", "read_workbook", "write_workbook"]
