"""An update is read by a shorter way than the library's; people are heard as by the library's own."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.objects import read_update
from handlers.arrivals import Arrival, arrival_of

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
WANG = {"id": 7001, "is_bot": False, "first_name": "王", "language_code": "zh-hans"}
OWN_CHAT = {"id": 7001, "type": "private", "first_name": "王"}
GROUP = {"id": -500, "type": "supergroup", "title": "后勤"}
SAID = {"message_id": 3, "date": 1795392000, "chat": OWN_CHAT, "from": WANG}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "file_size": 9}]
ORIGIN = {"type": "user", "date": 1, "sender_user": WANG}
MEMBER = {"user": {"id": 1, "is_bot": True, "first_name": "值勤"}, "status": "kicked", "until_date": 0}
KEYS: dict[str, Any] = {"inline_keyboard": []}
TAP = {"id": "1", "from": WANG, "chat_instance": "1", "data": "d:1:confirm:file"}
ARRIVING: dict[str, dict[str, Any]] = {
    "words": {"message": {**SAID, "text": "3号楼201水管漏水"}},
    "words with a link in them": {
        "message": {**SAID, "text": "看 a.cn", "entities": [{"type": "url", "offset": 2, "length": 4}]}
    },
    "a command": {
        "message": {**SAID, "text": "/start x", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
    },
    "a photo": {"message": {**SAID, "photo": PHOTO, "caption": "漏水", "media_group_id": "9"}},
    "forwarded": {"message": {**SAID, "text": "漏水", "forward_origin": ORIGIN, "forward_date": 1}},
    "a voice note": {"message": {**SAID, "voice": {"file_id": "f", "file_unique_id": "u", "duration": 2}}},
    "words in a group": {"message": {**SAID, "chat": GROUP, "text": "好"}},
    "a nameless admin": {"message": {**SAID, "chat": GROUP, "sender_chat": GROUP, "text": "/start g"}},
    "somebody joins": {"message": {**SAID, "chat": GROUP, "new_chat_members": [WANG]}},
    "what is not known yet": {"message": {**SAID, "hologram": {"of": "王"}}},
    "another text": {"edited_message": {**SAID, "edit_date": 1795392060, "text": "3号楼202"}},
    "a button": {
        "callback_query": {**TAP, "message": {**SAID, "text": "对吗?", "reply_markup": {"inline_keyboard": []}}}
    },
    "a button in a group": {"callback_query": {**TAP, "message": {**SAID, "chat": GROUP, "text": "对吗?"}}},
    "an old button": {"callback_query": {**TAP, "message": {"message_id": 3, "date": 0, "chat": OWN_CHAT}}},
    "a button under nothing": {"callback_query": TAP},
    "blocked": {"my_chat_member": {**SAID, "old_chat_member": MEMBER, "new_chat_member": MEMBER}},
    "a channel": {"channel_post": {"message_id": 3, "date": 1, "chat": {"id": -9, "type": "channel"}, "text": "?"}},
}


def heard(update: Update) -> tuple[Arrival, int | None, int | None]:
    """What becomes of it, and in whose line it stands."""
    user, chat = update.effective_user, update.effective_chat
    return arrival_of(update, NOW), user.id if user else None, chat.id if chat else None


@pytest.mark.parametrize("raw", ARRIVING.values(), ids=ARRIVING)
def test_each_kind_of_update_is_heard_as_by_the_library(raw: dict[str, Any]) -> None:
    bot = Bot("1:a")
    update = read_update({"update_id": 5, **raw}, bot)
    assert heard(update) == heard(Update.de_json({"update_id": 5, **raw}, bot))
    if update.callback_query is not None:
        assert update.callback_query.get_bot() is bot


@st.composite
def maimed(draw: st.DrawFn) -> dict[str, Any]:
    """An update without some of its fields, or with others of another kind in their place."""
    [(kind, body)] = draw(st.sampled_from(list(ARRIVING.values()))).items()
    lost = draw(st.sets(st.sampled_from(sorted(body)), max_size=2))
    odd = st.sampled_from([None, True, 0, -7, 2**63, 0.5, "", "王", {}, {"id": 1}, [1], [{}]])
    return {"update_id": 5, kind: {name: value if name not in lost else draw(odd) for name, value in body.items()}}


@given(maimed())
def test_whatever_the_library_reads_is_read_the_same(raw: dict[str, Any]) -> None:
    try:
        library = heard(Update.de_json(raw, None))
    except Exception:
        return
    assert heard(read_update(raw, None)) == library
