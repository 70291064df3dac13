"""Every method, and everything that people do, is read by two libraries; both must understand the same."""

from typing import Any

import pytest

from rehearsal import Rehearsal
from rehearsal.methods import METHODS
from tests.rehearsal.libraries import Json, Library

WANG, LI, FORUM = 7001, 7002, -1_001_234_567_890
SUPPLIES, ROOMS = "后勤群", "各楼"
GO: Json = {"inline_keyboard": [[{"text": "我去", "callback_data": "go"}]]}
KEYS: Json = {"keyboard": [[{"text": "报修"}, {"text": "位置", "request_location": True}]]}
HERE = {"latitude": 30.5, "longitude": 104.1}


@pytest.fixture
async def group(stage: Any) -> int:
    await stage.person(WANG, "王师傅")
    await stage.person(LI, "李老师")
    made = await stage.post("groups", title=SUPPLIES, members=[WANG, LI], bot_admin=True)
    await stage.post("groups", id=FORUM, title=ROOMS, members=[WANG, LI], bot_admin=True, forum=True)
    return int(made["id"])


@pytest.fixture
async def picture(stage: Any) -> bytes:
    async with stage.session.get(f"{stage.rehearsal.url}/stage/samples/leaking-pipe") as response:
        return bytes(await response.read())


async def test_every_method_is_understood(
    rehearsal: Rehearsal, stage: Any, library: Library, group: int, picture: bytes
) -> None:
    rehearsal.world.limits.on = False
    call = library.call
    me = await call("get_me")
    assert (me["is_bot"], me["can_join_groups"], me["can_read_all_group_messages"]) == (True, True, False)

    text = await call("send_message", chat_id=WANG, text="<b>谁去</b>?", parse_mode="HTML", reply_markup=GO)
    assert (text["text"], text["entities"][0]["type"], text["chat"]["type"]) == ("谁去?", "bold", "private")
    assert text["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "go"
    keys = await call("send_message", chat_id=WANG, text="好", reply_markup=KEYS, reply_parameters=answer(text))
    assert (keys.get("reply_markup"), keys["reply_to_message"]["text"]) == (None, "谁去?")

    photo = await call("send_photo", chat_id=WANG, photo=picture, caption="漏", reply_markup=GO)
    assert [max(size["width"], size["height"]) for size in photo["photo"]] == [90, 320, 800, 1280]
    document = await call("send_document", chat_id=WANG, document=b"%PDF", caption="表")
    assert (document["document"]["file_name"], document["document"]["file_size"]) == ("document.bin", 4)
    voice = await call("send_voice", chat_id=WANG, voice=b"OggS", duration=4)
    assert voice["voice"]["duration"] == 4
    video = await call("send_video", chat_id=WANG, video=b"mp4", duration=3, width=320, height=240)
    assert (video["video"]["width"], video["video"]["duration"]) == (320, 3)
    kept = photo["photo"][-1]["file_id"]
    album = await call("send_media_group", chat_id=WANG, media=[of(kept, caption="两张"), of(kept)])
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["两张", None]
    live = await call("send_location", chat_id=WANG, **HERE, live_period=900, heading=90, horizontal_accuracy=20)
    assert (live["location"]["live_period"], live["location"]["heading"]) == (900, 90)
    venue = await call("send_venue", chat_id=WANG, **HERE, title="一食堂", address="东门")
    assert (venue["venue"]["title"], venue["location"]["latitude"]) == ("一食堂", 30.5)
    contact = await call("send_contact", chat_id=WANG, phone_number="+8613800000000", first_name="李")
    assert contact["contact"]["first_name"] == "李"
    assert await call("send_chat_action", chat_id=WANG, action="typing")
    forwarded = await call("forward_message", chat_id=LI, from_chat_id=WANG, message_id=photo["message_id"])
    assert forwarded["forward_origin"]["sender_user"]["id"] == me["id"]
    copied = await call("copy_message", chat_id=LI, from_chat_id=WANG, message_id=photo["message_id"])
    assert copied["message_id"] == forwarded["message_id"] + 1

    there = {"chat_id": WANG, "message_id": text["message_id"]}
    edited = await call("edit_message_text", **there, text="王师傅去")
    assert (edited["text"], "reply_markup" in edited, edited["edit_date"] > 0) == ("王师傅去", False, True)
    assert (await call("edit_message_reply_markup", **there, reply_markup=GO))["reply_markup"]
    picture_there = {"chat_id": WANG, "message_id": photo["message_id"]}
    assert (await call("edit_message_caption", **picture_there, caption="还漏"))["caption"] == "还漏"
    changed = await call("edit_message_media", **picture_there, media=of(kept, caption="修好了"))
    assert changed["caption"] == "修好了"
    assert await call("set_message_reaction", **there, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert await call("delete_message", chat_id=WANG, message_id=keys["message_id"])

    press = rehearsal.world.callbacks.press(WANG)
    assert await call("answer_callback_query", callback_query_id=press.id, text="好", show_alert=False)
    assert press.answer.result() == {"text": "好", "show_alert": False}

    file = await call("get_file", file_id=document["document"]["file_id"])
    path = file["file_path"].rpartition(f"{rehearsal.token}/")[2]  # one library makes a whole address of it
    async with stage.session.get(f"{rehearsal.url}/file/bot{rehearsal.token}/{path}") as response:
        assert await response.read() == b"%PDF"

    menu = [{"command": "report", "description": "报修"}]
    everywhere: Json = {"type": "all_group_chats"}
    assert await call("set_my_commands", commands=menu, scope=everywhere, language_code="zh")
    assert await call("get_my_commands", scope=everywhere, language_code="zh") == menu
    assert await call("delete_my_commands", scope=everywhere, language_code="zh")
    assert await call("get_my_commands", scope=everywhere, language_code="zh") == []
    assert await call("set_chat_menu_button", chat_id=WANG, menu_button={"type": "commands"})
    assert (await call("get_chat_menu_button", chat_id=WANG))["type"] == "commands"
    for what, said in (("name", "值勤"), ("description", "本校教职工用"), ("short_description", "值勤")):
        assert await call(f"set_my_{what}", **{what: said})
        assert (await call(f"get_my_{what}"))[what] == said

    assert (await call("get_chat", chat_id=group))["title"] == SUPPLIES
    assert (await call("get_chat_member", chat_id=group, user_id=LI))["status"] == "member"
    statuses = [member["status"] for member in await call("get_chat_administrators", chat_id=group)]
    assert statuses == ["creator", "administrator"]
    assert await call("get_chat_member_count", chat_id=group) == 3
    said = await call("send_message", chat_id=group, text="早")
    assert await call("pin_chat_message", chat_id=group, message_id=said["message_id"])
    assert await call("unpin_chat_message", chat_id=group, message_id=said["message_id"])
    assert await call("unpin_all_chat_messages", chat_id=group)
    topic = await call("create_forum_topic", chat_id=FORUM, name="一号楼")
    in_topic = await call("send_message", chat_id=FORUM, text="早", message_thread_id=topic["message_thread_id"])
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (topic["message_thread_id"], True)
    assert in_topic["chat"]["is_forum"]
    assert await call("leave_chat", chat_id=group)

    assert await call("set_webhook", url="http://127.0.0.1:9/", allowed_updates=["message"])
    info = await call("get_webhook_info")
    assert (info["url"], info["has_custom_certificate"], info["max_connections"]) == ("http://127.0.0.1:9/", False, 40)
    assert await call("delete_webhook", drop_pending_updates=True)
    assert await call("get_updates", timeout=0) == []
    assert {call["method"] for call in rehearsal.world.calls.since(0)} >= METHODS.keys()


async def test_all_that_people_do_is_understood(stage: Any, library: Library, group: int) -> None:
    everything = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"]
    before = await library.call("get_updates", timeout=0, allowed_updates=everything)
    sent = await library.call("send_message", chat_id=WANG, text="谁去?", reply_markup=GO)
    zhao = await stage.person(7003, "赵")
    said = [
        await stage.post("say", user=WANG, text="/start from_poster-1"),
        await stage.post("say", user=WANG, photo={"name": "leaking-pipe"}, caption="漏"),
        await stage.post("say", user=WANG, album=[{"name": "leaking-pipe"}] * 2),
        await stage.post("say", user=WANG, voice={"seconds": 4}, reply_to=sent["message_id"]),
        await stage.post("say", user=WANG, video=True),
        await stage.post("say", user=WANG, document={"base64": "JVBERg==", "file_name": "表.pdf"}),
        await stage.post("say", user=WANG, contact=True),
        await stage.post("say", user=WANG, text="旧话", forward_from="不愿露名的人"),
        await stage.post("say", user=WANG, position={**HERE, "live_period": 900, "horizontal_accuracy": 12}),
    ]
    moving = {"user": WANG, "message_id": said[-1]["messages"][0]["message_id"]}
    await stage.post("edit", **moving, position={**HERE, "latitude": 30.6, "live_period": 900})
    await stage.post("edit", **moving, position={**HERE, "latitude": 30.7})
    await stage.post("react", user=WANG, message_id=sent["message_id"], emoji="👍")
    await stage.post("react", user=WANG, message_id=sent["message_id"], emoji="")
    await stage.post("enter", user=zhao, chat=group, by=LI)
    await stage.post("leave", user=zhao, chat=group, by=WANG)
    await stage.post("block", user=WANG, blocked=True)
    await stage.post("block", user=WANG, blocked=False)
    await stage.post("migrate", user=WANG, chat=group)
    offset = before[-1]["update_id"] + 1 if before else 0
    updates = await library.call("get_updates", timeout=0, offset=offset)
    kinds = [next(kind for kind in everything if kind in update) for update in updates]
    assert kinds == [
        *["my_chat_member", "message"],  # 赵 comes
        *["message"] * 10,
        *["edited_message"] * 2,
        *["message_reaction"] * 2,
        *["chat_member", "message", "message", "chat_member"],
        *["my_chat_member"] * 2,
        *["message"] * 2,
    ]
    ticks = [update["edited_message"]["location"] for update in updates if "edited_message" in update]
    assert [tick.get("live_period") for tick in ticks] == [900, None]
    reactions = [update["message_reaction"] for update in updates if "message_reaction" in update]
    assert [[one["emoji"] for one in change.get("new_reaction", [])] for change in reactions] == [["👍"], []]
    members = [update["chat_member"] for update in updates if "chat_member" in update]
    assert [(it["old_chat_member"]["status"], it["new_chat_member"]["status"]) for it in members] == [
        ("left", "member"),
        ("member", "kicked"),
    ]
    old, new = updates[-2]["message"], updates[-1]["message"]
    assert (old["migrate_to_chat_id"], new["migrate_from_chat_id"]) == (new["chat"]["id"], group)


def answer(message: Json) -> Json:
    return {"message_id": message["message_id"]}


def of(file_id: str, **more: str) -> Json:
    return {"type": "photo", "media": file_id, **more}
