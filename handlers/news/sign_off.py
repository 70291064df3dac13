"""What is said about a signed room, to the one who signed and to the one who looks."""

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _


def _photo(f: Facts, say: Say) -> Message:
    return Message(say(_("✍️ {place},{due}前。做好从门口拍一张。")).format(**f))


def _look(f: Facts, say: Say) -> Message:
    """The photo and one question; afterwards what became of it."""
    after = {
        "good": _("{place} {person_address}签的,您看过了:合格。"),
        "redo": _("{place}:请{person_address}重做了。"),
    }
    if f["verdict"]:
        kept = after[f["verdict"]] if f["in_time"] else _("{place}:时间过了,您的意见记下了。")
        return Message(say(kept).format(**f), photo=f["photo"])
    keys = [
        Button(say(_("合格")), press("y", "good", f["duty"])),
        Button(say(_("请重做")), press("y", "redo", f["duty"])),
    ]
    text = say(_("{place} {person_address} {said}签了(见图),看过了吗?"))
    return Message(text.format(**{**f, "said": f["said"] or f["made_up"]}), in_rows(keys), photo=f["photo"])


def _redo(f: Facts, say: Say) -> Message:
    keys = [Button(say(_("做好了")), press("y", "begin", f["duty"]))]
    return Message(say(_("{leader}看了,请再收拾一下,{closes}前重拍一张。")).format(**f), in_rows(keys))


def _not_yours(f: Facts, say: Say) -> Message:
    if not f["leader"]:
        return Message(say(_("{place}现在没有寝室长能看。自己签的请别人看。")).format(**f))
    return Message(say(_("{place}由{leader}看;自己签的请别人看。")).format(**f))


LOOKED: dict[str, str] = {
    "good": _("{place}已经看过了:合格。"),
    "redo": _("{place}已经看过了:请{person_address}重做。"),
}


WORDING: dict[str, Wording] = {
    "sign.photo": _photo,
    "sign.look": _look,
    "sign.redo": _redo,
    "sign.not_yours": _not_yours,
    "sign.looked": lambda f, say: Message(say(LOOKED[f["verdict"]]).format(**f)),
    "sign.not_signed": says(_("{place}现在还没有人签,{closes}前。")),
    "sign.thanks": says(_("记下了,谢谢。")),
}
