"""getFile, and turning what a bot uploads into what a message carries."""

import asyncio
from typing import Any

from rehearsal.errors import refusal
from rehearsal.files import Attachment
from rehearsal.params import Params, Upload
from rehearsal.photos import sizes_of
from rehearsal.shapes import Json
from rehearsal.world import World


async def get_file(world: World, params: Params) -> Json:
    file_id = params.text("file_id")
    if not file_id:
        raise refusal("no file id")
    return world.files.link(file_id)


async def attachment_of(world: World, given: Upload | str | None, kind: str, facts: dict[str, Any]) -> Attachment:
    """An upload is stored, a file_id is found again."""
    if given is None:
        raise refusal("no file", kind=kind)
    if isinstance(given, str):
        return world.files.attachment(given, kind)
    if kind == "photo":
        # Encoding takes tens of milliseconds, in which others are served.
        return Attachment.photo(await asyncio.to_thread(sizes_of, given.data))
    if kind in ("document", "video"):
        facts = {"file_name": given.name, "mime_type": given.mime, **facts}
    return Attachment.single(kind, given.data, **facts)
