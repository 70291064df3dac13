"""What a photo said once it was read: a point, a challenge's answer, more about an alarm, or a question."""

from datetime import datetime, timedelta

from actions.check_in import check_in
from actions.facts import place_name
from actions.file_draft import close_draft
from actions.place_tokens import place_of
from actions.raise_alarm import add_to_alarm
from domain.alarms import RUNNING
from domain.news import Show
from domain.rounds import CODE
from handlers.forms.alarm_place import ALARM_PLACE
from handlers.forms.form import Answers
from handlers.forms.points import Points, answered, awaiting, walked_on
from handlers.scene import Scene, card_of

WAITED_FOR = timedelta(minutes=2)
"""A photo is read, or its fetching has failed once, long before that."""
OF_THE_ALARM = timedelta(minutes=10)
"""A picture without a code, so soon after its person raised an alarm, shows what the alarm is about."""


def photo_read(scene: Scene, field: Points, answers: Answers, evidence_id: int, codes: list[str]) -> Answers:
    """What a photo said (no codes: nothing that could be read). Photos answer in the order of their taking.

    One that came down so late that its point was asked for still says it by itself, if nobody has answered meanwhile.
    """
    for name in ("asking", "left"):
        late = [it for it in answers.get(name, []) if it["evidence"] == evidence_id]
        if late and not codes:
            return answers
        if late:
            others = [it for it in answers[name] if it["evidence"] != evidence_id]
            answers = awaiting({**answers, name: others}, {**late[0], "arrived_at": late[0]["said_at"]})
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
    if photo["alarm"] is not None:
        if not places:
            return {**answers, "left": [*answers.get("left", []), photo]}
        _tell_alarm(scene, photo["alarm"], evidence_id, places)
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
        answers = field.challenged(walked_on(answers), there[0])
        if photo["words"]:
            answers = field.fault(scene, answers, photo["words"], [evidence_id])
        return answers
    scene.tx.evidence.attach(evidence_id, duty.item)
    if answers.get("challenge") and (not places or answers["challenge"]["point"] in places):
        return answered(answers, evidence_id)
    if len(there) > 1:
        return {**answers, "asking": [*answers.get("asking", []), photo]}
    if places and places[0] in duty.points:
        return {**answers, "note": {"again": place_name(tree, places[0])}}
    if not places and _went_to_alarm(scene, photo):
        return answers
    if places:
        return {**answers, "note": {"elsewhere": place_name(tree, places[0])}}
    return {**answers, "asking": [*answers.get("asking", []), photo]}


def _tell_alarm(scene: Scene, number: int, evidence_id: int, places: tuple[str, ...]) -> None:
    """The poster that was photographed with the danger says where it is; the photo stays with the alarm as well."""
    alarm = scene.tx.alarms.get(number)
    if alarm is None:
        return
    kept = scene.tx.evidence.copy(evidence_id, alarm.item)
    if alarm.state not in RUNNING or alarm.place is not None or len(places) != 1:
        return
    add_to_alarm(
        scene.tx, scene.now, alarm, person=scene.person.id, words="", said_at=scene.now, evidence=[kept],
        place=places[0],
    )  # fmt: skip
    asked = scene.tx.drafts.newest(scene.chat_id, scene.person.id, ALARM_PLACE.name)
    if asked is not None and asked.answers["number"] == alarm.number:
        close_draft(scene.tx, asked.id)
        scene.reply("form.over", {"form": asked.form}, card=card_of(asked.id), show=Show.ONLY_EDIT)


def _went_to_alarm(scene: Scene, photo: Answers) -> bool:
    """照片后补: whoever raised an alarm on the round sends its pictures next."""
    alarm = scene.tx.alarms.newest_of(scene.person.id, scene.device)
    if alarm is None or scene.now - alarm.raised_at > OF_THE_ALARM:
        return False
    kept = scene.tx.evidence.copy(photo["evidence"], alarm.item)
    add_to_alarm(
        scene.tx, scene.now, alarm, person=scene.person.id, words=photo["words"], said_at=scene.now, evidence=[kept]
    )  # fmt: skip
    scene.reply("alarm.added", {"number": alarm.number})
    return True
