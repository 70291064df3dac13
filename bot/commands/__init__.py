"""The command line: one module a command, in the order in which a school meets them."""

import argparse
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from bot.commands import check, export, import_school, init, invite, posters, read, rehearse, run, verify
from bot.commands.border import in_one_sentence

COMMANDS: tuple[ModuleType, ...] = (init, invite, run, rehearse, check, import_school, export, posters, read, verify)
"""Each has `add(subparsers)`, which sets the default `run`, and `run(args) -> int`, the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """0 when it was done, 1 with one clear sentence on stderr when not; argparse exits with 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="值勤: 学校值勤机器人")
    subparsers = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for command in COMMANDS:
        command.add(subparsers)
    args = parser.parse_args(argv)
    try:
        code: int = args.run(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has read enough
        return 0
    except Exception as error:
        print(in_one_sentence(error), file=sys.stderr)
        return 1
    return code
