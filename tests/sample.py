"""The sample school, read once a process: it is frozen, so everybody may have the same one."""

from functools import cache
from pathlib import Path

from domain.school import School
from storage.workbook import read_school

SAMPLE = Path(__file__).parent.parent / "rehearsal" / "school" / "sample_school.xlsx"


@cache
def sample() -> School:
    return read_school(SAMPLE)
