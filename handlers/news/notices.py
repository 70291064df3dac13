"""What is said about 整改通知: to whoever puts it right, to whoever looks again, and to whoever is above."""

from handlers.buttons import press
from handlers.news.forms import asks
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from words import Say, _

STATES: dict[str, str] = {
    "待签收": _("待签收"),
    "整改中": _("整改中"),
    "待复查": _("待复查"),
    "销号": _("销号"),
    "撤回": _("撤回了"),
}


def _head(f: Facts, say: Say) -> str:
    """📄 整改18号:D楼阶梯教室吊顶松动"""
    place = f["where"] + " " if f["where"] else "" if f["place"] else say(_("地点没说")) + " "
    found = say(_("抽查{score}分,{words}")).format(**f) if f["score"] is not None else f["words"]
    line = say(_("📄 整改{number}号:{place}{found}")).format(
        number=f["number"], place=place, found=found or say(_("(见照片)"))
    )
    return line + (say(_("(60天内又一次,上次{relapse_of}号)")).format(**f) if f["relapse_of"] else "")


def until(f: Facts, say: Say) -> str:
    return say(_("{month}月{day}日{at}")).format(**f)


def _card(f: Facts, say: Say) -> Message:
    """The responsible person's one message, which edits itself."""
    head, n = _head(f, say), f["number"]
    text = say(_("{head},{until}前。发:{issuer}")).format(head=head, until=until(f, say), issuer=f["issuer"])
    over = {
        "待复查": _("{head}\n您{done}说改好了,请{checker}复查。"),
        "销号": _("✅ 整改{number}号改好了,销号。谢谢您。"),
        "撤回": _("整改{number}号撤回了,不用改了。"),
    }
    if f["state"] == "撤回" and f.get("move") == "lapse":
        return Message(say(_("整改{number}号撤回了,不用改了:有人提了意见,分数退回了。")).format(**f))
    if f["state"] in over:
        sentence = over[f["state"]] if f["checker"] or f["state"] != "待复查" else _("{head}\n记下了:改好了,等人复查。")
        return Message(say(sentence).format(**{**f, "head": head}))
    if f["reason"] and f["state"] == "整改中":
        text += "\n" + say(_("说明:{reason}")).format(reason=say(f["reason"]))
    left = f.get("left")
    if left is not None:
        ask = _("⏳ 还有{left}小时。") if left > 0 else _("⏳ 到时间了。改好了吗?")
        text = say(ask).format(left=left) + "\n" + text
    done = Button(say(_("改好了,拍照")), press("j", "done", n))
    cannot = Button(say(_("做不到")), press("j", "cannot", n))
    rows: Rows = ((Button(say(_("签收")), press("j", "sign", n)), cannot),)
    if f["state"] == "整改中":
        rows = ((done,), (cannot,))
    return Message(text, rows, photo=f["before"][0] if f["before"] else None)


def _check(f: Facts, say: Say) -> Message:
    """Before and after, and one question."""
    answered = {"销号": _("✅ 整改{number}号:您看过了,合格。"), "整改中": _("整改{number}号:已请再改。")}
    if f["state"] != "待复查":
        return Message(say(answered.get(f["state"], _("整改{number}号撤回了,不用看了。"))).format(**f))
    text = say(_("整改{number}号改好了(前后图),请您复查。")).format(**f)
    text += "\n" + _head(f, say)
    keys = [
        Button(say(_("合格")), press("j", "pass", f["number"])),
        Button(say(_("不合格")), press("j", "fail", f["number"])),
    ]
    return Message(text, in_rows(keys))


def _above(f: Facts, say: Say) -> Message:
    """To whoever issued it, or is above: it cannot be done in time, or it is overdue; and what became of it."""
    head = _head(f, say)
    if f["state"] == "销号":
        return Message(say(_("✅ {head}\n改好了,{checker}看过,销号。")).format(**{**f, "head": head}))
    keys = [
        Button(say(_("延一期")), press("j", "extend", f["number"])),
        Button(say(_("撤回")), press("j", "withdraw", f["number"])),
    ]
    if f["move"] == "cannot":
        said = _("{head}\n{responsible}说做不到:{reason}。延期吗?")
        return Message(say(said).format(**{**f, "head": head, "reason": say(f["reason"])}), in_rows(keys))
    if f["move"] == "look" and not f["is_overdue"]:
        return Message(
            say(_("{head}\n{until}前({responsible})。")).format(**{**f, "head": head, "until": until(f, say)})
        )
    said = (
        _("{head}\n{until}到期,逾期{days}天({responsible})。")
        if f["days"]
        else _("{head}\n{until}到期了({responsible})。")
    )
    return Message(say(said).format(**{**f, "head": head, "until": until(f, say)}), in_rows(keys))


def _too_late(f: Facts, say: Say) -> Message:
    sentences = {
        "待签收": _("整改{number}号还没签收({responsible})。"),
        "整改中": _("整改{number}号正在改({responsible})。"),
        "待复查": _("整改{number}号{done_by}说改好了,等复查。"),
        "销号": _("整改{number}号已经销号。"),
        "撤回": _("整改{number}号已经撤回。"),
    }
    return Message(say(sentences[f["state"]]).format(**f))


def _not_yours(f: Facts, say: Say) -> Message:
    return Message(say(_("整改{number}号不归您办,现在在{responsible}手上。")).format(**f))


def _issued(f: Facts, say: Say) -> Message:
    text = say(_("📄 整改{number}号发给{responsible}了,{until}前。改好了请您看。"))
    return Message(text.format(**{**f, "until": until(f, say)}))


TOASTS: dict[str, str] = {
    "sign": _("好,改好了拍一张。"),
    "extend": _("延了,告诉{responsible}了。"),
    "pass": _("谢谢!"),
    "withdraw": _("撤回了。"),
}


WORDING: dict[str, Wording] = {
    "notice.card": _card,
    "notice.check": _check,
    "notice.above": _above,
    "notice.issued": _issued,
    "notice.too_late": _too_late,
    "notice.not_yours": _not_yours,
    "notice.own_work": says(_("自己的事请别人复查。")),
    "notice.nobody": says(_("现在找不到能整改的人,请先在工作簿里写上这里的责任人。")),
    "notice.ask_after": asks(_("整改{number}号改好了?拍一张。")),
    "notice.ask_why": asks(_("整改{number}号为什么做不到?点一下,或者说一句。")),
    "notice.ask_still": asks(_("整改{number}号哪里还不行?点一下,说一句或拍一张。")),
    "notice.ask_when": asks(_("📄 发整改:{place}\n几时前改好?")),
    "toast.notice": lambda f, say: Message(say(TOASTS[f["move"]]).format(**f)),
}
