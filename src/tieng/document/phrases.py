"""Noun phrases: a noun, name or pronoun with what describes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tieng.document.spans import Span, Views, Word

if TYPE_CHECKING:
    from tieng.document.document import Document

NOMINALS = frozenset(("NOUN", "PROPN", "PRON"))
# What a phrase takes in of its head's children, and of theirs; no clauses, no coordination, no punctuation.
_OF_HEAD = frozenset(["det", "nummod", "clf", "amod", "nmod", "compound", "flat", "fixed", "appos"])
_BELOW = _OF_HEAD | frozenset(("case", "advmod"))


class Phrase(Span):
    """A run of words around a head.

    Example:
        >>> from array import array
        >>> from tieng.document import Document, Labels
        >>> document = Document(
        ...     "Tôi đọc sách hay", array("I", [0, 4, 8, 13]), array("I", [3, 7, 12, 16]), bytes(4),
        ...     array("I", range(4)), array("I", [0]),
        ...     tags=Labels.of(["PRON", "VERB", "NOUN", "ADJ"]), heads=array("I", [2, 0, 2, 3]),
        ...     relations=Labels.of(["nsubj", "root", "obj", "amod"]),
        ... )
        >>> [(phrase.text, phrase.head.text) for phrase in document.noun_phrases()]
        [('Tôi', 'Tôi'), ('sách hay', 'sách')]
    """

    __slots__ = ("_after", "head")

    def __init__(self, head: Word, first: int, after: int) -> None:
        super().__init__(head.document, first)
        self.head = head  # the word that the others depend on
        self._after = after

    @property
    def words(self) -> Views[Word]:
        """The words that it is made of."""
        return Views(self.document, Word, self.index, self._after)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Phrase):
            return NotImplemented
        return super().__eq__(other) and self._after == other._after

    __hash__ = Span.__hash__

    @property
    def _first_token(self) -> int:
        return self.words[0]._first_token

    @property
    def _end_token(self) -> int:
        return self.words[-1]._end_token


def noun_phrases(document: Document) -> Iterator[Phrase]:
    """The longest noun phrases of a document that was read with tags and trees, in order."""
    after = 0  # of the phrase before
    for word in document.words:
        if word.index < after or word.tag not in NOMINALS:
            continue
        phrase = _longest(word)
        if phrase.index >= after:
            yield phrase
            after = phrase._after


def _longest(word: Word) -> Phrase:
    """The phrase of the nominal that a word belongs to, as far up the tree as one holds it, or else its own."""
    own = best = _around(word)
    at: Word | None = word
    while at is not None and _base(at.relation or "") in _BELOW:
        at = at.head
        if at is not None and at.tag in NOMINALS:
            wider = _around(at)
            if not wider.index <= own.index < wider._after:
                break
            best = wider
    return best


def _around(head: Word) -> Phrase:
    """The run of words around a head that depend on it as parts of a phrase."""
    inside = {head.index}
    waiting = [(child, _OF_HEAD) for child in head.children]
    while waiting:
        word, relations = waiting.pop()
        if _base(word.relation or "") in relations:
            inside.add(word.index)
            waiting += [(child, _BELOW) for child in word.children]
    first = after = head.index
    while first - 1 in inside:
        first -= 1
    while after in inside:
        after += 1
    return Phrase(head, first, after)


def _base(relation: str) -> str:
    """A relation without its subtype: `nmod:poss` is `nmod`."""
    return relation.partition(":")[0]
