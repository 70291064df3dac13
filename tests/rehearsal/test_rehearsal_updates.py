"""What people do reaches a polling bot, once confirmed never again, until then always."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken

from rehearsal import Rehearsal

WANG = 7001
ALL: Sequence[str] = Update.ALL_TYPES


@pytest.fixture
async def wang(stage: Any, bot: Bot) -> int:
    """王师傅 has started the bot, and the bot has confirmed it."""
    user = await stage.person(WANG, "王师傅")
    await confirm(bot, await bot.get_updates(timeout=0))
    return int(user)


async def confirm(bot: Bot, updates: Sequence[Update]) -> None:
    await bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)


async def test_the_first_word_comes_with_a_membership(stage: Any, bot: Bot) -> None:
    await stage.person(WANG, "王师傅")
    membership, start = await bot.get_updates(timeout=0)
    assert membership.my_chat_member is not None
    assert membership.my_chat_member.new_chat_member.status == "member"
    assert start.message is not None
    assert [start.message.parse_entity(entity) for entity in start.message.entities] == ["/start"]
    assert start.update_id == membership.update_id + 1


async def test_updates_come_again_until_a_higher_offset_confirms_them(stage: Any, bot: Bot, wang: int) -> None:
    for text in "一二三":
        await stage.post("say", user=wang, text=text)
    first = await bot.get_updates(timeout=0)
    assert [update.message.text for update in first if update.message] == ["一", "二", "三"]
    assert await bot.get_updates(timeout=0) == first
    assert await bot.get_updates(offset=first[1].update_id, timeout=0, limit=1) == (first[1],)
    assert await bot.get_updates(offset=-1, timeout=0) == (first[2],)
    assert await bot.get_updates(timeout=0) == (first[2],)


async def test_a_long_poll_wakes_when_somebody_speaks(stage: Any, bot: Bot, wang: int, rehearsal: Rehearsal) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await waiting(rehearsal)
    await stage.post("say", user=wang, text="在")
    [update] = await asyncio.wait_for(poll, 2)
    assert update.message is not None
    assert update.message.text == "在"


async def test_the_older_of_two_pollers_is_ended(new_bot: Any, bot: Bot, rehearsal: Rehearsal) -> None:
    other = await new_bot()
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await waiting(rehearsal)
    newer = asyncio.create_task(other.get_updates(timeout=30))
    with pytest.raises(Conflict) as conflict:
        await asyncio.wait_for(older, 2)
    assert conflict.value.message == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await waiting(rehearsal)
    newer.cancel()
    await asyncio.gather(newer, return_exceptions=True)


async def test_a_poll_whose_bot_died_swallows_nothing_and_conflicts_with_nobody(
    stage: Any, bot: Bot, wang: int, rehearsal: Rehearsal
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", int(rehearsal.url.rsplit(":")[-1]))
    writer.write(f"GET /bot{rehearsal.token}/getUpdates?timeout=50 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    await waiting(rehearsal)
    writer.transport.abort()
    while rehearsal.world.updates.polled:
        await rehearsal.world.pulse.wait(5)
    await stage.post("say", user=wang, text="在")
    [update] = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "在"


async def test_stopping_ends_an_open_poll_at_once(bot: Bot, rehearsal: Rehearsal) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await waiting(rehearsal)
    await asyncio.wait_for(rehearsal.stop(), 3)
    with pytest.raises(Exception, match=r"(?i)disconnect|connect|read"):
        await poll


async def test_only_wanted_kinds_of_updates_are_queued(stage: Any, bot: Bot, wang: int) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["message"])
    await stage.post("block", user=wang, blocked=True)
    await stage.post("block", user=wang, blocked=False)
    await stage.post("say", user=wang, text="在")
    assert len(await bot.get_updates(timeout=0)) == 1
    assert (await bot.get_webhook_info()).allowed_updates == ("message",)


async def test_blocking_and_unblocking_are_told(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("block", user=wang, blocked=True)
    await stage.post("block", user=wang, blocked=False)
    changes = [update.my_chat_member for update in await bot.get_updates(timeout=0)]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]


async def test_a_photo_comes_in_sizes_without_exif_and_a_document_as_it_was(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("say", user=wang, photo={"name": "leaking-pipe"}, caption="漏水 /report")
    await stage.post("say", user=wang, document={"name": "leaking-pipe"})
    photo, document = [update.message for update in await bot.get_updates(timeout=0)]
    assert photo is not None
    assert document is not None
    assert document.document is not None
    assert [max(size.width, size.height) for size in photo.photo] == [90, 320, 800, 1280]
    assert photo.parse_caption_entities() == {photo.caption_entities[0]: "/report"}
    sent = bytes(await (await photo.photo[-1].get_file()).download_as_bytearray())
    assert (sent[:2], b"Exif" in sent, len(sent)) == (b"\xff\xd8", False, photo.photo[-1].file_size)
    async with stage.session.get(f"{stage.rehearsal.url}/stage/samples/leaking-pipe") as response:
        original = await response.read()
    assert bytes(await (await document.document.get_file()).download_as_bytearray()) == original


async def test_the_same_photo_has_one_fingerprint_another_shot_has_another(stage: Any, bot: Bot, wang: int) -> None:
    for shot in (0, 0, 1):
        await stage.post("say", user=wang, photo={"name": "leaking-pipe", "shot": shot})
    photos = [update.message.photo[-1] for update in await bot.get_updates(timeout=0) if update.message]
    assert len({photo.file_id for photo in photos}) == 3
    assert photos[0].file_unique_id == photos[1].file_unique_id != photos[2].file_unique_id


async def test_the_address_of_a_file_is_good_for_an_hour(stage: Any, bot: Bot, wang: int, rehearsal: Rehearsal) -> None:
    sent = await bot.send_document(wang, b"%PDF", filename="a.pdf")
    assert sent.document is not None
    file = await sent.document.get_file()
    rehearsal.world.files.grow_old(59 * 60)
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    rehearsal.world.files.grow_old(60)
    with pytest.raises(InvalidToken):  # so the library calls a 404
        await file.download_as_bytearray()
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"%PDF"


async def test_more_than_20_mb_is_not_handed_out(stage: Any, bot: Bot, wang: int) -> None:
    sent = await bot.send_document(wang, b"x" * (20 * 1024 * 1024 + 1), filename="big.bin")
    assert sent.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await sent.document.get_file()


async def test_an_album_arrives_as_one_update_a_photo(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post(
        "say", user=wang, album=[{"name": "leaking-pipe"}, {"name": "leaking-pipe", "shot": 1}], caption="看"
    )
    messages = [update.message for update in await bot.get_updates(timeout=0) if update.message]
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["看", None]


async def test_an_album_may_arrive_piece_by_piece(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("say", user=wang, album=[{"name": "leaking-pipe"}] * 3, apart=True)
    first = await bot.get_updates(timeout=0)
    second = await bot.get_updates(offset=first[-1].update_id + 1, timeout=0)
    third = await bot.get_updates(offset=second[-1].update_id + 1, timeout=0)
    pieces = [*first, *second, *third]
    assert [len(first), len(second), len(third)] == [1, 1, 1]
    assert len({piece.message.media_group_id for piece in pieces if piece.message}) == 1


async def test_voice_video_position_and_contact(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("say", user=wang, voice={"seconds": 4})
    await stage.post("say", user=wang, video=True, caption="看")
    await stage.post("say", user=wang, position={"latitude": 30.5, "longitude": 104.1, "live_period": 900})
    await stage.post("say", user=wang, contact=True)
    updates = await bot.get_updates(timeout=0)
    voice, video, position, contact = [update.to_dict()["message"] for update in updates]
    assert voice["voice"]["duration"] == 4
    assert bytes(await (await bot.get_file(voice["voice"]["file_id"])).download_as_bytearray())[:4] == b"OggS"
    assert (video["video"]["mime_type"], video["caption"]) == ("video/mp4", "看")
    assert position["location"] == {"latitude": 30.5, "longitude": 104.1, "live_period": 900}
    assert contact["contact"]["user_id"] == wang


async def test_corrections_come_as_edited_messages(stage: Any, bot: Bot, wang: int) -> None:
    [said] = (await stage.post("say", user=wang, text="三楼"))["messages"]
    await stage.post("edit", user=wang, message_id=said["message_id"], text="四楼 /help")
    said, edited = await bot.get_updates(timeout=0)
    assert said.message is not None
    assert edited.edited_message is not None
    assert (said.message.text, edited.edited_message.text) == ("三楼", "四楼 /help")
    assert edited.edited_message.edit_date is not None
    assert list(edited.edited_message.parse_entities().values()) == ["/help"]


async def test_a_late_message_keeps_the_time_it_was_taken(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("say", user=wang, photo={"name": "leaking-pipe"}, date="2026-11-23T05:30:00+08:00")
    [update] = await bot.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.date == datetime(2026, 11, 22, 21, 30, tzinfo=UTC)


async def test_a_forward_says_where_it_comes_from_and_keeps_its_fingerprint(stage: Any, bot: Bot, wang: int) -> None:
    [said] = (await stage.post("say", user=wang, photo={"name": "leaking-pipe"}))["messages"]
    await stage.post("say", user=wang, forward_from={"chat": wang, "message_id": said["message_id"]})
    await stage.post("say", user=wang, text="旧话", forward_from="不愿露名的人")
    first, forwarded, hidden = [update.message for update in await bot.get_updates(timeout=0) if update.message]
    assert forwarded.forward_origin is not None
    assert forwarded.photo[-1].file_unique_id == first.photo[-1].file_unique_id
    assert hidden.forward_origin is not None
    assert hidden.forward_origin.to_dict()["sender_user_name"] == "不愿露名的人"


async def test_in_a_group_a_bot_hears_commands_mentions_and_replies_only(stage: Any, bot: Bot, wang: int) -> None:
    await stage.post("groups", id=-1_001_234_567_890, title="后勤群", members=[wang])
    sent = await bot.send_message(-1_001_234_567_890, "早")
    for text in ("闲聊", "/report", "/report@otherbot", "@rehearsal_bot 在吗"):
        await stage.post("say", user=wang, chat=-1_001_234_567_890, text=text)
    await stage.post("say", user=wang, chat=-1_001_234_567_890, text="回您", reply_to=sent.message_id)
    heard = [update.message for update in await bot.get_updates(timeout=0) if update.message]
    assert [message.text for message in heard if message.text] == ["/report", "@rehearsal_bot 在吗", "回您"]


async def test_a_revoked_token_is_unauthorized(stage: Any, bot: Bot) -> None:
    await stage.post("revoke", revoked=True)
    with pytest.raises(InvalidToken):
        await bot.get_me()
    await stage.post("revoke", revoked=False)
    assert (await bot.get_me()).first_name == "值勤"


async def waiting(rehearsal: Rehearsal) -> None:
    while not rehearsal.world.updates.polled:
        await rehearsal.world.pulse.wait(5)
