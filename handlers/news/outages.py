"""What is said about an outage and what it excused."""

from handlers.news.message import Facts, Message, Wording
from words import Say, _


def _over(f: Facts, say: Say) -> Message:
    lines = [say(_("🤖 {began}—{ended}连不上,现在好了。期间发来的都收到了。")).format(**f)]
    if f["excused"]:
        lines.append(say(_("这段时间到期的{excused}项任务算免,不算漏。")).format(**f))
    if f.get("trial"):
        lines.append(say(_("试行的另计,免{trial}项。")).format(**f))
    return Message("\n".join(lines))


WORDING: dict[str, Wording] = {"outage.over": _over}
