"""What reading a text gives: the raw text and light views of its sentences, words and tokens.

A document holds arrays of offsets. Sentences, words and tokens are made when asked for; each is a span of the raw
text, `text[start:end]`, in code points.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

__all__ = ["TOKEN_KINDS", "Document", "Sentence", "Span", "Token", "Word"]

# The order is that of `enum class TokenKind` in kernel/tokens.hpp.
TOKEN_KINDS = (
    "word",
    "number",
    "percent",
    "date",
    "time",
    "code",
    "abbreviation",
    "url",
    "email",
    "hashtag",
    "mention",
    "emoji",
    "punctuation",
    "symbol",
    "other",
)

S = TypeVar("S", bound="Span")


class Document:
    """A text that was read. Compares by value.

    Example:
        >>> import tieng
        >>> document = tieng.read("Chị Lan học đại học.  Chị rất vui!")
        >>> [sentence.text for sentence in document.sentences]
        ['Chị Lan học đại học.', 'Chị rất vui!']
        >>> document.words[3]
        Word('đại học', 12, 19)
        >>> document.text[12:19]
        'đại học'
    """

    __slots__ = ("_ends", "_forms", "_kinds", "_sentence_words", "_starts", "_word_tokens", "text")

    def __init__(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        kinds: bytes,
        word_tokens: array[int],
        sentence_words: array[int],
        forms: Sequence[str] | None = None,
    ) -> None:
        """Of arrays as the kernel makes them.

        Args:
            text: The raw text.
            starts: Code point at which each token starts.
            ends: Code point after each token.
            kinds: Index in TOKEN_KINDS of each token.
            word_tokens: Number of the first token of each word.
            sentence_words: Number of the first word of each sentence.
            forms: The form of each word, where a profile has forms of its own.
        """
        self.text = text
        self._starts = starts
        self._ends = ends
        self._kinds = kinds
        self._word_tokens = word_tokens
        self._sentence_words = sentence_words
        self._forms = forms

    @property
    def tokens(self) -> Views[Token]:
        """Syllables, numbers, punctuation: all that stands in the text, in order. White space lies between them."""
        return Views(self, Token, 0, len(self._starts))

    @property
    def words(self) -> Views[Word]:
        """Words; punctuation marks and numbers are words of one token."""
        return Views(self, Word, 0, len(self._word_tokens))

    @property
    def sentences(self) -> Views[Sentence]:
        """Sentences; every word is in one."""
        return Views(self, Sentence, 0, len(self._sentence_words))

    @property
    def has_own_forms(self) -> bool:
        """Whether the forms of words are a profile's and may differ from the text in more than `_`."""
        return self._forms is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        shown = self.text if len(self.text) <= 40 else f"{self.text[:40]}…"
        return f"Document({shown!r}, {len(self.sentences)} sentences, {len(self.words)} words)"


class Views(Sequence[S], Generic[S]):
    """A run of sentences, words or tokens of one document; each is made when it is asked for."""

    __slots__ = ("_document", "_first", "_last", "_make")

    def __init__(self, document: Document, make: Callable[[Document, int], S], first: int, last: int) -> None:
        self._document = document
        self._make = make
        self._first = first
        self._last = last

    def __len__(self) -> int:
        return self._last - self._first

    @overload
    def __getitem__(self, index: int) -> S: ...
    @overload
    def __getitem__(self, index: slice) -> list[S]: ...
    def __getitem__(self, index: int | slice) -> S | list[S]:
        numbers = range(self._first, self._last)
        if isinstance(index, slice):
            return [self._make(self._document, number) for number in numbers[index]]
        return self._make(self._document, numbers[index])

    def __iter__(self) -> Iterator[S]:
        return (self._make(self._document, number) for number in range(self._first, self._last))

    def __repr__(self) -> str:
        return repr(list(self))


class Span:
    """A piece of a document's raw text: `document.text[start:end]`."""

    __slots__ = ("document", "index")

    def __init__(self, document: Document, index: int) -> None:
        self.document = document
        self.index = index  # among all of its kind in the document

    @property
    def start(self) -> int:
        """The code point of the raw text at which it starts."""
        return self.document._starts[self._first_token]

    @property
    def end(self) -> int:
        """The code point of the raw text after it."""
        return self.document._ends[self._end_token - 1]

    @property
    def text(self) -> str:
        """The raw text of it, letter by letter as it was given."""
        return self.document.text[self.start : self.end]

    @property
    def _first_token(self) -> int:
        raise NotImplementedError

    @property
    def _end_token(self) -> int:
        raise NotImplementedError

    @property
    def tokens(self) -> Views[Token]:
        """The tokens that it is made of."""
        return Views(self.document, Token, self._first_token, self._end_token)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        same = self.document is other.document or self.document == other.document
        return self.index == other.index and same

    def __hash__(self) -> int:
        return hash((type(self), self.start, self.end))

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r}, {self.start}, {self.end})"


class Token(Span):
    """The smallest unit: a syllable, a number, a punctuation mark, a URL."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """What it is: one of TOKEN_KINDS."""
        return TOKEN_KINDS[self.document._kinds[self.index]]

    @property
    def _first_token(self) -> int:
        return self.index

    @property
    def _end_token(self) -> int:
        return self.index + 1


class Word(Span):
    """A word of one or more tokens."""

    __slots__ = ()

    @property
    def form(self) -> str:
        """The word as the text form has it: its syllables joined by `_`, as are the parts of `32 . 000`."""
        forms = self.document._forms
        if forms is not None:
            return forms[self.index]
        return "_".join(token.text.replace(" ", "_") for token in self.tokens)

    @property
    def _first_token(self) -> int:
        return self.document._word_tokens[self.index]

    @property
    def _end_token(self) -> int:
        document = self.document
        after = self.index + 1
        return document._word_tokens[after] if after < len(document._word_tokens) else len(document._starts)


class Sentence(Span):
    """A sentence: a run of words."""

    __slots__ = ()

    @property
    def words(self) -> Views[Word]:
        """The words that it is made of."""
        return Views(self.document, Word, self._first_word, self._end_word)

    @property
    def _first_word(self) -> int:
        return self.document._sentence_words[self.index]

    @property
    def _end_word(self) -> int:
        document = self.document
        after = self.index + 1
        return document._sentence_words[after] if after < len(document._sentence_words) else len(document._word_tokens)

    @property
    def _first_token(self) -> int:
        return self.document._word_tokens[self._first_word]

    @property
    def _end_token(self) -> int:
        return Word(self.document, self._end_word - 1)._end_token
