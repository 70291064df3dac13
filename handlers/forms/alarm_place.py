"""Where the alarm is: asked after everybody has been told, never before."""

from actions.raise_alarm import add_to_alarm
from handlers.forms.form import Answers, Form
from handlers.forms.places import PlaceField
from handlers.scene import Scene


def _done(scene: Scene, answers: Answers) -> None:
    alarm = scene.tx.alarms.get(int(answers["number"]))
    if alarm is None:
        return
    words = scene.arrival.words or ("" if answers.get("place") else answers.get("place_words", ""))
    words = "" if words in alarm.words else words
    if not words and not answers.get("place"):
        return
    add_to_alarm(
        scene.tx,
        scene.now,
        alarm,
        person=scene.person.id,
        words=words,
        said_at=scene.arrival.said_at,
        place=answers.get("place"),
    )


ALARM_PLACE = Form(name="alarm_place", fields=(PlaceField(name="place", ask="alarm.where"),), done=_done)
