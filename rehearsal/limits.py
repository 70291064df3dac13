"""How fast a bot may write: all chats together, one private chat, one group; and set its webhook."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable

from rehearsal.errors import too_many

ALL_CHATS_PER_SECOND = 30
"""About thirty messages a second over all chats, twenty a minute in a group (Telegram's Bots FAQ)."""
PRIVATE_BURST = 5
GROUP_PER_MINUTE = 20


class Limits:
    """Sliding windows over monotonic seconds. Sending and editing count, an album once; what was refused does not."""

    def __init__(self, on: bool, now: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self._now = now
        self._next_setting = 0.0
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = defaultdict(deque)
        # The time at which a private chat's bucket is full again: one message adds one second.
        self._full_at: dict[int, float] = defaultdict(float)

    def count(self, chat_id: int) -> None:
        """Count one message or edit, or refuse it with the seconds to wait."""
        if not self.on:
            return
        now = self._now()
        waits = [_wait(self._all, now, 1.0, ALL_CHATS_PER_SECOND)]
        if chat_id < 0:
            waits.append(_wait(self._groups[chat_id], now, 60.0, GROUP_PER_MINUTE))
        else:
            waits.append(max(now, self._full_at[chat_id]) + 1 - PRIVATE_BURST - now)
        if max(waits) > 0:
            raise too_many(math.ceil(max(waits)))
        self._all.append(now)
        if chat_id < 0:
            self._groups[chat_id].append(now)
        else:
            self._full_at[chat_id] = max(now, self._full_at[chat_id]) + 1

    def count_setting(self) -> None:
        """A webhook may be set once a second."""
        if self.on and self._now() < self._next_setting:
            raise too_many(1)
        self._next_setting = self._now() + 1


def _wait(window: deque[float], now: float, seconds: float, most: int) -> float:
    while window and window[0] <= now - seconds:
        window.popleft()
    return window[0] + seconds - now if len(window) >= most else 0.0
