"""The school as people really work by now, what was said in chats counted in, written as a workbook."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from domain.absences import real_absences
from domain.refusal import Refusal
from domain.roster_merge import real_roster
from storage.look import Look
from storage.workbook.export import write_workbook


def write_present(path: Path, seen: Look, now: datetime) -> None:
    """Raises Refusal `school.missing` where nothing was imported."""
    school = seen.school
    if school is None:
        raise Refusal("school.missing")
    absences = real_absences(school.absences, seen.away, school.settings.zone)
    school = replace(school, roster=real_roster(school.roster, seen.decided), absences=absences)
    write_workbook(path, school, seen.unread, now)
