"""What is said about pictures themselves: which of them are gone, and what is left of them."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, says
from words import Say, _

GONE: dict[str, str] = {
    "pruned": _("照片或语音{count}个已按规定在{day}清理,指纹 {fingerprints}。"),
    "erased": _("照片或语音{count}个已在{day}删除,指纹 {fingerprints}。"),
}
MOST = 3
"""Fingerprints that are shown; all of them stand in the records."""


def gone(f: Facts, say: Say) -> list[str]:
    """One line for each day on which pictures of this item went; nothing when all are here."""
    lines = []
    for how, day in dict.fromkeys((it["how"], it["day"]) for it in f.get("gone", ())):
        prints = [it["fingerprint"] for it in f["gone"] if (it["how"], it["day"]) == (how, day)]
        shown = "、".join(list(filter(None, prints))[:MOST]) or "—"
        lines.append(say(GONE[how]).format(count=len(prints), day=day, fingerprints=shown))
    return lines


def pictures_key(f: Facts, kind: str, say: Say) -> Rows:
    """照片, under the card of a manager, while there are any."""
    if not f.get("manages") or not (f["photos"] or f.get("after")):
        return ()
    return ((Button(say(_("照片…")), press("p", kind, f["number"])),),)


def _offer(f: Facts, say: Say) -> Message:
    text = say(_("这件有{count}张照片。")).format(**f)
    return Message(text, ((Button(say(_("照片…")), press("p", f["kind"], f["number"])),),), silent=True)


def _one(f: Facts, say: Say) -> Message:
    n = f["number"]
    text = say(_("{by} {at}拍的。")).format(**f)
    if f["asks"]:
        why: Rows = (
            (Button(say(_("拍到学生")), press("p", "pupil", n)), Button(say(_("发错了")), press("p", "mistake", n))),
            (Button(say(_("本人要求")), press("p", "wish", n)), Button(say(_("别的原因")), press("p", "other", n))),
            (Button(say(_("不删了")), press("p", "back", n)),),
        )
        return Message(text + "\n" + say(_("删掉就找不回来了,记录和指纹留着。为什么删?")), why, photo=f["photo"])
    keep = (
        Button(say(_("解除保全")), press("p", "free", n))
        if f["held"]
        else Button(say(_("保全")), press("p", "hold", n))
    )
    if f["held"]:
        text += "\n" + say(_("🔒 保全中:到期也不清。"))
    keys: Rows = ((Button(say(_("删掉这张")), press("p", "ask", n)), *([keep] if f["item"] else [])),)
    return Message(text, keys, photo=f["photo"])


def _unsent(f: Facts, say: Say) -> Message:
    lines = [say(_("照片删了:{hidden}条消息里换成了灰图。")).format(**f)]
    lines.append(say(_("发的人那条也删了。") if f["deleted"] else _("发的人那条过了48小时,请本人自己删。")))
    if f["albums"]:
        lines.append(say(_("有{albums}组相册删不到,请收到的人自己删。")).format(**f))
    return Message("\n".join(lines))


WORDING: dict[str, Wording] = {
    "picture.offer": _offer,
    "picture.one": _one,
    "picture.erased": says(_("删了。记录和指纹还在。")),
    "picture.unsent": _unsent,
    "picture.gone": says(_("这张已经不在了。")),
}
