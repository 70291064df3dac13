"""`draw-key`: a new key for the draws after the old one was lost; what was laid open before can still be checked."""

import argparse

from actions.draw_days import take_new_key
from bot.commands.clocks import now_beside
from bot.commands.options import add_places, on_store, settings
from bot.commands.reader import tell
from domain.refusal import Refusal
from storage import Store
from storage.draw_key import make_key
from storage.look import is_there


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("draw-key", help=tell("抽检的钥匙丢了,换一把新的;以前拆过封的照样能核对"))
    add_places(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Raises Refusal when there is a key: with another one, what is sealed could not be opened."""
    folder = settings(args).data
    if not is_there(folder):
        raise Refusal("school.missing")
    if not make_key(folder):
        raise Refusal("draws.key_there", {"path": str(folder / "draw.key")})

    async def keep(store: Store) -> None:
        await store.run(lambda tx: take_new_key(tx, now_beside(tx)))

    on_store(folder, keep)
    print(tell("换了一把新钥匙,今晚起重新封、重新抽。旧钥匙封着还没拆的日子,找到旧钥匙以前拆不开。"))
    return 0
