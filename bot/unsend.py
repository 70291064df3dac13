"""Unsend: a picture that was erased goes out of the messages that show it, as far as Telegram lets us.

Our own messages get a grey picture in its place, however old, and keep their words and buttons. What a person sent can
be deleted for 48 hours. An album cannot be reached: nobody knows its messages' numbers.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import takewhile
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from actions.erase_picture import UNSEND
from bot.letters import inline
from domain.erasing import without_files
from domain.news import Lane, News
from handlers.news import render
from handlers.news.message import LONGEST_CAPTION, Message, cut
from storage import Store, Transaction
from storage.due import DueRow
from storage.shown import Shown

LOG = logging.getLogger(__name__)
AT_ONCE = 300
"""Rows of the outbox that are looked through in one unit."""
DELETABLE = timedelta(hours=48)
"""Bot API, deleteMessage."""
AGAIN = timedelta(minutes=1)
"""After a refusal that may pass; our own judgement."""
GREY = (190, 190, 190)


class Unsend:
    """Serves the due rows of `picture.unsend`, a piece at a time; cut short, a piece is done again."""

    def __init__(self, store: Store, bot: Bot, now: Callable[[], datetime]) -> None:
        self._store = store
        self._bot = bot
        self._now = now

    async def some(self) -> bool:
        """One piece of what is due; False when nothing is."""
        rows = await self._store.run(lambda tx: tx.due.ready(self._now(), (UNSEND,), 1))
        for row in rows:
            try:
                await self._piece(row)
            except (NetworkError, RetryAfter) as error:
                if isinstance(error, BadRequest):
                    raise
                LOG.info("picture.unsend_later error=%s", type(error).__name__)
                await self._store.run(lambda tx, row=row: tx.due.later(row, self._now() + AGAIN))  # type: ignore[misc]
        return bool(rows)

    async def _piece(self, row: DueRow) -> None:
        files, counts = row.facts["files"], Counter(row.facts.get("counts", {}))
        if not row.facts["after"]:
            since = self._now() - DELETABLE
            for chat, message in await self._store.run(lambda tx: tx.shown.sent_with(row.facts["names"], since)):
                counts["deleted"] += await self._tried(self._bot.delete_message(chat, message))
        found, last = await self._store.run(lambda tx: tx.shown.messages(files, row.facts["after"], AT_ONCE))
        ready = list(takewhile(lambda it: it.state != "sending", found))
        for shown in ready:
            counts.update(await self._hidden(shown, files))
        waits = found[len(ready)].id - 1 if len(ready) < len(found) else None
        await self._store.run(
            _done, row, self._now(), ready, last if waits is None else waits, counts, waits is not None
        )

    async def _hidden(self, shown: Shown, files: list[str]) -> dict[str, int]:
        was = _worded(shown, shown.about, shown.facts)
        if shown.state != "delivered" or shown.chat is None or was is None:
            return {}
        if set(files).intersection(was.album):
            return {"albums": 1}
        if was.photo not in files or shown.message_id is None:
            return {}
        latest = _worded(shown, *shown.latest) or was
        keys = inline(latest)
        edited = self._bot.edit_message_media(
            InputMediaPhoto(grey(), caption=cut(latest.text, LONGEST_CAPTION)),
            shown.chat,
            shown.message_id,
            reply_markup=InlineKeyboardMarkup.de_json(keys, self._bot) if keys else None,
        )
        return {"hidden": await self._tried(edited)}

    async def _tried(self, call: Any) -> int:
        try:
            await call
        except (NetworkError, RetryAfter) as error:
            if not isinstance(error, BadRequest):
                raise
            LOG.info("picture.not_unsent error=%s", error)
            return 0
        except TelegramError as error:
            LOG.info("picture.not_unsent error=%s", error)
            return 0
        return 1


def _done(
    tx: Transaction,
    row: DueRow,
    now: datetime,
    found: list[Shown],
    last: int | None,
    counts: Mapping[str, int],
    waits: bool,
) -> None:
    """`waits` for one that is on its way: it is looked at when it has arrived."""
    if not tx.due.take(row):
        return
    files = frozenset(row.facts["files"])
    tx.shown.forget([(it.id, without_files(it.facts, files)) for it in found])
    if last is not None:
        tx.due.put(
            UNSEND, row.subject, now + AGAIN if waits else now, {**row.facts, "after": last, "counts": dict(counts)}
        )
        return
    facts = {"hidden": 0, "deleted": 0, "albums": 0, **counts}
    tx.outbox.put(News("picture.unsent", row.facts["by"], facts, Lane.REPLY, once=f"picture:{row.subject}"), now)


def _worded(shown: Shown, about: str, facts: Mapping[str, Any]) -> Message | None:
    """The message as it was worded; None for a row whose words are forgotten."""
    try:
        return render(about, facts, shown.language)
    except (KeyError, IndexError, TypeError):
        return None


@cache
def grey() -> bytes:
    """What stands in the place of a picture that was erased."""
    from PIL import Image  # few ever erase a picture: no start waits for it

    content = BytesIO()
    Image.new("RGB", (320, 240), GREY).save(content, "JPEG")
    return content.getvalue()
