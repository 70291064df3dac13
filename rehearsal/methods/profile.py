"""What the bot says of itself: name, descriptions, and the button beside the input field."""

from collections.abc import Awaitable, Callable
from typing import Any

from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.shapes import Json
from rehearsal.world import World

LONGEST = {"name": 64, "description": 512, "short_description": 120}
MENU_BUTTONS = frozenset({"default", "commands", "web_app"})
Method = Callable[[World, Params], Awaitable[Any]]


def setter(field: str) -> Method:
    """setMyName and its like: one text for each language, an empty one takes it back."""

    async def set_it(world: World, params: Params) -> bool:
        text = params.text(field)
        if len(text) > LONGEST[field]:
            raise refusal("name long", field=field.replace("_", " "))
        world.profile[field][params.text("language_code")] = text
        return True

    return set_it


def getter(field: str) -> Method:
    """getMyName and its like: in that language, else in none."""

    async def get_it(world: World, params: Params) -> Json:
        texts = world.profile[field]
        default = str(world.bot["first_name"]) if field == "name" else ""
        return {field: texts.get(params.text("language_code")) or texts.get("") or default}

    return get_it


async def set_chat_menu_button(world: World, params: Params) -> bool:
    button = params.structure("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise refusal("menu button")
    world.menu_buttons[params.integer("chat_id")] = button
    return True


async def get_chat_menu_button(world: World, params: Params) -> Json:
    buttons = world.menu_buttons
    return buttons.get(params.integer("chat_id")) or buttons.get(None) or {"type": "commands"}
