"""What the staff group and the managers read of the draws: what was fixed, what was laid open, that the key is gone."""

from handlers.news.message import Facts, Message, Wording, says
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


NONE = {
    "down": _("⚠️ {days}没有抽检:该封的时候机器停着,没有封条,就不抽。"),
    "key": _("⚠️ {days}没有抽检:抽检的钥匙文件不在,没有封条,就不抽。"),
    "opened": _("⚠️ {days}剩下的不抽了:机器的钟走快过,种子已经提前拆封。"),
}


def _none(f: Facts, say: Say) -> Message:
    days = [say(_("{month}月{day}日")).format(**day) for day in f["days"]]
    told = say(_("{first}到{last},{count}天")).format(first=days[0], last=days[-1], count=len(days))
    return Message(say(NONE[f["why"]]).format(days=told if len(days) > 1 else days[0]))


VERDICTS = {
    "none": _("{month}月{day}日没有抽检。"),
    "down": _("{month}月{day}日没有封条,所以没有抽检:该封的时候机器停着。"),
    "key": _("{month}月{day}日没有封条,所以没有抽检:当时钥匙文件不在。"),
    "sealed": _("{month}月{day}日的封条还在,第二天早上拆封以后才能核对。"),
    "right": _("✅ {month}月{day}日:封条对,抽中{hits}次,派出去{drawn}次,逐条重算都一样。"),
    "wrong": _("❌ {month}月{day}日对不上:{where},从第{at}个字节起。"),
}
WHERE = {
    "seal": _("封条"),
    "slots": _("抽中的名单"),
    "records": _("名单和历史"),
    "unreadable": _("当时的规则读不懂了"),
}


def _verdict(f: Facts, say: Say) -> Message:
    wrong = f["difference"]
    if not wrong:
        return Message(say(VERDICTS[f["state"]]).format(**f))
    lines = [
        say(VERDICTS["wrong"]).format(month=f["month"], day=f["day"], where=say(WHERE[wrong["where"]]), at=wrong["at"]),
        say(_("应该是「{expected}」,记着的是「{found}」。")).format(**wrong),
    ]
    return Message("\n".join(lines))


WORDING: dict[str, Wording] = {
    "draws.fixed": _fixed,
    "draws.revealed": _revealed,
    "draws.none": _none,
    "draws.key_lost": _key_lost,
    "draws.nobody": says(_("🎲 {plan}抽中了{place},没有人能去:该回避、次数满了,或者联系不上。")),
    "draws.declined": says(_("好,换别人去。")),
    "draws.verdict": _verdict,
    "draws.no_date": says(_("日期请写成 /verify {example}")),
    "draws.number": lambda f, say: Message(say(_("收到,{month}月{day}日算进去。")).format(**f), silent=True),
    "draws.number_enough": lambda f, say: Message(
        say(_("一个人一天最多算{one}个,这个没算进去。")).format(**f), silent=True
    ),
    "draws.numbers_full": lambda f, say: Message(
        say(_("{month}月{day}日已经有{all}个数,满了,后面的不算。")).format(**f), silent=True
    ),
}
