"""The leader's look at a signed room: 合格, or 请重做."""

from actions.duty_facts import duty_facts
from actions.sign_off import look_at
from domain.duties import Duty
from handlers.scene import Answer, Scene


def good(scene: Scene, duty: Duty) -> Answer:
    return _look(scene, duty, "good")


def redo(scene: Scene, duty: Duty) -> Answer:
    return _look(scene, duty, "redo")


def _look(scene: Scene, duty: Duty, verdict: str) -> Answer:
    duty = look_at(scene.tx, scene.now, duty, scene.person.id, verdict, said_at=scene.arrival.said_at)
    return Answer("sign.thanks", duty_facts(scene.tx, duty))
