"""What a stage request may ask, read field by field; a wrong one gets a sentence that says what is wrong."""

import json
from datetime import datetime
from typing import Any, TypeVar

from aiohttp import web

from rehearsal.people import Group, Persona
from rehearsal.shapes import Json
from rehearsal.world import World

T = TypeVar("T")
KINDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false", dict: "an object", list: "a list"}


class Wrong(Exception):
    """A request the stage cannot do; the sentence is for the person who wrote it."""


class Ask:
    """The JSON body of one stage request."""

    def __init__(self, world: World, fields: Json) -> None:
        self.world = world
        self.fields = fields

    @classmethod
    async def read(cls, world: World, request: web.Request) -> "Ask":
        body = await request.read()
        try:
            fields = json.loads(body) if body else {}
        except ValueError:
            raise Wrong("the body is not JSON") from None
        if not isinstance(fields, dict):
            raise Wrong("the body must be a JSON object")
        return cls(world, fields)

    def has(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def get(self, name: str, kind: type[T], default: T) -> T:
        return self.must(name, kind) if self.has(name) else default

    def must(self, name: str, kind: type[T]) -> T:
        value = self.fields.get(name)
        if value is None:
            raise Wrong(f'"{name}" is missing')
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Wrong(f'"{name}" must be {KINDS.get(kind, kind.__name__)}, not {json.dumps(value)[:60]}')
        return value

    def seconds(self, name: str, default: float) -> float:
        return number(self.fields.get(name, default), name)

    def time(self, name: str) -> datetime:
        return moment(self.must(name, str), name)

    def persona(self, name: str = "user") -> Persona:
        user = self.must(name, int)
        if user not in self.world.directory.people:
            raise Wrong(f"there is no person {user}: POST /stage/people first")
        return self.world.directory.people[user]

    def chat(self, persona: Persona) -> Persona | Group:
        """Where this person speaks: the own private chat unless a group is named."""
        if persona.deactivated:
            raise Wrong(f"{persona.first_name} has no account any more")
        chat_id = self.get("chat", int, persona.id)
        if chat_id == persona.id:
            if persona.blocked:
                raise Wrong(f"{persona.first_name} has blocked the bot: POST /stage/block with blocked false first")
            return persona
        group = self.world.directory.groups.get(chat_id)
        if group is None:
            raise Wrong(f"there is no chat {chat_id}")
        if group.moved_to is not None:
            raise Wrong(f"{group.title} is a supergroup now: {group.moved_to}")
        if persona.id not in group.members:
            raise Wrong(f"{persona.first_name} is not a member of {group.title}")
        return group


def number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise Wrong(f'"{name}" must be a number, 0 or more')
    return float(value)


def moment(text: str, name: str) -> datetime:
    """An ISO time that says its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Wrong(f'"{name}" must be an ISO time such as 2026-11-23T06:45:00+08:00') from None
    if found.tzinfo is None:
        raise Wrong(f'"{name}" needs a zone, as in 2026-11-23T06:45:00+08:00')
    return found
