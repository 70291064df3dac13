"""Swaps in words: what is chosen, the question to the other, and what became of it for both and their lead."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from words import Say, _


def _which(f: Facts, say: Say) -> Message:
    off = Button(say(_("🗓 请假几天")), press("c", "off"))
    if not f["turns"]:
        return Message(say(_("您最近没有班,也没有值日。")), ((off,),))
    keys = [Button(_turn(it, say), press("z", "turn", at)) for at, it in f["turns"]]
    return Message(say(_("🔁 换哪个?")), in_rows([*keys, off], across=1))


def _turn(turn: Facts, say: Say) -> str:
    sentence = _("{day} {shift}值日") if turn.get("room") else _("{day} {shift}")
    return say(sentence).format(**turn)


def _with_whom(f: Facts, say: Say) -> Message:
    if not f["people"]:
        return Message(say(_("{turn}:没有能问的人,请找组长。")).format(turn=_turn(f, say)))
    keys = [Button(name, press("z", "who", f"{f['at']}>{code}")) for code, name in f["people"]]
    return Message(say(_("{turn}:请谁替您?")).format(turn=_turn(f, say)), in_rows(keys))


def _in_return(f: Facts, say: Say) -> Message:
    asked = f"{f['at']}>{f['person']}"
    keys = [Button(say(_("不用还")), press("z", "ask", asked))]
    keys += [Button(_turn(it, say), press("z", "ask", f"{asked}>{at}")) for at, it in f["turns"]]
    return Message(
        say(_("{turn}请{name}替。您替{name}哪个?")).format(turn=_turn(f, say), name=f["name"]), in_rows(keys, across=1)
    )


def _card(f: Facts, say: Say) -> Message:
    stays = f.get("stays", False)
    found = [] if stays else _keys(f)
    keys: Rows = in_rows([Button(say(label), press("z", move, f["number"])) for label, move in found])
    sentence = ASKED if f["asked"] and f["state"] == "asked" else SENTENCES[f["state"]]
    if f["later"] and not f["asked"]:
        sentence = ASKED_LATER
    if f["state"] == "back_asked":
        sentence = BACK_ASKED if f["asked"] else SENTENCES["back_asked"]
    if stays:
        sentence = STAYS
    lines = [_moved(it, say) for it in f["lines"]]
    return Message("\n".join([say(sentence).format(**f), *lines]), keys, silent=f["reader"] == "lead")


def _moved(it: Facts, say: Say) -> str:
    when = " ".join(filter(None, (_turn(it, say), it["begins"], it["posts"])))
    return say(_("{when}:{come}替{out}")).format(when=when, come=it["come"], out=it["out"])


def _keys(f: Facts) -> list[tuple[str, str]]:
    if f["asked"]:
        return [(_("同意"), "agree"), (_("不行"), "refuse")]
    return KEYS.get((f["state"], f["reader"]), [])


ASKED = _("🔁 {asker}想请您换班,行吗?")
ASKED_LATER = _("🔁 问了{other},他上班时在岗位机上看到:")
BACK_ASKED = _("🔁 对方想换回原来的班,行吗?")
STAYS = _("没有回话,不换回去了,照换好的班:")
SENTENCES = {
    "asked": _("🔁 问了{other},等回话:"),
    "agreed": _("✅ 换好了:"),
    "refused": _("{other}那天不行,没有换:"),
    "withdrawn": _("{asker}不换了,照原来的班:"),
    "lapsed": _("{other}没有回话,没有换:"),
    "back_asked": _("🔁 有一方想换回来,等回话。现在:"),
    "undone": _("换回来了,照原来的班。取消的是:"),
}
KEYS: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("asked", "asker"): [(_("不换了"), "withdraw")],
    ("agreed", "asker"): [(_("想换回来"), "back")],
    ("agreed", "other"): [(_("想换回来"), "back")],
    ("agreed", "lead"): [(_("改回来"), "undo")],
    ("back_asked", "lead"): [(_("改回来"), "undo")],
}


def _stands(f: Facts, say: Say) -> Message:
    return _card({**f, "asked": False, "reader": "nobody"}, say)


WORDING: dict[str, Wording] = {
    "swap.which": _which,
    "swap.with_whom": _with_whom,
    "swap.in_return": _in_return,
    "swap.card": _card,
    "swap.asked": says(_("问了{name}。")),
    "swap.not_yours": says(_("这次换班不由您点。")),
    "swap.gone": says(_("{name}不在这个班上了,或者已经开始。请重新选。")),
    "swap.cannot": says(_("{name}那时有别的班,或者不在岗,换不了。")),
    "swap.unheard": says(_("{other}现在看不到消息,请找组长改班。")),
    "swap.not_free": says(_("{name}那时已经有别的班,或者不在,换不回来。")),
    "swap.stands": _stands,
    "swap.too_late": says(_("班已经开始,或者又换给了别人,改不回来了。")),
}
