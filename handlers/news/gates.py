"""The gate: who is there, what leaving asks for, and what is asked when nobody says anything."""

from handlers.buttons import press
from handlers.news.forms import options
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _

STATES: dict[str, str] = {
    "": _("🚪 {name}:今天还没人说过"),
    "在岗": _("🚪 {name}:在岗,{address} {since}"),
    "离岗已锁": _("🔒 {name}:离岗已锁,{address} {since}"),
    "离岗未锁": _("⚠️ {name}:离岗未锁,{address} {since}"),
}
DOUBTS: dict[str, str] = {
    "shift": _("{name}:{who}下班了,还没人说在岗。现在有人吗?"),
    "leaving": _("{name}:{who}说要离开,还没有锁的照片。锁了吗?"),
}
SILENT: dict[str, str] = {
    "shift": _("{name}:{who}下班后没人说在岗,问了没人答。请打个电话看看。"),
    "leaving": _("{name}:{who}说要离开,一直没有锁的照片。请打个电话看看。"),
}


def _card(f: Facts, say: Say) -> Message:
    here = Button(say(_("我在岗")), press("g", "here", f["gate"]))
    leave = Button(say(_("要离开")), press("g", "leave", f["gate"]))
    keys = [leave] if f["mine"] else [here] if f["state"] == "离岗已锁" else [here, leave]
    keys.append(Button(say(_("👤 访客")), press("g", "visit", f["gate"])))
    if f.get("visitors"):
        keys.append(Button(say(_("在校访客{count}")).format(count=f["visitors"]), press("g", "visitors", f["gate"])))
    return Message(say(STATES[f["state"]]).format(**f), in_rows(keys), photo=f["photo"])


def _asks(sentence: str) -> Wording:
    def wording(f: Facts, say: Say) -> Message:
        return Message(say(sentence).format(name=f["place"]), options(f, say))

    return wording


def _doubt(f: Facts, say: Say) -> Message:
    keys = [
        Button(say(_("我在岗")), press("g", "here", f["gate"])),
        Button(say(_("已锁,拍照")), press("g", "leave", f["gate"])),
    ]
    return Message(say(DOUBTS[f["why"]]).format(**f), in_rows(keys))


def _relief(f: Facts, say: Say) -> Message:
    keys = [
        Button(say(_("我在岗")), press("g", "here", f["gate"])),
        Button(say(_("我没在")), press("g", "absent", f["gate"])),
    ]
    return Message(say(_("{address}说您替他守{name}。")).format(**f), in_rows(keys))


def _said(f: Facts, say: Say) -> Message:
    return Message(say(_("记下了。{name}:{state}")).format(name=f["name"], state=say(WORDS[f["state"]])))


WORDS: dict[str, str] = {"在岗": _("在岗"), "离岗已锁": _("离岗已锁"), "离岗未锁": _("离岗未锁")}

WORDING: dict[str, Wording] = {
    "gate.card": _card,
    "gate.ask_lock": _asks(_("要离开{name}?先锁门,拍一张锁。")),
    "gate.ask_relief": _asks(_("谁在{name}替您?")),
    "gate.ask_watch": _asks(_("已报修。{name}现在有人守着吗?")),
    "gate.said": _said,
    "gate.doubt": _doubt,
    "gate.silent": lambda f, say: Message(say(SILENT[f["why"]]).format(**f)),
    "gate.relief": _relief,
    "gate.not_yours": says(_("{name}由门卫和那里当班的人来说。")),
    "gate.none": says(_("您这里没有大门要管。")),
}
