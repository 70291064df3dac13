"""A voice note with nothing to hear: a real Ogg Opus stream of silence, so that players and converters accept it."""

import struct
from functools import lru_cache

SILENCE = b"\xf8\xff\xfe"  # one Opus frame of 20 ms
FRAMES_A_SECOND = 50
SAMPLES_A_FRAME = 960
FRAMES_A_PAGE = 200
FIRST, LAST = 0x02, 0x04


def voice_note(seconds: int, title: str = "") -> bytes:
    """Ogg Opus of that length; a different title makes different bytes."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 0, 48_000, 0, 0)
    comment = f"TITLE={title}".encode()
    tags = b"OpusTags" + struct.pack("<I", 9) + b"rehearsal" + struct.pack("<II", 1, len(comment)) + comment
    pages = [_page([head], 0, 0, FIRST), _page([tags], 1, 0, 0)]
    left = max(1, seconds) * FRAMES_A_SECOND
    frames = 0
    while left:
        count = min(left, FRAMES_A_PAGE)
        left -= count
        frames += count
        pages.append(_page([SILENCE] * count, len(pages), frames * SAMPLES_A_FRAME, 0 if left else LAST))
    return b"".join(pages)


def _page(packets: list[bytes], number: int, position: int, flags: int) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 1, number, 0)
    page = bytearray(head + bytes([len(lacing)]) + lacing + b"".join(packets))
    struct.pack_into("<I", page, 22, _checksum(bytes(page)))
    return bytes(page)


def _checksum(data: bytes) -> int:
    """Ogg's CRC-32: not reflected, unlike zlib's."""
    table = _table()
    crc = 0
    for byte in data:
        crc = ((crc << 8) & 0xFFFFFFFF) ^ table[(crc >> 24) ^ byte]
    return crc


@lru_cache(maxsize=1)
def _table() -> tuple[int, ...]:
    rows = []
    for value in range(256):
        crc = value << 24
        for _ in range(8):
            crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
        rows.append(crc)
    return tuple(rows)
