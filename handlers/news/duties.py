"""What is said about duties: to the one who owes it, and to who could go for them."""

from collections.abc import Sequence

from handlers.buttons import press
from handlers.news.duty_words import key, said, what
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from handlers.news.undone import above
from words import Say, _

DO = {"round": _("开始"), "sign": _("做好了"), "roll": _("开始"), "inspect": _("这就去"), "prompt": _("拍给你看")}
ENDS = {
    "done": _("✅ {said} {what} 到了。"),
    "late": _("✅ {said} {what} 到了(晚了一点)。"),
    "missed": _("{what}没收到。"),
    "excused": _("{what}免了:{excuse}"),
}


def _card(f: Facts, say: Say) -> Message:
    """One duty as its reader needs it now; the reader is told by what they are to it."""
    return ROLES[f.get("role") or ("owner" if f.get("reader") == f["owner"] else "gone")](f, say)


def _owner(f: Facts, say: Say) -> Message:
    if f["state"] == "missed":
        return _missed(f, say)
    if f["state"] in ENDS:
        return Message(said(ENDS[f["state"]], f, say))
    if f["by"]:
        return Message(said(_("{what}:{by}来安排。您做了也可以报。"), f, say), in_rows([_begin(f, say)]))
    sentence, keys = _shows(f, say) if f["task"] == "prompt" else _asks(f, say)
    return Message(sentence, in_rows(keys), silent=_makes_no_sound(f))


def _makes_no_sound(f: Facts) -> bool:
    """A window that opens; and by night the word before a round, for its person may rest. A draw is news,
    once for all the places of one word."""
    return (f.get("prompt") == "opened" and (f["task"] != "inspect" or f.get("beside"))) or (
        f.get("prompt") == "before" and f["night"]
    )


def _begin(f: Facts, say: Say) -> Button:
    return key(f, say, DO[f["task"]], "begin")


def _shows(f: Facts, say: Say) -> tuple[str, list[Button]]:
    """A prompt: the gate as it is now."""
    if (f.get("left") or 0) < 0:
        return said(_("{place}还没拍到,请现在拍一张。"), f, say), [_begin(f, say), key(f, say, _("说原因"), "why")]
    return said(_("📸 请现在拍一张{place},{due}前。"), f, say), [_begin(f, say)]


def _instead(f: Facts, say: Say) -> Button:
    """Who else could: of an inspection somebody else is drawn, of anything else colleagues are asked."""
    if f["task"] == "inspect":
        return key(f, say, _("去不了"), "decline")
    return key(f, say, _("请人顶"), "ask")


def _asks(f: Facts, say: Say) -> tuple[str, list[Button]]:
    """The reminder that fits the moment at which it was made."""
    left, cover = f.get("left"), [_instead(f, say)]
    if left is None or f.get("prompt") == "opened":
        return said(_first(f), f, say), [_begin(f, say), *cover]
    if left > 0:
        return say(_("还有{left}分钟:{name}。")).format(**f), [_begin(f, say), *cover]
    if left == 0:
        now = _("到点了:{name},拍一张就行。") if f["task"] == "sign" else _("到点了:{name}。")
        return said(now, f, say), [_begin(f, say), key(f, say, _("晚一会儿"), "later"), *cover]
    done = key(f, say, _("做了忘拍") if f["task"] == "sign" else DO[f["task"]], "begin")
    return said(_("{name}还没收到,要帮忙吗?"), f, say), [done, *cover, key(f, say, _("说原因"), "why")]


def _first(f: Facts) -> str:
    if f["cover"] == f["owner"]:
        return _("好,{what}这一轮算您的,{closes}前。")
    if f["task"] == "sign":
        return _("✍️ 今天{place}轮到您,{due}前。做好从门口拍一张。")
    if f["task"] == "inspect":
        if "last_score" in f:
            return _("🎲 请抽查{place},{due}前。上次{last_score}分({last_month}月{last_day}日)。先别告诉别人。")
        return _("🎲 请抽查{place},{due}前。先别告诉别人。")
    if f["task"] == "roll":
        return _("🌙 {name},{due}前。")
    if f["points"] > 1:
        return _("🔦 {name},{points}个点,{due}前。拍到点上的码就算到。")
    return _("🔦 {name},{due}前。拍到点上的码就算到。")


def _missed(f: Facts, say: Say) -> Message:
    if f["made_up"]:
        return Message(said(_("{what} {made_up}补上了,谢谢。"), f, say))
    if f["reason"]:
        return Message(said(_("{what}没收到。您说的原因记下了:{reason}"), f, say), in_rows([_make_up(f, say)]))
    keys = [_make_up(f, say), key(f, say, _("说原因"), "why")]
    return Message(said(_("{what}没收到。补做,还是说个原因?"), f, say), in_rows(keys))


def _make_up(f: Facts, say: Say) -> Button:
    return key(f, say, _("补做"), "begin")


def _assigned(f: Facts, say: Say) -> Message:
    """Somebody went for them."""
    if f["state"] in ("upcoming", "open") and not f["begun"]:
        keys = [key(f, say, _("换回我"), "back")]
        return Message(said(_("{assigned_address}:{what}这轮{cover_address}替您了。"), f, say), in_rows(keys))
    return Message(said(_("{what}这轮{cover_address}替您了。"), f, say))


def _asked(f: Facts, say: Say) -> Message:
    """A colleague, asked to go."""
    if f["cover"]:
        return Message(said(_("{what}:{cover_address}去了,这一轮算他的。谢谢{cover_address}!"), f, say))
    if f["answer"] == "go":
        return Message(said(_("{what}:谢谢您去看。"), f, say))
    if f["answer"] == "back":
        return Message(said(_("{what}:{assigned_address}自己来,谢谢您。"), f, say))
    if f["state"] in ("done", "late") or f["made_up"]:
        return Message(said(_("{what}到了,谢谢您。"), f, say))
    if f["state"] not in ("upcoming", "open", "missed"):
        return Message(said(_("{what}不用去了,谢谢您。"), f, say))
    if f["answer"] == "cannot":
        return Message(said(_("{what}:知道您走不开。"), f, say))
    keys = [key(f, say, _("🏃 我去"), "go"), key(f, say, _("走不开"), "cannot")]
    return Message(said(_offer(f), f, say), in_rows(keys))


def _offer(f: Facts) -> str:
    """Care first at night: who is silent may be ill. Who asks for somebody before the time is up is not silent."""
    if f.get("early"):
        return _("{what}要找人顶。{address},能替{owner_address}去吗?")
    if f["night"] and f["house"]:
        return _("{what}还没收到。{address},顺路去看看{owner_address}和{house}?")
    if f["night"]:
        return _("{what}还没收到。{address},顺路去看看{owner_address}?")
    return _("{what}还没收到。{address},能替{owner_address}去一趟吗?")


def _gone(f: Facts, say: Say) -> Message:
    """Whoever had it before the roster changed, or before somebody else was drawn."""
    if f["task"] == "inspect":
        return Message(said(_("{what}换别人去了。"), f, say))
    return Message(said(_("{what}现在是{owner_address}的,您不用管了。"), f, say))


ROLES: dict[str, Wording] = {
    "owner": _owner,
    "assigned": _assigned,
    "above": above,
    "asked": _asked,
    "gone": _gone,
}


def owed_lines(duties: Sequence[Facts], say: Say) -> list[str]:
    """What somebody owes, a line each: 🔦 08:00校园安全日巡,08:50前."""
    return [said(_owed(d), d, say) for d in duties]


def _owed(d: Facts) -> str:
    if d["state"] == "missed":
        return _("🔦 {what}没收到,还能补。")
    return _("🔦 明天{what},{due}前。") if d.get("later") else _("🔦 {what},{due}前。")


def owed_keys(duties: Sequence[Facts], say: Say) -> Rows:
    """A way in for each that can be begun now."""
    label = _("开始 {what}")
    return tuple(
        (Button(say(label).format(what=what(d, say))[:40], press("y", "begin", d["duty"])),)
        for d in duties
        if d["state"] in ("open", "missed")
    )


def _toast(f: Facts, say: Say) -> Message:
    return Message(said(TOASTS[f["move"]], f, say))


def _about(sentence: str) -> Wording:
    return lambda f, say: Message(said(sentence, f, say))


def _too_late(f: Facts, say: Say) -> Message:
    """What is true now and who has it, to somebody who taps an old button; why it was excused is not everybody's."""
    return Message(said(stands(f), f, say))


def stands(f: Facts) -> str:
    if f["made_up"]:
        return _("{what} {made_up}补上了({person_address})。")
    if f["state"] == "excused":
        return _("{what}免了:{excuse}") if f.get("role") in ("owner", "assigned", "above") else _("{what}免了。")
    if f["state"] in ("done", "late"):
        return _("✅ {said} {what} 到了({person_address})。")
    if f["by"]:
        return _("{what}还没收到,{by}在安排。")
    if not f["owner"]:
        return _("{what}没有人做。") if f["state"] == "missed" else _("{what}现在还没有人。")
    return _("{what}没收到({owner_address})。") if f["state"] == "missed" else _("{what}现在归{owner_address}。")


def _not_yours(f: Facts, say: Say) -> Message:
    """Who has it, so that nobody goes on looking; what is over says so."""
    if f["state"] in ("done", "late", "excused") or f["made_up"]:
        return _too_late(f, say)
    return Message(said(_("{what}不在您手上。"), f, say) + said(_now_with(f), f, say))


def _now_with(f: Facts) -> str:
    if f["by"]:
        return _("{by}在安排。")
    return _("现在归{owner_address}。") if f["owner"] else _("现在还没有人。")


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
    "duty.reason_kept": says(_("记下了,组长看得到。")),
    "toast.duty": _toast,
    "chase.taken": _about(_("{cover_address}先去了,谢谢您。")),
    "chase.owned": _about(_("{by}先接了,谢谢您。")),
    "chase.not_yours": _not_yours,
    "chase.own_reason": _about(_("{what}:自己的事请别人来免。")),
    "chase.no_reason": _about(_("还没有人说原因。")),
    "chase.too_late": _too_late,
}
