"""What is said of papers that run out: to whose they are, and to whoever is above them."""

from typing import Any

from handlers.buttons import press
from handlers.news.forms import question
from handlers.news.message import Button, Facts, Message, Wording, in_rows, says
from words import Say, _, listed


def _left(f: Facts, say: Say, ahead: str, today: str, over: str) -> str:
    sentence = ahead if f["left"] > 0 else today if f["left"] == 0 else over
    return say(sentence).format(**_named(f, say), over=-f["left"])


def _named(f: Facts, say: Say) -> dict[str, Any]:
    """With the kind of paper in the reader's language, where the school uses a word that we know."""
    return {**f, "certificate": say(f["certificate"])}


def _yours(f: Facts, say: Say) -> Message:
    text = _left(
        f,
        say,
        _("📇 您的{certificate}{until}到期,还有{left}天。"),
        _("📇 您的{certificate}今天到期,明天起先不排班。"),
        _("📇 您的{certificate}{until}到期了,换好以前先不排班。"),
    )
    show = _("换好了请给{lead}看一下。") if f["lead"] else _("换好了请到总务登记。")
    return Message(text + "\n" + say(show).format(**f))


def line(f: Facts, say: Say) -> str:
    """江小兰 健康证 2026-12-10到期,还有17天"""
    return _left(
        f,
        say,
        _("{name} {certificate} {until}到期,还有{left}天"),
        _("{name} {certificate} 今天到期"),
        _("{name} {certificate} 过期{over}天,先不排班"),
    )


def _list(f: Facts, say: Say) -> Message:
    """One's own stands there without a button: somebody else looks at it."""
    if not f["lines"]:
        return Message(say(_("没有快到期的证件。")))
    lines = [say(_("📇 证件,看到新的点一下:")), *(line(it, say) for it in f["lines"])]
    others = [it for it in f["lines"] if it["person"] != f.get("me")]
    label = _("已换新证") if len(others) == 1 else _("{name}换了")
    keys = [Button(say(label).format(**it), press("ct", "renew", it["person"])) for it in others]
    return Message("\n".join(lines), in_rows(keys))


def _renewed(f: Facts, say: Say) -> Message:
    text = say(_("✅ {name}的{certificate}记到{until},可以照常排班。登错了再点一次。")).format(**_named(f, say))
    return Message(text, ((Button(say(_("已换新证")), press("ct", "renew", f["person"])),),))


def rostered(lines: list[Facts], say: Say) -> str:
    """证过期还排着2:路得福、江小兰; empty when nobody is."""
    if not lines:
        return ""
    names = listed([it["name"] for it in lines], say)
    return say(_("证过期还排着{number}:{names}")).format(number=len(lines), names=names)


def certificates_key(say: Say) -> Button:
    """The list of those whose papers run out."""
    return Button(say(_("📇 证件")), press("c", "certificates"))


WORDING: dict[str, Wording] = {
    "certificate.yours": _yours,
    "certificate.list": _list,
    "certificate.ask": lambda f, say: question(
        say(_("{name}的新{certificate}到哪天?点一下,或者写「2027-12-10」。")).format(**_named(f, say)), f, say
    ),
    "certificate.when": says(_("写清楚哪年哪月哪天,要是以后的日子,比如 2027-12-10。")),
    "certificate.renewed": _renewed,
    "certificate.known": lambda f, say: Message(
        say(_("📇 您的{certificate}记到{until}了,{by}登的。")).format(**_named(f, say))
    ),
    "certificate.not_yours": says(_("{name}的证件由上级看过来登。")),
}
