"""What is said in a practice round: each step begins with 练习, so that nobody takes it for real or real for it."""

from domain.practice import TRACKS
from handlers.buttons import press
from handlers.news.message import Button, Facts, Message, Rows, Wording, says
from words import Say, _

ASKS: dict[str, str] = {
    "send": _("拍张照发来,拍什么都行;或者说一句,比如「3号楼201水管漏水」。"),
    "take": _("换您来修:🔧 例:3号楼201 水管漏水。"),
    "repaired": _("修好了拍一张。现在随便拍一张。"),
    "point": _("🔦 巡查:走到点上,拍墙上的码。现在随便拍一张。"),
    "sign": _("✍️ 值日:做好了从门口拍一张。现在随便拍一张。"),
    "alarm": _("🚨 例:10:02 3号楼201 爆管。您点哪个?"),
    "urgent": _("真有危险:点最下面的「🚨 紧急」,马上通知。现在别点,点了是真的。"),
}
DID: dict[str, str] = {
    "file": _("这样就报上了。真的时候,这里写着几号、派给谁。"),
    "take": _("接了单,报的人马上知道。"),
    "repaired": _("照片给报的人看,问他好不好用。"),
    "point": _("✅ 到点了。真的时候要拍到码。"),
    "sign": _("✅ 签好了。"),
    "go": _("「我去」:归您了,不再叫别人。到了再点「到了」。"),
    "know": _("「知道了」:只是知道,还会接着叫人。"),
}
TAPS: dict[str, str] = {
    "file": _("对,报上"),
    "take": _("接单"),
    "go": _("我去"),
    "know": _("知道了"),
    "mind": _("记住了"),
}


def _marked(text: str, f: Facts, say: Say) -> str:
    return say(_("【练习 {number}/{of}】")).format(**f) + text


def _step(f: Facts, say: Say) -> Message:
    lines = []
    if f["number"] == 1 and not f.get("stray"):
        lines.append(say(_("什么都不存,谁也收不到。真有危险照样说,马上通知。")))
    if f.get("stray"):
        lines.append(say(_("还在练习,刚才的没有报上。")))
    if f.get("did") in DID:
        lines.append(say(DID[f["did"]]))
    guess = f.get("guess")
    lines.append(_guess(guess or {}, say) if f["step"] == "guess" else say(ASKS[f["step"]]))
    return Message(_marked("\n".join(lines), f, say), _keys(f, say))


def _guess(g: Facts, say: Say) -> str:
    """The card that a real report would show; of a photo without a word, what it would ask."""
    if g.get("words"):
        return say(_("🔧 {place}\n{words}|{category}|{urgency}。对吗?")).format(
            place=g["place"] or say(_("地点没说")),
            words=g["words"],
            category=say(g["category"]),
            urgency=say(g["urgency"]),
        )
    if g.get("file") == "photo":
        return say(_("收到照片。真的时候会问在哪儿、是哪一类。"))
    return say(_("收到了。真的时候会问在哪儿、是哪一类。"))


def _keys(f: Facts, say: Say) -> Rows:
    """The step's own buttons, and below, always in the same place, the ways out."""
    taps = {step.name: step.taps for track in TRACKS.values() for step in track}[f["step"]]
    own = tuple(Button(say(TAPS[tap]), press("n", tap)) for tap in taps)
    out = (Button(say(_("这是真的")), press("n", "real")), Button(say(_("不练了")), press("n", "stop")))
    return (own, out) if own else (out,)


def _offer(f: Facts, say: Say) -> Message:
    keys = (Button(say(_("练一遍")), press("n", "again")), Button(say(_("不用了")), press("n", "stop")))
    return Message(say(_("先练一遍吗?三分钟,什么都不存。")), (keys,))


def _done(f: Facts, say: Say) -> Message:
    text = say(_("【练习】练完了,什么都没存。以后有事:拍照,点一下,完。"))
    return Message(text, ((Button(say(_("再练一遍")), press("n", "again")),),))


WORDING: dict[str, Wording] = {
    "practice.offer": _offer,
    "practice.step": _step,
    "practice.done": _done,
    "practice.stopped": says(_("好,不练了。想练时点「我的事」里的「练一遍」。")),
    "practice.real": says(_("好,现在起都是真的。请再发一次,马上报。")),
    "practice.over": says(_("【练习】停了,现在起都是真的。")),
    "practice.not_now": says(_("这一步练过了。")),
}
