"""A label for each word of a document: tags, relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from tieng.errors import InputError

MOST_NAMES = 256


class Labels(Sequence[str]):
    """One label a word, as one byte a word: the place of the label in `names`. Compares by the labels.

    Attributes:
        names: The labels that there are, 256 at most.
        codes: The index in `names` of each word's label.

    Example:
        >>> labels = Labels(("NOUN", "VERB"), bytes([0, 1, 0]))
        >>> labels[1], list(labels)
        ('VERB', ['NOUN', 'VERB', 'NOUN'])
    """

    __slots__ = ("codes", "names")

    def __init__(self, names: tuple[str, ...], codes: bytes) -> None:
        self.names = names
        self.codes = codes

    @classmethod
    def of(cls, labels: Iterable[str]) -> Labels:
        r"""The labels, with the names in the order in which they come up.

        Raises:
            InputError: There are more than 256 different ones.

        Example:
            >>> Labels.of(["B-LOC", "I-LOC", "B-LOC"]).codes
            b'\x00\x01\x00'
        """
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(label, len(numbers)) for label in labels]
        if len(numbers) > MOST_NAMES:
            raise InputError(f"expected at most {MOST_NAMES} different labels, got {len(numbers)}")
        return cls(tuple(numbers), bytes(codes))

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self.names[code] for code in self.codes[index]]
        return self.names[self.codes[index]]

    def __iter__(self) -> Iterator[str]:
        return map(self.names.__getitem__, self.codes)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Labels):
            return NotImplemented
        if self.names == other.names:
            return self.codes == other.codes
        return list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Labels({self.names!r}, {self.codes!r})"
