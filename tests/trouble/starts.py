"""A child process that starts the program with one set-up after another, and says how each of them ended.

python -m tests.trouble.starts CONFIG…
"""

import contextlib
import io
import json
import sys

from bot.commands import main


def ended(config: str) -> tuple[int, str]:
    """The exit code and everything that was said."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        code = main(["run", "--config", config])
    return code, said.getvalue()


if __name__ == "__main__":
    sys.stdout.write(json.dumps([ended(config) for config in sys.argv[1:]]))
