"""Answers of a list in its draft, and what is done about one that is not as it should be."""

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


def key(item: Item) -> str:
    """Under which an item's answer stands in the draft."""
    return f"i{item.number}"


def dealt_key(item: Item) -> str:
    """Under which it stands what was done about it."""
    return f"deal{item.number}"


def said_of(answers: Answers) -> dict[int, str]:
    """The answers of a list by their items' numbers."""
    numbered = {name[1:]: it for name, it in answers.items() if name[:1] == "i" and name[1:].isdecimal()}
    return {int(number): str(it) for number, it in numbered.items()}


def is_wrong(item: Item, answers: Answers) -> bool:
    """Answered, not as it should be, and of a kind that must be dealt with."""
    answer = answers.get(key(item))
    return answer is not None and item.severity is not Severity.NOTE and not judge(item, answer, said_of(answers))


def with_photo(scene: Scene, duty: Duty, answers: Answers) -> Answers:
    """Keeps the photo that came with the duty."""
    evidence_id = scene.keep_file("check")
    if evidence_id is None:
        return answers
    scene.tx.evidence.attach(evidence_id, duty.item)
    return {**answers, "evidence": [*answers.get("evidence", []), evidence_id]}


def dealt(scene: Scene, duty: Duty, item: Item, answers: Answers, urgency: Urgency | None, how: str) -> Answers:
    """What is wrong becomes an alarm or a ticket, or (urgency None) was put right; the list goes on."""
    duty = scene.tx.duties.get(duty.id) or duty
    found = report_fault(
        scene.tx,
        scene.now,
        duty,
        person=scene.person.id,
        place=duty.place or next(iter(duty.points), None),
        reading=scene.reader.read(item.text),
        words=f"{item.text}:{answers.get(key(item), '')}",
        evidence=answers.get("evidence", [])[-1:] if how == "fixed" else [],
        said_at=scene.arrival.said_at,
        urgency=urgency,
        item=item.number,
    )
    faults = answers.get("faults", [])
    noted(scene, duty, found, len(faults))
    return {**answers, "fixing": None, dealt_key(item): how, "faults": [*faults, found]}


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
