"""The command menus: one list for each scope and language."""

import json
import re
from typing import Any

from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.shapes import Json
from rehearsal.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST = 100
DESCRIPTION_LENGTH = 256
SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)


async def set_my_commands(world: World, params: Params) -> bool:
    commands = params.structure("commands")
    if not isinstance(commands, list):
        raise refusal("command")
    if len(commands) > MOST:
        raise refusal("commands many")
    world.menus[_scope(params)][params.text("language_code")] = [_command(command) for command in commands]
    world.events.tell("menu", {})
    return True


async def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.menus[_scope(params)].get(params.text("language_code"), [])


async def delete_my_commands(world: World, params: Params) -> bool:
    world.menus[_scope(params)].pop(params.text("language_code"), None)
    world.events.tell("menu", {})
    return True


def menu_for(world: World, chat_id: int, language_code: str) -> list[Json]:
    """What this person's menu shows in the private chat: the narrowest scope wins, then the own language."""
    scopes: tuple[Json, ...] = (
        {"type": "chat", "chat_id": chat_id},
        {"type": "all_private_chats"},
        {"type": "default"},
    )
    for scope in scopes:
        lists = world.menus.get(_key(scope), {})
        for language in (language_code[:2], ""):
            if language in lists:
                return lists[language]
    return []


def _scope(params: Params) -> str:
    return _key(params.structure("scope") or {"type": "default"})


def _key(scope: Any) -> str:
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise refusal("scope")
    return json.dumps(scope, sort_keys=True)


def _command(command: Any) -> Json:
    name = str(command.get("command", "")).lstrip("/") if isinstance(command, dict) else ""
    if not COMMAND.fullmatch(name) or not 1 <= len(str(command.get("description", ""))) <= DESCRIPTION_LENGTH:
        raise refusal("command")
    return {"command": name, "description": str(command["description"])}
