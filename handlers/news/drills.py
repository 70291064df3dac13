"""What is said about drills beside what every alarm says: the questions before, and what was measured."""

from handlers.news.alarm_words import DRILL, KINDS, what
from handlers.news.forms import asks, question
from handlers.news.message import Facts, Message, Wording, says
from handlers.news.names import some_of
from words import Say, _


def _kind(f: Facts, say: Say) -> str:
    return say(KINDS.get(f["danger"], KINDS["other"]))


def _what(f: Facts, say: Say) -> Message:
    lines = [say(_("演习:练哪一种?"))]
    for last in f["last"]:
        sentence = say(_("上次:{day} {place} {kind}。"))
        lines.append(
            sentence.format(day=last["day"], place=last["place"], kind=_kind(last, say)) + _how_it_went(last, say)
        )
    return question("\n".join(lines), f, say)


def _sure(f: Facts, say: Say) -> Message:
    sure = say(_("{mark}{place} {kind},{minutes}分钟。")).format(
        mark=say(DRILL), place=f["place"], kind=_kind(f, say), minutes=f["minutes"]
    )
    called = (
        say(_("马上会叫:{names}。没人去会往上叫。")).format(names=some_of(f["called"], say))
        if f["called"]
        else say(_("现在没有人能收到通知。"))
    )
    again = "\n" + say(_("问过有一会儿了,现在开始吗?")) if f.get("late") else ""
    return question(f"{sure}\n{called}{again}", f, say)


def span(seconds: int, say: Say) -> str:
    """38秒, 4分10秒."""
    if seconds < 60:
        return say(_("{seconds}秒")).format(seconds=seconds)
    return say(_("{minutes}分{seconds}秒")).format(minutes=seconds // 60, seconds=seconds % 60)


def _how_it_went(f: Facts, say: Say) -> str:
    parts = []
    if f["took"] is not None:
        parts.append(say(_("{taker} {span}接下")).format(taker=f["taker"], span=span(f["took"], say)))
    if f["there"] is not None:
        parts.append(say(_("{span}到场")).format(span=span(f["there"], say)))
    if f["done"] is not None:
        parts.append(say(_("{span}处理好")).format(span=span(f["done"], say)))
    return say(_(",")).join(parts) + say(_("。")) if parts else say(_("没有人接下。"))


ENDS: dict[str, str] = {
    "done": _("演习已结束"),
    "time": _("演习到时间了"),
    "ended": _("演习已结束"),
}


def _ended(f: Facts, say: Say) -> str:
    return say(_("✅ {what}:{end}。")).format(what=what(f, say), end=say(ENDS[f["how"]]))


def _over(f: Facts, say: Say) -> Message:
    """To those who were called: it is over, and thanks."""
    return Message(f"{_ended(f, say)}\n{_how_it_went(f, say)}" + say(_("谢谢大家。")))


def _broken(f: Facts, say: Say) -> str:
    """Who is called to what is real has another message; everybody knows that this is no part of the drill."""
    real = what(f["real"], say)
    return say(_("⛔ {drill}停了!真的出事了:\n{real}")).format(drill=say(DRILL), real=real)


def _report(f: Facts, say: Say) -> Message:
    """To the manager who held it, and to nobody else: who pressed nothing is for them to ask."""
    lines = [_broken(f, say) if f["how"] == "danger" else _ended(f, say), _how_it_went(f, say)]
    line = say(_("通知{count}人,{answered}人回了话。")).format(count=len(f["told"]), answered=f["answered"])
    if f["silent"]:
        line += say(_("没回话:{names}。")).format(names=some_of(f["silent"], say))
    return Message("\n".join([*lines, line]))


WORDING: dict[str, Wording] = {
    "drill.ask_what": _what,
    "drill.ask_where": asks(_("在哪儿练?点一下,或者说一句,比如「一食堂」。")),
    "drill.ask_how_long": asks(_("最多练多久?到时间自己结束。")),
    "drill.ask_sure": _sure,
    "drill.place_unknown": says(_("没找到这个地方,请换个说法,比如「一食堂」。")),
    "drill.elsewhere": says(_("您只能在{section}演习,请换个地方。")),
    "drill.runs": says(_("已经有一场演习,先结束那一场。")),
    "drill.danger": says(_("现在有真的警报,先不演习。")),
    "drill.broken": lambda f, say: Message(_broken(f, say)),
    "drill.over": _over,
    "drill.report": _report,
}
