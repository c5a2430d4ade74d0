"""Unicode's composed form (NFC), in linear time, and where each of its code points comes from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

__all__ = ["Origins", "compose", "compose_with_origins"]

# Python sorts combining marks by insertion. Every mark is at U+0300 or above, and so long a run is no ordinary text.
_LONG_RUN = re.compile("(?<![\u0300-\U0010ffff])[\u0300-\U0010ffff]{1000,}")
# A space or a line feed composes with nothing before or after it.
_PIECE = re.compile(r"[ \n]?[^ \n]*")


class Origins(NamedTuple):
    """For each code point of a composed text, the code points of the raw text that it stands for.

    Attributes:
        starts: The first of them.
        ends: One past the last of them.
    """

    starts: array[int]
    ends: array[int]


def compose(text: str) -> str:
    r"""The text in NFC; the very same string where it is so already.

    Example:
        >>> compose("tie\u0302\u0301ng")
        'tiếng'
    """
    if is_normalized("NFC", text):
        return text
    return normalize("NFC", _LONG_RUN.sub(_order_marks, text) if len(text) >= 1000 else text)


def _order_marks(run: re.Match[str]) -> str:
    letters = "".join(normalize("NFD", letter) for letter in run.group())
    groups = groupby(letters, key=lambda letter: combining(letter) > 0)
    return "".join("".join(sorted(group, key=combining) if marks else group) for marks, group in groups)


def compose_with_origins(text: str) -> tuple[str, Origins | None]:
    r"""The text in NFC and the origins of its code points; no origins where it is the text itself.

    Where marks change places, the first code point stands for what is left over in front, and each of the others for
    one code point; where a letter is taken apart, several stand for it.

    Example:
        >>> composed, origins = compose_with_origins("tie\u0302\u0301ng")
        >>> list(zip(composed, origins.starts, origins.ends))
        [('t', 0, 1), ('i', 1, 2), ('ế', 2, 5), ('n', 5, 6), ('g', 6, 7)]
    """
    composed = compose(text)
    if composed is text:
        return text, None
    origins = Origins(array("I"), array("I"))
    start = 0
    for cluster in _clusters(text):
        _add(origins, start, len(cluster), len(compose(cluster)))
        start += len(cluster)
    return composed, origins


def _add(origins: Origins, start: int, raw: int, composed: int) -> None:
    """Adds a cluster of `raw` code points that `composed` stand for."""
    extra = max(raw - composed, 0)
    for i in range(composed):
        last = min(extra + i, raw - 1)
        origins.starts.append(start + (last if i else 0))
        origins.ends.append(start + last + 1)


def _clusters(text: str) -> Iterator[str]:
    """Parts of a text whose composed forms, one after the other, are the composed text."""
    for match in _PIECE.finditer(text):
        piece = match.group()
        yield from piece if piece.isascii() or compose(piece) is piece else _split(piece)


def _split(piece: str) -> Iterator[str]:
    start = 0
    for i in range(1, len(piece)):
        if _begins(piece, start, i):
            yield piece[start:i]
            start = i
    yield piece[start:]


def _begins(piece: str, start: int, i: int) -> bool:
    """Whether nothing from code point i on composes or changes places with what stands from `start` on."""
    letter = piece[i]
    if letter.isascii():
        return True
    if combining(normalize("NFD", letter)[0]):
        return False
    before = piece[start:i]
    return compose(before + letter) == compose(before) + compose(letter)
