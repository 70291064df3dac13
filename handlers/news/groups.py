"""What groups read, and what is said about them: alarms and how they ended, never who missed what."""

from handlers.buttons import press
from handlers.news.alarm_words import ONLY_A_DRILL, progress, what
from handlers.news.message import Button, Facts, Message, Rows, Wording, says
from handlers.news.names import some_of
from words import Say, _


def _link(f: Facts, say: Say) -> Message:
    how = say(_("{kind}的链接,{days}天内用一次:点开,选好群,把机器人加进去。")).format(
        kind=say(f["kind"]), days=f["days"]
    )
    return Message(f"{how}\nhttps://t.me/{f['bot']}?startgroup={f['token']}")


def _bound(f: Facts, say: Say) -> Message:
    sentences = {
        "管理群": _("✅ 这里是管理群了:紧急和解除发到这里,每晚一条日报。不会点名谁漏了。"),
        "职工群": _("✅ 这里是职工群了。"),
    }
    return Message(say(sentences[f["kind"]]))


def _lost(f: Facts, say: Say) -> Message:
    sentence = say(_("机器人不在{kind}「{title}」里了,紧急不再发到那里。要恢复请发 /group。"))
    return Message(sentence.format(kind=say(f["kind"]), title=f["title"]))


def _alarm(f: Facts, say: Say) -> Message:
    """The card in a group: it edits itself until all is well."""
    text = f"🚨 {what(f, say)}\n" + progress(f, say)
    if f["state"] != "open":
        return Message(text)
    if f["told"]:
        text += say(_("已通知{told}。")).format(told=some_of(f["told"], say))
    if f.get("drill"):
        text += "\n" + say(ONLY_A_DRILL)
    buttons: Rows = (
        (Button(say(_("🏃 我去")), press("a", "go", f["number"])),),
        (Button(say(_("知道了")), press("a", "know", f["number"])),),
    )
    return Message(text, buttons)


WORDING: dict[str, Wording] = {
    "alarm.group": _alarm,
    "group.link": _link,
    "group.bound": _bound,
    "group.lost": _lost,
    "group.link_used": says(_("这个链接用过了、过期了或不对,请管理员再发一个 /group。")),
    "group.not_yours": says(_("这个链接要管理人员自己点,别用匿名身份。它还没有用掉。")),
    "group.in_private": says(_("我在私聊里干活,请点我的名字说话。")),
    "group.unbound": says(_("这个群还没有绑定。请管理员私聊我发 /group,用链接把我加进来。")),
}
