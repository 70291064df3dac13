"""The sample school with its past: made once, kept beside the data, and copied when the next rehearsal begins."""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from actions.import_school import import_school
from actions.place_tokens import make_tokens
from actions.stand_at_posts import turn_posts
from bot.cast import Handset
from bot.past.days import play_days
from bot.past.events import events
from domain.school import School
from domain.spans import WEEK
from storage import Store, Transaction
from storage.draw_key import make_key

DRAWS = sha256(b"zhiqin rehearsal").digest()
"""The key of a rehearsal's draws: no secret, so that its days are the same each time."""
ROOT = Path(__file__).parent.parent.parent
MADE_BY = ("actions", "domain", "storage", "schedules", "bot")
"""Whatever changes in these may change what a past looks like."""


async def make_school(
    folder: Path, workbook: Path, school: School, phones: Iterable[Handset], past: timedelta, now: datetime
) -> None:
    """A new database in the folder: the workbook's school as it stands `now`, after so much past.

    With a past everybody has a phone; without one nobody has, and nothing ever happened.
    """
    if past:
        make_key(folder, DRAWS)
    kept = folder / f"past-{_fingerprint(workbook, past, now)}.db"
    if past and kept.exists():
        shutil.copyfile(kept, folder / "zhiqin.db")
        return
    await _make(folder, school, phones, past, now)
    if past:
        _keep(folder, kept)


def _keep(folder: Path, kept: Path) -> None:
    """The newest past only. A copy that was interrupted must not be taken for a whole one."""
    for older in folder.glob("past-*.db"):
        older.unlink()
    shutil.copyfile(folder / "zhiqin.db", kept.with_suffix(".part"))
    kept.with_suffix(".part").rename(kept)


async def _make(folder: Path, school: School, phones: Iterable[Handset], past: timedelta, now: datetime) -> None:
    store = await Store.open(folder)
    try:
        began = now - past
        await store.run(import_school, began, roster_from(school, began))
        while await store.run(lambda tx: tx.tokens.lacking(1)):
            await store.run(make_tokens, began)
        if past:
            await store.run(_bind, began, list(phones))
            await play_days(store, began, now, lambda tx: events(tx, began))
    finally:
        await store.close()


def roster_from(school: School, began: datetime) -> School:
    """A roster that begins later is carried back, week by week, so that the past has its shifts."""
    day, roster = began.astimezone(school.settings.zone).date(), school.roster
    while roster and (first := min(row.day for row in roster)) > day:
        earlier = (replace(row, day=row.day - WEEK) for row in roster if row.day < first + WEEK)
        roster = (*earlier, *roster)
    return replace(school, roster=roster)


def _bind(tx: Transaction, now: datetime, phones: list[Handset]) -> None:
    for phone in phones:
        (tx.accounts.bind_post if phone.post else tx.accounts.bind)(phone.code, phone.user, now)
    turn_posts(tx, now)


def _fingerprint(workbook: Path, past: timedelta, now: datetime) -> str:
    """Another school, another time or another program has another past."""
    made = sha256(f"{past} {now.isoformat()}".encode() + workbook.read_bytes())
    for folder in MADE_BY:
        for file in sorted((ROOT / folder).rglob("*.py")):
            made.update(file.read_bytes())
    return made.hexdigest()[:16]
