"""What is said about an outage and what it excused, and about a clock that jumped or is wrong."""

from handlers.news.message import Facts, Message, Wording
from words import Say, _


def _over(f: Facts, say: Say) -> Message:
    text = _("🤖 {began}—{ended}连不上,现在好了。期间发来的都收到了。")
    if f.get("jumped"):
        text = _("🤖 机器的时钟从{began}跳到{ended},当作停机。发来的都收到了。")
    lines = [say(text).format(**f)]
    if f["excused"]:
        lines.append(say(_("这段时间到期的{excused}项任务算免,不算漏。")).format(**f))
    if f.get("trial"):
        lines.append(say(_("试行的另计,免{trial}项。")).format(**f))
    return Message("\n".join(lines))


def _back(f: Facts, say: Say) -> Message:
    return Message(say(_("🕰 机器的时钟从{began}跳回{ended}。做过的不再做,没到点的任务重新等。")).format(**f))


def _wrong(f: Facts, say: Say) -> Message:
    text = _("🕰 机器的时钟是{machine},实际是{now}。任务照实际时间走,没有耽误。请把机器的时间校准。")
    return Message(say(text).format(**f))


WORDING: dict[str, Wording] = {"outage.over": _over, "clock.back": _back, "clock.wrong": _wrong}
