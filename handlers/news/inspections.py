"""What is said about inspections: to the inspector, to the room, and to who weighs an appeal."""

from collections.abc import Sequence

from handlers.buttons import press
from handlers.news.forms import asks, options, ways_out
from handlers.news.message import Button, Facts, Message, Rows, Wording, in_rows, says
from words import Say, _

ACROSS = 3
CAUSES: dict[str, str] = {"签了没打扫": _("签了没打扫"), "60天内复发": _("60天内复发")}
SIGNATURES: dict[str, str] = {
    "签了没打扫": _("今天签了字,和看到的不一样。"),
    "没签": _("今天还没有人签字。"),
}


def lost(f: Facts, say: Say) -> str:
    """地面-8、垃圾-6: as the school names its items."""
    named = [say(_("{item}-{points}")).format(item=name, points=points) for name, points in f["lost"]]
    if f.get("heavier"):
        named.append(say(_("从重-{heavier}")).format(**f))
    return say(_("、")).join(named)


def _last(f: Facts, say: Say) -> Message:
    """What the last look found, with its photos."""
    text = say(_("{where}上次{score}分({month}月{day}日)")).format(**f)
    text += say(_(":{lost}")).format(lost=lost(f, say)) if f["lost"] else ""
    if len(f["photos"]) > 1:
        return Message(text, album=tuple(f["photos"]))
    return _with_photos(text, f["photos"])


def _photo(f: Facts, say: Say) -> Message:
    items = " ".join(f"{name}{full}" for _number, name, full in f["items"])
    text = say(_("🎲 {where},看:{items}。\n先从门口拍一张。")).format(where=f["where"], items=items)
    return Message(text, (*options(f, say), *ways_out(f, say, leaves=False)))


def _sheet(f: Facts, say: Say) -> Message:
    """One card: what is fine is one tap, what is not is item, points, photo."""
    if f["part"] and f["points"]:
        return Message(say(_("{part_name}-{points}:拍一张给他们看。")).format(**f), options(f, say))
    if f["part"]:
        return Message(say(_("{part}\n扣几分?")).format(**f), _grid(f, say, whole=False))
    if f["shots"]:
        return Message(say(_("照片收到了。扣哪一项?不扣就点上面那个。")), _grid(f, say))
    if f["lost"]:
        text = say(_("{where}现在{score}分:{lost}。还有吗?")).format(**{**f, "lost": lost(f, say)})
        return Message(text, _grid(f, say))
    return Message(say(_("{where}怎么样?要扣分就点哪一项。")).format(**f), _grid(f, say))


def _grid(f: Facts, say: Say, *, whole: bool = True) -> Rows:
    """The one answer of an honest clean room is a row of its own."""
    keys = [key for row in options(f, say) for key in row]
    return ((keys[0],), *in_rows(keys[1:], across=ACROSS)) if whole else in_rows(keys, across=ACROSS)


def _kept(f: Facts, say: Say) -> Message:
    if f["full"]:
        return Message(say(_("🎲 {place} 100分,记下了。谢谢!")).format(**f))
    text = say(_("🎲 {place} {score}分:{lost}。")).format(**{**f, "lost": lost(f, say)})
    if f["notice"]:
        text += say(_("整改{notice}号发出去了,由别人复查。")).format(**f)
    return Message(text)


def _room(f: Facts, say: Say) -> Message:
    """To the room: what it lost, by when it is put right, and that one may disagree."""
    text = say(_("{place} {said}抽查{score}分:{lost}(图)。")).format(**{**f, "lost": lost(f, say)})
    if f["signature"] in SIGNATURES:
        text += say(SIGNATURES[f["signature"]])
    if f["deadline"]:
        until = say(_("明天{at}") if f["deadline"]["tomorrow"] else _("{month}月{day}日{at}")).format(**f["deadline"])
        text += "\n" + say(_("{until}前改好;有意见48小时内说。")).format(until=until)
    else:
        text += "\n" + say(_("有意见48小时内说。"))
    keys = [Button(say(_("去改")), press("j", "sign", f["notice"]))] if f["mine"] and f["state"] == "待签收" else []
    keys.append(Button(say(_("有意见")), press("m", "appeal", f["duty"])))
    return _with_photos(text, f["photos"], in_rows(keys))


def _heavier(f: Facts, say: Say) -> Message:
    """Who made it heavier, by how much, why; and the way to a second person."""
    text = say(_("{place} {month}月{day}日的抽查:{cause},{by}定了从重,再扣{points}分,现在{score}分。"))
    text = text.format(**{**f, "cause": say(CAUSES[f["cause"]])}) + "\n" + say(_("有意见48小时内说。"))
    rows = in_rows([Button(say(_("有意见")), press("m", "appeal", f["duty"]))])
    return Message(text, rows)


def _with_photos(text: str, photos: Sequence[str], rows: Rows = ()) -> Message:
    """One photo under its words. Several have gone before as an album, which holds no buttons."""
    return Message(text, rows, photo=photos[0] if len(photos) == 1 else None)


def _album(f: Facts, say: Say) -> Message:
    return Message(say(_("{place}:{words}")).format(**f), album=tuple(f["photos"]))


def _ask(f: Facts, say: Say) -> Message:
    """One second person: the points, the photos, what is said against them."""
    text = say(_("⚖️ {place} {month}月{day}日{said}抽查{score}分:{lost}(图)。\n{who}说:「{words}」")).format(
        **{**f, "lost": lost(f, say)}
    )
    answers = {"退回分数": _("您定了:分数退回。"), "维持": _("您定了:分数不变。")}
    if f["verdict"] in answers:
        return _with_photos(text + "\n" + say(answers[f["verdict"]]), f["photos"])
    keys = [
        Button(say(_("退回分数")), press("m", "uphold", f["appeal"])),
        Button(say(_("维持")), press("m", "reject", f["appeal"])),
    ]
    return _with_photos(text, f["photos"], in_rows(keys))


def _answer(f: Facts, say: Say) -> Message:
    said = _("{place}:您的意见有道理,分数退回了,现在{score}分。")
    if f["verdict"] != "退回分数":
        said = _("{place}:另一位看过了,还是{score}分。谢谢您提出来。")
    return Message(say(said).format(**f))


STANDINGS = {"从重": _("这件已经定了:从重。"), "不从重": _("这件已经定了:不从重。")}
VERDICTS = {"退回分数": _("这件已经复议过了:分数退回。"), "维持": _("这件已经复议过了:维持。")}


WORDING: dict[str, Wording] = {
    "inspect.last": _last,
    "inspect.photo": _photo,
    "inspect.sheet": _sheet,
    "inspect.kept": _kept,
    "inspect.own": says(_("这里是您自己的地方,请别人来查。")),
    "inspect.no_sheet": says(_("这张检查表改了,没有分数了。请先问总务。")),
    "inspect.nothing_left": says(_("{part}已经扣完了。")),
    "inspect.too_many": says(_("{part}最多还能扣{left}分。")),
    "inspect.which_item": says(_("扣哪一项?点一下,或者写「卫生3」。")),
    "score.photos": _album,
    "score.room": _room,
    "score.heavier": _heavier,
    "score.not_yours": says(_("这件不归您定。")),
    "score.own": says(_("跟您自己有关的,请别人来定。")),
    "score.decided": lambda f, say: Message(say(STANDINGS[f["standing"]])),
    "appeal.say": asks(_("您怎么看?说一句,可以拍一张。")),
    "appeal.kept": says(_("记下了,请另一位来看。")),
    "appeal.ask": _ask,
    "appeal.answer": _answer,
    "appeal.not_yours": says(_("这次抽查跟您没有关系。")),
    "appeal.open": says(_("已经有人提了意见,另一位正在看。")),
    "appeal.too_late": says(_("过了48小时,这次的分数不能再改了。")),
    "appeal.decided": lambda f, say: Message(say(VERDICTS[f["verdict"]])),
    "toast.score": says(_("记下了,谢谢。")),
}
