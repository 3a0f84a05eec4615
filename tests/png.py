"""Small pictures that are real ones, for tests that send some."""

from __future__ import annotations

import struct
import zlib


def png(wide: int = 2, high: int = 2, shade: int = 0) -> bytes:
    """A grey PNG of that size."""
    rows = (b"\x00" + bytes([shade]) * wide) * high
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in chunks
    )


PNG = png()
