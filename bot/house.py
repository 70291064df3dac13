"""The house: everything that runs when the bot runs, started in order and stopped in the reverse one."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.application import build
from bot.backups import Backups
from bot.bell import Bell
from bot.calls import Calls
from bot.clock import PlayedClock, SystemClock, machine_time
from bot.comeback import Comeback
from bot.contact import Contact
from bot.delivery import Sender
from bot.downloads import Fetcher
from bot.idle import next_moment, nothing_waits
from bot.intake import again, keep, webhook_failed
from bot.letters import Letters
from bot.limits import Limits
from bot.menus import show_commands
from bot.order import InOrder
from bot.polling import Arrived, InboxRequest, Outcome
from bot.settings import Config
from bot.soundness import Soundness
from bot.stopping import in_order
from bot.tasks import Tasks
from bot.timekeeper import Timekeeper
from bot.trouble import Trouble
from bot.typing import Typing
from bot.watchdog import Watchdog
from bot.ways import way
from bot.wire import Wire
from bot.workbooks import Workbooks
from handlers import FrontDoor
from schedules.timetable import at_start
from schedules.wake import Wake
from storage import Store, Transaction
from storage.damage import Damaged, NotKept

Clock = SystemClock | PlayedClock


class House:
    """One bot for one school. `clock` is the machine's, or the rehearsal's; `limits_off` is for benchmarks."""

    def __init__(
        self, config: Config, clock: Clock, *, give_up: Callable[[str], None], limits_off: bool = False
    ) -> None:
        self.config = config
        self.clock = clock
        self._give_up = give_up
        self.tasks = Tasks(self._task_failed)
        self.limits = Limits(
            all_per_second=config.limits.all_per_second, in_flight=config.limits.in_flight, off=limits_off
        )
        self.order = InOrder()
        telegram = config.telegram
        self.polling = InboxRequest(
            self._keep, base_url=telegram.base_url, proxy=telegram.proxy, outcome=self._on_outcome
        )
        self.contact = Contact(clock)
        self.wire = Wire(telegram.base_url, telegram.proxy)
        self.application = build(config, self.wire, self.polling, self.limits, self.order)
        self.polling.bot = self.application.bot
        self.polls = way(
            config,
            self.application,
            self.polling,
            keep=self._keep,
            outcome=self._on_outcome,
            on_error=lambda error: self.watchdog.on_error(error),
            failed=self._webhook_failed,
        )
        self.watchdog = Watchdog(lambda: self.polls.last_success, self.polls.begin_anew, give_up)
        self.store: Store
        self.sender: Sender
        self.fetcher: Fetcher
        self.backups: Backups
        self.workbooks: Workbooks
        self.wake: Wake
        self.timekeeper: Timekeeper
        self.comeback: Comeback
        self.trouble = Trouble(self.application.bot, config.people.operator, config.data, config.backup_folder)
        self._started = False
        self._keeping = 0

    async def start(self) -> None:
        """Inbox first, then what waited at Telegram, only then what is due. Raises InvalidToken for a wrong token, and
        NotKept, Damaged, NotMigrated, Newer or NotOurs for a database that cannot be used."""
        self.soundness = Soundness(self.config.data, self.trouble.tell, self._give_up)
        await self.soundness.before_writing()
        self.store = await Store.open(self.config.data)
        self.store.on_damage = self._damaged
        try:
            await self._start()
        except BaseException:
            await self.stop()
            raise

    async def _start(self) -> None:
        bot, operators, in_flight = self.application.bot, self.trouble.operators, self.config.limits.in_flight
        calls, photos = Calls(self.wire, bot.base_url, self.limits), self.config.data / "photos"
        letters, typing = Letters(bot, calls, photos), Typing(bot, self.tasks.start).shown
        self.sender = Sender(
            self.store, letters, self.limits, self.clock, self.tasks, operators=operators, in_flight=in_flight
        )
        self.contact.came_back = self.sender.heard_again
        self.fetcher = Fetcher(self.store, bot, self.clock, photos, self.trouble.tell, self._read, typing)
        self.backups = Backups(self.store, self.clock, self.config, operators)
        self.workbooks = Workbooks(self.store, self.clock, self.config.data, operators)
        self.wake = Wake(
            self.store,
            self.clock,
            machine_time,
            trouble=self.trouble.tell,
            operators=operators,
            may_decide=lambda: self.contact.outage is None,
        )
        self.comeback = Comeback(
            self.store, self.clock, self.contact, self.application, self.polls, operators, self.wake.serve_what_is_due
        )
        self.front = FrontDoor(
            self.store,
            self.clock,
            bot_name=lambda: bot.username,
            operators=operators,
            trouble=self.trouble.tell,
            start=self.tasks.start,
            typing=typing,
            answer=calls.answer,
        )
        await self.front.look_up_the_school()
        self.application.add_handlers(self.front.handlers())
        self.application.add_error_handler(self.front.unhandled)
        self.timekeeper = Timekeeper(self.clock, self.store, self.contact, self.tasks, operators, self._set_timers_anew)
        await self.timekeeper.begin(self.application, (self.wire, self.polling))
        await self.trouble.remember(self.store)
        await self.store.run(at_start, self.clock.now())
        for update in await again(self.store, self.clock.now(), bot, operators):
            await self.application.update_queue.put(update)
        self.bell = Bell(self.sender, self.fetcher, self.backups, self.workbooks, self.wake, self.tasks)
        self.store.queued.append(self.bell.rung)
        self.tasks.start(self.sender.run(), "sender")
        self.tasks.start(self.fetcher.run(), "fetcher")
        self.tasks.start(self.backups.run(), "backups")
        self.tasks.start(self.workbooks.run(), "workbooks")
        await self.application.start()
        await self.comeback.at_start()
        await self.wake.start()
        await self.polls.begin()
        self.tasks.start(self.front.learn_to_read(), "reader")
        self.tasks.start(self.polls.run(), "polls")
        self.tasks.start(self.watchdog.run(), "watchdog")
        self.tasks.start(self.wake.tick(), "tick")
        self.tasks.start(show_commands(bot), "menus")
        self.tasks.start(self.soundness.look(), "soundness")
        self._started = self.bell.opened = True

    async def _set_timers_anew(self) -> None:
        if self._started:
            await self.wake.clock_turned()
            for worker in (self.sender, self.fetcher, self.backups, self.workbooks):
                worker.poke()

    def _on_outcome(self, outcome: Outcome) -> None:
        self.watchdog.on_outcome(outcome)
        if outcome is not Outcome.KEPT or not self._started:
            return
        if not self.contact.answered():
            self.tasks.start(self.comeback.after_an_outage(), "comeback")
        elif self.contact.wants_a_stamp():
            self.tasks.start(self.comeback.stamp(), "stamp")

    def _read(self, tx: Transaction, now: datetime, evidence_id: int, codes: list[str]) -> None:
        self.front.photo_read(tx, now, evidence_id, codes)

    async def _keep(self, batch: Sequence[Arrived]) -> None:
        """The whole batch in one transaction, before Telegram is told; the unreadable are set aside and told of."""
        self._keeping += 1
        try:
            await self.store.run(keep, self.clock.now(), batch, self.trouble.operators)
        except Exception as error:
            self.tasks.start(self.trouble.tell(error), "trouble")
            raise
        finally:
            self._keeping -= 1
        self.timekeeper.passed_on(batch)

    async def _webhook_failed(self, why: str) -> None:
        try:
            await self.store.run(webhook_failed, self.clock.now(), why, self.trouble.operators)
        except NotKept as error:
            await self.trouble.tell(error)

    def _task_failed(self, name: str, error: BaseException) -> None:
        if name in ("sender", "fetcher", "polls", "watchdog"):
            self._give_up(f"{name} 停了,程序退出,等待重新启动 / {name} ended: {type(error).__name__}")

    async def stop(self) -> None:
        """Every step is tried, whatever the one before it said; what is not done is in the database."""
        application = self.application
        self.order.close()
        if hasattr(self, "front"):
            self.front.close()
        await in_order(
            self.polls.stop,
            *([application.stop] if application.running else []),
            self._stop_wake,
            self.tasks.stop,
            application.shutdown,
            self._hang_up,
            self.store.close,
        )

    def _damaged(self, damaged: Damaged) -> None:
        self.tasks.start(self.soundness.damaged(damaged), "damaged")

    async def tell_of_the_start(self, error: Exception) -> None:
        """That it could not start, to whoever can mend it; never raises."""
        await self.trouble.tell_without_a_house(error)
        await self._hang_up()

    async def _hang_up(self) -> None:
        """PTB leaves its connections open when it was refused before it was ready."""
        await self.application.bot.request.shutdown()
        await self.polling.shutdown()

    async def _stop_wake(self) -> None:
        self._started = False
        if hasattr(self, "bell"):
            self.bell.opened = False
        if hasattr(self, "wake"):
            self.wake.stop()
        if hasattr(self, "sender"):
            for worker in (self.sender, self.fetcher, self.backups, self.workbooks):
                worker.stop()

    async def settled(self) -> bool:
        """Inbox, outbox, downloads and due rows idle at this moment of the clock."""
        if not self._started or self.comeback.under_way:
            return False
        nobody_in_line = self.order.waiting == 0 and self.application.update_queue.empty()
        at_rest = self.fetcher.idle and self.backups.idle and self.workbooks.idle
        if not (self.sender.idle and at_rest and nobody_in_line):
            return False
        return self._keeping == 0 and await self.store.run(nothing_waits, self.clock.now())

    async def turned(self) -> None:
        """The clock was turned: what became due is done now."""
        await self.comeback.turned()
        await self._set_timers_anew()

    def outage(self) -> None:
        """The clock has jumped while nobody was reached: that time was an outage."""
        self.contact.jumped()

    async def next_due(self) -> datetime | None:
        return await self.store.run(next_moment, self.clock.now())
