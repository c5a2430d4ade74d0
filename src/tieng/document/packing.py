"""Documents for `pickle`: two bytes a token for its place, one for its kind, one a word.

Offsets rise, mostly by less than 255, so the steps between them are kept as bytes, and the few larger ones apart.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tieng.document.document import Document
    from tieng.document.labels import Labels

LARGE = 255
Packed = tuple[bytes, "array[int] | None"]


def pack(values: Iterable[int]) -> Packed:
    """Numbers of 0 and above as bytes; those of 255 and above again, whole and in order."""
    numbers = array("I", values)
    small = bytes(map(min, numbers, repeat(LARGE)))
    large = array("I", (number for number in numbers if number >= LARGE)) if LARGE in small else None
    return small, large


def unpack(packed: Packed) -> array[int]:
    """The numbers that `pack` was given."""
    small, large = packed
    numbers = array("I", iter(small))
    at = -1
    for number in large or ():
        at = small.index(LARGE, at + 1)
        numbers[at] = number
    return numbers


def pack_rising(offsets: array[int]) -> Packed:
    """Numbers that do not fall, by their steps."""
    return pack(map(sub, offsets, chain((0,), offsets)))


def unpack_rising(packed: Packed) -> array[int]:
    """The numbers that `pack_rising` was given."""
    return array("I", accumulate(unpack(packed)))


def pack_places(starts: array[int], ends: array[int]) -> Packed:
    """The starts and ends of tokens."""
    places = array("I", bytes(8 * len(starts)))
    places[0::2], places[1::2] = starts, ends
    return pack_rising(places)


def unpack_places(packed: Packed) -> tuple[array[int], array[int]]:
    """The starts and ends that `pack_places` was given."""
    places = unpack_rising(packed)
    return places[0::2], places[1::2]


def restore(
    text: str,
    places: Packed,
    kinds: bytes,
    words: Packed,
    sentences: Packed,
    forms: Sequence[str] | None,
    cuts: Packed,
    heads: Packed | None,
    layers: tuple[Labels | None, Labels | None, Labels | None],
) -> Document:
    """The document that was pickled; its layers are tags, xpos and relations."""
    from tieng.document.document import Document

    tags, xpos, relations = layers
    return Document(
        text,
        *unpack_places(places),
        kinds,
        unpack_rising(words),
        unpack_rising(sentences),
        forms,
        unpack_rising(cuts),
        tags=tags,
        xpos=xpos,
        heads=None if heads is None else unpack(heads),
        relations=relations,
    )
