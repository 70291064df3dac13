"""Links: each opens one phone once within a week, guessing ends in silence, and nobody honest is shut out."""

import asyncio
import re
from datetime import timedelta

import pytest

from actions import invitations, place_tokens
from actions.group_links import invite_group
from actions.invitations import LINKS_LAST, hashed, invite
from tests.people.doors import another_phone, count, link_for
from tests.stage import Stage

WRONG = "这个链接不对,请到总务处再要一个。"
TOKEN = "an-invitation-for-the-teacher-P53"


def test_links_are_too_long_to_be_guessed() -> None:
    made = {invitations.new_token() for _ in range(500)} | {place_tokens.new_token() for _ in range(500)}
    assert len(made) == 1000
    assert {len(token) for token in made} == {24, 22}
    assert all(re.fullmatch(r"[\w-]+", token, re.ASCII) for token in made)


async def test_only_the_hash_of_a_link_is_kept_and_who_made_it(stage: Stage) -> None:
    clerk = await stage.person("P100")
    await clerk.says("/invite 裴思远")
    token = (await clerk.last()).rsplit("start=", 1)[1]
    kept = await stage.rows(lambda tx: "\n".join(tx._connection.iterdump()))
    assert token not in kept
    assert hashed(token) in kept
    made = "SELECT person FROM record WHERE kind = 'invitation.made' ORDER BY seq DESC LIMIT 1"
    assert await count(stage, made) == "P100"


async def test_not_even_the_message_that_brought_a_link_is_kept(stage: Stage) -> None:
    colleague = await stage.person("P54")
    await colleague.says(await link_for(stage, "P53", TOKEN))
    assert "还没有用掉" in await colleague.last()
    assert TOKEN not in await stage.rows(lambda tx: "\n".join(tx._connection.iterdump()))


async def test_a_link_works_once_and_whoever_opens_it_again_reads_so(stage: Stage) -> None:
    first, second = await another_phone(stage, "900001"), await another_phone(stage, "900002")
    link = await link_for(stage, "P53", TOKEN)
    await first.says(link)
    await second.says(link)
    await first.says(link)
    assert await second.last() == "这个链接用过了,请到总务处再要一个。"
    assert await first.last() == "这个链接您已经用过了,账号好好的,直接说话就行。"
    assert await stage.rows(lambda tx: tx.accounts.user_of("P53")) == first.user


async def test_two_phones_that_open_it_in_the_same_second_make_one_account(stage: Stage) -> None:
    phones = [await another_phone(stage, f"90000{number}") for number in (1, 2, 3)]
    link = await link_for(stage, "P53", TOKEN)
    await asyncio.gather(*(stage.post("say", user=phone.user, text=link) for phone in phones))
    await stage.settle()
    greeted = ["裴老师好" in await phone.reads() for phone in phones]
    assert sorted(greeted) == [False, False, True]


async def test_a_link_of_more_than_a_week_ago_opens_nothing(stage: Stage) -> None:
    phone = await another_phone(stage)
    made = stage.clock.now() - LINKS_LAST - timedelta(minutes=1)
    await stage.rows(lambda tx: invite(tx, made, "P53", TOKEN))
    await phone.says(f"/start {TOKEN}")
    assert await phone.last() == "这个链接过期了(只管7天),请到总务处再要一个。"
    assert await stage.rows(lambda tx: tx.accounts.user_of("P53")) is None


async def test_the_newest_link_is_the_only_one(stage: Stage) -> None:
    phone = await another_phone(stage)
    older, newer = await link_for(stage, "P53", TOKEN), await link_for(stage, "P53", "a-newer-one-for-P53")
    await phone.says(older)
    assert await phone.last() == "这个链接作废了,请用最新的那个,或者到总务处再要一个。"
    await phone.says(newer)
    assert "裴老师好" in await phone.reads()


async def test_a_colleague_who_taps_somebody_elses_link_loses_nothing_and_uses_nothing_up(stage: Stage) -> None:
    colleague, phone = await stage.person("P54"), await another_phone(stage)
    link = await link_for(stage, "P53", TOKEN)
    await colleague.says(link)
    assert await colleague.last() == "这部手机是施老师在用,这个链接是给别人的,还没有用掉。请在本人手机上打开。"
    assert await stage.rows(lambda tx: tx.accounts.person_of(colleague.user)) == "P54"
    await phone.says(link)
    assert "裴老师好" in await phone.reads()


@pytest.mark.parametrize(
    "said", [TOKEN.upper(), TOKEN[:-1], TOKEN + "x", TOKEN + " x", "x" * 4000, "' OR 1=1 --", "🔑"]
)
async def test_a_link_that_was_changed_is_no_link(stage: Stage, said: str) -> None:
    phone = await another_phone(stage)
    await link_for(stage, "P53", TOKEN)
    await phone.says(f"/start {said}")
    assert await phone.last() == WRONG
    assert await stage.rows(lambda tx: tx.accounts.bound()) == {}


async def test_after_five_wrong_links_there_is_silence_for_an_hour_also_for_a_right_one(stage: Stage) -> None:
    clerk, phone = await stage.person("P100"), await another_phone(stage)
    link = await link_for(stage, "P53", TOKEN)
    for number in range(20):
        await phone.says(f"/start a-guess-of-mine-number-{number}")
    assert (await phone.reads()).split("\n---\n") == [
        *[WRONG] * 4,
        "不对的链接太多了,60分钟后再试,或者到总务处要新链接。",
    ]
    assert "10分钟里有5个不对的链接,有人在试" in await clerk.last()
    await phone.says(link)
    await stage.restart()
    await phone.says(link)
    assert len(await phone.messages()) == 5
    await stage.later(minutes=61)
    await phone.says(link)
    assert "裴老师好" in await phone.reads()
    assert (await clerk.reads()).count("有人在试") == 1


async def test_the_same_wrong_link_tapped_again_and_again_is_one_guess(stage: Stage) -> None:
    phone = await another_phone(stage)
    for _ in range(8):
        await phone.says("/start a-link-that-was-cut-off-in-a-mess")
    assert await phone.reads() == WRONG
    await phone.says(await link_for(stage, "P53", TOKEN))
    assert "裴老师好" in await phone.reads()


async def test_somebody_of_the_school_who_guesses_still_works(stage: Stage) -> None:
    clerk, teacher = await stage.person("P100"), await stage.person("P53")
    for number in range(6):
        await teacher.says(f"/start a-guess-of-mine-number-{number}")
    assert "里面有裴思远的手机" in await clerk.last()
    await teacher.says("3号楼201水管漏水")
    assert "对吗?" in await teacher.last()


async def test_guessing_from_many_accounts_is_told_once(stage: Stage) -> None:
    clerk = await stage.person("P100")
    for number in range(24):
        phone = await another_phone(stage, f"91{number:04}")
        await phone.says("/start something-that-was-never-a-link")
        assert await phone.reads() == WRONG
    assert (await clerk.reads()).count("有人在试") == 1


async def test_a_groups_link_is_opened_by_who_manages_people_and_by_nobody_else(stage: Stage) -> None:
    head, teacher, parent = await stage.person("P03"), await stage.person("P53"), await stage.stranger("99")
    await head.says("/group")
    link = (await head.last()).split("\n")[-1]
    group = await stage.group("后勤管理", head, teacher, parent)
    for somebody in (parent, teacher):
        await somebody.opens(link, group)
        assert "这个链接要管理人员自己点" in await group.last()
    assert await stage.rows(lambda tx: tx.groups.get(group.id)) is None
    await head.opens(link, group)
    assert "这里是管理群了" in await group.last()


async def test_an_anonymous_admin_binds_no_group_and_is_told(stage: Stage) -> None:
    head = await stage.person("P03")
    group = await stage.group("后勤管理", head, bot=True)
    await stage.rows(lambda tx: invite_group(tx, stage.clock.now(), "P03", "管理群", "a-link-for-the-group"))
    chat = {"id": group.id, "type": "supergroup", "title": "后勤管理"}
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    said = {"message_id": 5, "date": 1_795_000_000, "chat": chat, "from": anonymous, "sender_chat": chat}
    entity = {"type": "bot_command", "offset": 0, "length": 6}
    await stage.post("raw", update={"message": {**said, "text": "/start a-link-for-the-group", "entities": [entity]}})
    await stage.post("raw", update={"message": {**said, "text": "着火了"}})
    await stage.post("raw", update={"channel_post": {**said, "text": "3号楼201着火了"}})
    await stage.settle()
    assert await stage.rows(lambda tx: tx.groups.get(group.id)) is None
    assert await stage.rows(lambda tx: tx.alarms.running()) == []
    assert "别用匿名身份" in await group.last()


async def test_a_groups_link_of_more_than_a_week_ago_binds_nothing(stage: Stage) -> None:
    head = await stage.person("P03")
    made = stage.clock.now() - LINKS_LAST - timedelta(minutes=1)
    await stage.rows(lambda tx: invite_group(tx, made, "P03", "管理群", "an-old-link-for-the-group"))
    group = await stage.group("后勤管理", head)
    await group.joins(head, "an-old-link-for-the-group")
    assert "过期了" in await group.last()
