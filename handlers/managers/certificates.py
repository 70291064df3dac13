"""Papers that run out: the list of one's own people, and 已换新证 beside each."""

from actions.certificates import soon_over
from actions.renew_certificate import check_may_renew
from actions.team import may_change
from domain.people import Person
from domain.refusal import Refusal
from handlers.forms import CERTIFICATE, walk
from handlers.scene import Answer, Scene

RENEW = "renew"
MOST = 6
"""Our own judgement: one screen, nearest end first."""


def show_certificates(scene: Scene, payload: str) -> None:
    """📇 证件: whose will soon be over or is, of one's own and of those whom one may roster."""
    scene.reply("certificate.list", {"lines": due_for(scene)[:MOST], "me": scene.person.id})


def due_for(scene: Scene) -> list[dict[str, object]]:
    """The soonest first; empty when there is nothing to look at."""

    def theirs(person: Person) -> bool:
        return person.id == scene.person.id or may_change(scene.tx, scene.person.id, person.id)

    people = scene.tx.school.people
    return [it for it in soon_over(scene.tx, scene.now, people.values()) if theirs(people[it["person"]])]


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """已换新证. Refusals `certificate.not_yours`, and `button.old` for a button that was never there."""
    if parts[0] != RENEW:
        raise Refusal("button.old")
    person = check_may_renew(scene.tx, scene.person.id, parts[1])
    walk.begin_once(scene, CERTIFICATE, {"person": person.id, "evidence": []}, "person")
    return None
