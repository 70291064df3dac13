"""How forms ask: one open question at a time, large buttons, back and start over everywhere."""

from dataclasses import replace

from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, cut, in_rows, said, says
from handlers.news.tickets import head
from words import Say, _

FORM_NAMES: dict[str, str] = {
    "report": _("报修"),
    "same": _("报修"),
    "alarm_place": _("警报地点"),
    "drill": _("演习"),
    "finish": _("完工"),
    "give_back": _("退单"),
    "reject": _("返修"),
    "assign": _("派单"),
    "hold": _("等一等"),
    "add": _("补充"),
    "duty": _("任务"),
    "gate": _("离岗"),
    "duty_why": _("说原因"),
    "decline": _("去不了"),
    "leave": _("请假"),
    "sickbay": _("留观"),
    "rectified": _("整改照片"),
    "cannot": _("说原因"),
    "still_wrong": _("复查"),
    "appeal": _("意见"),
    "visitor": _("访客"),
    "room": _("功能室"),
    "room_left": _("离室照片"),
    "certificate": _("新证"),
}


def options(f: Facts, say: Say) -> Rows:
    """The answers that are offered, two in a row."""
    keys = [
        Button(say(label) if ours else label, press("d", f["draft"], f["field"], value))
        for value, label, ours in f["options"]
    ]
    return in_rows(keys)


def ways_out(f: Facts, say: Say, *, leaves: bool = True) -> Rows:
    """Back to the question before, and out of the form: under every question, in the same place."""
    back = [Button(say(_("上一步")), press("k", f["draft"], "back"))] if f["back"] else []
    leave = [Button(say(_("算了")), press("k", f["draft"], "drop"))] if leaves else []
    return in_rows([*back, *leave])


def question(text: str, f: Facts, say: Say, photo: str | None = None) -> Message:
    """A question with its options and the ways out; 算了 closes the form where no option says so."""
    leaves = all(value != "drop" for value, _label, _ours in f["options"])
    return Message(text, (*options(f, say), *ways_out(f, say, leaves=leaves)), photo=photo)


def asks(sentence: str) -> Wording:
    """News of one question with its facts."""
    return lambda f, say: question(say(sentence).format(**f), f, say)


def _confirm(f: Facts, say: Say) -> Message:
    """The guess card: what the bot made of the words, and one tap to agree."""
    place = f["place"] or say(_("地点没说"))
    if f.get("unheard"):
        nowhere = _("{place}(地点里没有「{unheard}」)") if f["unheard"] not in place else _("{place}(地点里没有)")
        place = say(nowhere).format(place=place, unheard=f["unheard"])
    text = say(_("🔧 {place}\n{words}|{category}|{urgency}。对吗?")).format(
        place=place,
        words=said(f["words"], say),
        category=say(f["category"]),
        urgency=say(f["urgency"]),
    )
    if f["photos"] > 1:
        text += "\n" + say(_("照片{photos}张")).format(**f)
    rows = options(f, say)
    return Message(text, ((rows[0][0],), *in_rows([key for row in rows for key in row][1:])))


def _kind(f: Facts, say: Say) -> Message:
    if f["words"]:
        text = say(_("「{words}」这是要报修吗?")).format(words=cut(f["words"], 80))
    elif f["photos"] > 1:
        text = say(_("收到{photos}张照片。这是?")).format(**f)
    else:
        text = say(_("收到照片。这是?") if f["photos"] else _("收到了。这是?"))
    return Message(text, (*_of_jobs(f, say), *options(f, say), (Button(say(_("🚨 紧急")), press("c", "urgent")),)))


def _of_jobs(f: Facts, say: Say) -> Rows:
    """What a technician sends may be of the job in hand: it shows that it is done, or belongs to it."""
    rows = []
    for job in f.get("jobs", ()):
        steps = [("done", _("{number}号修好了"))] if job["finishes"] else []
        rows.append(
            tuple(
                Button(say(label).format(**job), press("d", f["draft"], f["field"], f"{step}:{job['number']}"))
                for step, label in [*steps, ("join", _("加到{number}号"))]
            )
        )
    return tuple(rows)


def _place(f: Facts, say: Say) -> Message:
    ask = _("在哪儿?打几个字或说清楚,比如「3号楼201」。") if f["elsewhere"] else _("在哪儿?点一下,或者说一句。")
    if f["place"]:
        ask = _("「{place}」是哪一处?点一下,或者再说一句。")
    if f.get("unheard") and not f["elsewhere"]:
        ask = _("学校的地点里没有「{unheard}」。再说一句在哪儿,或者照您说的写。")
    return question(say(ask).format(**f), f, say)


def _alarm_place(f: Facts, say: Say) -> Message:
    """Asked after everybody has been told; a place that the school does not have is said to be none."""
    ask = _("已经通知了。学校的地点里没有「{unheard}」,在哪儿?") if f.get("unheard") else _("已经通知了。在哪儿?")
    return Message(say(ask).format(**f), (*options(f, say), *ways_out(f, say, leaves=False)))


def _same(f: Facts, say: Say) -> Message:
    """The other report, with its picture, and the question whether it is this one."""
    other = f["other"]
    text = (
        say(_("这里有人报过了:{number}号,{reporter} {reported}报。是同一个吗?")).format(**other)
        + "\n"
        + head(other, say)
    )
    return Message(text, options(f, say), photo=other["photos"][0] if other["photos"] else None)


def _aside(f: Facts, say: Say) -> Message:
    rows: Rows = (
        (Button(say(_("加到这件")), press("e", f["draft"], "join")),),
        (Button(say(_("另报一件")), press("e", f["draft"], "apart")),),
    )
    return Message(say(_("又收到{count}个照片或语音。是这件的,还是另一件?")).format(**f), rows)


def _waiting(f: Facts, say: Say) -> Message:
    form = say(FORM_NAMES.get(f["form"], FORM_NAMES["report"]))
    sentence = _("刚才的{form}没报完,照片还在。") if f["photos"] else _("刚才的{form}没报完,话还在。")
    rows: Rows = (
        (
            Button(say(_("接着报")), press("k", f["draft"], "go")),
            Button(say(_("不报了")), press("k", f["draft"], "drop")),
        ),
    )
    return Message(say(sentence).format(form=form), rows)


def _drop(f: Facts, say: Say) -> Message:
    """Asked once, when 算了 was said by the way."""
    form = say(FORM_NAMES.get(f["form"], FORM_NAMES["report"]))
    report = f["form"] in ("report", "same")
    sentence = _("刚才的{form}还报吗?") if report else _("刚才的{form}还做吗?")
    on, off = (_("接着报"), _("不报了")) if report else (_("接着做"), _("不做了"))
    keys = Button(say(on), press("k", f["draft"], "go")), Button(say(off), press("k", f["draft"], "drop"))
    return Message(say(sentence).format(form=form), (keys,))


def _or_still(wording: Wording) -> Wording:
    """The question, put again because what was said was no answer to it."""

    def again(f: Facts, say: Say) -> Message:
        message = wording(f, say)
        if not f.get("still"):
            return message
        first = _("哪里不对?点一下,或者再说一句。") if f["still"] == "wrong" else _("还没报上,点一下就行。")
        return replace(message, text=say(first) + "\n" + message.text)

    return again


def _named(sentence: str) -> Wording:
    """With the name of the form, or what the school itself calls it."""

    def wording(f: Facts, say: Say) -> Message:
        return Message(
            say(sentence).format(form=f.get("title") or say(FORM_NAMES.get(f["form"], FORM_NAMES["report"])))
        )

    return wording


WORDING: dict[str, Wording] = {
    "report.kind": _or_still(_kind),
    "report.place": _or_still(_place),
    "report.category": _or_still(asks(_("是哪一类?"))),
    "report.confirm": _or_still(_confirm),
    "report.same": _or_still(_same),
    "report.kept_only": says(_("好,只留底,不派单。")),
    "report.how": says(_("拍张照,或者说一句:哪里、什么坏了。比如「3号楼201水管漏水」。")),
    "alarm.where": _alarm_place,
    "ticket.ask_after": asks(_("{number}号修好了?拍一张给报修人看。")),
    "draws.ask_why": asks(_("为什么去不了?点一下,或者说一句。")),
    "duty.ask_why": asks(_("是什么原因?点一下,或者说一句。")),
    "ticket.ask_why": asks(_("{number}号为什么修不了?点一下,或者说一句。")),
    "ticket.ask_part": asks(_("{number}号在等什么?点一下,或者说一句。")),
    "ticket.ask_until": asks(_("{number}号预计几时能到?点一下,或者说「周四」。")),
    "ticket.ask_still": asks(_("{number}号哪里还不行?点一下,说一句或拍一张。")),
    "ticket.ask_whom": asks(_("{number}号派给谁?点一下,或者写名字。")),
    "ticket.ask_more": asks(_("{number}号要补充什么?说一句或拍一张。")),
    "form.aside": _aside,
    "form.joined": says(_("加上了。")),
    "form.apart": says(_("好,另报一件。")),
    "form.over": _named(_("{form}:收到了。")),
    "form.answered": says(_("这一步答过了,请接着答最新那条。")),
    "form.changed": says(_("要查的刚换了,请照新的再看一遍。")),
    "form.open": says(_("已经打开了,请答最新那条。")),
    "form.gone": says(_("这张单子已经填完或关掉了。")),
    "form.tap_please": says(_("请点上面的按钮。")),
    "form.say_more": says(_("再说清楚一点,好吗?")),
    "form.say_less": says(_("太长了,请说短一点({most}字以内)。")),
    "form.photo_please": says(_("请拍一张照片;拍不了就点按钮。")),
    "form.unreachable": says(_("{name}现在收不到消息,请换一个人。")),
    "form.nobody": says(_("没有找到「{words}」,请写全名。")),
    "draft.waiting": _waiting,
    "draft.drop": _drop,
    "draft.dropped": _named(_("好,{form}不做了。")),
    "draft.closed": _named(_("{form}放了两小时,先关了。要做请再点一次。")),
}
