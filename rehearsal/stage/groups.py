"""Groups: made, joined by the bot through a link or by hand, left, and grown into supergroups."""

import re

from rehearsal.people import SUPERGROUPS_BELOW, Group, Persona, Standing
from rehearsal.posting import from_person, service_line, tell_membership, tell_of_member
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.text import detect
from rehearsal.world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
FIRST_ID = -4_000_000


async def add_group(ask: Ask) -> Json:
    """Make a group, with the bot in it unless `bot` is false; a known id gets the new title, members and rights."""
    world = ask.world
    group_id = ask.get("id", int, min([FIRST_ID, *world.directory.groups]) - 1)
    if group_id >= 0:
        raise Wrong('"id" of a group must be below 0')
    title, members = ask.must("title", str), ask.must("members", list)
    strangers = [one for one in members if not isinstance(one, int) or one not in world.directory.people]
    if strangers or not members:
        raise Wrong(
            f"members must be known people, these are not: {strangers}" if strangers else "a group needs members"
        )
    known = world.directory.groups.get(group_id)
    group = known or Group(group_id, title, members, bot="left")
    group.title, group.members = title, members
    group.forum = ask.get("forum", bool, group.forum)
    if group.forum and group.type != "supergroup":
        raise Wrong("only a supergroup, with an id below -10**12, can be a forum")
    world.directory.groups[group_id] = group
    if ask.get("bot", bool, group.has_bot or known is None):
        admin = ask.get("bot_admin", bool, group.bot_admin)
        let_in(world, world.directory.people[members[0]], group, "administrator" if admin else "member")
    world.events.tell("people", {"chat": group_id})
    return card(group)


async def join(ask: Ask) -> Json:
    """A member opens `t.me/<bot>?startgroup=<token>` and picks this group: the bot is added and told the token."""
    world, persona = ask.world, ask.persona()
    group = _joined(ask, persona)
    token = ask.get("token", str, "")
    if token and not PAYLOAD.fullmatch(token):
        raise Wrong('"token" must be 1 to 64 of A-Z a-z 0-9 _ -')
    standing: Standing = "administrator" if ask.get("admin", bool, False) or group.bot_admin else "member"
    let_in(world, persona, group, standing)
    if token:
        text = f"/start@{world.bot['username']} {token}"
        from_person(world, persona, group, {"text": text, "entities": detect(text)})
    return card(group)


async def migrate(ask: Ask) -> Json:
    """The group becomes a supergroup with another id; who still writes to the old one is told the new one."""
    world, persona = ask.world, ask.persona()
    old = _joined(ask, persona)
    if old.type == "supergroup":
        raise Wrong(f"{old.title} is a supergroup already")
    new = Group(SUPERGROUPS_BELOW + old.id, old.title, list(old.members), bot=old.bot, was=old.id)
    world.directory.groups[new.id] = new
    service_line(world, old, persona.user(), {"migrate_to_chat_id": new.id})
    service_line(world, new, persona.user(), {"migrate_from_chat_id": old.id})
    old.moved_to = new.id
    world.events.tell("people", {"chat": new.id})
    return card(new)


async def enter(ask: Ask) -> Json:
    """Somebody comes into the group, by an invitation or brought in by a member (`by`)."""
    world, persona = ask.world, ask.persona()
    by = ask.persona("by") if ask.has("by") else persona
    group = world.directory.groups.get(ask.must("chat", int))
    if group is None or group.moved_to is not None:
        raise Wrong("there is no such group")
    if persona.id in group.members:
        raise Wrong(f"{persona.first_name} is in {group.title} already")
    group.members = [*group.members, persona.id]
    tell_of_member(world, by, group, persona, "left", "member")
    service_line(world, group, by.user(), {"new_chat_members": [persona.user()]})
    world.events.tell("people", {"chat": group.id})
    return card(group)


async def leave(ask: Ask) -> Json:
    """Somebody goes, or is thrown out by a member (`by`)."""
    world, persona = ask.world, ask.persona()
    group, by = _joined(ask, persona), ask.persona("by") if ask.has("by") else persona
    if group.members == [persona.id]:
        raise Wrong("a group needs members")
    group.members = [user for user in group.members if user != persona.id]
    service_line(world, group, by.user(), {"left_chat_member": persona.user()})
    tell_of_member(world, by, group, persona, "member", "left" if by is persona else "kicked")
    world.events.tell("people", {"chat": group.id})
    return card(group)


def let_in(world: World, by: Persona, group: Group, standing: Standing) -> bool:
    """The bot's standing in this group is changed by somebody; false when it was so already."""
    before, present = group.bot, group.has_bot
    if before == standing:
        return False
    if present and standing == "kicked":
        service_line(world, group, by.user(), {"left_chat_member": world.bot})
    group.bot = standing
    tell_membership(world, by, group, before, standing)
    if not present and group.has_bot:
        service_line(world, group, by.user(), {"new_chat_members": [world.bot]})
    world.events.tell("people", {"chat": group.id})
    return True


def card(group: Group) -> Json:
    return {**group.chat(), "members": group.members, "bot": group.bot, "bot_admin": group.bot_admin, "was": group.was}


def _joined(ask: Ask, persona: Persona) -> Group:
    group = ask.chat(persona) if ask.has("chat") else None
    if not isinstance(group, Group):
        raise Wrong('"chat" must be the id of a group')
    return group
