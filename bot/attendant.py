"""An attendant rests until somebody pokes it or its next moment comes, then looks at what is due."""

import asyncio
import logging
from abc import ABC, abstractmethod

from storage import NotKept

LOG = logging.getLogger(__name__)


class Attendant(ABC):
    """Serves what the wake does not, because it takes long: beside everything else, one look after the other."""

    def __init__(self, serves: str, look_again: float) -> None:
        """`serves` is what the log calls it; after a look that failed the next follows in `look_again` seconds."""
        self._serves = serves
        self._look_again = look_again
        self._poked = asyncio.Event()
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None

    @abstractmethod
    async def _look(self) -> float | None:
        """Serves what is due now; returns the seconds until the next look, None for only when poked."""

    def poke(self) -> None:
        self._poked.set()

    @property
    def idle(self) -> bool:
        """Nothing under way, nothing about to be looked at."""
        return not self._busy and not self._poked.is_set()

    async def run(self) -> None:
        """Until cancelled. A look that fails ends nothing: what is due is still a row."""
        self.poke()
        while True:
            await self._poked.wait()
            self._poked.clear()
            self._busy = True
            try:
                self._wake_in(await self._look())
            except NotKept as error:
                LOG.warning("%s.not_kept error=%s", self._serves, error)
                self._wake_in(self._look_again)
            except Exception:
                LOG.exception("%s.look_failed", self._serves)
                self._wake_in(self._look_again)
            finally:
                self._busy = False

    def stop(self) -> None:
        self._wake_in(None)

    def _wake_in(self, seconds: float | None) -> None:
        """None for never: a clock that stands still is turned by hand."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self.poke)
