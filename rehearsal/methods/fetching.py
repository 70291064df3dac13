"""getMe and the ways of fetching updates."""

from rehearsal.params import Params
from rehearsal.shapes import Json
from rehearsal.world import World


async def get_me(world: World, params: Params) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(world: World, params: Params) -> list[Json]:
    world.updates.allow(params.structure("allowed_updates"))
    return await world.updates.fetch(
        params.integer("offset") or 0, params.integer("limit"), params.integer("timeout") or 0
    )


async def delete_webhook(world: World, params: Params) -> bool:
    """There is never a webhook here, but bots call this to drop what waits."""
    if params.flag("drop_pending_updates"):
        world.updates.forget_all()
    return True


async def get_webhook_info(world: World, params: Params) -> Json:
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": world.updates.unconfirmed}
    if world.updates.allowed is not None:
        info["allowed_updates"] = world.updates.allowed
    return info
