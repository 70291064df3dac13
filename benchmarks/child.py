"""The other end of benchmarks/processes.py: says that it is ready, and goes when its parent lets go."""

import asyncio
import sys


async def ready_until_let_go(word: str = "ready") -> None:
    """Writes the one line that the parent waits for; returns when stdin ends."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    sys.stdout.write(word + "\n")
    sys.stdout.flush()
    await reader.read()
