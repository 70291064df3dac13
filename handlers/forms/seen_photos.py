"""What a photo said once it was read: a point, a challenge's answer, more about an alarm, or a question."""

from datetime import datetime, timedelta

from actions.check_in import check_in
from actions.facts import place_name
from actions.place_tokens import place_of
from actions.raise_alarm import add_to_alarm
from domain.rounds import CODE
from handlers.forms.form import Answers
from handlers.forms.points import Points, answered, reading_of
from handlers.scene import Scene

WAITED_FOR = timedelta(minutes=2)
"""A photo is read, or its fetching has failed once, long before that."""
OF_THE_ALARM = timedelta(minutes=10)
"""A picture without a code, so soon after its person raised an alarm, shows what the alarm is about."""


def photo_read(scene: Scene, field: Points, answers: Answers, evidence_id: int, codes: list[str]) -> Answers:
    """What a photo said (no codes: nothing that could be read). Photos answer in the order of their taking.

    One that came down so late that its point was asked for still says it by itself, if nobody has answered meanwhile.
    """
    photo = scene.tx.evidence.get(evidence_id)
    if evidence_id in answers.get("asking", []) and photo is not None:
        if not codes:
            return answers
        asking = [it for it in answers["asking"] if it != evidence_id]
        late = reading_of(photo, photo.said_at)
        answers = {**answers, "asking": asking, "reading": [*answers.get("reading", []), late]}
    reading = [{**it, "codes": codes} if it["evidence"] == evidence_id else it for it in answers["reading"]]
    reading.sort(key=lambda it: (it["said_at"], it["evidence"]))
    answers = {**answers, "note": None}
    while reading and (reading[0]["codes"] is not None or _given_up(scene, reading[0])):
        answers = _take(scene, field, answers, reading.pop(0))
    return field.complete(scene, {**answers, "reading": reading})


def _given_up(scene: Scene, photo: Answers) -> bool:
    """Those taken after it do not wait any longer: its point is asked for."""
    return scene.now - datetime.fromisoformat(photo["arrived_at"]) > WAITED_FOR


def _take(scene: Scene, field: Points, answers: Answers, photo: Answers) -> Answers:
    duty = field.duty
    waiting = field.waiting(scene)
    found = [place_of(scene.tx, code) for code in photo["codes"] or ()]
    places = tuple(dict.fromkeys(place for place in found if place))
    there = [place for place in places if place in waiting]
    tree, evidence_id = scene.tx.school.tree, photo["evidence"]
    if len(there) == 1:
        check_in(
            scene.tx,
            datetime.fromisoformat(photo["arrived_at"]),
            duty,
            scene.person.id,
            there[0],
            CODE,
            said_at=datetime.fromisoformat(photo["said_at"]),
            evidence=evidence_id,
            forwarded=photo["forwarded"],
        )
        answers = field.challenged(answers, there[0])
        if photo["words"]:
            answers = field.fault(scene, answers, photo["words"], [evidence_id])
        return answers
    scene.tx.evidence.attach(evidence_id, duty.item)
    if answers.get("challenge") and (not places or answers["challenge"]["point"] in places):
        return answered(answers, evidence_id)
    if len(there) > 1:
        return {**answers, "asking": [*answers.get("asking", []), evidence_id]}
    if places and places[0] in duty.points:
        return {**answers, "note": {"again": place_name(tree, places[0])}}
    if not places and _went_to_alarm(scene, evidence_id):
        return answers
    if places:
        return {**answers, "note": {"elsewhere": place_name(tree, places[0])}}
    return {**answers, "asking": [*answers.get("asking", []), evidence_id]}


def _went_to_alarm(scene: Scene, evidence_id: int) -> bool:
    """照片后补: whoever raised an alarm on the round sends its pictures next."""
    alarm = scene.tx.alarms.newest_of(scene.person.id)
    if alarm is None or scene.now - alarm.raised_at > OF_THE_ALARM:
        return False
    kept = scene.tx.evidence.copy(evidence_id, alarm.item)
    add_to_alarm(
        scene.tx, scene.now, alarm, person=scene.person.id, words="", said_at=scene.now, evidence=[kept]
    )  # fmt: skip
    return True
