"""What is said about alarms: first what to do with the hands, then who goes."""

from handlers.buttons import press
from handlers.news.alarm_words import ONLY_A_DRILL, URGENT_KEYS, progress, what
from handlers.news.hands import hands, valve_of
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from handlers.news.names import some_of
from words import Say, _


def _raised(f: Facts, say: Say) -> Message:
    """To the reporter, editing itself as it goes on."""
    first = hands(f, say)
    told = say(_("已通知{told}。")).format(told=some_of(f["told"], say))
    text = f"{first}\n" + (told if f["told"] else say(_("这里没有人能收到通知,请马上打电话!")))
    buttons: Rows = ()
    if f.get("drill"):
        return _held(f, say, text, first)
    if f["danger"] == "missing" and f["state"] in ("open", "owned", "on_site"):
        text = first + "\n" + (told if f["state"] == "open" else f"🚨 {what(f, say)}\n" + progress(f, say))
        return Message(text, in_rows([Button(say(_("找到了")), press("a", "found", f["number"]))]))
    if f["state"] == "open":
        buttons = in_rows([Button(say(_("误报")), press("a", "false", f["number"]))])
        text += "\n" + say(_("有照片再补一张。"))
    else:
        text = f"🚨 {what(f, say)}\n" + progress(f, say)
    return Message(text, buttons, bold=first if f["state"] == "open" else "")


def _held(f: Facts, say: Say, text: str, first: str) -> Message:
    """To the manager who holds the drill: what a reporter would read, and the way to end it."""
    runs = f["state"] in ("open", "owned", "on_site")
    if f["state"] == "open":
        text += "\n" + say(ONLY_A_DRILL)
    else:
        text = f"🚨 {what(f, say)}\n" + progress(f, say)
    end = in_rows([Button(say(_("结束演习")), press("a", "end", f["number"]))]) if runs else ()
    return Message(text, end, bold=first if f["state"] == "open" else "")


def _card(f: Facts, say: Say) -> Message:
    """To the people who are called; the buttons are what this person can do now."""
    n = f["number"]
    head = say(_("🚨 还没有人去!")) + "\n" if f.get("again") and f["state"] == "open" else ""
    text = head + f"🚨 {what(f, say)}\n"
    if f["words"]:
        text += say(_("「{words}」")).format(words=f["words"]) + "\n"
    if f["state"] == "open":
        told = some_of(f["told"], say)
        sentence = _("组织:{reporter}。已通知:{told}") if f.get("drill") else _("报:{reporter}。已通知:{told}")
        text += say(sentence).format(reporter=f["reporter"], told=told)
    else:
        text += progress(f, say)
    if valve := valve_of(f, say):
        text += "\n" + valve.lstrip()
    if f.get("knows") and f["state"] == "open":
        text += "\n" + say(_("知道了:{names}")).format(names=some_of(f["knows"], say))
    if f.get("drill") and f["state"] == "open":
        text += "\n" + say(ONLY_A_DRILL)
    return Message(text, _card_buttons(f, say, n), photo=f["photos"][0] if f["photos"] else None)


def _card_buttons(f: Facts, say: Say, n: int) -> Rows:
    def key(label: str, move: str) -> Button:
        return Button(say(label), press("a", move, n))

    real = Button(say(_("🚨 真出事了")), press("c", "urgent"))
    if f["state"] == "open":
        know = [] if f.get("answer") == "know" else [key(_("知道了"), "know")]
        return (
            (key(_("🏃 我去"), "go"),),
            (*know, key(_("去不了"), "cannot")),
            *(((key(_("找到了"), "found"),),) if f["danger"] == "missing" else ()),
            (real,) if f.get("drill") else (key(_("不是紧急"), "downgrade"), key(_("误报"), "false")),
        )
    if not f.get("mine"):
        return ()
    if f["state"] == "owned":
        return (
            (key(_("到了"), "arrive"), key(_("已处理好"), "resolve")),
            (key(_("要人帮"), "help"), key(_("去不了"), "cannot")),
        )
    if f["state"] == "on_site":
        beside = real if f.get("drill") else key(_("不是紧急"), "downgrade")
        return ((key(_("✅ 已处理好"), "resolve"),), (key(_("要人帮"), "help"), beside))
    if f["state"] == "resolved" and not f.get("drill"):
        return ((Button(say(_("还要修,转报修")), press("r", n)),),)
    return ()


def _attached(f: Facts, say: Say) -> Message:
    first = hands(f, say)
    known = progress(f, say) if f["owner"] else say(_("已通知{told}。")).format(told=some_of(f["told"], say))
    return Message(f"{first}\n" + say(_("已有人报了,您的也记上了。")) + known, bold=first)


def _about(sentence: str) -> Wording:
    """News of one sentence with the alarm's facts in it."""

    def wording(f: Facts, say: Say) -> Message:
        return Message(say(sentence).format(**{**f, "what": what(f, say), "place": f["place"] or say(_("地点没说"))}))

    return wording


def _more(f: Facts, say: Say) -> Message:
    if f["more"]:
        text = say(_("🚨 {what} 补充:{more}")).format(what=what(f, say), more=f["more"])
    elif f.get("nearer"):
        text = say(_("🚨 {what}。现在知道地点了。")).format(what=what(f, say))
    else:
        text = say(_("🚨 {what}。有新照片。")).format(what=what(f, say))
    return Message(text, photo=f["photos"][-1] if f["photos"] and not (f["more"] or f.get("nearer")) else None)


def _still(f: Facts, say: Say) -> Message:
    text = say(_("{what}:还在您手上吗?15分钟没回话就再叫人。")).format(what=what(f, say))
    n = f["number"]
    return Message(
        text,
        (
            (Button(say(_("还在处理")), press("s", n)), Button(say(_("已处理好")), press("a", "resolve", n))),
            (Button(say(_("去不了")), press("a", "cannot", n)),),
        ),
    )


def _too_late(f: Facts, say: Say) -> Message:
    if f["state"] in ("owned", "on_site"):
        if f.get("mine"):
            return Message(say(_("这件已经是您在处理。")))
        return Message(say(_("{owner}先接了,谢谢您。")).format(**f))
    if f["state"] == "open" and f.get("may"):
        return Message(say(_("还没有人去。能去请点「🏃 我去」。")))
    if f["state"] == "open":
        return _not_yours(f, say)
    return Message(say(_("这件已经结束了。")) + progress(f, say))


def _not_yours(f: Facts, say: Say) -> Message:
    return Message(say(_("这件由被通知的人处理。")) + progress(f, say))


def _urgent_menu(f: Facts, say: Say) -> Message:
    keys = [Button(say(label), press("u", danger)) for danger, label in URGENT_KEYS]
    return Message(say(_("出了什么事?点一下就通知,照片后补。")), in_rows(keys))


def _offer(f: Facts, say: Say) -> Message:
    yes = press("us", f["danger"], f["said"]) if "said" in f else press("u", f["danger"])
    no = press("us", "none", f["said"]) if "said" in f else press("u", "none")
    return Message(
        say(_("您的话里像有危险。要马上通知人吗?")),
        ((Button(say(_("🚨 马上通知")), yes), Button(say(_("不用")), no)),),
    )


def _asked(f: Facts, say: Say) -> Message:
    """The question once it is answered."""
    return Message(say(_("🚨 好,马上通知,看下面那条。") if f["told"] else _("好,没有通知任何人。")))


WORDING: dict[str, Wording] = {
    "alarm.raised": _raised,
    "alarm.card": _card,
    "alarm.attached": _attached,
    "alarm.more": _more,
    "alarm.owned": _about(_("{owner} {owned}正在过去,到了会说。")),
    "alarm.on_site": _about(_("{owner} {on_site}到了,正在处理。")),
    "alarm.help": _about(_("🚨 {what}:{asks}要人帮,能去的请过去。")),
    "alarm.resolved": _about(_("✅ {closed}已处理好:{what},{minutes}分钟。谢谢{owner}。")),
    "alarm.false": _about(_("{closed}撤销:{what}是误报({by})。")),
    "alarm.downgraded": _about(_("{what}:不算紧急,已转成报修,照常修({by})。")),
    "alarm.is_drill": says(_("这是演习,不撤也不转报修。真出事了请点「🚨 紧急」。")),
    "alarm.silent": _about(_("{what}:{owner} {on_site}到了,之后没有消息,请打个电话问问。")),
    "alarm.still_on_it": _still,
    "alarm.too_late": _too_late,
    "alarm.not_yours": _not_yours,
    "alarm.late_false": lambda f, say: Message(
        say(_("过了{minutes}分钟,请到场的人来撤。")).format(**f) + progress(f, say)
    ),
    "alarm.added": says(_("已加到刚才的警报里,去的人都看得到。")),
    "alarm.where_over": says(_("这件已经结束了,不用说在哪儿了。")),
    "alarm.offer": _offer,
    "alarm.asked": _asked,
    "urgent.menu": _urgent_menu,
    "urgent.never_mind": says(_("好,没有通知任何人。")),
}
