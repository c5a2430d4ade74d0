"""Sets of strings as Java's object serialisation writes them.

The format is Oracle's "Java Object Serialization Specification", chapter 6: a stream of tagged records, here of one
`java.util.HashSet` that holds strings and nothing else. Nothing of a class is ever run.
"""

from __future__ import annotations

import struct

__all__ = ["read_string_set"]

MAGIC_AND_VERSION = b"\xac\xed\x00\x05"
TC_NULL, TC_CLASSDESC, TC_OBJECT, TC_STRING = 0x70, 0x72, 0x73, 0x74
TC_BLOCKDATA, TC_ENDBLOCKDATA, TC_LONGSTRING = 0x77, 0x78, 0x7C
SC_WRITE_METHOD_AND_SERIALIZABLE = 0x03

CLASS = "java.util.HashSet"
CLASS_VERSION = 0xBA44859596B8B734  # the serialVersionUID that HashSet has had since Java 1.2


def read_string_set(data: bytes) -> list[str]:
    """The strings of a serialised `java.util.HashSet<String>`, in the order of the file.

    Raises:
        ValueError: The data are anything else: what was expected, what was got, and at which byte.

    Example:
        >>> head = "aced0005737200116a6176612e7574696c2e48617368536574ba44859596b8b7340300007870"
        >>> read_string_set(bytes.fromhex(head + "770c000000103f40000000000001" + "74000968c3a0206ee1bb9969" + "78"))
        ['hà nội']
    """
    reader = _Reader(data)
    reader.expect(MAGIC_AND_VERSION, "a stream of Java objects")
    _read_class(reader)
    strings = [_read_string(reader) for _ in range(_read_size(reader))]
    reader.expect(bytes([TC_ENDBLOCKDATA]), "the end of the set")
    reader.expect_end()
    return strings


class _Reader:
    """Bytes, read from left to right."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int, what: str) -> bytes:
        piece = self.data[self.at : self.at + size]
        if len(piece) < size:
            raise ValueError(f"expected {what} at byte {self.at}, got the end of the file at byte {len(self.data)}")
        self.at += size
        return piece

    def number(self, form: str, what: str) -> int:
        value: int = struct.unpack(form, self.take(struct.calcsize(form), what))[0]
        return value

    def expect(self, wanted: bytes, what: str) -> None:
        start = self.at
        got = self.take(len(wanted), what)
        if got != wanted:
            raise ValueError(f"expected {what} ({wanted.hex()}) at byte {start}, got {got.hex()}")

    def expect_end(self) -> None:
        if self.at != len(self.data):
            raise ValueError(
                f"expected the end of the file at byte {self.at}, got {len(self.data) - self.at} bytes more"
            )


def _read_class(reader: _Reader) -> None:
    reader.expect(bytes([TC_OBJECT, TC_CLASSDESC]), "an object")
    start = reader.at
    name = reader.take(reader.number(">H", "the length of a name"), "the name of a class").decode("utf-8", "replace")
    if name != CLASS:
        raise ValueError(f"expected the class {CLASS} at byte {start}, got {name!r}")
    reader.expect(CLASS_VERSION.to_bytes(8, "big"), f"the version of {CLASS}")
    reader.expect(bytes([SC_WRITE_METHOD_AND_SERIALIZABLE]), "the flags of a class that writes itself")
    reader.expect(bytes(2), "no fields")
    reader.expect(bytes([TC_ENDBLOCKDATA, TC_NULL]), "no annotations and no parent class")


def _read_size(reader: _Reader) -> int:
    """What HashSet.writeObject puts before the members: capacity, load factor, size."""
    reader.expect(bytes([TC_BLOCKDATA, 12]), "12 bytes about the set")
    reader.take(8, "the capacity and the load factor of the set")
    start = reader.at
    size = reader.number(">i", "the size of the set")
    if not 0 <= size <= len(reader.data):
        raise ValueError(f"expected the size of the set at byte {start}, got {size}")
    return size


def _read_string(reader: _Reader) -> str:
    start = reader.at
    tag = reader.number("B", "a string")
    if tag not in (TC_STRING, TC_LONGSTRING):
        raise ValueError(f"expected a string at byte {start}, got the tag {tag:#04x}")
    size = reader.number(">H" if tag == TC_STRING else ">Q", "the length of a string")
    return _decode(reader.take(size, "a string"), start)


def _decode(data: bytes, start: int) -> str:
    """Java's modified UTF-8: NUL is two bytes, and what is beyond U+FFFF is two surrogates of three bytes each."""
    try:
        units = data.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
        return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    except UnicodeDecodeError as error:
        raise ValueError(f"expected a string in UTF-8 at byte {start}, got {error.reason}") from None
