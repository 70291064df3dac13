"""What the next thirty days lack, in words."""

from collections.abc import Iterable

from handlers.news.message import Facts, Message, Wording
from words import Say, _

MOST = 8
"""Lines; our own judgement: one screen."""


def _gaps(f: Facts, say: Say) -> Message:
    lines = [say(_("📅 往后三十天看过了,这些没有人:"))]
    lines += [say(_("值班表只排到{day},请接着排。")).format(**it) for it in f.get("ends", ())]
    lines += _named(f.get("shifts", ()), say)
    lines += _named(f.get("rooms", ()), say)
    lines += [say(_("{name}:寝室长{leader}任期到{day},请改选。")).format(**it) for it in f.get("terms", ())[:MOST]]
    lines.append(say(_("换人发 /roster 姓名;补班、改选请写进工作簿再导入。")))
    return Message("\n".join(lines), silent=True)


def _named(found: Iterable[Facts], say: Say) -> list[str]:
    known = list(found)
    lines = [say(_("{name}:{days}")).format(name=it["name"], days=_spans(it["spans"], say)) for it in known[:MOST]]
    return lines + ([say(_("还有{more}个。")).format(more=len(known) - MOST)] if len(known) > MOST else [])


def _spans(spans: Iterable[tuple[str, str]], say: Say) -> str:
    between = say(_("{first}到{last}"))
    return " ".join(first if first == last else between.format(first=first, last=last) for first, last in spans)


WORDING: dict[str, Wording] = {"roster.gaps": _gaps}
