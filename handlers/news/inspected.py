"""The lines of a summary about checks: what was inspected, what is being put right, and who stopped checking."""

from handlers.news.day_lines import in_a_row
from handlers.news.message import Facts
from words import Say, _, listed

MOST_SCORES = 8
"""Rooms told one by one; of more the mean and the lowest."""
MOST_NAMED = 3


def checks(f: Facts, say: Say) -> str:
    """🎲 抽查7:宿舍92 88 78(2号宿舍楼-612签了没打扫) 食堂2 | 📄 整改 昨2+新1-销1=余2,逾期1"""
    return " ".join(part for part in (_inspected(f, say), _notices(f, say), _stopped(f, say)) if part)


def _inspected(f: Facts, say: Say) -> str:
    it = f.get("inspected")
    if not it or not it["due"]:
        return ""
    line = say(_("🎲 抽查{due}:")).format(**it)
    parts = []
    if it["scores"]:
        if len(it["scores"]) > MOST_SCORES:
            mean = sum(it["scores"]) / len(it["scores"])
            sentence = say(_("寝室{number}间平均{mean:.0f},最低{least}"))
            parts.append(sentence.format(number=len(it["scores"]), mean=mean, least=it["scores"][-1]))
        else:
            shown = " ".join(str(score) for score in it["scores"])
            parts.append(say(_("寝室{scores}")).format(scores=shown))
    if it["dirty"]:
        parts[-1] += say(_("({rooms}签了没打扫)")).format(rooms=listed(it["dirty"][:MOST_NAMED], say))
    for area, number, wrong in it["others"]:
        said = _("{area}{number}({wrong}处有问题)") if wrong else _("{area}{number}(都好)")
        parts.append(say(said).format(area=say(area), number=number, wrong=wrong))
    if it.get("prompts"):
        said = _("大门{prompts}(都答了)") if it["prompts"] == it["answered"] else _("大门{prompts}(答了{answered})")
        parts.append(say(said).format(**it))
    if it["due"] > it["looked"]:
        parts.append(say(_("没查{number}")).format(number=it["due"] - it["looked"]))
    if it["again"]:
        parts.append(say(_("回头看{again}")).format(**it))
    if it["blind"]:
        parts.append(say(_("盲查{blind},{agreed}次一致")).format(**it))
    return line + in_a_row(parts, say)


def _notices(f: Facts, say: Say) -> str:
    it = f.get("notices")
    if not it or not (it["before"] or it["new"] or it["over"] or it["open"]):
        return ""
    line = say(_("📄 整改 昨{before}+新{new}-销{over}=余{open}")).format(**it)
    if it["overdue"]:
        line += say(_(",逾期{overdue}")).format(**it)
    return line + (say(_(",明天到期{tomorrow}")).format(**it) if it["tomorrow"] else "")


def _stopped(f: Facts, say: Say) -> str:
    """A question and no verdict: whoever checked and did nothing of what was asked for a week."""
    named = [say(_("{who}({days}天该查{asked}次,没查)")).format(**it) for it in f.get("stopped", ())[:MOST_NAMED]]
    return say(_("👁 停查了?{named}")).format(named=listed(named, say)) if named else ""


def is_calm(f: Facts) -> bool:
    """Nothing about checks that a manager would want to read."""
    it = f.get("inspected") or {}
    missed = it.get("due", 0) > it.get("looked", 0)
    return not (
        it.get("below") or it.get("dirty") or missed or (f.get("notices") or {}).get("open") or f.get("stopped")
    )
