"""What must hold however often the bot was killed. Each check takes what was left behind and returns its complaints."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from handlers.news.message import LONGEST_CAPTION
from tests.kills.aftermath import EITHER, MARK, Aftermath, Row

NEEDS_NOBODY = {"no card to edit", "no account"}
"""Reasons to give up a row that are no loss: a card that was never shown, somebody who has no phone here."""
BY_ITSELF = ("evidence.kept",)
"""Records that the machine adds in its own time, so they have no place in a person's order."""


def complaints(killed: Aftermath, calm: Aftermath) -> list[str]:
    """All of them, of a playing with kills against the same playing without; empty when every promise was kept."""
    alone = (complaint for check in ALONE for complaint in check(killed))
    against = (complaint for check in AGAINST_A_CALM_ONE for complaint in check(killed, calm))
    return [*alone, *against]


def lost_updates(a: Aftermath) -> Iterator[str]:
    """Every update that a person caused is in the inbox, once, and done; ids have no gap."""
    kept = Counter(key for _id, key, _state in a.inbox)
    for said in a.said:
        if kept[said.key] != 1:
            yield f"lost: {said.step.strip()} is {kept[said.key]} times in the inbox"
    for update_id, key, state in a.inbox:
        if state != "done":
            yield f"lost: update {update_id} ({key}) is {state}"
    ids = [update_id for update_id, _key, _state in a.inbox]
    if ids != list(range(ids[0], ids[0] + len(ids)) if ids else []):
        yield "lost: the numbers of the updates have gaps"


def broken_history(a: Aftermath) -> Iterator[str]:
    for seq in a.faults:
        yield f"history: record {seq} does not follow from the one before"


def stuck_outbox(a: Aftermath) -> Iterator[str]:
    """Every row came to its end, and one that was given up was for nobody."""
    for row in a.outbox:
        if row.state in ("queued", "sending"):
            yield f"stuck: {row.about} to {row.chat} is still {row.state}"
        if row.state == "expired" or (row.state == "never" and row.why not in NEEDS_NOBODY):
            yield f"given up: {row.about} to {row.chat}: {row.state} {row.why}"


def undelivered(a: Aftermath) -> Iterator[str]:
    """What counts as delivered was taken by the server: no delivery is written down before it happened."""
    seen = {(call.chat, _bare(call.text)) for call in a.calls if call.is_seen}
    for row in a.outbox:
        if row.state == "delivered" and not {(row.chat, text) for text in _lengths(row)} & seen:
            yield f"undelivered: {row.about} to {row.chat} counts as delivered and was never sent"


def repeats(a: Aftermath) -> Iterator[str]:
    """A new message without a mark stands for one row; with a mark there are no more than kills until then."""
    rows = Counter((row.chat, text) for row in a.outbox if row.attempts for text in set(_lengths(row)))
    plain: Counter[tuple[int | None, str]] = Counter()
    marked: Counter[int | None] = Counter()
    for call in sorted(a.calls, key=lambda call: call.at):
        if not (call.is_new_message and call.ok):
            continue
        if (call.chat, _bare(call.text)) not in rows:
            yield f"unknown: {call.chat} was sent {call.text!r}, which no row of the outbox says"
        if not call.text.startswith(MARK):
            plain[call.chat, call.text] += 1
            continue
        marked[call.chat] += 1
        if marked[call.chat] > sum(kill.at < call.at for kill in a.kills):
            yield f"repeats: {call.chat} got {marked[call.chat]} possible repeats after fewer kills: {call.text!r}"
    for (chat, text), times in plain.items():
        if times > rows[chat, text] > 0:
            yield f"repeats: {chat} got {times} times without a mark, wanted {rows[chat, text]}: {text!r}"


def unanswered(a: Aftermath) -> Iterator[str]:
    """Each saying and each tap was answered: by words on the button, or by a message or an edit of its own transaction
    (or what took its place) that really changed what the person sees. The photos of an album are one saying."""
    rows, wrote = {row.id: row for row in a.outbox}, dict(a.answers)
    toasts = {f"tap:{call.query}" for call in a.calls if call.ok and call.text and call.query}
    seen: dict[tuple[int | None, str], float] = {}
    for call in a.calls:
        if call.is_seen:
            seen[call.chat, _bare(call.text)] = max(call.at, seen.get((call.chat, _bare(call.text)), call.at))
    answered: dict[str, bool] = {}
    for said in a.said:
        own = [rows[row_id] for row_id in wrote.get(said.key, ()) if row_id in rows and rows[row_id].chat == said.chat]
        later = (after for row in own for after in _standing_for(row, a.outbox))
        visible = any(seen.get((said.chat, text), 0.0) > said.at for row in later for text in _lengths(row))
        name = said.key if said.key.startswith("tap:") else f"{said.chat} {said.step}"
        answered[name] = answered.get(name, False) or visible or said.key in toasts
    for said in a.said:
        if not answered.pop(said.key if said.key.startswith("tap:") else f"{said.chat} {said.step}", True):
            yield f"unanswered: {said.step.strip()}"


def stale_cards(a: Aftermath) -> Iterator[str]:
    """What stands on a card is what was last delivered to it."""
    for card in a.cards:
        if _bare(card.shows) != card.should:
            yield f"stale: {card.name} in {card.chat} shows {card.shows!r}, should {card.should!r}"


def unfinished(a: Aftermath) -> Iterator[str]:
    """No form, no photo and no file was left half-way."""
    if a.drafts:
        yield f"unfinished: {a.drafts} forms are still open"
    for state, sound in a.evidence:
        if (state, sound) != ("kept", True):
            yield f"unfinished: a photo is {state}, its file is {'sound' if sound else 'missing or wrong'}"
    for name in a.litter:
        yield f"unfinished: {name} was left half-written"


def effects(a: Aftermath, calm: Aftermath) -> Iterator[str]:
    """Each effect as often as without kills: none doubled, none missing. Being dead for long is an effect of kills."""
    happened = Counter(effect for effect in a.effects if effect.kind != "outage")
    should = Counter(calm.effects)
    for effect, more in (happened - should).items():
        yield f"doubled: {more} too many of {effect}"
    for effect, fewer in (should - happened).items():
        yield f"missing: {fewer} too few of {effect}"
    for thing, _times in (Counter(a.things) - Counter(calm.things)).items():
        yield f"ended otherwise: {thing}"
    if Counter(a.waiting) != Counter(calm.waiting):
        yield f"ended otherwise: due rows {a.waiting}, should be {calm.waiting}"


def order(a: Aftermath, calm: Aftermath) -> Iterator[str]:
    """What one person did stands in the history in the order in which it was done."""
    happened, should = _orders(a), _orders(calm)
    for person in sorted(happened | should, key=str):
        if happened.get(person) != should.get(person):
            yield f"order: {person} did {happened.get(person)}, should {should.get(person)}"


def lost_cards(a: Aftermath, calm: Aftermath) -> Iterator[str]:
    """Whoever has a card of a ticket or an alarm has it with kills, too. A question that was answered in words keeps
    its keys where a kill came before its message was known: they say then that it is over."""

    def lasting(of: Aftermath) -> set[tuple[int | None, str]]:
        return {(card.chat, card.name) for card in of.cards if not card.name.startswith(("draft", "past"))}

    for chat, name in lasting(calm) - lasting(a):
        yield f"card: {chat} has none of {name}"


ALONE: tuple[Callable[[Aftermath], Iterator[str]], ...] = (
    lost_updates,
    broken_history,
    stuck_outbox,
    undelivered,
    repeats,
    unanswered,
    stale_cards,
    unfinished,
)
AGAINST_A_CALM_ONE: tuple[Callable[[Aftermath, Aftermath], Iterator[str]], ...] = (effects, order, lost_cards)


def _bare(text: str) -> str:
    return text.removeprefix(MARK)


def _lengths(row: Row) -> tuple[str, str]:
    """A text and what of it fits under a photo."""
    return row.text, row.text if len(row.text) <= LONGEST_CAPTION else row.text[: LONGEST_CAPTION - 1] + "…"


def _standing_for(row: Row, outbox: tuple[Row, ...]) -> Iterator[Row]:
    """The row, or all newer news of its card when one of them took its place before it was sent."""
    yield row
    if row.state == "withdrawn" and row.card:
        yield from (newer for newer in outbox if newer.id > row.id and (newer.chat, newer.card) == (row.chat, row.card))


def _orders(a: Aftermath) -> dict[str | None, list[tuple[str, str]]]:
    found: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for effect in a.effects:
        if effect.person not in (None, EITHER) and effect.kind not in BY_ITSELF:
            found[effect.person].append((effect.kind, effect.item))
    return found
