"""Document: the raw text and arrays of offsets.

Sentences, words and tokens are made when asked for; each is a span of the raw text, `text[start:end]`, in code points.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from tieng.document.labels import Labels
from tieng.document.spans import Sentence, Token, Views, Word
from tieng.document.trees import ChildTable

# What makes up a document; documents are equal where all of these are.
_FIELDS = (
    "text",
    "_starts",
    "_ends",
    "_kinds",
    "_word_tokens",
    "_sentence_words",
    "_forms",
    "_tags",
    "_xpos",
    "_heads",
    "_relations",
)


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

    __slots__ = (*_FIELDS, "_children")

    def __init__(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        kinds: bytes,
        word_tokens: array[int],
        sentence_words: array[int],
        forms: Sequence[str] | None = None,
        *,
        tags: Labels | None = None,
        xpos: Labels | None = None,
        heads: array[int] | None = None,
        relations: Labels | None = None,
    ) -> None:
        """Of arrays as the kernel makes them; they are not checked.

        Args:
            text: The raw text.
            starts: Code point at which each token starts.
            ends: Code point after each token.
            kinds: Index in TOKEN_KINDS of each token.
            word_tokens: Number of the first token of each word.
            sentence_words: Number of the first word of each sentence.
            forms: The form of each word, where a profile has forms of its own.
            tags: The part of speech of each word, of Universal Dependencies.
            xpos: The part of speech of each word, of the treebank.
            heads: Of each word the number of its head in the sentence, from 1; 0 for the root. As in CoNLL-U.
            relations: How each word depends on its head, in Universal Dependencies.
        """
        self.text = text
        self._starts = starts
        self._ends = ends
        self._kinds = kinds
        self._word_tokens = word_tokens
        self._sentence_words = sentence_words
        self._forms = forms
        self._tags = tags
        self._xpos = xpos
        self._heads = heads
        self._relations = relations
        self._children: ChildTable | None = None  # made when it is first asked for

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

    @property
    def layers(self) -> tuple[str, ...]:
        """What tasks found out about words, as names of properties of `Word`: of tag, xpos, head, relation."""
        names = {"tag": self._tags, "xpos": self._xpos, "head": self._heads, "relation": self._relations}
        return tuple(name for name, layer in names.items() if layer is not None)

    @property
    def _child_table(self) -> ChildTable | None:
        if self._children is None and self._heads is not None:
            self._children = ChildTable(self._heads, self._sentence_words)
        return self._children

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _FIELDS)

    def __hash__(self) -> int:
        return hash(self.text)

    def __getstate__(self) -> list[object]:
        return [getattr(self, name) for name in _FIELDS]

    def __setstate__(self, state: list[object]) -> None:
        for name, value in zip(_FIELDS, state, strict=True):
            setattr(self, name, value)
        self._children = None

    def __repr__(self) -> str:
        shown = self.text if len(self.text) <= 40 else f"{self.text[:40]}…"
        return f"Document({shown!r}, {len(self.sentences)} sentences, {len(self.words)} words)"
