"""Everything this Telegram knows, in memory; all changes are synchronous, so no locks are needed."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from rehearsal.callbacks import Callbacks
from rehearsal.calls import CallLog
from rehearsal.chats import Chats
from rehearsal.events import Events
from rehearsal.faults import Faults
from rehearsal.files import Files
from rehearsal.limits import Limits
from rehearsal.outage import Outage
from rehearsal.papers import Papers
from rehearsal.people import Directory
from rehearsal.pictures.album import Samples
from rehearsal.pulse import Pulse
from rehearsal.shapes import Json
from rehearsal.updates import Updates
from rehearsal.webhook import Webhook

BOT_NAME = "rehearsal_bot"
"""As links name it: https://t.me/rehearsal_bot?start=…"""


class World:
    """One bot and the people around it."""

    def __init__(
        self, *, token: str, clock: Callable[[], datetime], limits: bool, bot_name: str, callback_lifetime: float
    ) -> None:
        self.token = token
        self.clock = clock
        self.revoked = False
        self.hears_all = False
        """Privacy mode is off: in groups the bot hears everything."""
        self.closing = asyncio.Event()
        self.bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": bot_name,
            "username": BOT_NAME,
        }
        self.pulse = Pulse()
        self.events = Events()
        self.directory = Directory(self.bot)
        self.chats = Chats()
        self.updates = Updates(self.pulse.beat)
        self.callbacks = Callbacks(callback_lifetime)
        self.files = Files()
        self.samples = Samples()
        self.papers = Papers()
        self.limits = Limits(limits)
        self.faults = Faults()
        self.calls = CallLog(clock, self.events, self.pulse.beat)
        # Command menus by scope (JSON text) and language.
        self.menus: dict[str, dict[str, list[Json]]] = defaultdict(dict)
        # What the bot says of itself, by field and language; the button beside the input field, by chat.
        self.profile: dict[str, dict[str, str]] = defaultdict(dict)
        self.menu_buttons: dict[int | None, Json] = {}
        self.outage: Outage | None = None
        # What the page tells somebody new, step by step.
        self.story: Json = {"steps": [], "day": ""}
        self.webhook = Webhook(
            self.updates, self.faults, self.calls, self.limits, self.now, lambda: self.outage == "network"
        )

    @property
    def listening(self) -> bool:
        """Whether the bot would hear of an update: it waits in a long poll, or has a webhook that works."""
        return self.updates.polled or self.webhook.works

    def now(self) -> int:
        """Seconds since 1970 by the school's clock, as Message.date has it."""
        return int(self.clock().timestamp())
