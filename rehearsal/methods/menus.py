"""The command menus: one list for each scope and language."""

import json
import re
from typing import Any

from rehearsal.errors import refusal
from rehearsal.methods.chats import known
from rehearsal.params import Params
from rehearsal.people import Group, Persona
from rehearsal.shapes import Json
from rehearsal.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
MOST = 100
"""Commands (Bot API, setMyCommands)."""
DESCRIPTION_LENGTH = 256
"""Characters (Bot API, BotCommand)."""
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
OF_ONE_CHAT = frozenset(["chat", "chat_administrators", "chat_member"])


async def set_my_commands(world: World, params: Params) -> bool:
    commands = params.structure("commands", [])
    if not isinstance(commands, list):
        raise refusal("commands array")
    if len(commands) > MOST:
        raise refusal("commands many")
    scope, language = _scope(world, params), _language(params)
    world.menus[scope][language] = [_command(command) for command in commands]
    world.events.tell("menu", {})
    return True


async def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.menus[_scope(world, params)].get(_language(params), [])


async def delete_my_commands(world: World, params: Params) -> bool:
    world.menus[_scope(world, params)].pop(_language(params), None)
    world.events.tell("menu", {})
    return True


def menu_for(world: World, chat: Persona | Group, persona: Persona) -> list[Json]:
    """What this person's menu shows in this chat: the narrowest scope wins, and in it the own language."""
    for scope in _scopes(chat, persona):
        lists = world.menus.get(scope, {})
        for language in (persona.language_code[:2], ""):
            if language in lists:
                return lists[language]
    return []


def _scopes(chat: Persona | Group, persona: Persona) -> list[str]:
    """Those that concern this person here, the narrowest first."""
    here = {"chat_id": chat.id}
    if isinstance(chat, Persona):
        return [_key("chat", here), _key("all_private_chats"), _key("default")]
    found = [_key("chat_member", {**here, "user_id": persona.id})]
    admin = persona.id == chat.members[0]
    found += [_key("chat_administrators", here)] if admin else []
    found += [_key("chat", here)]
    found += [_key("all_chat_administrators")] if admin else []
    return [*found, _key("all_group_chats"), _key("default")]


def _scope(world: World, params: Params) -> str:
    given = params.structure("scope", {"type": "default"})
    if not isinstance(given, dict):
        raise refusal("scope object")
    kind, named = given.get("type"), Params(given)
    if kind not in SCOPES:
        raise refusal("scope")
    if kind not in OF_ONE_CHAT:
        return _key(kind)
    chat = known(world, named)
    if isinstance(chat, Persona) and kind != "chat":
        raise refusal("scope private")
    if kind != "chat_member":
        return _key(kind, {"chat_id": chat.id})
    if (user := named.number("user_id")) <= 0:
        raise refusal("user id")
    return _key(kind, {"chat_id": chat.id, "user_id": user})


def _key(kind: str, of: Json | None = None) -> str:
    return json.dumps({"type": kind, **(of or {})}, sort_keys=True)


def _language(params: Params) -> str:
    """None, or the two letters of one."""
    code = params.text("language_code")
    if code and not LANGUAGE.fullmatch(code):
        raise refusal("language")
    return code


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise refusal("command object")
    name = str(command.get("command", "")).lstrip("/")
    if not COMMAND.fullmatch(name) or not 1 <= len(str(command.get("description", ""))) <= DESCRIPTION_LENGTH:
        raise refusal("command")
    return {"command": name, "description": str(command["description"])}
