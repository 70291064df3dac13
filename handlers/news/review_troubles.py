"""What a review says of what is not well, and what is to come of it: figures, and blanks for people to fill in."""

from dataclasses import dataclass

from handlers.news.review_sums import Sums, percent
from words import _, listed

MOST = 5
"""Of each kind of trouble, the gravest; our own judgement."""
LONG_GAP = 7
"""Days without a check."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is not well, and the number by which one will know that it is better: `measure` with its value now."""

    text: str
    measure: str


def troubles(s: Sums) -> list[Trouble]:
    """The gravest first; as many as there are, none made up."""
    found = [_missed(s), _empty_gates(s), _overdue(s), _old_tickets(s), _dirty(s), _again(s), _repeats(s), *_gaps(s)]
    return [it for it in found if it is not None]


def _missed(s: Sums) -> Trouble | None:
    missed = s.n("duties", "missed")
    if not missed:
        return None
    names = s.f["names"]
    most = [(names.get(plan, plan), n) for plan, n in s.keys("missed")[:3]]
    parts = listed([s.say(_("{plan}{n}次")).format(plan=plan, n=n) for plan, n in most], s.say)
    share = percent(missed, s.n("duties") - s.n("duties", "excused"))
    text = s.say(_("漏{missed}项({share:.1f}%),漏得最多的:{parts}{note}。"))
    measure = s.say(_("漏报现在{missed}项")).format(missed=missed)
    return Trouble(text.format(missed=missed, share=share, parts=parts, note=s.quote("missed")), measure)


def _empty_gates(s: Sums) -> Trouble | None:
    late = s.n("prompts", "late", "missed")
    if not late:
        return None
    text = s.say(_("大门抽问{asked}次里,{late}次没有按时答{note}。"))
    measure = s.say(_("没按时答现在{late}次")).format(late=late)
    return Trouble(text.format(asked=s.n("prompts"), late=late, note=s.quote("prompts")), measure)


def _overdue(s: Sums) -> Trouble | None:
    late, open_ = s.n("notices_over", "after"), s.f["notices_overdue"]
    if not late and not open_:
        return None
    text = s.say(_("整改过了期限才办完的{late}份,到现在还没办完的{open_}份{note}。"))
    measure = s.say(_("逾期现在{open_}份")).format(open_=open_)
    return Trouble(text.format(late=late, open_=open_, note=s.quote("notices_over")), measure)


def _old_tickets(s: Sums) -> Trouble | None:
    left = s.records("open_tickets")
    if not left:
        return None
    most = [s.say(_("{trade}{n}")).format(trade=s.say(key), n=it[1]) for key, it in _largest(s, "open_tickets")]
    text = s.say(_("现在还有{left}件没修好,平均等了{days:.1f}天:{parts}{note}。"))
    facts = {"left": left, "days": s.n("open_tickets") / left, "parts": listed(most, s.say)}
    said = text.format(**facts, note=s.quote("open_tickets"))
    if held := s.records("on_hold"):
        hold = s.say(_("其中挂起(等配件、等外修){held}件,平均已等{days:.1f}天{note}。"))
        said += hold.format(held=held, days=s.n("on_hold") / held, note=s.quote("on_hold"))
    measure = s.say(_("没修好的现在{left}件")).format(left=left)
    return Trouble(said, measure)


def _largest(s: Sums, name: str) -> list[tuple[str, list[int]]]:
    rows = s.f["figures"].get(name, {}).items()
    return sorted(rows, key=lambda pair: (-pair[1][1], pair[0]))[:MOST]


def _dirty(s: Sums) -> Trouble | None:
    dirty = s.n("signatures", "签了没打扫")
    if not dirty:
        return None
    text = s.say(_("签了字却没打扫的{dirty}间次{note}。")).format(dirty=dirty, note=s.quote("signatures"))
    return Trouble(text, s.say(_("签了没打扫现在{dirty}间次")).format(dirty=dirty))


def _again(s: Sums) -> Trouble | None:
    again = s.n("rejected")
    if not again:
        return None
    closed = s.n("ended", "confirmed", "unrated")
    text = s.say(_("返修{again}次,同期办结{closed}件{note}。"))
    measure = s.say(_("返修现在{again}次")).format(again=again)
    return Trouble(text.format(again=again, closed=closed, note=s.quote("rejected", "ended")), measure)


def _repeats(s: Sums) -> Trouble | None:
    rows = s.keys("repeats")[:3]
    if not rows:
        return None
    parts = []
    for key, n in rows:
        place, _bar, trade = key.partition("|")
        row = s.say(_("{place}{trade}{n}次"))
        parts.append(row.format(place=s.f["names"].get(place, place), trade=s.say(trade), n=n))
    text = s.say(_("同一处坏了又坏:{parts}{note}。")).format(parts=listed(parts, s.say), note=s.quote("repeats"))
    return Trouble(text, s.say(_("最多的一处现在{n}次")).format(n=rows[0][1]))


def _gaps(s: Sums) -> list[Trouble]:
    """Who stopped checking: each plan that nobody did for more than a week, with the days."""
    found = []
    for it in [it for it in s.f["gaps"] if it["longest"] > LONG_GAP][:MOST]:
        days = {"since": it["from"][5:], "until": it["until"][5:]}
        text = s.say(_("{plan}断了{longest}天({since}到{until}){note}。"))
        text = text.format(plan=it["plan"], longest=it["longest"], **days, note=s.quote("plan_days"))
        found.append(Trouble(text, s.say(_("最长断档现在{longest}天")).format(longest=it["longest"])))
    return found


def problems(s: Sums, achievements: int) -> list[str]:
    """Numbered; when they are shorter than a third of what went well, a blank asks for what figures do not show."""
    found = troubles(s)
    lines = [f"{number}. {it.text}" for number, it in enumerate(found, 1)]
    if 3 * sum(map(len, lines)) < achievements:
        lines.append(s.say(_("【数字里看不到的问题,请写上:问题部分不少于成绩的三分之一】")))
    return lines


def next_steps(s: Sums) -> list[str]:
    """One for each problem: what, who and until when are for people to write; the number to measure by is ours."""
    text = s.say(_("【做什么、谁、到几时】;用这个数验收:{measure},到时不超过【请填写】。"))
    lines = [f"{number}. {text.format(measure=it.measure)}" for number, it in enumerate(troubles(s), 1)]
    return lines or [s.say(_("【做什么、谁、到几时、用哪个数验收】"))]


def compared(s: Sums) -> list[str]:
    before = s.f["before"]
    if before is None:
        return [s.say(_("前一期没有完整的记录,没有可比的数,不编。"))]
    return [s.say(_("前一期完成率{before:.1f}%。")).format(before=before)]
