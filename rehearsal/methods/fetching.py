"""getMe and the ways of fetching updates."""

from rehearsal.errors import refusal
from rehearsal.params import Params
from rehearsal.shapes import Json
from rehearsal.webhook import CONNECTIONS, MOST_CONNECTIONS, Hook
from rehearsal.world import World


async def get_me(world: World, params: Params) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": world.hears_all,
        "supports_inline_queries": False,
    }


async def get_updates(world: World, params: Params) -> list[Json]:
    if world.webhook.hook is not None:
        raise refusal("webhook active")
    world.updates.allow(params.structure("allowed_updates"))
    return await world.updates.fetch(
        params.integer("offset") or 0, params.integer("limit"), params.integer("timeout") or 0
    )


async def set_webhook(world: World, params: Params) -> bool:
    """With an empty url it is deleted, as by deleteWebhook."""
    url, drop = params.text("url"), params.flag("drop_pending_updates")
    if not url:
        return await delete_webhook(world, params)
    most = params.integer("max_connections")
    connections = min(max(1, most), MOST_CONNECTIONS) if most is not None else CONNECTIONS
    world.webhook.set(Hook(url, params.text("secret_token"), connections), drop=drop)
    world.updates.allow(params.structure("allowed_updates"))
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    world.webhook.delete(drop=params.flag("drop_pending_updates"))
    return True


async def get_webhook_info(world: World, params: Params) -> Json:
    hook, error = world.webhook.hook, world.webhook.last_error
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": world.updates.unconfirmed,
    }
    if hook is not None:
        info |= {"max_connections": hook.connections, "ip_address": "127.0.0.1"}
        if error is not None:
            info |= {"last_error_date": error[0], "last_error_message": error[1]}
    if world.updates.allowed is not None:
        info["allowed_updates"] = world.updates.allowed
    return info
