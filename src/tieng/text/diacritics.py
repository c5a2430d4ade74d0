"""Text as it is typed without diacritics: `Hà Nội` as `Ha Noi`."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize

__all__ = ["strip_diacritics"]


def strip_diacritics(text: str) -> str:
    """The text with each letter in its plainest form, as long as it was.

    Combining marks stay, since they are code points of their own; compose a text in NFD first.

    Example:
        >>> strip_diacritics("Đường phố Hà Nội")
        'Duong pho Ha Noi'
    """
    return "".join(map(_base, text))


@lru_cache(4096)
def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d" if letter == "đ" else "D"
    return normalize("NFD", letter)[0]
