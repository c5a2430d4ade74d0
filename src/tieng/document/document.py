"""Document: the raw text and arrays of offsets.

Sentences, words and tokens are made when asked for; each is a span of the raw text, `text[start:end]`, in code points.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tieng.document.excerpts import Excerpt
from tieng.document.labels import Labels
from tieng.document.spans import Sentence, Token, Views, Word
from tieng.document.trees import ChildTable
from tieng.errors import InputError

if TYPE_CHECKING:  # what few documents are asked for is imported when it is
    from tieng.document.alignment import Alignment, LabelledSpan
    from tieng.document.phrases import Phrase

# What makes up a document; documents are equal where all of these are.
_FIELDS = (
    "text",
    "_starts",
    "_ends",
    "_kinds",
    "_word_tokens",
    "_sentence_words",
    "_forms",
    "_cuts",
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
        cuts: array[int] | None = None,
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
            cuts: Tokens inside words that begin a word at a finer granularity, rising: CUT_BASE times the number of the
                token, plus the index in GRANULARITIES of the finest one at which it does not.
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
        self._cuts = array("I") if cuts is None else cuts
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

    def layer(self, name: str) -> Labels | array[int]:
        """What one of `layers` says of each word; heads as numbers.

        Raises:
            KeyError: The document has no such layer.
        """
        layers = {"tag": self._tags, "xpos": self._xpos, "head": self._heads, "relation": self._relations}
        if (found := layers[name]) is None:
            raise KeyError(name)
        return found

    @property
    def arrays(self) -> tuple[array[int], array[int], bytes, array[int], array[int]]:
        """Starts, ends and kinds of tokens, the first token of each word, the first word of each sentence.

        For programs that take whole documents; they are not to be changed.
        """
        return self._starts, self._ends, self._kinds, self._word_tokens, self._sentence_words

    def __getitem__(self, part: slice) -> Excerpt:
        """The part of the document between two code points of its text: `document[10:40]`. See `Excerpt`.

        Raises:
            InputError: The slice has a step.

        Example:
            >>> import tieng
            >>> document = tieng.read("Chị Lan học đại học.")
            >>> document[8:], document[-8:-1].words[0].tag
            (Excerpt('học đại học.', 8, 20), None)
        """
        if not isinstance(part, slice):
            raise TypeError("expected a slice of code points, as in document[10:40]; document.words[3] is one word")
        if part.step not in (None, 1):
            raise InputError(f"expected a slice without a step, got one of {part.step}")
        start, end, _ = part.indices(len(self.text))
        return Excerpt(self, start, max(start, end))

    __iter__ = None  # what would come out: sentences, words, tokens, letters?

    def token_at(self, offset: int) -> Token | None:
        """The token that has a code point of the text; `None` where that is white space, or the end of the text.

        Raises:
            InputError: The text is shorter, or the offset is negative.
        """
        return self.tokens.at(self._checked(offset))

    def word_at(self, offset: int) -> Word | None:
        """The word that has a code point of the text; `None` in white space between words. Like `token_at`.

        Example:
            >>> import tieng
            >>> document = tieng.read("Chị Lan học đại học.")
            >>> document.word_at(15), document.word_at(7)
            (Word('đại học', 12, 19), None)
        """
        return self.words.at(self._checked(offset))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that has a code point of the text; `None` in white space between sentences. Like `token_at`."""
        return self.sentences.at(self._checked(offset))

    def _checked(self, offset: int) -> int:
        if 0 <= offset <= len(self.text):
            return offset
        raise InputError(f"expected an offset from 0 to {len(self.text)}, got {offset}")

    def align(self, spans: Iterable[tuple[int, int, str]], *, scheme: str = "BIO") -> Alignment:
        """Labels of words for labelled spans of characters, as annotation tools give them.

        Args:
            spans: Start and end in code points of the text, and the label, in any order.
            scheme: `BIO`, `BIOES` or `BILOU`.

        Raises:
            InputError: A span is not inside the text, or there is no such scheme.

        Example:
            >>> import tieng
            >>> document = tieng.read("Chị Lan ở Hà Nội.")
            >>> alignment = document.align([(4, 7, "PER"), (10, 16, "LOC")])
            >>> alignment.labels
            ['O', 'B-PER', 'O', 'B-LOC', 'O']
            >>> document.spans_of(alignment.labels)
            [LabelledSpan(start=4, end=7, label='PER'), LabelledSpan(start=10, end=16, label='LOC')]
            >>> document.align([(13, 16, "LOC")]).cut
            [LabelledSpan(start=13, end=16, label='LOC')]
        """
        from tieng.document import alignment

        return alignment.align(self, spans, scheme)

    def spans_of(self, labels: Sequence[str]) -> list[LabelledSpan]:
        """The labelled spans of characters that labels of words stand for: the way back of `align`.

        Args:
            labels: One a word, of any of the schemes that `align` knows. Where a label does not go on from the one
                before it, a span begins, as in conlleval.

        Raises:
            InputError: There are more labels than words, or fewer, or one is of no scheme.
        """
        from tieng.document import alignment

        return alignment.spans_of(self, labels)

    def to_dict(self) -> dict[str, Any]:
        """The document as plain data: `version`, `text`, and lists of numbers and strings.

        `starts` and `ends` (code points) and `kinds` have an item a token, `words` the number of the first token of
        each word, `sentences` the number of the first word of each sentence. `cuts`, if there are any, has the tokens
        inside words that begin a word at a finer granularity than that named with each. `forms`, `tags`, `xpos`,
        `heads` and `relations` have an item a word and are there where the document has them. What is one of a few
        names (`kinds`, `tags`) has them once, in `names`, and an index in them for each in `codes`.

        Example:
            >>> import tieng
            >>> tieng.read("Vui!").to_dict() == {
            ...     "version": 1,
            ...     "text": "Vui!",
            ...     "starts": [0, 3],
            ...     "ends": [3, 4],
            ...     "kinds": {"names": ["word", "punctuation"], "codes": [0, 1]},
            ...     "words": [0, 1],
            ...     "sentences": [0],
            ... }
            True
        """
        from tieng.document import records

        return records.to_record(self)

    def to_json(self) -> str:
        """`to_dict` as JSON on one line. Any text comes back, with its lone surrogates."""
        from tieng.document import records

        return records.to_json(self)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Document:
        """The document of which `to_dict` gave this.

        Raises:
            InputError: Something is missing, of the wrong type, or does not fit the rest.
        """
        from tieng.document import records

        return cls(**records.from_record(record))

    @classmethod
    def from_json(cls, line: str | bytes) -> Document:
        """The document of which `to_json` gave this.

        Raises:
            InputError: It is no JSON, or as for `from_dict`.

        Example:
            >>> import tieng
            >>> document = tieng.read("Chị Lan học đại học.")
            >>> tieng.Document.from_json(document.to_json()) == document
            True
        """
        from tieng.document import records

        return cls(**records.from_json(line))

    def noun_phrases(self) -> list[Phrase]:
        """The longest noun phrases, in order: a noun, name or pronoun with what describes it.

        A phrase is the run of words around its head that depend on it as determiner, number, classifier, adjective,
        noun (with its preposition: `của tôi`), compound, part of a name or apposition. Clauses, coordinated words,
        punctuation and the preposition before the phrase are not in it, so that `sách và vở` are two phrases.

        Raises:
            InputError: The document was read without tags or without trees.
        """
        if self._tags is None or self._heads is None:
            raise InputError(
                'expected a document with tags and trees, got one without; read it with load(tasks=("tag", "parse"))'
            )
        from tieng.document.phrases import noun_phrases  # here, because few ask for them

        return list(noun_phrases(self))

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

    def __reduce__(self) -> tuple[Any, ...]:
        from tieng.document import packing

        return packing.restore, (
            self.text,
            packing.pack_places(self._starts, self._ends),
            self._kinds,
            packing.pack_rising(self._word_tokens),
            packing.pack_rising(self._sentence_words),
            self._forms,
            packing.pack_rising(self._cuts),
            None if self._heads is None else packing.pack(self._heads),
            (self._tags, self._xpos, self._relations),
        )

    def __repr__(self) -> str:
        shown = self.text if len(self.text) <= 40 else f"{self.text[:40]}…"
        return f"Document({shown!r}, {len(self.sentences)} sentences, {len(self.words)} words)"
