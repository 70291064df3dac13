"""What is said about pictures themselves: which of them are gone, and what is left of them."""

from handlers.news.message import Facts
from words import Say, _

GONE: dict[str, str] = {
    "pruned": _("照片或语音{count}个已按规定在{day}清理,指纹 {fingerprints}。"),
    "erased": _("照片或语音{count}个已在{day}删除,指纹 {fingerprints}。"),
}
MOST = 3
"""Fingerprints that are shown; all of them stand in the records."""


def gone(f: Facts, say: Say) -> list[str]:
    """One line for each day on which pictures of this item went; nothing when all are here."""
    lines = []
    for how, day in dict.fromkeys((it["how"], it["day"]) for it in f.get("gone", ())):
        prints = [it["fingerprint"] for it in f["gone"] if (it["how"], it["day"]) == (how, day)]
        shown = "、".join(list(filter(None, prints))[:MOST]) or "—"
        lines.append(say(GONE[how]).format(count=len(prints), day=day, fingerprints=shown))
    return lines
