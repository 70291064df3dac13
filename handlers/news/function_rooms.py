"""What is said of function rooms: in use, left with a photo, found otherwise, taken over."""

from handlers.buttons import press
from handlers.news.forms import asks, question
from handlers.news.message import Button, Facts, Message, Wording, in_rows, said, says
from words import Say, _

ENDED: dict[str, str] = {
    "tidy": _("✅ {place}用完了,{closed},照片留着。下一位进来会看。"),
    "unphotographed": _("✅ {place}用完了,{closed},没拍照。"),
    "taken": _("{place} {closed}有人接着用了,没有离开时的照片。"),
    "void": _("{place}:登错了,已撤。"),
}
LATE: dict[str, str] = {
    "opener": _("🏫 {place}说好用到{until},过{minutes}分钟了。用完了拍一张。"),
    "keeper": _("🏫 {place}过{minutes}分钟还没关,{by}开的。有空看一眼。"),
}


def card(f: Facts, say: Say) -> Message:
    if f["state"] == "closed":
        return Message(say(ENDED[f["how"]]).format(**f))
    keys = [
        Button(say(_("用完了,拍照")), press("b", "done", f["number"])),
        Button(say(_("登错了")), press("b", "void", f["number"])),
    ]
    text = say(_("🏫 {place}开了,用到{until}。用完拍一张就关。")).format(**f)
    if f.get("ticket"):
        text += "\n" + say(_("坏的地方报修了,{ticket}号。")).format(**f)
    return Message(text, in_rows(keys))


def _accept(f: Facts, say: Say) -> Message:
    """With the photo of how it was left, when there is one."""
    last = f["last"]
    if last is None:
        text = say(_("{room}进来时都好吗?")).format(**f)
    elif last["state"] == "open":
        text = say(_("{room}还是{address}开着的({opened}起)。您接着用?进来时都好吗?")).format(
            **f, opened=last["opened"]
        )
    elif f["photo"]:
        text = say(_("{room}上次是{address}用的,走时是这样(见图)。进来时也是吗?")).format(**f)
    else:
        text = say(_("{room}上次是{address}用的,没留照片。进来时都好吗?")).format(**f)
    return question(text, f, say, photo=f["photo"])


def late(f: Facts, say: Say) -> Message:
    keys = [
        Button(say(_("用完了,拍照")), press("b", "done", f["number"])),
        Button(say(_("再用1节课")), press("b", "longer", f["number"])),
    ]
    return Message(say(LATE[f["whom"]]).format(**f), in_rows(keys) if f["whom"] == "opener" else ())


def _not_tidy(f: Facts, say: Say) -> Message:
    words = said(f["words"], say)
    if f["you"]:
        text = say(_("🏫 {place}:{by}进来时不是您走时的样子:{found}")).format(place=f["place"], by=f["by"], found=words)
    else:
        after = f["last"] or say(_("没人登记"))
        text = say(_("🏫 {place}:{by}进来时没收好(上一位:{last}):{found}")).format(
            place=f["place"], by=f["by"], last=after, found=words
        )
    return Message(text, photo=f["photo"])


WORDING: dict[str, Wording] = {
    "room.ask": asks(_("🏫 用哪间?点一下,或者写名字。")),
    "room.which": says(_("这不是功能室,请写功能室的名字,比如「美工室」。")),
    "room.accept": _accept,
    "room.found": asks(_("哪里有问题?拍一张,或者说一句;说坏了什么,我一起报修。")),
    "room.ask_photo": asks(_("拍一张:桌椅归位、地面干净、电源门窗关好。")),
    "room.not_tidy": _not_tidy,
    "room.taken": says(_("🏫 {by}接着用{place}了。您那次没有离开时的照片,下回走时拍一张。")),
    "room.longer": says(_("好,用到{until}。")),
}
