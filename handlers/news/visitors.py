"""What is said of visitors: to the gate, to the host, and to the lead when nobody knows."""

from handlers.buttons import press
from handlers.news.forms import asks
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _

WITHOUT: dict[str, str] = {"none": _("未带证件"), "refused": _("不肯给看"), "seen": _("证件看过")}
HOST_SAID: dict[str, str] = {
    "yes": _("{address}认识{who},请进。"),
    "no": _("⚠️ {address}说不认识{who}。先别放行,请打电话问清楚。"),
    "stays": _("{address}说{who}还在他那里,到{until}。"),
    "gone": _("{address}说{who}已经离开他那里了。出门时请点「走了」。"),
}
LATE: dict[str, str] = {
    "host": _("👤 {who}说好{until}走,过{minutes}分钟了。还在您那里吗?"),
    "gate": _("👤 {who}该{until}走,过{minutes}分钟了,还没看到出门。走了吗?"),
    "manager": _("👤 {who}该{until}走,过{minutes}分钟了,还在校内。来找:{visited},{place} {opened}进。"),
}
LATE_KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "host": ((_("还在,再1小时"), "stays"), (_("离开我这里了"), "gone")),
    "gate": ((_("走了"), "left"), (_("还在"), "here"), (_("不清楚"), "unsure")),
    "manager": (),
}
STATES: dict[str, str] = {
    "left": _("✅ {who} {closed}走了。"),
    "void": _("{who}:登错了,已撤。"),
}
COUNTED: dict[str, str] = {"here": _("记下了:在。下一班接着看。"), "unsure": _("记下了:不清楚。告诉队长了。")}
THANKS: dict[str, str] = {
    "yes": _("好,告诉门卫了。"),
    "no": _("好,门卫先不放行。"),
    "stays": _("好,到{until}。"),
    "gone": _("好,门卫会看着他出门。"),
}


def who(f: Facts, say: Say) -> str:
    """What was typed of them; after its days only that there was a visitor."""
    return f["words"] or say(_("访客"))


def _said(sentence: str, f: Facts, say: Say) -> str:
    return say(sentence).format(**{**f, "who": who(f, say), "visited": f["host"] or say(_("没说"))})


def card(f: Facts, say: Say) -> Message:
    """At the gate: who, to whom, from when until when; what is still to be done is a button."""
    if f["state"] == "closed":
        return Message(_said(STATES[f["how"]], f, say))
    seen = say(WITHOUT[f["without"]]) if f.get("without") else ""
    parts = [
        _said(_("👤 {who}"), f, say),
        say(_("找{host}")).format(**f) if f["host"] and f["host"] not in f["words"] else "",
        say(_("证件{document}")).format(**f) if f["document"] else seen,
        say(_("{opened}进,{until}前走")).format(**f),
    ]
    text = "|".join(part for part in parts if part)
    if f["host"] and f.get("told") is False:
        text += "\n" + say(_("{host}收不到消息,请打电话问一下。")).format(**f)
    keys = [
        Button(say(_("走了")), press("b", "left", f["number"])),
        Button(say(_("登错了")), press("b", "void", f["number"])),
    ]
    return Message(text, in_rows(keys))


def _ask(f: Facts, say: Say) -> Message:
    keys = [
        Button(say(_("请进")), press("b", "yes", f["number"])),
        Button(say(_("不认识")), press("b", "no", f["number"])),
    ]
    return Message(_said(_("👤 {place}:{who},来找您,{until}前走。认识吗?"), f, say), in_rows(keys))


def late(f: Facts, say: Say) -> Message:
    keys = [Button(say(label), press("b", what, f["number"])) for label, what in LATE_KEYS[f["whom"]]]
    return Message(_said(LATE[f["whom"]], f, say), in_rows(keys))


def _count(f: Facts, say: Say) -> Message:
    keys = [
        Button(say(_("在")), press("b", "here", f["number"])),
        Button(say(_("已离")), press("b", "left", f["number"])),
        Button(say(_("不清楚")), press("b", "unsure", f["number"])),
    ]
    return Message(_said(_("🤝 交班前点一下({inside}位没走):{who},{opened}进。人还在吗?"), f, say), (tuple(keys),))


def _unsure(f: Facts, say: Say) -> Message:
    said = _("👤 {who},{place} {opened}进:交班时{guard}不清楚人走了没有,请找一下。")
    silent = _("👤 {who},{place} {opened}进:交班时没人说走了没有,请找一下。")
    keys = [
        Button(say(_("走了")), press("b", "left", f["number"])),
        Button(say(_("还在")), press("b", "here", f["number"])),
    ]
    return Message(_said(said if f["guard"] else silent, f, say), in_rows(keys))


def _still(f: Facts, say: Say) -> Message:
    keys = [
        Button(say(_("还在,再1小时")), press("b", "stays", f["number"])),
        Button(say(_("离开我这里了")), press("b", "gone", f["number"])),
    ]
    return Message(_said(_("👤 {who}还在您那里吗?门卫没看到他出门。"), f, say), in_rows(keys))


def _list(f: Facts, say: Say) -> Message:
    if not f["entries"]:
        return Message(say(_("现在没有访客在校内。")))
    lines = [_said(_("{who} {opened}进,{until}前走"), it, say) for it in f["entries"]]
    keys = [Button(who(it, say)[:8], press("b", "look", it["number"])) for it in f["entries"]]
    if f["more"]:
        lines.append(say(_("还有{more}位")).format(**f))
    if f.get("next"):
        keys.append(Button(say(_("看后面的")), press("b", "more", f["next"])))
    return Message("\n".join([say(_("👤 还在校内的访客:")), *lines]), in_rows(keys))


WORDING: dict[str, Wording] = {
    "visitor.ask_who": asks(
        _("👤 谁来了?一句话:姓名、事由、找谁、证件后四位。比如「王师傅 修空调 找卢主任 证件1234」。")
    ),
    "visitor.ask_host": asks(_("来找谁?点一下,或者写名字。")),
    "visitor.ask_document": asks(_("证件后四位?写四位就行,长的我只留后四位。")),
    "visitor.which_document": says(_("写后四位数字或字母,或者点按钮。")),
    "visitor.no_photo": says(_("证件不拍照、不留图,写后四位就行。")),
    "visitor.ask": _ask,
    "visitor.host_said": lambda f, say: Message(_said(HOST_SAID[f["says"]], f, say)),
    "visitor.thanks": lambda f, say: Message(say(THANKS[f["says"]]).format(**f)),
    "visitor.count": _count,
    "visitor.counted": lambda f, say: Message(say(COUNTED[f["says"]])),
    "visitor.unsure": _unsure,
    "visitor.still": _still,
    "visitor.list": _list,
}
