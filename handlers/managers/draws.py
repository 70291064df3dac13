"""What anybody may ask of the draws: was the day what its seal said?"""

import unicodedata
from dataclasses import asdict
from datetime import date

from domain.spans import DAY
from handlers.scene import Scene
from reports.draws import verdict


def verify(scene: Scene, payload: str) -> None:
    """/verify 2026-11-24; without a date, yesterday."""
    today = scene.now.astimezone(scene.tx.school.load().settings.zone).date()
    said = unicodedata.normalize("NFKC", payload).strip()
    try:
        day = date.fromisoformat(said) if said else today - DAY
    except ValueError:
        scene.reply("draws.no_date", {"example": (today - DAY).isoformat()})
        return
    found = verdict(scene.tx.draws, scene.tx.history, day)
    scene.reply("draws.verdict", {**asdict(found), "day": day.day, "month": day.month})
