"""The first line of the answer to whoever raises an alarm: what to do with the hands until somebody comes."""

from domain.first_aid import Case, case_of
from handlers.news.message import Facts
from words import Say, _

HANDS: dict[str, str] = {
    "fire": _("先撤人,打119。"),
    "gas": _("别碰开关,先撤人,到外面打电话。"),
    "electric": _("人别碰,拉闸。"),
    "water": _("先关总阀。"),
    "injury": _("别搬动,打120。"),
    "illness": _("别搬动,打120。"),
    "intruder": _("别靠近,打110。"),
    "child": _("先守住大门,再清点。"),
    "lift": _("别扒门,打维保。"),
    "food": _("先停售封存,别倒掉。"),
    "boiler": _("先停炉,人离开,再报。"),
    "structure": _("人先离开,拦住别让人靠近。"),
    "gate": _("先守住门,别离人。"),
    "animal": _("人先离开,别去惹它。"),
    "chemical": _("人先离开,开窗,别用手碰。"),
    "escape": _("先把出口打开,拦住人别走这边。"),
    "missing": _("先问同寝,再看厕所、阳台。"),
    "help": _("先看自己安全,打110。"),
    "other": _("人先离开危险处,再等人来。"),
}
"""The first line of the answer to the reporter (the school's emergency numbers are the country's)."""
VALVES = {
    "water": ("water", _("总阀在:{valve}。")),
    "electric": ("power", _("电闸在:{valve}。")),
    "gas": ("gas", _("气阀在:{valve}。")),
}
"""Which shut-off of the building helps. Who smells gas gets out; its valve is for those who come."""
CASES: dict[Case, str] = {
    Case.CHOKING: _("拍背五下,再抱腰压肚子五下,反复做;打120。"),
    Case.DROWNING: _("别跳下去,伸竿子、扔能浮的;打119、120。"),
    Case.EDGE: _("别围上去,别刺激;一个人陪着说话;打110、119。"),
}
"""Where the words tell of one of these, its own sentence: what helps most would harm here."""


def hands(f: Facts, say: Say) -> str:
    """What to do with the hands, with the place of the valve when the building's row names it."""
    case = case_of(f["danger"], f.get("words", ""))
    line = say(CASES[case] if case else HANDS.get(f["danger"], HANDS["other"]))
    return line if f["danger"] == "gas" else line + valve_of(f, say)


def valve_of(f: Facts, say: Say) -> str:
    """Where the building's shut-off is; nothing when its row does not say or there is none."""
    name, sentence = VALVES.get(f["danger"], ("", ""))
    valve = f.get("valves", {}).get(name, "")
    return say(sentence).format(valve=valve) if valve and valve != "无" else ""
