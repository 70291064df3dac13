"""The phone of a post and the roster: who stands here, and who comes instead."""

from handlers.buttons import press
from handlers.news.keyboards import with_keyboard
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _


def _bound(f: Facts, say: Say) -> Message:
    return with_keyboard(say(_("这是{post}岗位机。有事拍张照或说句话就行,不用打字。")).format(**f), f, say)


def _who(f: Facts, say: Say) -> Message:
    keys = [Button(name, press("h", code)) for code, name in f["names"]]
    if f["others"]:
        keys.append(Button(say(_("别人")), press("h", "others")))
    return Message(say(_("谁在用{post}这部手机?")).format(**f), in_rows(keys, across=2 if f["others"] else 3))


def _yours(f: Facts, say: Say) -> Message:
    return Message(say(_("✅ {post}:{address}在用。")).format(**f), ((Button(say(_("换人")), press("h", "none")),),))


def _passed(f: Facts, say: Say) -> Message:
    keys = (
        Button(say(_("接着做")), press("k", f["draft"], "go")),
        Button(say(_("不做了")), press("k", f["draft"], "drop")),
    )
    sentence = _("{address}有一张单没填完,照片还在。") if f.get("photos", 1) else _("{address}有一张单没填完,话还在。")
    return Message(say(sentence).format(**f), (keys,))


def _link(f: Facts, say: Say) -> Message:
    link = f"https://t.me/{f['bot']}?start={f['token']}"
    return Message(say(_("{post}岗位机的链接,{days}天内用一次,请在那部手机上打开。")).format(**f) + "\n" + link)


WORDING: dict[str, Wording] = {
    "post.bound": _bound,
    "post.who": _who,
    "post.yours": _yours,
    "post.hello": says(_("{address}好。")),
    "post.held": says(_("{address}先点了。要换人,请点「我的事」里的换人。")),
    "post.name_first": says(_("请先点您的名字。")),
    "post.unknown_name": says(_("名单上没有这个人了,请点别的名字。")),
    "post.own_phone": says(_("{address},请用您自己的手机:这部手机谁都能拿到。")),
    "post.not_here": says(_("这是岗位机上的按钮,您自己的手机不用点名字。")),
    "post.unrostered": says(_("{name}在用{post}岗位机,今天的值班表上没有他。")),
    "draft.passed": _passed,
    "form.of_another": says(_("这张单是{address}开的。要接着做,请点「接着做」。")),
    "invitation.post_link": _link,
    "invitation.no_phone": says(_("{post}没有岗位机,不能发链接。")),
    "invitation.of_post": says(_("这个链接是给{post}岗位机的,请在那部手机上打开。您的手机照旧。")),
    "invitation.of_person": says(_("这个链接是给本人手机的,这部是{post}岗位机。请在本人手机上打开。")),
}
