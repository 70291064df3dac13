"""Casting: who is on the stage, which groups there are, who blocks the bot."""

from rehearsal.people import Group, Persona
from rehearsal.posting import tell_membership
from rehearsal.shapes import Json
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.world import World

NAMES = ("first_name", "last_name", "username", "language_code", "note")


async def add_person(ask: Ask) -> Json:
    """A known id keeps its chat and gets the new names."""
    user = ask.must("id", int)
    if user <= 0:
        raise Wrong('"id" of a person must be above 0')
    if not ask.must("first_name", str).strip():
        raise Wrong('"first_name" must not be empty')
    names: Json = {name: ask.must(name, str) for name in NAMES if ask.has(name)}
    people = ask.world.directory.people
    if user in people:
        for name, value in names.items():
            setattr(people[user], name, value)
    else:
        people[user] = Persona(user, **names)
    ask.world.events.tell("people", {"user": user})
    return _card(people[user])


def list_people(world: World) -> Json:
    groups = [
        {"id": group.id, "title": group.title, "members": group.members, "bot_admin": group.bot_admin}
        for group in world.directory.groups.values()
    ]
    return {
        "bot": world.bot,
        "people": [_card(persona) for persona in world.directory.people.values()],
        "groups": groups,
    }


async def add_group(ask: Ask) -> Json:
    """Make a group with the bot in it; again with the same id: its new title and members."""
    world, group_id = ask.world, ask.must("id", int)
    if group_id >= 0:
        raise Wrong('"id" of a group must be below 0')
    title, members = ask.must("title", str), ask.must("members", list)
    strangers = [member for member in members if member not in world.directory.people]
    if strangers or not members:
        raise Wrong(
            f"members must be known people, these are not: {strangers}" if strangers else "a group needs members"
        )
    known = group_id in world.directory.groups
    group = Group(group_id, title, members, bot_admin=ask.get("bot_admin", bool, False))
    world.directory.groups[group_id] = group
    if not known:
        tell_membership(world, world.directory.people[members[0]], group, kicked=False)
    world.events.tell("people", {"chat": group_id})
    return {**group.chat(), "members": members, "bot_admin": group.bot_admin}


async def block(ask: Ask) -> Json:
    """Block or unblock the bot in the private chat, or with `chat` throw it out of a group and let it in again."""
    persona, blocked = ask.persona(), ask.must("blocked", bool)
    group = ask.world.directory.groups.get(ask.get("chat", int, persona.id))
    changed = (group.bot_kicked if group else persona.blocked) != blocked
    if group is not None:
        group.bot_kicked = blocked
    elif not persona.started:
        raise Wrong(f"{persona.first_name} has not started the bot yet, so there is nothing to block")
    else:
        persona.blocked = blocked
    if changed:
        tell_membership(ask.world, persona, group or persona, kicked=blocked)
        ask.world.events.tell("people", {"user": persona.id})
    return {"blocked": blocked, "changed": changed}


def _card(persona: Persona) -> Json:
    return {
        **{name: getattr(persona, name) for name in ("id", *NAMES)},
        "started": persona.started,
        "blocked": persona.blocked,
    }
