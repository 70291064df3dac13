"""What a killed half hour came to, in the numbers that docs/reliability.md quotes."""

from collections import Counter

from tests.kills.aftermath import Aftermath
from tests.kills.invariants import MARK


def figures_of(a: Aftermath) -> dict[str, float]:
    """All of them add up over several half hours."""
    first_calls = [
        min((c.at for c in a.calls if c.at > begun), default=0.0) for begun in (0.0, *(k.at for k in a.kills))
    ]
    silent = sum(begun > kill.at for begun, kill in zip(first_calls, a.kills, strict=False))
    new = [call for call in a.calls if call.is_new_message and call.ok]
    return {
        "kills": len(a.kills),
        "of them before the first call of a life": silent,
        "of them at work": len(a.kills) - silent,
        "updates": len(a.inbox),
        "records": len(a.effects),
        "messages": len(new),
        "of them marked 可能重复": sum(call.text.startswith(MARK) for call in new),
        "of them real repeats": _real_repeats(a),
        "seconds": round(max(call.at for call in a.calls) - min(call.at for call in a.calls)),
        "seconds in starts": round(sum(a.starts)),
        "starts that came to their end": len(a.starts),
    }


def _real_repeats(a: Aftermath) -> int:
    """Messages that reached the phone although the same row had reached it already."""
    rows = Counter((row.chat, row.text) for row in a.outbox if row.attempts)
    sent = Counter((c.chat, c.text.removeprefix(MARK)) for c in a.calls if c.is_new_message and c.ok and c.text)
    return sum((sent - rows).values())
