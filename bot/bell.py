"""Who is called by what a commit has queued: nobody polls, and nobody imports upward."""

from actions.offers import BESIDE as OF_WORKBOOKS
from bot.backups import VERB as BACKUP
from bot.backups import Backups
from bot.delivery import Sender
from bot.downloads import SERVED as BY_FETCHER
from bot.downloads import Fetcher
from bot.tasks import Tasks
from bot.workbooks import Workbooks
from schedules.wake import Wake
from storage.transaction import OUTBOX


class Bell:
    """Rung after each commit. The wake is armed anew only once it has `opened`: before, what is due is not decided."""

    def __init__(
        self, sender: Sender, fetcher: Fetcher, backups: Backups, workbooks: Workbooks, wake: Wake, tasks: Tasks
    ) -> None:
        self._sender = sender
        self._fetcher = fetcher
        self._backups = backups
        self._workbooks = workbooks
        self._wake = wake
        self._tasks = tasks
        self._arming = False
        self.opened = False

    def rung(self, what: frozenset[str]) -> None:
        """`what` was queued: the outbox, and verbs of due rows."""
        if OUTBOX in what:
            self._sender.poke()
        if what & BY_FETCHER:
            self._fetcher.poke()
        if BACKUP in what:
            self._backups.poke()
        if what & OF_WORKBOOKS:
            self._workbooks.poke()
        if what - BY_FETCHER - OF_WORKBOOKS - {OUTBOX, BACKUP} and self.opened and not self._arming:
            self._arming = True
            self._tasks.start(self._rearm(), "rearm")

    async def _rearm(self) -> None:
        self._arming = False
        await self._wake.rearm()
