"""Casting: who is on the stage, and who blocks the bot."""

from rehearsal.actor import Actor
from rehearsal.people import Persona, Standing
from rehearsal.posting import tell_membership
from rehearsal.shapes import Json
from rehearsal.stage import groups
from rehearsal.stage.asking import Ask, Wrong
from rehearsal.world import World

NAMES = ("first_name", "last_name", "username", "language_code", "note", "note_en")


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
        people[user].started = ask.get("started", bool, False)
        people[user].in_drawer = ask.get("in_drawer", bool, False)
    people[user].deactivated = ask.get("deactivated", bool, people[user].deactivated)
    ask.world.events.tell("people", {"user": user})
    return _card(people[user])


def list_people(world: World) -> Json:
    """Everybody, and the groups there still are."""
    return {
        "bot": world.bot,
        "people": [_card(persona) for persona in world.directory.people.values()],
        "groups": [groups.card(group) for group in world.directory.groups.values() if group.moved_to is None],
    }


async def take(ask: Ask, actor: Actor | None) -> Json:
    """Take a phone out of the drawer: whoever opened it plays its person."""
    persona = ask.persona()
    persona.in_drawer = False
    if actor is not None:
        await actor.take(persona.id)
    ask.world.events.tell("people", {"user": persona.id})
    return _card(persona)


async def block(ask: Ask) -> Json:
    """Block or unblock the bot in the private chat, or with `chat` throw it out of a group and let it in again."""
    persona, blocked = ask.persona(), ask.must("blocked", bool)
    if (group := ask.world.directory.groups.get(ask.get("chat", int, persona.id))) is not None:
        changed = groups.let_in(ask.world, persona, group, "kicked" if blocked else "member")
        return {"blocked": blocked, "changed": changed}
    changed = persona.blocked != blocked
    if not persona.started:
        raise Wrong(f"{persona.first_name} has not started the bot yet, so there is nothing to block")
    persona.blocked = blocked
    if changed:
        standings: tuple[Standing, Standing] = ("member", "kicked") if blocked else ("kicked", "member")
        tell_membership(ask.world, persona, persona, *standings)
        ask.world.events.tell("people", {"user": persona.id})
    return {"blocked": blocked, "changed": changed}


def _card(persona: Persona) -> Json:
    return {
        **{name: getattr(persona, name) for name in ("id", *NAMES)},
        "in_drawer": persona.in_drawer,
        "started": persona.started,
        "blocked": persona.blocked,
    }
