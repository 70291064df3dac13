"""The three minutes for somebody new: what the page lights up and waits for is what the bot really says."""

import json
from typing import Any

import pytest

from bot.cast import ON_THE_TABLE, STORY
from tests.stage import Stage

STEPS = json.loads(STORY.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_each_step_of_the_story_leads_to_what_it_waits_for(stage: Stage, language: str) -> None:
    phones = [await stage.person(code) for code in ("P53", "P15", "P03")]
    for phone in phones:
        await phone.says(f"/language {language}")
    users = {phone.id: phone.user for phone in phones}
    steps = [{key: in_language(value, language) for key, value in step.items()} for step in STEPS]
    assert [await play(stage, users, step) for step in steps] == [True] * len(STEPS)


def in_language(part: Any, language: str) -> Any:
    """As the page does: of what stands in both languages, one."""
    match part:
        case {"zh": _, "en": _}:
            return part[language]
        case dict():
            return {key: in_language(value, language) for key, value in part.items()}
    return part


async def play(stage: Stage, users: dict[str, int], step: dict[str, Any]) -> bool:
    """Whether what it waits for happens when it is done."""
    deed, user = step.get("do", {}), users.get(step.get("phone", ""))
    until = step.get("until", {})
    if "clock" in deed:
        await stage.until(deed["clock"])
    if "say" in deed:
        await stage.post("say", user=user, **deed["say"])
    if "tap" in deed:
        bubbles = (await stage.get(f"chats/{user}"))["messages"]
        there = [(each, button) for each in bubbles for row in each["buttons"] for button in row]
        bubble, button = [found for found in there if deed["tap"] in found[1]["text"]][-1]
        await stage.post("tap", user=user, message_id=bubble["message_id"], data=button["data"])
    if "kill" in deed:
        await stage.post("kill")
    await stage.settle()
    if "phone" not in until:
        return True
    shown = (await stage.get(f"chats/{users[until['phone']]}"))["messages"]
    return any(until["says"] in f"{each.get('text', each.get('caption', ''))} {each['buttons']}" for each in shown)


@pytest.mark.parametrize("step", STEPS, ids=range(len(STEPS)))
def test_a_step_is_short_and_speaks_of_a_phone_on_the_table(step: dict[str, Any]) -> None:
    assert len(step["zh"]) <= 70
    assert len(step["en"].split()) <= 36
    assert {step.get("phone"), step.get("until", {}).get("phone")} - {None} <= set(ON_THE_TABLE)
