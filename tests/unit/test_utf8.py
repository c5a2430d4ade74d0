"""The check of UTF-8 against Python's decoder."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieng.kernel import utf8_head


def expected(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


@given(st.binary(max_size=40))
def test_any_bytes(data: bytes) -> None:
    assert utf8_head(data) == expected(data)


@given(st.text(max_size=20), st.integers(0, 60), st.integers(0, 255))
def test_text_with_one_byte_changed(text: str, place: int, byte: int) -> None:
    data = bytearray(text.encode(errors="surrogatepass"))
    if data:
        data[place % len(data)] = byte
    assert utf8_head(data) == expected(bytes(data))


@pytest.mark.parametrize("first", range(0x80, 0x100))
def test_every_first_and_second_byte(first: int) -> None:
    for second in range(0x100):
        for rest in (b"", b"\x80", b"\x80\x80", b"\xbf\xbf", b"a"):
            data = bytes([first, second]) + rest
            assert utf8_head(data) == expected(data), data


def test_random_cuts() -> None:
    data = ("Tiếng Việt 🇻🇳 ế " * 20).encode()
    for cut in random.Random(7).sample(range(len(data)), 60):
        assert utf8_head(data[:cut]) == expected(data[:cut])
