"""What the staff group and the managers read of the draws: what was fixed, what was laid open, that the key is gone."""

from handlers.news.message import Facts, Message, Wording
from words import Say, _


def _fixed(f: Facts, say: Say) -> Message:
    lines = [
        say(_("🎲 {month}月{day}日的抽检封好了,谁也不知道抽哪里。")).format(**f),
        say(_("06:00前回我一个数,一起算进去。")),
        say(_("封条:{commitment}")).format(**f),
    ]
    return Message("\n".join(lines), silent=True)


def _revealed(f: Facts, say: Say) -> Message:
    lines = [
        say(_("🎲 {month}月{day}日的抽检拆封:抽了{draws}处,算进了大家给的{numbers}个数。")).format(**f),
        say(_("种子:{seed}")).format(**f),
        say(_("要核对发 /verify {iso}")).format(**f),
    ]
    return Message("\n".join(lines), silent=True)


def _key_lost(f: Facts, say: Say) -> Message:
    return Message(
        say(_("⚠️ 抽检的钥匙文件不见了或被换了,抽检先停了。"))
        + "\n"
        + say(_("请管机器的人把 draw.key 找回来;以前的抽检照样能核对。"))
    )


WORDING: dict[str, Wording] = {
    "draws.fixed": _fixed,
    "draws.revealed": _revealed,
    "draws.key_lost": _key_lost,
    "draws.number": lambda f, say: Message(say(_("收到,{month}月{day}日算进去。")).format(**f), silent=True),
}
