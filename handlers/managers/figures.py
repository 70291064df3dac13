"""A look behind a figure: the records that it was counted from, a page at a time, each of them to be opened."""

from collections.abc import Callable
from dataclasses import asdict

from actions.day_facts import alarm_line, duty_line
from actions.facts import alarm_facts, evidence_facts, hour, name_of, place_name
from actions.score_facts import inspection_line, mark_of, notice_line, score_facts
from domain.duties import Duty, State
from domain.news import Show
from domain.people import Permission
from domain.refusal import Refusal
from handlers import buttons
from handlers.managers.figure_pages import page_of, show_list
from handlers.managers.pictures import offer_pictures
from handlers.managers.plans import show_plans
from handlers.managers.ticket_figures import list_overdue, list_overdue_now, list_tickets
from handlers.news.figure_keys import SIGNS
from handlers.scene import Answer, Scene
from handlers.work.entries import show_samples, show_visitors
from reports.inspectors import inspectors
from reports.sight import sight_of
from reports.urgent_words import LOOK_BACK, urgent_words
from storage.summaries import Summary

PHOTOS_AT_ONCE = 10
"""An album holds no more (Bot API, sendMediaGroup)."""
MOST_INSPECTORS = 12
"""Our own judgement: one screen."""
MOST_WORDS = 10
STATES = {"missed": (State.MISSED,), "late": (State.LATE,), "duties": tuple(State), "trial": tuple(State)}


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there, `figure.not_yours` for who may not see it."""
    do = TAPS.get(parts[0])
    if do is None:
        raise Refusal("button.old")
    return do(scene, parts[0], parts[1])


def _list_duties(scene: Scene, what: str, which: str) -> None:
    summary, offset = page_of(scene, which)
    found = [duty for duty in _duties(scene, summary) if duty.trial == (what == "trial")]
    if what == "covered":
        found = [duty for duty in found if duty.cover and duty.state in (State.DONE, State.LATE)]
    else:
        found = [duty for duty in found if duty.state in STATES[what]]
    rows = [{**duty_line(scene.tx, duty), "state": duty.state} for duty in found]
    show_list(scene, what, summary, offset, rows)


def _list_visitors(scene: Scene, what: str, which: str) -> None:
    """Who is inside now, whatever the evening said."""
    page_of(scene, which)
    show_visitors(scene, "")


def _list_samples(scene: Scene, what: str, which: str) -> None:
    """Which wait now, whatever the evening said."""
    page_of(scene, which)
    show_samples(scene)


def _list_alarms(scene: Scene, what: str, which: str) -> None:
    summary, offset = page_of(scene, which)
    raised = scene.tx.figures.alarms(summary.began, summary.ended)
    older = [alarm for alarm in scene.tx.figures.running_alarms() if alarm.raised_at <= summary.began]
    seen = filter(sight_of(scene.tx, scene.person).alarm, (*older, *raised))
    show_list(scene, what, summary, offset, [alarm_line(scene.tx, alarm) for alarm in seen])
    if not offset and Permission.MANAGE_PEOPLE in scene.permissions:
        _show_words(scene)


def _show_words(scene: Scene) -> None:
    """Below the list, to who keeps the workbook: which words cried for what was not urgent, and not who said them."""
    rows = [asdict(it) for it in urgent_words(scene.tx, scene.now)[:MOST_WORDS]]
    if rows:
        scene.reply("figure.words", {"days": LOOK_BACK.days, "rows": rows})


def _list_checks(scene: Scene, what: str, which: str) -> None:
    """The inspections of the period with their scores, the lowest first."""
    summary, offset = page_of(scene, which)
    sight = sight_of(scene.tx, scene.person)
    found = [
        it for it in scene.tx.inspections.between(summary.began, summary.ended)
        if (duty := scene.tx.duties.get(it.duty)) is not None and sight.duty(duty)
    ]  # fmt: skip
    show_list(
        scene, what, summary, offset, [inspection_line(scene.tx, it) for it in sorted(found, key=lambda it: it.score)]
    )

    if not offset and sight.team is None:
        _show_inspectors(scene)


def _show_inspectors(scene: Scene) -> None:
    """Below the list, to managers of the whole school: who looked how often, and whether blind looks agreed."""
    found = inspectors(scene.tx, scene.now, mark_of(scene.tx))
    rows = [
        {"who": name_of(scene.tx, it.person), "looks": it.looks, "average": round(it.average, 1), "blind": it.blind,
         "agreed": it.agreed, "never_finds": it.never_finds, "at_the_end": it.at_the_end}
        for it in found[:MOST_INSPECTORS]
    ]  # fmt: skip
    if rows:
        scene.reply("figure.inspectors", {"rows": rows})


def _list_notices(scene: Scene, what: str, which: str) -> None:
    """What is open, and what was issued or closed in the period; the oldest first."""
    summary, offset = page_of(scene, which)
    notices = scene.tx.notices
    found = {it.number: it for it in notices.open()}
    for of in (notices.issued, notices.over):
        found |= {it.number: it for it in of(summary.began, summary.ended)}
    sight = sight_of(scene.tx, scene.person)
    seen = [found[number] for number in sorted(found) if sight.item(found[number].item)]
    show_list(scene, what, summary, offset, [notice_line(scene.tx, it) for it in seen])


def _list_photos(scene: Scene, what: str, which: str) -> None:
    """Ten at a time; then the button for the next ten."""
    summary, offset = page_of(scene, which)
    sight = sight_of(scene.tx, scene.person)
    taken = scene.tx.figures.photos(summary.began, summary.ended)
    photos = [file_id for file_id, item in taken if sight.item(item)]
    offset = min(offset, max(0, len(photos) - 1) // PHOTOS_AT_ONCE * PHOTOS_AT_ONCE)
    shown = photos[offset : offset + PHOTOS_AT_ONCE]
    facts = {"first": offset + 1, "last": offset + len(shown), "total": len(photos), "summary": summary.id}
    still_here = list(filter(None, shown))
    scene.reply("figure.photos", {**facts, "photos": still_here, "gone": len(shown) - len(still_here)})
    if facts["last"] < len(photos):
        scene.reply("figure.more_photos", facts)


def _open_duty(scene: Scene, what: str, which: str) -> None:
    duty = scene.tx.duties.get(buttons.number(which))
    if duty is None:
        raise Refusal("button.old")
    tx = scene.tx
    if not sight_of(tx, scene.person).duty(duty):
        raise Refusal("figure.not_yours")
    steps = [
        {"at": hour(tx, reached.said_at), "place": place_name(tx.school.tree, reached.point), "how": reached.how,
         "flagged": bool(reached.flags)}
        for reached in tx.duties.reached(duty.id)
    ]  # fmt: skip
    facts = {
        **duty_line(tx, duty),
        "state": duty.state,
        "reported_by": name_of(tx, duty.person),
        "points": len(duty.points),
        "reached": duty.reached,
        "faults": duty.faults,
        "steps": steps,
        **{key: evidence_facts(tx, duty.item)[key] for key in ("photos", "gone")},
    }
    if (found := tx.inspections.get(duty.id)) is not None:
        facts["inspection"] = score_facts(tx, found)
    scene.reply("figure.duty", facts)
    offer_pictures(scene, "duty", duty.id, len(facts["photos"]))


def _open_alarm(scene: Scene, what: str, which: str) -> None:
    """看经过: who did what when."""
    alarm = scene.tx.alarms.get(buttons.number(which))
    if alarm is None:
        raise Refusal("button.old")
    tx = scene.tx
    if not sight_of(tx, scene.person).alarm(alarm):
        raise Refusal("figure.not_yours")
    steps = [
        {"at": hour(tx, row_at), "kind": kind, "who": name_of(tx, person)}
        for row_at, kind, person in tx.history.steps(alarm.item)
    ]
    facts = {**alarm_facts(tx, alarm), "steps": steps}
    scene.reply("figure.alarm", facts)
    offer_pictures(scene, "alarm", alarm.number, len(facts["photos"]))


def _turn_plans(scene: Scene, what: str, which: str) -> None:
    show_plans(scene, buttons.number(which), Show.EDIT)


def _duties(scene: Scene, summary: Summary) -> list[Duty]:
    closed = scene.tx.duties.closing_between(summary.began, summary.ended)
    return list(filter(sight_of(scene.tx, scene.person).duty, closed))


def _show_more(scene: Scene, what: str, which: str) -> None:
    """The figures that had no room on the message; further on the same message turns to the next of them."""
    summary_id, _, signs = which.partition("-")
    summary = scene.tx.summaries.get(buttons.number(summary_id))
    if summary is None or not signs or not set(signs) <= SIGNS.keys():
        raise Refusal("button.old")
    show = Show.EDIT if what == "rest" else Show.NEW
    scene.reply("figure.more", {"summary": summary.id, "signs": signs}, card=f"figures:{summary.id}", show=show)


TAPS: dict[str, Callable[[Scene, str, str], None]] = {
    "missed": _list_duties,
    "late": _list_duties,
    "covered": _list_duties,
    "duties": _list_duties,
    "trial": _list_duties,
    "tickets": list_tickets,
    "overdue": list_overdue,
    "overdue_now": list_overdue_now,
    "visitors": _list_visitors,
    "samples": _list_samples,
    "alarms": _list_alarms,
    "checks": _list_checks,
    "notices": _list_notices,
    "photos": _list_photos,
    "duty": _open_duty,
    "alarm": _open_alarm,
    "plans": _turn_plans,
    "more": _show_more,
    "rest": _show_more,
}
"""By what the button says; the second part is the summary (and how far it was paged), or the one to open."""
