"""What is said about duties: to the one who owes it, to who could go for them, to the lead."""

from collections.abc import Sequence

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows
from words import Say, _, listed

DO = {"round": _("开始"), "sign": _("做好了"), "roll": _("开始")}
ENDS = {
    "done": _("✅ {said} {what} 到了。"),
    "late": _("✅ {said} {what} 到了(晚了一点)。"),
    "missed": _("{what}没收到。"),
    "excused": _("{what}免了:{excuse}"),
}


def what(f: Facts) -> str:
    """02:30男生楼夜间防火, 21:40 1号楼晚点名."""
    return f"{f['starts']}{' ' if f['name'][:1].isdigit() else ''}{f['name']}"


def _said(sentence: str, f: Facts, say: Say) -> str:
    return say(sentence).format(
        **{
            **f,
            "what": what(f),
            "excuse": say(f["excuse"]),
            "reason": say(f["reason"]),
            "asked": listed(f["asked"], say),
            "asked_names": listed(f["asked_names"], say),
            "going": listed(f["going"], say),
        }
    )


def _key(f: Facts, say: Say, label: str, move: str) -> Button:
    return Button(say(label), press("y", move, f["duty"]))


def _card(f: Facts, say: Say) -> Message:
    """One duty as its reader needs it now; the reader is told by what they are to it."""
    return ROLES[f.get("role") or ("owner" if f.get("reader") == f["owner"] else "gone")](f, say)


def _owner(f: Facts, say: Say) -> Message:
    if f["state"] == "missed":
        return _missed(f, say)
    if f["state"] in ENDS:
        return Message(_said(ENDS[f["state"]], f, say))
    if f["by"]:
        return Message(_said(_("{what}:{by}来安排。您做了也可以报。"), f, say), in_rows([_begin(f, say)]))
    sentence, keys = _asks(f, say)
    return Message(sentence, in_rows(keys), silent=_makes_no_sound(f))


def _makes_no_sound(f: Facts) -> bool:
    """A window that opens; and by night the word before a round, for its person may rest."""
    return f.get("prompt") == "opened" or (f.get("prompt") == "before" and f["night"])


def _begin(f: Facts, say: Say) -> Button:
    return _key(f, say, DO[f["task"]], "begin")


def _asks(f: Facts, say: Say) -> tuple[str, list[Button]]:
    """The reminder that fits the moment at which it was made."""
    left, cover = f.get("left"), _key(f, say, _("请人顶"), "ask")
    if left is None or f.get("prompt") == "opened":
        return _said(_first(f), f, say), [_begin(f, say), cover]
    if left > 0:
        return say(_("还有{left}分钟:{name}。")).format(**f), [_begin(f, say), cover]
    if left == 0:
        now = _("到点了:{name},拍一张就行。") if f["task"] == "sign" else _("到点了:{name}。")
        return _said(now, f, say), [_begin(f, say), _key(f, say, _("晚一会儿"), "later"), cover]
    done = _key(f, say, _("做了忘拍") if f["task"] == "sign" else DO[f["task"]], "begin")
    return _said(_("{name}还没收到,要帮忙吗?"), f, say), [done, cover, _key(f, say, _("说原因"), "why")]


def _first(f: Facts) -> str:
    if f["cover"] == f["owner"]:
        return _("好,{what}这一轮算您的,{closes}前。")
    if f["task"] == "sign":
        return _("✍️ 今天{place}轮到您,{due}前。做好从门口拍一张。")
    if f["task"] == "roll":
        return _("🌙 {name},{due}前。")
    if f["points"] > 1:
        return _("🔦 {name},{points}个点,{due}前。拍到点上的码就算到。")
    return _("🔦 {name},{due}前。拍到点上的码就算到。")


def _missed(f: Facts, say: Say) -> Message:
    if f["made_up"]:
        return Message(_said(_("{what} {made_up}补上了,谢谢。"), f, say))
    if f["reason"]:
        return Message(_said(_("{what}没收到。您说的原因记下了:{reason}"), f, say), in_rows([_make_up(f, say)]))
    keys = [_make_up(f, say), _key(f, say, _("说原因"), "why")]
    return Message(_said(_("{what}没收到。补做,还是说个原因?"), f, say), in_rows(keys))


def _make_up(f: Facts, say: Say) -> Button:
    return _key(f, say, _("补做"), "begin")


def _assigned(f: Facts, say: Say) -> Message:
    """Somebody went for them."""
    if f["state"] in ("upcoming", "open") and not f["begun"]:
        keys = [_key(f, say, _("换回我"), "back")]
        return Message(_said(_("{assigned_address}:{what}这轮{cover_address}替您了。"), f, say), in_rows(keys))
    return Message(_said(_("{what}这轮{cover_address}替您了。"), f, say))


def _asked(f: Facts, say: Say) -> Message:
    """A colleague, asked to go."""
    if f["cover"]:
        return Message(_said(_("{what}:{cover_address}去了,这一轮算他的。谢谢{cover_address}!"), f, say))
    if f["answer"] == "go":
        return Message(_said(_("{what}:谢谢您去看。"), f, say))
    if f["answer"] == "back":
        return Message(_said(_("{what}:{assigned_address}自己来,谢谢您。"), f, say))
    if f["state"] in ("done", "late") or f["made_up"]:
        return Message(_said(_("{what}到了,谢谢您。"), f, say))
    if f["state"] not in ("upcoming", "open", "missed"):
        return Message(_said(_("{what}不用去了,谢谢您。"), f, say))
    if f["answer"] == "cannot":
        return Message(_said(_("{what}:知道您走不开。"), f, say))
    keys = [_key(f, say, _("🏃 我去"), "go"), _key(f, say, _("走不开"), "cannot")]
    return Message(_said(_offer(f), f, say), in_rows(keys))


def _offer(f: Facts) -> str:
    """Care first at night: who is silent may be ill."""
    if f["state"] == "upcoming":
        return _("{what}要找人顶。{address},能替{owner_address}去吗?")
    if f["night"] and f["house"]:
        return _("{what}还没收到。{address},顺路去看看{owner_address}和{house}?")
    if f["night"]:
        return _("{what}还没收到。{address},顺路去看看{owner_address}?")
    return _("{what}还没收到。{address},能替{owner_address}去一趟吗?")


def _above(f: Facts, say: Say) -> Message:
    """To the lead and to managers, in private: what is not done, whose it is, and who was asked."""
    lines = [_said(_stands(f), f, say)]
    if f["reason"] and f["state"] != "excused":
        lines.append(_said(_("{owner_name}说:{reason}"), f, say))
    if f["going"] and not f["cover"]:
        lines.append(_said(_("{going}去看了。"), f, say))
    elif f["asked"] and f["waits"] and not f["cover"]:
        lines.append(_said(_("问过{asked_names}。"), f, say))
    if f["by"] and f["waits"]:
        lines.append(_said(_care(f), f, say))
    return Message("\n".join(lines), _above_keys(f, say), silent=bool(f.get("silent")))


def _care(f: Facts) -> str:
    if f.get("handed"):
        return _("交班了,现在到您手上。")
    return _("还在您手上吗?15分钟没回话就再往上说。") if f["mine"] and f.get("asks") else _("{by}在安排。")


def _stands(f: Facts) -> str:
    if f["made_up"]:
        return _("{what} {made_up}补上了({person_address})。")
    if f["state"] in ("done", "late"):
        return _("✅ {said} {what} 到了({person_address})。")
    if f["state"] == "excused":
        return _("{what}免了({owner_name}):{excuse}")
    if not f["owner"]:
        return _("{what}没有人。请您安排,{due}前。")
    if f["state"] == "upcoming":
        return _("{what}({owner_name})还没开始。")
    return _("{what}没收到({owner_name})。")


def _above_keys(f: Facts, say: Say) -> Rows:
    if not f["waits"] and f["state"] != "upcoming":
        return ()
    excuse = [_key(f, say, _("有理由,免"), "excuse")] if f["reason"] else []
    if f["by"]:
        still = [_key(f, say, _("还在安排"), "own")] if f["mine"] and f.get("asks") else []
        return in_rows([*still, *excuse]) if f["mine"] else ()
    find = [_key(f, say, _("找人顶"), "ask")] if f["state"] != "missed" and f["owner"] and not f["cover"] else []
    return in_rows([_key(f, say, _("我来安排"), "own"), _key(f, say, _("已电话"), "called"), *find, *excuse])


def _gone(f: Facts, say: Say) -> Message:
    """Whoever had it before the roster changed."""
    return Message(_said(_("{what}现在是{owner_address}的,您不用管了。"), f, say))


ROLES: dict[str, Wording] = {
    "owner": _owner,
    "assigned": _assigned,
    "above": _above,
    "asked": _asked,
    "gone": _gone,
}


def _unreachable(f: Facts, say: Say) -> Message:
    """Before the shift: who has no way to hear of their duties."""
    text = say(_("到班前联系不上:{names}(共{count}件任务)。请当面说一声,或者找人顶。")).format(
        names=listed(f["names"], say), count=f["count"]
    )
    return Message(text, find_keys(f["duties"], say))


def find_keys(duties: Sequence[Facts], say: Say) -> Rows:
    """One button a duty, for finding somebody else."""
    label = _("找人顶 {what}")
    return tuple((Button(say(label).format(what=what(d))[:40], press("y", "ask", d["duty"])),) for d in duties)


def owed_lines(duties: Sequence[Facts], say: Say) -> list[str]:
    """What somebody owes, a line each: 🔦 08:00校园安全日巡,08:50前."""
    return [
        _said(_("🔦 {what}没收到,还能补。") if d["state"] == "missed" else _("🔦 {what},{due}前。"), d, say)
        for d in duties
    ]


def owed_keys(duties: Sequence[Facts], say: Say) -> Rows:
    """A way in for each that can be begun now."""
    label = _("开始 {what}")
    return tuple(
        (Button(say(label).format(what=what(d))[:40], press("y", "begin", d["duty"])),)
        for d in duties
        if d["state"] in ("open", "missed")
    )


def _toast(f: Facts, say: Say) -> Message:
    return Message(_said(TOASTS[f["move"]], f, say))


def _line(sentence: str) -> Wording:
    return lambda f, say: Message(_said(sentence, f, say))


def _too_late(f: Facts, say: Say) -> Message:
    """What is true now, to somebody who taps an old button."""
    if f["made_up"]:
        return Message(_said(_("{what} {made_up}补上了,谢谢。"), f, say))
    return Message(_said(ENDS.get(f["state"], _("{what}已经有人在做了。")), f, say))


TOASTS: dict[str, str] = {
    "ask": _("好,问了{asked}。"),
    "nobody": _("现在没有同班的人能问,告诉了上一级。"),
    "nobody_above": _("现在没有同班的人能问,请您安排。"),
    "later": _("好,{again}再提醒一次;{closes}前都能补。"),
    "later_no": _("好,{closes}前都能补。"),
    "go": _("谢谢!这一轮算您的,{closes}前。"),
    "went": _("谢谢您去看!去了有事说一句。"),
    "cannot": _("好,知道了。"),
    "back": _("好,这轮还是您的。"),
    "own": _("好,您来安排。"),
    "called": _("好,记下了。"),
    "excuse": _("好,这轮免了。"),
}
WORDING: dict[str, Wording] = {
    "duty.card": _card,
    "duty.unreachable": _unreachable,
    "duty.reason_kept": _line(_("记下了,组长看得到。")),
    "toast.duty": _toast,
    "chase.taken": _line(_("{cover_address}先去了,谢谢您。")),
    "chase.owned": _line(_("{by}先接了,谢谢您。")),
    "chase.not_yours": _line(_("{what}不在您手上。")),
    "chase.no_reason": _line(_("还没有人说原因。")),
    "chase.too_late": _too_late,
}
