"""The command line: one module a command, in the order in which a school meets them."""

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType

from bot.commands.reader import read_in, tell
from bot.commands.terminal import speak
from bot.commands.usage import speak_of_usage

COMMANDS = (
    "init", "invite", "run", "rehearse", "check", "health", "import", "export", "person", "posters", "rooms", "backup",
    "restore", "verify", "draw-key", "read", "summary",
)  # fmt: skip
MODULES = {"import": "import_school", "draw-key": "draw_key"}
"""Where a command may not have its module's name."""


def load(names: Iterable[str] = COMMANDS) -> list[ModuleType]:
    """Each has `add(subparsers)`, which sets the default `run`, and `run(args) -> int`, the exit code."""
    gc.disable()  # what modules make stays: looking for garbage among it would be a tenth of a start
    try:
        return [import_module(f"bot.commands.{MODULES.get(name, name)}") for name in names]
    finally:
        gc.enable()


def main(argv: Sequence[str] | None = None) -> int:
    """0 when it was done, 1 with one clear sentence on stderr when not; argparse exits with 2 for wrong usage."""
    given = sys.argv[1:] if argv is None else argv
    speak(sys.stdout, sys.stderr)
    read_in(given)
    speak_of_usage()
    parser = argparse.ArgumentParser(prog="python -m bot", description=tell("值勤: 学校值勤机器人"))
    subparsers = parser.add_subparsers(title=tell("命令"), metavar=tell("命令"), required=True)
    # One command does not wait for what only the others need: drawing, workbooks, a server.
    for command in load(given[:1] if given and given[0] in COMMANDS else COMMANDS):
        command.add(subparsers)
    args = parser.parse_args(given)
    try:
        code: int = args.run(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has read enough
        return 0
    except Exception as error:
        from bot.commands.border import in_one_sentence

        print(in_one_sentence(error), file=sys.stderr)
        return 1
    return code
