"""What is said during a round: one short line a point, one question at its end."""

from handlers.buttons import press
from handlers.news.forms import options
from handlers.news.message import Button, Facts, Message, Wording, cut, in_rows, says
from words import Say, _, listed

A_LINE = 60
"""Signs of what to look at at a point: two lines of a phone."""
MANY_NAMES = 160
"""Signs of the points that are missing; our own judgement: the question below must stay on the screen."""
WHY_ASKED = {
    "no_code": _("照片收到了,上面没看到码。哪个点?"),
    "not_ours": _("照片收到了,这不是我们的码。哪个点?"),
    "several": _("照片收到了,上面不止一个码。哪个点?"),
}


def _point(f: Facts, say: Say) -> Message:
    """Where one stands and where to go; what is open about a photo goes first."""
    lines = [line for line in (_note(f, say), _question(f, say)) if line]
    return Message("\n".join(lines), options(f, say), silent=bool(f["reached"]) and not f["note"])


def _note(f: Facts, say: Say) -> str:
    note = f["note"] or {}
    if "again" in note:
        return say(_("{again}已经到过了。")).format(**note)
    if "unverified" in note:
        return say(_("{unverified}按点选记下了:链接证明不了人在那里。到了请拍一张码。")).format(**note)
    if "elsewhere" in note:
        return say(_("这是{elsewhere}的码,不在这一轮。那里有问题就点「有问题」。")).format(**note)
    return ""


def _question(f: Facts, say: Say) -> str:
    if f["picking"]:
        return say(_("哪个点?"))
    if f["challenge"]:
        ask = (
            _('这里请多拍一张现场,手指比"{fingers}"。') if f["challenge"]["fingers"] else _("记下了。拍一张现场就行。")
        )
        return _so_far(f, say) + "\n" + say(ask).format(**f["challenge"])
    if f["asking"]:
        return say(WHY_ASKED[f["asking"]])
    if not f["reached"]:
        first = _("🔦 {name},{points}个点,{due}前。拍到点上的码就算到。第一个:{next}")
        if f["points"] == 1:
            return say(_("🔦 {name},{due}前。到{next},拍那里的码就算到。")).format(**f)
        free = _("🔦 {name},{points}个点,{due}前。拍到点上的码就算到。")
        return say(first if f["fixed"] else free).format(**f) + _look(f, say)
    if not f["missing"]:
        return _so_far(f, say)
    following = _("下一个:{next}") if f["fixed"] else _("还有:{missing}")
    so_far = _so_far(f, say) + say(following).format(next=f["next"], missing=listed(f["missing"][:3], say))
    return so_far + _look(f, say)


def _look(f: Facts, say: Say) -> str:
    """What to look at where one goes next, as far as a line holds it."""
    if not (f["fixed"] and f["look"]):
        return ""
    return "\n" + say(_("看:{what}")).format(what=cut(" · ".join(f["look"]), A_LINE))


def _so_far(f: Facts, say: Say) -> str:
    return say(_("✅ {reached}/{points} {last} {at}。")).format(**f) if f["reached"] else ""


def _fault(f: Facts, say: Say) -> Message:
    ask = _("要紧吗?") if f["said"] and f["pictures"] else _("拍一张,说一句。要紧吗?")
    head = " ".join(filter(None, [f["where"], f["said"][:200], "📷" * min(f["pictures"], 3)]))
    return Message("\n".join(filter(None, [head, say(ask)])), options(f, say))


def _fault_noted(f: Facts, say: Say) -> Message:
    sentence = _("🚨 {where}:已经通知了。") if f["became"] == "alarm" else _("{where}:已当场弄好,记上了。谢谢!")
    return Message(say(sentence).format(**f))


def _why_missing(f: Facts, say: Say) -> Message:
    text = say(_("还有{count}个点没到:{names}。为什么?点一下,或者说一句。"))
    return Message(
        text.format(count=len(f["missing"]), names=cut(listed(f["missing"], say), MANY_NAMES)), options(f, say)
    )


def _submit(f: Facts, say: Say) -> Message:
    if f["missing"]:
        text = say(_("到了{reached}个点,没到{count}个。其余正常?")).format(count=len(f["missing"]), **f)
    elif f["points"] > 1:
        text = say(_("{points}个点都到了,{minutes}分钟。其余正常?")).format(**f)
    else:
        text = say(_("{name}做完了。其余正常?")).format(**f)
    if f["faults"]:
        text = say(_("记了{faults}件。")).format(**f) + text
    return Message(text, options(f, say))


def _submitted(f: Facts, say: Say) -> Message:
    sentences = {
        "done": _("✅ {name}交了,{said}。谢谢!"),
        "late": _("✅ {name}交了,{said},晚了一点,记上了。"),
        "missed": _("✅ {name}补上了,{made_up}。谢谢!"),
    }
    return Message(say(sentences[f["state"]]).format(**f))


def _over(f: Facts, say: Say) -> Message:
    if f["state"] == "excused":
        return Message(say(_("{name}免了,不用做。")).format(**f))
    return Message(say(_("{name}已经交了({person_address})。")).format(**f))


def _which(f: Facts, say: Say) -> Message:
    keys = [Button(f"{duty['name']} {duty['due']}", press("y", "begin", duty["duty"])) for duty in f["duties"]]
    return Message(say(_("现在有{count}件,先做哪件?")).format(count=len(keys)), in_rows(keys, across=1))


def _none(f: Facts, say: Say) -> Message:
    if not f["next"]:
        return Message(say(_("您今天没有要做的了。")))
    later = f["next"].get("later")
    sentence = _("现在没有。下一件:{name},明天{opens}起。") if later else _("现在没有。下一件:{name},{opens}起。")
    return Message(say(sentence).format(**f["next"]))


def _asks(sentence: str) -> Wording:
    return lambda f, say: Message(say(sentence).format(**f), options(f, say))


WORDING: dict[str, Wording] = {
    "round.point": _point,
    "round.fault": _fault,
    "round.fault_noted": _fault_noted,
    "round.fault_first": says(_("先拍一张,或者说一句,是什么问题。")),
    "round.why_missing": _why_missing,
    "round.was_late": _asks(_("有的照片到得晚。刚才没信号时拍的吗?")),
    "round.submit": _submit,
    "round.which": _which,
    "round.none": _none,
    "place.here": says(_("这是{place}。那里有问题,拍一张或说一句。")),
    "duty.submitted": _submitted,
    "duty.not_yet": says(_("{name}还没到时候,{opens}开始。")),
    "duty.over": _over,
    "duty.not_yours": says(_("这件现在归{owner_address}。")),
    "duty.taken": says(_("{taker}已经在做了,到了{reached}个点。谢谢!")),
}
