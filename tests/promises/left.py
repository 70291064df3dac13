"""What a life full of faults and kills leaves behind, as plain values, and what must hold of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

MARK = "(可能重复)"
SAID = re.compile(r"(\(可能重复\))?#(\d+)#")
ALL_PER_SECOND, PRIVATE_BURST = 28, 3
JITTER = 0.5
"""Seconds by which calls may have come closer to each other on their way to the server, on a busy machine."""


@dataclass(frozen=True, slots=True)
class Row:
    """News that was queued by hand, by its number; `ended` is its state at the end."""

    number: int
    chat: int
    lane: int
    ended: str
    why: str = ""
    good_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """A call that wrote into a chat. `at` in monotonic seconds, `clock` the school's time; `arrived` whether the server
    did it, `doubt` whether the bot could not know that."""

    at: float
    clock: datetime
    chat: int
    text: str
    arrived: bool
    doubt: bool = False
    too_fast: bool = False
    """Refused by the server's limits, not by a fault that was ordered."""

    @property
    def numbers(self) -> list[tuple[int, bool]]:
        """What it says, and whether that is marked as a possible repeat."""
        return [(int(number), bool(mark)) for mark, number in SAID.findall(self.text)]


@dataclass(frozen=True, slots=True)
class Owning:
    """When it was known to be kept, what waited and so was taken back, and what was on its way."""

    at: float
    taken: tuple[int, ...]
    flying: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    asked: Counter[int] = field(default_factory=Counter)
    """How often each chat asked something."""
    answers: Counter[int] = field(default_factory=Counter)
    """How many answers were queued for each chat."""
    inbox: tuple[str, ...] = ()
    """The states of all updates that people caused."""
    kept: frozenset[int] = frozenset()
    """Numbers that the bot said it had queued."""
    rows: tuple[Row, ...] = ()
    sendings: tuple[Sending, ...] = ()
    ownings: tuple[Owning, ...] = ()
    births: tuple[float, ...] = ()
    """When each process of the bot was started; all but the last were killed."""
    broken: tuple[int, ...] = ()
    """Records of the history that do not follow from the one before."""

    def figures(self) -> dict[str, int]:
        said = self.said().values()
        return {
            "lives": 1,
            "kills": len(self.births) - 1,
            "updates": len(self.inbox),
            "news": len(self.rows),
            "sendings": len(self.sendings),
            "failed": sum(not it.arrived or it.doubt for it in self.sendings),
            "marked": sum(marked for arrivals in said for _, marked in arrivals),
            "real repeats": sum(len(arrivals) - 1 for arrivals in said),
            "lines gathered": sum(len(it.numbers) > 1 for it in self.sendings if it.arrived),
            "taken back": sum(len(it.taken) for it in self.ownings),
            "expired": sum(row.ended == "expired" for row in self.rows),
        }

    def said(self) -> dict[int, list[tuple[Sending, bool]]]:
        """Each number with its arrivals, in their order."""
        found: dict[int, list[tuple[Sending, bool]]] = defaultdict(list)
        for sending in sorted(self.sendings, key=lambda it: it.at):
            for number, marked in sending.numbers if sending.arrived else ():
                found[number].append((sending, marked))
        return found


def lost_updates(left: Left) -> Iterator[str]:
    if sum(left.asked.values()) != len(left.inbox) or set(left.inbox) - {"done"}:
        yield f"lost: {sum(left.asked.values())} updates, kept {Counter(left.inbox)}"


def effects(left: Left) -> Iterator[str]:
    """Each question has one answer; what was said to be queued is there, and nothing is twice."""
    for chat, times in left.asked.items():
        if left.answers[chat] != times:
            yield f"effects: {chat} asked {times} times and has {left.answers[chat]} answers"
    numbers = Counter(row.number for row in left.rows)
    for number in left.kept - numbers.keys():
        yield f"effects: #{number} was kept and is gone"
    for number, times in numbers.items():
        if times > 1:
            yield f"effects: #{number} was queued {times} times"


def repeats(left: Left) -> Iterator[str]:
    """Once without a mark; again only where nobody could know, and marked."""
    for number, arrivals in left.said().items():
        chat = arrivals[0][0].chat
        doubts = sum(it.doubt and it.chat == chat for it in left.sendings) + len(left.births) - 1
        if any(not marked for _, marked in arrivals[1:]):
            yield f"repeats: #{number} came again without a mark"
        if len(arrivals) > 1 + doubts:
            yield f"repeats: #{number} came {len(arrivals)} times, with {doubts} doubts"


def causes(left: Left) -> Iterator[str]:
    """Nothing is said that was not queued, to nobody else; what counts as delivered has arrived; nothing is stuck."""
    said, chats = left.said(), {row.number: row.chat for row in left.rows}
    for number, arrivals in said.items():
        for sending, _ in arrivals:
            if chats.get(number) != sending.chat:
                yield f"cause: #{number} was said to {sending.chat}"
    for row in left.rows:
        if row.ended == "delivered" and row.number not in said:
            yield f"undelivered: #{row.number} counts as delivered"
        if row.ended not in ("delivered", "withdrawn", "expired"):
            yield f"stuck: #{row.number} is {row.ended} {row.why}"


def too_late(left: Left) -> Iterator[str]:
    """None after it was owned, but for what was on its way, once; none after it was out of date."""
    said = left.said()
    for owning in left.ownings:
        for number in owning.taken:
            if any(sending.at > owning.at for sending, _ in said.get(number, ())):
                yield f"owned: #{number} was said after it had been taken back"
        for number in owning.flying:
            if sum(sending.at > owning.at for sending, _ in said.get(number, ())) > 1:
                yield f"owned: #{number} was on its way and came again"
    for row in left.rows:
        for sending, _ in said.get(row.number, ()):
            if row.good_until is not None and sending.clock > row.good_until:
                yield f"expired: #{row.number} was said at {sending.clock}"


def order(left: Left) -> Iterator[str]:
    """In one chat and lane, as they were queued."""
    said = left.said()
    lines: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row in left.rows:
        if row.number in said:
            lines[row.chat, row.lane].append(row.number)
    for (chat, lane), numbers in lines.items():
        first = {number: (said[number][0][0].at, _place(said[number][0][0], number)) for number in numbers}
        if numbers != sorted(numbers, key=first.__getitem__):
            yield f"order: {chat} in lane {lane} read {sorted(numbers, key=first.__getitem__)}"


def _place(sending: Sending, number: int) -> int:
    return [it for it, _ in sending.numbers].index(number)


def limits(left: Left) -> Iterator[str]:
    """In each life of the bot: three at once and one a second in a chat, 28 a second in all; no refusal.

    A new process knows nothing of what the old one sent: its supervisor leaves five seconds between them, which a test
    does not.
    """
    ends = (*left.births[1:], float("inf"))
    for began, ended in zip(left.births, ends, strict=True):
        life = sorted((it for it in left.sendings if began <= it.at < ended), key=lambda it: it.at)
        times = [it.at for it in life]
        for early, late in zip(times, times[ALL_PER_SECOND:], strict=False):
            if late - early < 1 - JITTER:
                yield f"limits: more than {ALL_PER_SECOND} within {late - early:.2f} s"
        for chat in {it.chat for it in life}:
            own = [it.at for it in life if it.chat == chat]
            spans = ((j - i + 1, own[j] - own[i]) for i in range(len(own)) for j in range(i, len(own)))
            if found := next((span for span in spans if span[0] > PRIVATE_BURST + span[1] + 2 * JITTER), None):
                yield f"limits: {chat} was sent {found[0]} within {found[1]:.2f} s"
        for it in life:
            if it.too_fast and (began == left.births[0] or it.at > began + PRIVATE_BURST + 2):
                yield f"limits: {it.chat} was refused by Telegram"


def history(left: Left) -> Iterator[str]:
    for seq in left.broken:
        yield f"history: record {seq} does not follow from the one before"


CHECKS: tuple[Callable[[Left], Iterator[str]], ...] = (
    lost_updates, effects, repeats, causes, too_late, order, limits, history,
)  # fmt: skip


def complaints(left: Left) -> list[str]:
    return [complaint for check in CHECKS for complaint in check(left)]
