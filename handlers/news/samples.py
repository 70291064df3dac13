"""What is said of food samples: when they may be thrown away, and what nobody has said of."""

from handlers.buttons import press
from handlers.news.day_lines import some
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _

DISPOSE = _("已销样")


def _key(f: Facts, say: Say) -> Button:
    return Button(say(DISPOSE), press("b", "disposed", f["number"]))


def _what(f: Facts, say: Say) -> str:
    """一食堂-留样间 午餐红烧肉(11-23 11:20留)"""
    words = f" {f['words']}" if f["words"] else ""
    return say(_("{place}{words}({starts}留)")).format(place=f["place"], words=words, starts=f["starts"])


def card(f: Facts, say: Say) -> Message:
    what = _what(f, say)
    if f["state"] == "closed":
        ended = _("✅ {what}:销了,{closed}记的。") if f["how"] == "disposed" else _("{what}:登错了,已撤。")
        return Message(say(ended).format(**{**f, "what": what}))
    text = say(_("🍱 {what}|{due}起可以销")).format(**{**f, "what": what})
    return Message(text, in_rows([_key(f, say), Button(say(_("登错了")), press("b", "void", f["number"]))]))


def late(f: Facts, say: Say) -> Message:
    """Before the end without a sound and without a button: it may not be thrown away yet."""
    what = _what(f, say)
    if f["minutes"] < 0:
        return Message(say(_("🍱 {what},{due}才到时间,先别倒。")).format(**{**f, "what": what}), silent=True)
    said = _("🍱 {what}到时间了,还没人记销样。") if f["whom"] == "lead" else _("🍱 {what}到时间了,销完点一下。")
    return Message(say(said).format(**{**f, "what": what}), ((_key(f, say),),))


def over(lines: list[Facts], say: Say) -> str:
    """🍱 留样到时没销2:一食堂-留样间11-25 11:20; empty when there is nothing."""
    if not lines:
        return ""
    named = some((say(_("{place}{due}")).format(**it) for it in lines), say)
    return say(_("🍱 留样到时没记销{number}:{named}")).format(number=len(lines), named=named)


def _list(f: Facts, say: Say) -> Message:
    if not f["entries"]:
        return Message(say(_("到时间的留样都销了。")))
    lines = [say(_("🍱 到时间还没记销的留样:")), *(_what(it, say) for it in f["entries"])]
    keys = [Button(it["starts"], press("b", "look", it["number"])) for it in f["entries"]]
    return Message("\n".join(lines), in_rows(keys))


WORDING: dict[str, Wording] = {
    "sample.too_early": says(_("还不到时间,{due}起才能销。")),
    "sample.list": _list,
}
