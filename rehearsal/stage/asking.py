"""What a stage request may ask, read field by field; a wrong one gets a sentence that says what is wrong."""

import json
import math
from datetime import UTC, datetime
from typing import Any, TypeVar

from aiohttp import web

from rehearsal.people import Group, Persona
from rehearsal.shapes import Json, read_json
from rehearsal.world import World

T = TypeVar("T")
MOST = 10_000_000.0
"""Of seconds or minutes that somebody may name: more is a slip."""
YEAR_2100 = 4_102_444_800.0
KINDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false", dict: "an object", list: "a list"}


class Wrong(Exception):
    """A request the stage cannot do; the sentence is for the person who wrote it."""


class Ask:
    """The JSON body of one stage request."""

    def __init__(self, world: World, fields: Json) -> None:
        self.world = world
        self.fields = fields

    @classmethod
    async def read(cls, world: World, request: web.Request, *, halves: bool = False) -> "Ask":
        """`halves`: as `read_json` has it."""
        body = await request.read()
        try:
            fields = read_json(body, halves=halves) if body else {}
        except ValueError as error:
            raise Wrong(f"the body is not JSON: {error}") from None
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
        """An ISO time with its zone, or seconds since 1970 as a message's own date is."""
        value = self.fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return moment(datetime.fromtimestamp(number(value, name, YEAR_2100), UTC).isoformat(), name)
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


def number(value: Any, name: str, most: float = MOST) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise Wrong(f'"{name}" must be a number from 0 to {most:.0f}')
    return float(value)


def number_in_words(text: str, name: str) -> float:
    """The same of what stands in an address."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    return number(found, name)


def moment(text: str, name: str) -> datetime:
    """An ISO time that says its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Wrong(f'"{name}" must be an ISO time such as 2026-11-23T06:45:00+08:00') from None
    if found.tzinfo is None:
        raise Wrong(f'"{name}" needs a zone, as in 2026-11-23T06:45:00+08:00')
    if not 1970 < found.year < 2100:
        raise Wrong(f'"{name}" must lie between 1971 and 2099')
    return found
