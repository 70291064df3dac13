"""演习: a manager holds a drill; the form asks what, where, how long, and whether to begin."""

from actions.hold_drill import check_drill
from handlers.forms.drill import DRILL
from handlers.forms.walk import begin as ask
from handlers.scene import Scene


def begin(scene: Scene, payload: str) -> None:
    """Refused before anything is asked when there is danger in earnest, or another drill runs."""
    check_drill(scene.tx, scene.now, scene.person.id)
    ask(scene, DRILL, {})
