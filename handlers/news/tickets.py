"""What is said about tickets, to the one who reported, the one who repairs, and the one who gives out the work."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, said, says
from handlers.news.pictures import gone, pictures_key
from words import Say, _

STATES: dict[str, str] = {
    "待受理": _("待受理"),
    "已派": _("已派"),
    "处理中": _("处理中"),
    "挂起": _("挂起"),
    "待验收": _("待验收"),
    "已关闭": _("已关闭"),
    "撤销": _("撤销"),
    "重开": _("重开"),
}


def head(f: Facts, say: Say) -> str:
    """🔧 241 3号楼201 水管漏水|水暖|较急"""
    place = f["place"] or say(_("地点没说"))
    words, category, urgency = said(f["words"], say), say(f["category"]), say(f["urgency"])
    return say(_("🔧 {number} {place}\n{words}|{category}|{urgency}")).format(
        number=f["number"], place=place, words=words, category=category, urgency=urgency
    )


def _filed(f: Facts, say: Say) -> Message:
    """The reporter's one message, which edits itself."""
    steps = {
        "待受理": _("已报,{number}号,正在派人。进度看这条。"),
        "已派": _("已报,{number}号,派给{assignee}。进度看这条。"),
        "处理中": _("{number}号:{assignee} {changed}接了单。"),
        "挂起": _("{number}号在等:{held},预计{held_until}。来了先告诉您。"),
        "待验收": _("{number}号:{assignee} {changed}修好了,请您看看。"),
        "已关闭": _("✅ {number}号修好了。谢谢{assignee}。"),
        "撤销": _("{number}号撤回了。"),
        "重开": _("{number}号:{assignee}再来修。"),
    }
    step = _("{number}号:{assignee} {arrived}到了,在修。") if f["arrived"] else steps[f["state"]]
    if f.get("nobody") and f["state"] == "待受理":
        step = _("{number}号记下了,可是现在没有人收得到消息,请打电话给总务。")
    text = say(step).format(**{**f, "held": say(f.get("held", ""))})
    if f.get("unconfirmed"):
        text = say(_("刚才的报修没报完,先替您交给总务了。")) + text
    if f.get("why") and f["state"] in ("待受理", "处理中"):
        text += "\n" + say(_("说明:{why}")).format(why=say(f["why"]))
    own = _("也算您一个,修好告诉您。") if f.get("follows") else _("您{reported}报的,有记录。")
    text += "\n" + "\n".join([say(own).format(**f), head(f, say), *gone(f, say)])
    keys = []
    if f.get("may_chase") and f["state"] in ("待受理", "已派", "处理中", "重开"):
        keys.append(Button(say(_("催单")), press("tw", "chase", f["number"])))
    if f.get("follows"):
        return Message(text, in_rows(keys))
    if f["state"] in ("待受理", "已派", "处理中", "挂起", "重开"):
        keys.append(Button(say(_("补一句")), press("f", "add", f["number"])))
    if f["state"] in ("待受理", "已派", "处理中", "挂起"):
        keys.append(Button(say(_("撤回")), press("t", "withdraw", f["number"])))
    if f["state"] == "已关闭":
        keys.append(Button(say(_("还不行")), press("f", "reject", f["number"])))
    return Message(text, in_rows(keys))


def _job(f: Facts, say: Say) -> Message:
    """The technician's card: what to do, and the one next step."""
    n, mine = f["number"], f.get("mine", True)
    lines = [head(f, say), _reported(f, say)]
    if f.get("handed_by") and mine:
        lines.insert(0, say(_("🤝 {handed_by}没修完,请您接着来。")).format(**f))
    if f.get("nudge") and mine:
        lines.insert(0, say(NUDGES[f["nudge"]]).format(**{**f, "held": say(f["held"])}))
    if f.get("why"):
        lines.append(say(_("说明:{why}")).format(why=say(f["why"])))
    if not mine:
        lines += [_now(f, say), *gone(f, say)]
        return Message("\n".join(lines), pictures_key(f, "ticket", say), photo=_first(f))
    rows: dict[str, Rows] = {
        "已派": (
            (Button(say(_("接单")), press("t", "take", n)),),
            (Button(say(_("修不了")), press("f", "give_back", n)),),
        ),
        "处理中": (
            (Button(say(_("修好,拍照")), press("f", "finish", n)),),
            (Button(say(_("到了")), press("t", "arrive", n)), Button(say(_("等配件")), press("f", "hold", n))),
            (Button(say(_("修不了")), press("f", "give_back", n)),),
        ),
        "挂起": (
            (Button(say(_("接着修")), press("t", "resume", n)), Button(say(_("还要等")), press("f", "hold", n))),
            (Button(say(_("修不了")), press("f", "give_back", n)),),
        ),
    }
    rows["重开"] = rows["已派"]
    closing = {
        "处理中": _("到哪一步了?"),
        "挂起": _("在等:{held},预计{held_until}。"),
        "待验收": _("等人看过。"),
        "已关闭": _("✅ 已完成。"),
        "撤销": _("撤回了,不用去了。"),
        "待受理": _("已退回,另派人。"),
        "重开": _("还不行,请再看一次。"),
    }
    if f["state"] in closing:
        lines.append(say(closing[f["state"]]).format(**{**f, "held": say(f.get("held", ""))}))
    lines += gone(f, say)
    return Message("\n".join(lines), rows.get(f["state"], ()), photo=_first(f))


def _reported(f: Facts, say: Say) -> str:
    """温俊杰09:58报,11:58前回话。"""
    if f["state"] in ("已派", "重开", "处理中") and f.get("answer_by"):
        return say(_("{reporter} {reported}报,{answer_by}前回话。")).format(**f)
    if f["state"] in ("已派", "重开", "处理中") and f.get("done_by"):
        return say(_("{reporter} {reported}报,{done_by}前修好。")).format(**f)
    return say(_("{reporter} {reported}报。")).format(**f)


NUDGES: dict[str, str] = {
    "take": _("⏰ {number}号请在{take_by}前接单。"),
    "answer": _("⏰ {number}号到回话的时间了,到了点一下。"),
    "soon": _("⏰ {number}号{done_by}前要修好。"),
    "done": _("⏰ {number}号到修好的时间了,要等配件也点一下。"),
    "hold": _("⏰ {number}号等的{held}该到了。来了吗?"),
}
"""What the card says first when it comes again."""


def _unassigned(f: Facts, say: Say) -> Message:
    """To the dispatcher: nobody has it yet."""
    n = f["number"]
    note = _("⚠️ 未确认的报修,请核实再派。") if f["unconfirmed"] else _("还没有人接,请派人。")
    lines = [say(note), head(f, say), _reported(f, say)]
    if f.get("why"):
        lines.append(say(_("说明:{why}")).format(why=say(f["why"])))
    keys: Rows = (
        (Button(say(_("派人")), press("f", "assign", n)), Button(say(_("我来")), press("t", "take", n))),
        (Button(say(_("不用修")), press("t", "withdraw", n)),),
    )
    keys = keys if f["state"] == "待受理" else ()
    return Message("\n".join(lines), (*keys, *pictures_key(f, "ticket", say)), photo=_first(f))


def _desk(f: Facts, say: Say) -> Message:
    """To a dispatcher who looks at somebody's ticket."""
    open_now = f["state"] in ("已派", "处理中", "挂起", "重开")
    keys: Rows = ((Button(say(_("改派")), press("f", "assign", f["number"])),),) if open_now else ()
    return Message(
        "\n".join([head(f, say), _now(f, say), *gone(f, say)]),
        (*keys, *pictures_key(f, "ticket", say)),
        photo=_first(f),
    )


def _rest(f: Facts, say: Say) -> Message:
    """The other photos and the voice notes, without words of their own."""
    return Message(
        say(_("{number}号的全部照片和语音:")).format(**f),
        album=tuple(f["photos"]) if len(f["photos"]) > 1 else (),
        voices=tuple(f["voices"]),
        files=tuple(f["files"]),
    )


def _accept(f: Facts, say: Say) -> Message:
    if f["state"] != "待验收":
        answered = {"已关闭": _("✅ {number}号:好用。谢谢您!"), "重开": _("{number}号:已请{assignee}再来。")}
        return Message(say(answered.get(f["state"], _("{number}号有了新进展。"))).format(**f))
    text = say(_("{number}号修好了({assignee})。好用吗?")).format(**f) + "\n" + head(f, say)
    if f.get("why"):
        text += "\n" + say(_("说明:{why}")).format(why=say(f["why"]))
    keys: Rows = (
        (Button(say(_("好了,谢谢")), press("t", "confirm", f["number"])),),
        (Button(say(_("还不行")), press("f", "reject", f["number"])),),
    )
    return Message(text, keys, photo=f["after"][-1] if f["after"] else None)


def _more(f: Facts, say: Say) -> Message:
    text = say(_("{number}号 {by}补充:{more}")).format(**{**f, "more": f["more"] or say(_("(见照片或语音)"))})
    return Message(text, photo=f["added"][0] if f["added"] else None)


def _too_late(f: Facts, say: Say) -> Message:
    sentences = {
        "已派": _("{number}号现在派给{assignee}。"),
        "处理中": _("{number}号:{assignee}在修。"),
        "挂起": _("{number}号在等:{held},预计{held_until}({assignee})。"),
        "待验收": _("{number}号{changed}已修好({assignee}),等报修人看。"),
        "已关闭": _("{number}号{changed}已完成({assignee})。"),
        "撤销": _("{number}号已撤回。"),
        "待受理": _("{number}号还在等派人。"),
        "重开": _("{number}号要再修一次({assignee})。"),
    }
    if f["state"] == "处理中" and f.get("mine"):
        return Message(say(_("{number}号已经在您手上。")).format(**f))
    if f["state"] == "处理中" and f.get("move") == "take":
        return Message(say(_("{assignee}先接了,谢谢您。")).format(**f))
    return Message(say(sentences[f["state"]]).format(**{**f, "held": say(f.get("held", ""))}))


def _not_yours(f: Facts, say: Say) -> Message:
    """What is true now and who has it, to somebody whose move it is not."""
    if f["state"] == "待验收" and f.get("worked"):
        return Message(say(_("自己修的请别人看过才算。")))
    return Message(say(_("这件不归您处理,现在是:{stands}。")).format(stands=stands(f, say)))


def _of_alarm(f: Facts, say: Say) -> Message:
    return Message(say(_("这件已经转过报修了:{number}号,{stands}。")).format(number=f["number"], stands=stands(f, say)))


def stands(f: Facts, say: Say) -> str:
    """How it is and who has it: 处理中 田大勇."""
    return f"{say(f['state'])} {f['assignee']}".rstrip()


def _now(f: Facts, say: Say) -> str:
    return say(_("现在:{state} {assignee}")).format(state=say(f["state"]), assignee=f["assignee"]).rstrip()


def _about(sentence: str) -> Wording:
    return lambda f, say: Message(say(sentence).format(**{**f, "place": f["place"] or say(_("地点没说"))}))


def _first(f: Facts) -> str | None:
    return f["photos"][0] if f["photos"] else None


WORDING: dict[str, Wording] = {
    "ticket.filed": _filed,
    "ticket.job": _job,
    "ticket.unassigned": _unassigned,
    "ticket.desk": _desk,
    "ticket.rest": _rest,
    "ticket.accept": _accept,
    "ticket.more": _more,
    "ticket.joined": says(_("加到{number}号了。")),
    "ticket.thanks": _about(_("👍 {number}号 {place}:好用,谢谢您。")),
    "ticket.withdrawn": _about(_("{number}号 {place}:撤回了,不用去了。")),
    "ticket.too_late": _too_late,
    "ticket.not_yours": _not_yours,
    "ticket.of_alarm": _of_alarm,
}
