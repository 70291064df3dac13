"""The lower lines of a summary: what is on trial, points and photos, the burden, tomorrow, and the anchor."""

from handlers.news.certificates import rostered
from handlers.news.day_lines import ends, in_a_row
from handlers.news.message import Facts
from words import Say, _, listed


def trial(f: Facts, say: Say) -> str:
    it = f["trial"]
    if not it["due"]:
        return ""
    return say(_("🧪 试行{due}(不催,不计入上面):{ends}")).format(due=it["due"], ends=ends(it, say))


def points(f: Facts, say: Say) -> str:
    it, parts = f["points"], []
    if it["due"]:
        parts.append(say(_("👀 查过{due}点:到{reached} 漏{missed}")).format(**it))
        if it["excused"]:
            parts.append(say(_("免{excused}")).format(**it))
    if f["photos"]:
        parts.append(
            say(_("📷 照片{photos}")).format(**f) + (say(_(",疑点{flagged}")).format(**f) if f["flagged"] else "")
        )
    return in_a_row(parts, say)


def visitors(f: Facts, say: Say) -> str:
    """👤 访客还在校内2位,过时1位; who they are stands behind the button, not in the day's facts."""
    it = f.get("visitors")
    if not it or not it["inside"]:
        return ""
    late = say(_(",过时{late}位")).format(**it) if it["late"] else ""
    return say(_("👤 访客还在校内{inside}位")).format(**it) + late


def burden(f: Facts, say: Say) -> str:
    stops = say(_("、")).join(say(_("{began}—{ended}")).format(**it) for it in f["outages"])
    parts = [say(_("停机{stops}")).format(stops=stops)] if stops else []
    if f["burden"]["people"]:
        parts.append(say(_("发{messages}条给{people}人,中位{median}条,最多{who}{most}条")).format(**f["burden"]))
    return "🤖 " + in_a_row(parts, say) if parts else ""


def tomorrow(f: Facts, say: Say) -> str:
    it, parts = f["tomorrow"], []
    if it["leader_id"]:
        leader = say(_("您")) if it["leader_id"] == f["reader"] else it["leader"]
        parts.append(say(_("带班{leader}")).format(leader=leader))
    if it["teachers"]:
        parts.append(say(_("教师{teachers}")).format(teachers=listed(it["teachers"], say)))
    if it["duties"]:
        parts.append(say(_("任务{duties}")).format(**it))
        parts.append(say(_("缺岗{gaps}")).format(**it) if it["gaps"] else say(_("不缺岗")))
    parts += filter(None, [rostered(it.get("unlicensed", []), say)])
    return say(_("📅 明天:{parts}")).format(parts=in_a_row(parts, say)) if parts else ""


def anchor(f: Facts, say: Say) -> str:
    return say(_("记录{records:,}条 {head}")).format(**f["anchor"])
