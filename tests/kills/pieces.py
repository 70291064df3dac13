"""Many killed half hours, each with its own seed, compared with one without kills; several at once."""

import asyncio
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.kills.aftermath import Aftermath
from tests.kills.figures import figures_of
from tests.kills.invariants import complaints
from tests.kills.play import Killing, play
from tests.stage import copy_school, free_port, made_school

PLENTY_OF_TIME = 15.0
"""Real seconds for the half hour without kills."""
A_KILL_TAKES = 1.2
"""Starts of the bot: the half hour shall last as long as the killing does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One killed half hour: what it came to, and what it broke."""

    seed: int
    figures: Mapping[str, Any]
    broken: tuple[str, ...]


def calm(folder: Path) -> Aftermath:
    found = asyncio.run(play(copy_school(folder / "school", folder / "calm"), lasts=PLENTY_OF_TIME))
    if broken := complaints(found, found):
        raise AssertionError(f"without a single kill: {broken}")
    return found


def killed(folder: Path, kills: int, seed: int, without: Aftermath, webhook: bool) -> Piece:
    """In a process of its own."""
    lasts = max(PLENTY_OF_TIME, kills * A_KILL_TAKES * without.starts[0])
    into = copy_school(folder / "school", folder / f"killed-{seed}")
    try:
        port = free_port() if webhook else 0
        found = asyncio.run(play(into, lasts=lasts, killing=Killing(kills, seed), webhook=port))
    except Exception:
        return Piece(seed, {}, (traceback.format_exc(limit=-3),))
    return Piece(seed, figures_of(found), tuple(complaints(found, without)))


def pieces(folder: Path, kills: int, each: int, first: int, at_once: int, *, webhook: bool = False) -> Iterator[Piece]:
    """With `webhook` updates are brought to the bot; they come to the same as fetched ones."""
    made_school(folder / "school")
    without = calm(folder)
    counts = [min(each, kills - done) for done in range(0, kills, each)]
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        begun = [pool.submit(killed, folder, count, first + n, without, webhook) for n, count in enumerate(counts)]
        for piece in as_completed(begun):
            yield piece.result()
