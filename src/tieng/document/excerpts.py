"""Parts of a document by code points, whether or not they begin and end with a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieng.document.spans import Sentence, Token, Views, Word

if TYPE_CHECKING:
    from tieng.document.document import Document


class Excerpt:
    """A part of a document's raw text, `document[start:end]`. Compares by value.

    Its tokens, words and sentences are those of the document that have at least one code point in it, so the first and
    the last may reach beyond it. `contracted()` leaves out the words that do, `expanded()` takes them in.

    Example:
        >>> import tieng
        >>> excerpt = tieng.read("Chị Lan ở Hà Nội.")[7:12]
        >>> excerpt.text
        ' ở Hà'
        >>> [word.text for word in excerpt.words]
        ['ở', 'Hà Nội']
        >>> excerpt.contracted(), excerpt.expanded()
        (Excerpt('ở', 8, 9), Excerpt('ở Hà Nội', 8, 16))
    """

    __slots__ = ("document", "end", "start")

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document = document
        self.start = start
        self.end = end

    @property
    def text(self) -> str:
        """The raw text of it, letter by letter as it was given."""
        return self.document.text[self.start : self.end]

    @property
    def tokens(self) -> Views[Token]:
        """The tokens that have at least one code point in it."""
        return self.document.tokens.overlapping(self.start, self.end)

    @property
    def words(self) -> Views[Word]:
        """The words that have at least one code point in it."""
        return self.document.words.overlapping(self.start, self.end)

    @property
    def sentences(self) -> Views[Sentence]:
        """The sentences that have at least one code point in it."""
        return self.document.sentences.overlapping(self.start, self.end)

    def expanded(self) -> Excerpt:
        """From the start of its first word to the end of its last; empty where it has no word."""
        return self._spanning(self.words)

    def contracted(self) -> Excerpt:
        """The same of the words that lie wholly in it."""
        return self._spanning([word for word in self.words if self.start <= word.start and word.end <= self.end])

    def _spanning(self, words: Sequence[Word]) -> Excerpt:
        if not words:
            return Excerpt(self.document, self.start, self.start)
        return Excerpt(self.document, words[0].start, words[-1].end)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Excerpt):
            return NotImplemented
        same = self.document is other.document or self.document == other.document
        return same and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.text))

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Excerpt({self.text!r}, {self.start}, {self.end})"
