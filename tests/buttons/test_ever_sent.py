"""Every callback string ever sent stands in one table and is read: a phone keeps old buttons for years."""

from typing import Any

import pytest

from actions.erase_picture import REASONS
from domain.notices import Move
from handlers import buttons
from handlers.managers.figures import TAPS as FIGURE_TAPS
from handlers.managers.pictures import ITEMS
from handlers.managers.pictures import TAPS as PICTURE_TAPS
from handlers.people.leaves import TAPS as LEAVE_TAPS
from handlers.people.rosters import TAPS as ROSTER_TAPS
from handlers.people.swaps import MOVES as SWAP_MOVES
from handlers.people.swaps import STEPS as SWAP_STEPS
from handlers.work.duties import TAPS as DUTY_TAPS
from handlers.work.entries import TAPS as ENTRY_TAPS
from handlers.work.gates import TAPS as GATE_TAPS
from handlers.work.notices import LOOK, WEIGHING
from handlers.work.service import TAPS as SERVICE_TAPS
from tests.buttons.table import Row, row_of, rows, unknown


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.shape)
def test_every_string_that_was_ever_sent_is_read_as_its_verb_and_fits(row: Row) -> None:
    verb, parts = buttons.read(row.filled())
    assert buttons.press(verb, *parts) == row.filled()
    assert row_of(row.filled()) is not None


def test_every_verb_and_everything_that_a_verb_does_stands_in_the_table() -> None:
    shapes = [row.shape.split(":") for row in rows()]
    assert {shape[0] for shape in shapes} == buttons.VERBS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "y"} == DUTY_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "b"} == ENTRY_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "g"} == GATE_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "o"} == ROSTER_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "z"} == {*SWAP_STEPS, *SWAP_MOVES}
    assert {shape[1] for shape in shapes if shape[0] == "q"} == LEAVE_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "w"} == FIGURE_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "j"} == {*Move, LOOK} - {Move.LAPSE}
    assert {shape[1] for shape in shapes if shape[0] == "tw"} == SERVICE_TAPS.keys()
    assert {shape[1] for shape in shapes if shape[0] == "m"} == WEIGHING.keys()
    assert {shape[1] for shape in shapes if shape[0] == "p"} == {*PICTURE_TAPS, *REASONS, *ITEMS}


def test_no_row_stands_twice() -> None:
    shapes = [row.shape for row in rows()]
    assert len(set(shapes)) == len(shapes)


def test_a_string_that_the_table_does_not_know_is_found_in_what_was_sent() -> None:
    """Each stage looks through its log when it closes (tests/stage.py): this is that look."""

    def call(data: str) -> dict[str, Any]:
        return {"params": {"reply_markup": {"inline_keyboard": [[{"text": "好", "callback_data": data}]]}}}

    assert unknown([call("t:take:1"), call("t:paint:1"), {"params": {}}]) == ["t:paint:1"]
