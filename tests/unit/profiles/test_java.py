"""Sets of strings in Java's serialisation, written by hand."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from java_sets import HEAD, write_string_set

from tieng.profiles.java import read_string_set


@given(st.lists(st.text(max_size=5), max_size=5))
def test_what_is_written_is_read(strings: list[str]) -> None:
    assert read_string_set(write_string_set(strings)) == strings


def test_long_strings_have_a_tag_of_their_own() -> None:
    text = "à" * 40_000
    data = text.encode()
    written = HEAD + b"w\x0c" + struct.pack(">ifi", 16, 0.75, 1) + b"|" + struct.pack(">Q", len(data)) + data + b"x"
    assert read_string_set(written) == [text]


WHOLE = write_string_set(["hà nội", "đại học", "\0😀"])


@pytest.mark.parametrize("size", range(len(WHOLE)))
def test_a_truncated_file_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=r"expected .* at byte \d+, got"):
        read_string_set(WHOLE[:size])


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_refused_or_changes_a_string(at: int, mask: int) -> None:
    data = bytearray(WHOLE)
    data[at] ^= mask
    try:
        assert len(read_string_set(bytes(data))) == 3
    except ValueError as error:
        assert "expected" in str(error)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "expected a stream of Java objects at byte 0, got the end of the file at byte 0"),
        (b"PK\x03\x04", r"expected a stream of Java objects \(aced0005\) at byte 0, got 504b0304"),
        (
            write_string_set([], HEAD.replace(b"HashSet", b"TreeSet")),
            "expected the class java.util.HashSet .* 'java.util.TreeSet'",
        ),
        (WHOLE + b"x", "expected the end of the file at byte .*, got 1 bytes more"),
        (WHOLE.replace(b"t\0", b"q\0", 1), "expected a string at byte 52, got the tag 0x71"),
        (WHOLE.replace("à".encode(), b"\xff\xff"), "expected a string in UTF-8 at byte 52"),
    ],
)
def test_the_error_says_what_and_where(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_string_set(data)
