"""Greetings, lists, help and apologies."""

from dataclasses import replace

from handlers.buttons import press
from handlers.news.alarm_words import what
from handlers.news.duty_words import what as duty_of
from handlers.news.keyboards import keyboard, with_keyboard
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from handlers.news.undone import find_keys
from words import LANGUAGES, Say, _, listed

MOST_NAMED = 9
"""Names with a button each, three side by side."""


def _bound(f: Facts, say: Say) -> Message:
    known = _("{address}好,您是{roles}。有事拍张照或说句话就行,不用打字。")
    return keyboard(known if f["roles"] else _("{address}好。有事拍张照或说句话就行。"))(f, say)


HELP: dict[str, str] = {
    "round": _("🔦 巡查:拍到点上的码就算到,最后点一下。"),
    "gate": _("🚪 大门:离开先锁门,拍一张锁。"),
    "leave": _("📝 请假:哪个学生,到几时。"),
    "sickbay": _("🩺 留观:谁在医务室,走了点一下。"),
    "function": _("🏫 功能室:谁在用,走时拍一张。"),
    "jobs": _("🧰 我的单:接单、修好、退单。"),
    "desk": _("✋ 待派:还没人的单,点一下派人。"),
    "now": _("📌 现在:今天怎样,置顶一条,自己会变。"),
    "decide": _("✋ 要我定:等您点头的事。"),
    "invite": _("👤 /invite 姓名:发链接。/unbind 姓名:停手机。"),
    "roster": _("👥 /roster 姓名:换班。/plans:催不催。/workbook:工作簿。"),
}
"""One line for each kind of work, in the keyboard's order."""


def _help(f: Facts, say: Say) -> Message:
    """What everybody may do, and what this reader's work adds: no more than fits a screen."""
    own = [HELP[it] for it in HELP if it in f.get("commands", ("jobs",) if f.get("works") else ())]
    lines = [
        _("🙋 不用记命令:拍张照,或者说一句就行。"),
        _("🚨 紧急:点一下就通知,照片后补。"),
        _("🔧 报修:一张照片或一句话,再点一下。"),
        *own,
        _("📋 我的事:看进度、换人、练一遍。"),
        _("/reset 从头再来。/language 换语言。"),
    ]
    return with_keyboard("\n".join(say(line) for line in lines), f, say)


def _languages(f: Facts, say: Say) -> Message:
    keys = [Button(name, press("l", code)) for code, name in LANGUAGES.items()]
    return Message("请选语言 · Choose a language", (tuple(keys),))


def _no_picture(f: Facts, say: Say) -> Message:
    """A photo was asked for. That of a ticket is added to it with one tap, or it would begin another report."""
    text = say(_("刚才发来的不是能看的照片,已经留着。请再拍一张发来。"))
    if f.get("number") is None:
        return Message(text)
    return Message(text, ((Button(say(_("补一张")), press("f", "add", f["number"])),),))


def _in_hand(sentence: str) -> Wording:
    return lambda f, say: _with_what_they_have(say(sentence).format(**f), f, say)


def _left(f: Facts, say: Say) -> Message:
    """What somebody who left had in hand, each with the way to hand it on."""
    message = _with_what_they_have(say(_("{name}离职了,手机停用了。手上的事要找人接。")).format(**f), f, say)
    text = message.text
    if f.get("groups"):
        text += "\n" + say(_("群「{groups}」是{name}绑的,还照旧;要换人管,请重新发 /group。")).format(
            name=f["name"], groups="、".join(f["groups"])
        )
    if f.get("below"):
        text += "\n" + say(_("还有{count}人的上级写着{name},请在工作簿里改:{names}。")).format(
            name=f["name"], count=len(f["below"]), names=listed(f["below"][:MOST_NAMED], say)
        )
    keys = [Button(say(_("派{number}号")).format(number=it), press("f", "assign", it)) for it in f["tickets"]]
    return replace(message, text=text, buttons=(*message.buttons, *in_rows(keys[:MOST_NAMED], across=3)))


def _with_what_they_have(text: str, f: Facts, say: Say) -> Message:
    for alarm in f.get("alarms", ()):
        text += "\n" + say(_("🚨 {what}:又没有人去了,正在重新叫人。")).format(what=what(alarm, say))
    if f["tickets"]:
        numbers = listed([str(number) for number in f["tickets"]], say)
        text += "\n" + say(_("手上还有:{numbers}号。")).format(numbers=numbers)
    if f["duties"]:
        first = f["duties"][0]
        text += "\n" + say(_("{count}件任务等着,最近的是{what}。要找人顶吗?")).format(
            count=f["count"], what=duty_of(first, say)
        )
    return Message(text, find_keys(f["duties"], say))


def _whom(f: Facts, say: Say) -> Message:
    if not f["said"]:
        return Message(say(_("给谁发链接?写 /invite 姓名。")))
    if not f["people"]:
        return Message(say(_("没有找到「{said}」,请写全名或编号。")).format(**f))
    return Message(say(_("「{said}」不止一个人,请写编号:")).format(**f) + "\n" + "\n".join(f["people"]))


def _whose(f: Facts, say: Say) -> Message:
    if not f["said"]:
        return Message(say(_("停用谁的手机?写 /unbind 姓名。手机丢了、人走了,都先停用。")))
    return _whom(f, say)


def _tried(f: Facts, say: Say) -> Message:
    text = say(_("⚠️ 10分钟里有{count}个不对的链接,有人在试。试的人停一小时;链接猜不出来,不用做什么。")).format(**f)
    return Message(text + ("\n" + say(_("里面有{name}的手机。")).format(**f) if f["name"] else ""))


def _used(f: Facts, say: Say) -> Message:
    own = _("这个链接您已经用过了,账号好好的,直接说话就行。")
    return Message(say(own) if f["yours"] else say(_("这个链接用过了,请到总务处再要一个。")))


def _link(f: Facts, say: Say) -> Message:
    link = f"https://t.me/{f['bot']}?start={f['token']}"
    how = say(_("{name}的链接,{days}天内用一次,请单独发给本人。用过之后旧手机停用。")).format(**f)
    return Message(f"{how}\n{link}")


WORDING: dict[str, Wording] = {
    "person.bound": _bound,
    "person.hello": keyboard(_("{address}好。有事拍张照或说句话就行。")),
    "person.may_not": says(_("这个由总务来做。")),
    "person.unreachable": _in_hand(_("{name}收不到消息了(停用了机器人)。请当面问一下。")),
    "person.stopped": _in_hand(_("{name}的手机停用了,收不到消息。")),
    "person.left": _left,
    "help": _help,
    "reset": keyboard(_("好,从头来。有事拍张照或说句话就行。")),
    "language.ask": _languages,
    "language.set": keyboard(_("好,以后说中文。")),
    "said.nothing": says(_("收到了,不过这个我看不懂。拍张照或说句话就行。")),
    "courtesy.thanks": says(_("不客气。")),
    "courtesy.heard": says(_("好的。")),
    "courtesy.still_open": says(_("还没报上,上面点一下就行。")),
    "courtesy.hello": says(_("在的。有事拍张照,或者说一句:哪里、什么坏了。")),
    "courtesy.nothing_open": says(_("好。现在没有没报完的。")),
    "stranger": says(_("这是校内用的,请到总务处登记。")),
    "account.moved": says(_("这里的账号换到另一部手机了,这部不再收消息。不是您换的,请马上告诉总务。")),
    "account.stopped": says(_("这部手机停用了,不再收消息。要再用,请到总务处要新链接。")),
    "account.stopped_for": says(_("{name}的手机停用了,从现在起收不到消息,也看不到什么。要再用,请发 /invite {name}。")),
    "account.none": says(_("{name}没有在用的手机。没用过的链接都作废了。")),
    "account.whose": _whose,
    "invitation.used": _used,
    "invitation.void": says(_("这个链接作废了,请用最新的那个,或者到总务处再要一个。")),
    "invitation.expired": says(_("这个链接过期了(只管{days}天),请到总务处再要一个。")),
    "invitation.of_another": says(_("这部手机是{address}在用,这个链接是给别人的,还没有用掉。请在本人手机上打开。")),
    "invitation.not_yours": says(_("{name}不归您管,请找总务。")),
    "links.shut": says(_("不对的链接太多了,{minutes}分钟后再试,或者到总务处要新链接。")),
    "links.tried": _tried,
    "place.old_poster": says(_("这张海报是旧的,码换过了。请撕下来,找总务要新的。")),
    "invitation.unknown": says(_("这个链接不对,请到总务处再要一个。")),
    "invitation.whom": _whom,
    "invitation.link": _link,
    "invitation.left": says(_("{name}已经离职,不能发链接。")),
    "school.missing": says(_("学校的表还没导入,请管理员先导入。")),
    "calendar.unannounced": says(_("{year}年的放假安排还没公布,先按星期几来排。公布后请填进「校历」再导入。")),
    "button.old": says(_("这个按钮过时了,请点最新那条。")),
    "error.set_aside": says(_("没处理好,已经记下并告诉管理员(编号{error})。请再发一次。")),
    "error.partly": says(_("话收到了,照片或文件没读出来,请再发一次。")),
    "error.partly_read": says(_("{update}号消息有一部分读不懂,读得懂的照常办了。请看日志。")),
    "error.operator": says(_("有一条消息处理失败,已另存,编号{error}。请看日志。")),
    "error.failed": says(_("有一件事没做成,已记下,编号{error}。请看日志。")),
    "error.webhook": says(_("Telegram 送不到我们的网址({why}),先改成自己去取,没有丢。请检查 webhook.url 和反向代理。")),
    "error.unreadable": says(_("有一条消息读不懂,已另存,编号{error},其他人不受影响。请看日志。")),
    "evidence.too_big": says(_("刚才的文件太大,存不下来。请拍照片或者录短一点,再发一次。")),
    "evidence.not_kept": says(_("这种照片文件存不下来。请直接拍一张,再发一次。")),
    "evidence.film": says(_("这种录像文件存不下来。请直接录一段,再发一次。")),
    "evidence.no_picture": _no_picture,
    "evidence.lost": says(_("刚才有张照片没取到,请再发一次。")),
    "toast.ticket": lambda f, say: Message(say(TICKET_TOASTS[f["move"]]).format(**f)),
    "toast.alarm": lambda f, say: Message(say(ALARM_TOASTS[f["move"]]).format(**f)),
    "toast.filed": says(_("已转报修,{number}号。")),
    "toast.alarmed": says(_("已通知!")),
    "toast.done": says(_("收到了,请看最新那条。")),
    "toast.trying": says(_("正在存,请稍等,不用再点。")),
}
TICKET_TOASTS: dict[str, str] = {
    "take": _("{number}号归您了。"),
    "arrive": _("记下了:到了。"),
    "resume": _("好,接着修。"),
    "confirm": _("谢谢!"),
    "withdraw": _("撤回了。"),
}
ALARM_TOASTS: dict[str, str] = {
    "go": _("好,您去。到了点一下。"),
    "know": _("知道了。还在等人去。"),
    "cannot": _("好,另叫人。"),
    "arrive": _("记下了:到了。"),
    "resolve": _("辛苦了!"),
    "false": _("已撤销,大家都会知道。"),
    "downgrade": _("已改成普通报修。"),
    "help": _("已经叫人帮您。"),
    "end": _("演习结束了。"),
    "found": _("太好了,告诉大家了。"),
    "still": _("好,半小时后再问。"),
}
