"""换班 in the chat: which shift, with whom, and whether one works theirs in return; then the other taps."""

from collections.abc import Callable

from actions.any_turn import told, turn_at, turns_ahead
from actions.swap import ask_swap, give_and_take, move_swap, who_could
from domain.news import Show
from domain.refusal import Refusal
from domain.swaps import Move
from handlers import buttons
from handlers.people.moments import moment_of, said_at
from handlers.scene import Answer, Scene

TURNS, PEOPLE, RETURNS = 5, 6, 5
"""Shifts to give, people to ask, shifts to take in return: one screen of buttons each."""
CARD = "swap:asking"


def tapped(scene: Scene, parts: tuple[str, ...]) -> Answer | None:
    """Refusal `button.old` for a button that was never there."""
    what, which = parts
    if what in MOVES:
        move_swap(
            scene.tx, scene.now, scene.person.id, buttons.number(which), MOVES[what], said_at=scene.arrival.said_at
        )
        return Answer("roster.thanks", {})
    if what not in STEPS:
        raise Refusal("button.old")
    return STEPS[what](scene, which)


def show_swaps(scene: Scene, payload: str) -> None:
    """/swap: one's own coming shifts and days in a staff room, to be given to somebody else."""
    found = turns_ahead(scene.tx, scene.now, scene.person.id)[:TURNS]
    shown = [(said_at(turn.begins), told(scene.tx, turn)) for turn in found]
    scene.reply("swap.which", {"turns": shown}, card=CARD)


def _turn(scene: Scene, which: str) -> None:
    turn = turn_at(scene.tx, scene.person.id, moment_of(which))
    if turn is None or turn.begins <= scene.now:
        raise Refusal("swap.gone", {"name": scene.person.name})
    people = [(p.id, p.name) for p in who_could(scene.tx, scene.now, turn)[:PEOPLE]]
    facts = {"at": which, "people": people, **told(scene.tx, turn)}
    scene.reply("swap.with_whom", facts, card=CARD, show=Show.EDIT)


def _who(scene: Scene, which: str) -> None:
    at, _, other = which.partition(">")
    mine, theirs = give_and_take(scene.tx, scene.now, scene.person.id, moment_of(at), other)
    shown = [(said_at(turn.begins), told(scene.tx, turn)) for turn in theirs[: RETURNS - 1]]
    facts = {"at": at, "person": other, "name": scene.tx.school.people[other].name, "turns": shown}
    scene.reply("swap.in_return", facts | told(scene.tx, mine), card=CARD, show=Show.EDIT)


def _ask(scene: Scene, which: str) -> Answer:
    at, _, rest = which.partition(">")
    other, _, back = rest.partition(">")
    swap = ask_swap(
        scene.tx, scene.now, scene.person.id, moment_of(at), other, moment_of(back) if back else None,
        said_at=scene.arrival.said_at,
    )  # fmt: skip
    scene.tx.outbox.hand_on(scene.chat_id, CARD, swap.item, scene.now)
    return Answer("swap.asked", {"name": scene.tx.school.people[swap.other].name})


STEPS: dict[str, Callable[[Scene, str], Answer | None]] = {"turn": _turn, "who": _who, "ask": _ask}
"""The shift's beginning (UTC), then with whom, then the beginning of what is worked in return."""
MOVES = {str(move): move for move in Move if move is not Move.LAPSE}
"""By what the button says; then the swap's number."""
