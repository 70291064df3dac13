"""Answers of a list in its draft, and what is done about one that is not as it should be."""

import re

from actions.facts import place_name
from actions.file_report import tell_reporter
from actions.report_fault import report_fault
from domain.acceptance import judge
from domain.checklists import Item, Severity
from domain.duties import Duty
from domain.news import Show
from domain.tickets import Urgency
from handlers.forms.form import Answers
from handlers.scene import Scene

AT = "@"
OF_A_LIST = ("deal-", "screen", "drawn", "lock", "floor")
"""How the names of the other questions of a list, and of a roll call, begin."""
ANSWER = re.compile(rf"i(\d+)(?:{AT}(.+))?")


def key(item: Item, at: str = "") -> str:
    """Under which an item's answer stands in the draft: once for the round, or once for each place (`at`)."""
    return f"i{item.number}{AT}{at}" if at else f"i{item.number}"


def dealt_key(item: Item, at: str = "") -> str:
    """Under which it stands what was done about it."""
    return f"deal-{key(item, at)}"


def said_at(answers: Answers, at: str = "") -> dict[int, str]:
    """The answers given about one place by their items' numbers; those about the whole round when `at` is empty."""
    found = ((ANSWER.fullmatch(name), it) for name, it in answers.items())
    return {int(name[1]): str(it) for name, it in found if name and (name[2] or "") == at}


def all_said(answers: Answers) -> dict[str, dict[int, str]]:
    """Every answer, by place (empty: the whole round) and number."""
    places = {name[2] or "" for name in map(ANSWER.fullmatch, answers) if name}
    return {at: said_at(answers, at) for at in sorted(places)}


def without_answers(answers: Answers) -> Answers:
    """What a draft holds beside the answers of its list: points, photos, faults told by themselves, who was not in."""
    return {
        name: it
        for name, it in answers.items()
        if not ANSWER.fullmatch(name) and not name.startswith(OF_A_LIST) and name not in ("wrong", "again", "who")
    }


def is_wrong(item: Item, answers: Answers, at: str = "") -> bool:
    """Answered, not as it should be, and of a kind that must be dealt with."""
    answer = answers.get(key(item, at))
    return answer is not None and item.severity is not Severity.NOTE and not judge(item, answer, said_at(answers, at))


def with_photo(scene: Scene, duty: Duty, answers: Answers) -> Answers:
    """Keeps the photo that came with the duty."""
    evidence_id = scene.keep_file("check")
    if evidence_id is None:
        return answers
    scene.tx.evidence.attach(evidence_id, duty.item)
    return {**answers, "evidence": [*answers.get("evidence", []), evidence_id]}


def dealt(
    scene: Scene, duty: Duty, item: Item, answers: Answers, urgency: Urgency | None, how: str, at: str = ""
) -> Answers:
    """What is wrong becomes an alarm or a ticket, or (urgency None) was put right; the list goes on."""
    duty = scene.tx.duties.get(duty.id) or duty
    found = report_fault(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        place=at or duty.place or next(iter(duty.points), None),
        reading=scene.reader.read(item.text),
        words=f"{item.text}:{answers.get(key(item, at), '')}",
        evidence=answers.get("evidence", [])[-1:] if how == "fixed" else [],
        said_at=scene.arrival.said_at,
        urgency=urgency,
        item=item.number,
        device=scene.device,
    )
    faults = answers.get("faults", [])
    noted(scene, duty, found, len(faults))
    return {**answers, "fixing": None, dealt_key(item, at): how, "faults": [*faults, found]}


def noted(scene: Scene, duty: Duty, found: Answers, number: int) -> None:
    """The card on which it was asked says what came of it; what is asked next stands below."""
    draft = scene.tx.drafts.of_duty(duty.id)
    ticket = scene.tx.tickets.get(found["number"]) if found["became"] == "ticket" else None
    card = f"{ticket.item}:reporter" if ticket else f"{duty.item}:fault:{number}"
    show = scene.hand_on_card(draft.id, card) if draft else Show.NEW
    if ticket:
        tell_reporter(scene.tx, scene.now, ticket, show=show)
    else:
        facts = {"became": found["became"], "where": place_name(scene.tx.school.tree, found["place"])}
        scene.reply("round.fault_noted", facts, card=card, show=show)
