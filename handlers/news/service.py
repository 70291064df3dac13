"""What is said of a repair that waits: to whoever asks, to whoever is asked, and to whoever gives out the work."""

from handlers.buttons import press
from handlers.news.day_lines import before_words
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from handlers.news.tickets import head
from words import Say, _, listed

AT_THE_END: dict[str, str] = {"stay": _("接着干"), "pass": _("交班"), "later": _("下个班来")}
WHEN: dict[str, str] = {"now": _("马上"), "today": _("今天"), "tomorrow": _("明天")}
COMING: dict[str, str] = {
    "now": _("{number}号:{by}说马上来。"),
    "today": _("{number}号:{by}说今天来。"),
    "tomorrow": _("{number}号:{by}说明天来。"),
}


def _chased(f: Facts, say: Say) -> Message:
    """241 温老师问什么时候来。"""
    n = f["number"]
    if f.get("when"):
        return Message(say(COMING[f["when"]]).format(**f))
    text = say(_("{number}号 {by}问什么时候来。")).format(**f) + "\n" + head(f, say)
    if not f["mine"]:
        return Message(text, _give(f, say))
    keys = [Button(say(label), press("tw", when, n)) for when, label in WHEN.items()]
    return Message(text, in_rows(keys, across=3))


def _give(f: Facts, say: Say) -> Rows:
    """To whoever may give it to somebody."""
    label = _("改派") if f["assignee"] else _("派人")
    return ((Button(say(label), press("f", "assign", f["number"])),),) if f["may"] else ()


def _late(f: Facts, say: Say) -> Message:
    """To whoever gives out the work, or is above: what is waited for, and one button."""
    sentences = {
        "take": _("⏰ {number}号说好{take_by}前接单,还没有人接({who})。"),
        "done": _("⏰ {number}号说好{done_by}前修好,还没修好({who})。"),
        "hold": _("⏰ {number}号说好等到{held_until},还没动({who}):{held}。"),
        "chased": _("⏰ {number}号催了{chases}次,还没修好({who})。"),
        "cannot_wait": _("{number}号报修人说等不了:{held},要到{held_until}({who})。"),
        "answer": _("⏰ {number}号说好{answer_by}前回话,联系不上{who}。"),
        "soon": _("⏰ {number}号{done_by}前要修好,联系不上{who}。"),
        "off": _("🤝 {number}号没修完,{who}下班了,没有下一班的人接。"),
    }
    away = {
        "off": _("🤝 {number}号没修完,{who},没有人接。"),
        "answer": _("⏰ {number}号说好{answer_by}前回话,{who}。"),
        "soon": _("⏰ {number}号{done_by}前要修好,{who}。"),
    }
    who = f["assignee"] or say(_("没派人"))
    if f.get("on_leave"):
        sentences |= away
        who = say(_("{name}请假了")).format(name=who)
    text = say(sentences[f["what"]]).format(**{**f, "who": who, "held": say(f["held"])})
    return Message(text + "\n" + head(f, say), _give(f, say))


def _shift(f: Facts, say: Say) -> Message:
    """🤝 17:30下班,手上还有2件…怎么办?"""
    lines = [say(_("🤝 {ends}下班,手上还有{count}件:")).format(ends=f["ends"], count=len(f["tickets"]))]
    lines += [
        say(_("{number}号 {place}{words}")).format(**{**it, "place": before_words(it["place"])}) for it in f["tickets"]
    ]
    if f["answer"]:
        return Message("\n".join([*lines, _answered(f, say)]))
    lines.append(say(_("怎么办?不点的话,急的交给下一班,别的等您下个班。")))
    keys = [Button(say(label), press("tw", what, f["which"])) for what, label in AT_THE_END.items()]
    return Message("\n".join(lines), in_rows(keys, across=3))


def _answered(f: Facts, say: Say) -> str:
    sentences = {"stay": _("好,您接着干。"), "later": _("好,等您下个班。")}
    if f["answer"] != "pass":
        return say(sentences[f["answer"]])
    if not f["to"]:
        return say(_("没有下一班的人,告诉派单的人了。"))
    return say(_("好,交给{names}了。")).format(names=listed(f["to"], say))


def _passed(f: Facts, say: Say) -> Message:
    leave = f["because"] == "leave"
    sentence = _("{number}号:{was}请假,{assignee}接着修。") if leave else _("{number}号:{was}下班了,{assignee}接着修。")
    return Message(say(sentence).format(**f))


def _on_hold(f: Facts, say: Say) -> Message:
    """241 在等配件(水阀),预计周四。到了先告诉您。"""
    n, held = f["number"], say(f["held"])
    if f["state"] != "挂起":
        return Message(say(_("{number}号有了新进展。")).format(**f))
    text = say(_("{number}号在等:{held},预计{held_until}。来了先告诉您。")).format(**{**f, "held": held})
    if f.get("fine"):
        return Message(text + "\n" + say(_("好,谢谢您等。")))
    if "fine" in f:
        told = "、".join(f["told"]) or say(_("总务"))
        return Message(text + "\n" + say(_("已告诉{told}您等不了。")).format(told=told))
    keys = [Button(say(_("好")), press("tw", "fine", n)), Button(say(_("等不了")), press("tw", "too_long", n))]
    return Message(text, in_rows(keys))


def _lapsed(f: Facts, say: Say) -> Message:
    if f["state"] != "已关闭":
        return Message(say(_("{number}号有了新进展。")).format(**f))
    text = say(_("{number}号没等到您回话,先关了。{days}天内不行还点这里。")).format(**f)
    return Message(text, ((Button(say(_("还不行")), press("f", "reject", f["number"])),),))


def _early(f: Facts, say: Say) -> Message:
    asked = _("刚催过了,{from}以后还没动静再点。") if f["again"] else _("{from}前会有人接,过了还没动静再催。")
    return Message(say(asked).format(**f))


def _coming(f: Facts, say: Say) -> Message:
    return Message(say(COMING[f["when"]]).format(**f))


TOASTS: dict[str, str] = {
    "chase": _("问了,有回话就告诉您。"),
    "now": _("好,告诉报修人了。"),
    "today": _("好,告诉报修人了。"),
    "tomorrow": _("好,告诉报修人了。"),
    "fine": _("谢谢您!"),
    "too_long": _("好,告诉总务了。"),
}

WORDING: dict[str, Wording] = {
    "ticket.chased": _chased,
    "ticket.coming": _coming,
    "ticket.late": _late,
    "ticket.on_hold": _on_hold,
    "ticket.lapsed": _lapsed,
    "ticket.chase_early": _early,
    "ticket.closed_long": says(_("{number}号关了{days}天以上,请重新报一次。")),
    "ticket.shift": _shift,
    "ticket.passed": _passed,
    "ticket.stays": says(_("{number}号:{assignee}下班了,{back}回来接着修。")),
    "toast.shift": lambda f, say: Message(_answered(f, say)),
    "toast.service": lambda f, say: Message(say(TOASTS[f["what"]]).format(**f)),
}
