"""Looking into a data folder, and changing it, as the bot would."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage import Store


def on(folder: Path, action: Callable[..., Any], *args: Any) -> Any:
    """The action on the store, as the bot would run it."""

    async def run() -> Any:
        store = await Store.open(folder)
        try:
            return await store.run(action, *args)
        finally:
            await store.close()

    return asyncio.run(run())
