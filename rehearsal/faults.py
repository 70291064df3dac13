"""Weather: refusals, silence, cut lines and slowness, ordered in advance for calls to come."""

import time
from dataclasses import dataclass
from typing import Literal, get_args

from rehearsal.errors import REFUSALS, ApiError, refusal_on_order
from rehearsal.shapes import Json

DELIVERY = "webhook"
"""As faults and the log of calls name an update that is posted to the bot."""
Kind = Literal["429", "403", "400", "500", "502", "timeout", "drop", "drop_after", "latency"]
KINDS: tuple[str, ...] = get_args(Kind)

BY_CODE: dict[str, str] = {
    "429": "too many",
    "403": "blocked",
    "400": "chat not found",
    "500": "internal",
    "502": "bad gateway",
}
"""What is said where only the code was ordered: names of rehearsal/errors.py."""


@dataclass
class Fault:
    """`times` calls still meet it (None: until the end); `until` is a monotonic time at which it is over.

    `kind` is one of KINDS, a stranger of rehearsal/between.py, or the name of a refusal in rehearsal/errors.py;
    `moved_to` the new id of a group.
    """

    method: str
    kind: str
    times: int | None = 1
    chat: int | None = None
    retry_after: int = 1
    seconds: float = 1.0
    description: str = ""
    until: float | None = None
    moved_to: int = 0

    def concerns(self, method: str) -> bool:
        """ "*" is every call of the bot; a line that is cut lets no posting through either."""
        return self.method == method or (self.method == "*" and (method != DELIVERY or self.kind == "drop"))

    def error(self) -> ApiError | None:
        name = BY_CODE.get(self.kind, self.kind)
        if name not in REFUSALS:
            return None
        error = refusal_on_order(name, seconds=self.retry_after, moved_to=self.moved_to)
        error.description = self.description or error.description
        return error

    def as_json(self) -> Json:
        left = None if self.until is None else max(0.0, round(self.until - time.monotonic(), 1))
        return {"method": self.method, "kind": self.kind, "times": self.times, "chat": self.chat, "ends_in": left}


class Faults:
    """The faults still to come, first ordered first met; `latency` in seconds is added to every call."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self.latency = 0.0

    def order(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def clear(self) -> None:
        self._ordered.clear()

    def coming(self) -> list[Fault]:
        """Those that are not over yet."""
        now = time.monotonic()
        self._ordered = [fault for fault in self._ordered if fault.until is None or fault.until > now]
        return self._ordered

    def meet(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault this call meets, used up by one."""
        for fault in self.coming():
            if not fault.concerns(method) or fault.chat not in (None, chat_id):
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self._ordered.remove(fault)
            return fault
        return None
