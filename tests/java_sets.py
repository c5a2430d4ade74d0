"""Writes sets of strings as Java serialises them."""

from __future__ import annotations

import struct

HEAD = b"\xac\xed\0\x05sr\0\x11java.util.HashSet" + bytes.fromhex("ba44859596b8b734") + b"\x03\0\0xp"


def modified_utf8(text: str) -> bytes:
    units = text.encode("utf-16-le", "surrogatepass")
    chars = [chr(unit) for (unit,) in struct.iter_unpack("<H", units)]
    return "".join(chars).encode("utf-8", "surrogatepass").replace(b"\0", b"\xc0\x80")


def write_string_set(strings: list[str], head: bytes = HEAD) -> bytes:
    body = b"".join(b"t" + struct.pack(">H", len(data)) + data for data in map(modified_utf8, strings))
    return head + b"w\x0c" + struct.pack(">ifi", 16, 0.75, len(strings)) + body + b"x"
