"""Light views of a document: its sentences, words and tokens, made when they are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from tieng.errors import InputError

if TYPE_CHECKING:
    from tieng.document.document import Document

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

# From the finest to the coarsest; the order is that of `enum class Granularity` in kernel/granularity.hpp.
GRANULARITIES = ("syllable", "short", "word", "long")
CUT_BASE = len(GRANULARITIES)  # a cut is CUT_BASE times the number of a token, plus a granularity

S = TypeVar("S", bound="Span")


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

    def at(self, offset: int) -> S | None:
        """The one that has this code point of the raw text; `None` where there is none. Takes logarithmic time."""
        found = self.overlapping(offset, offset + 1)
        return found[0] if found else None

    def overlapping(self, start: int, end: int) -> Views[S]:
        """Those that have at least one of the code points from `start` to before `end`. Takes logarithmic time."""
        numbers = range(self._first, self._last)
        first = bisect_right(numbers, start, key=lambda number: self._make(self._document, number).end)
        last = bisect_left(numbers, end, key=lambda number: self._make(self._document, number).start)
        if start >= end or first >= last:
            return Views(self._document, self._make, self._first, self._first)
        return Views(self._document, self._make, self._first + first, self._first + last)

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


class Lexeme(Span):
    """A word or a part of one."""

    __slots__ = ()

    @property
    def form(self) -> str:
        """It as the text form has it: its syllables joined by `_`, as are the parts of `32 . 000`.

        Tokens that are glued in the text are glued here, too, as the user's own `Yahoo!`.
        """
        form, end = "", self.start
        for token in self.tokens:
            form += "_" * (token.start > end) + token.text.replace(" ", "_")
            end = token.end
        return form


class Part(Lexeme):
    """A part of a word, at a finer granularity. `index` is the number of its first token."""

    __slots__ = ("_after",)

    def __init__(self, document: Document, first: int, after: int) -> None:
        super().__init__(document, first)
        self._after = after

    @property
    def _first_token(self) -> int:
        return self.index

    @property
    def _end_token(self) -> int:
        return self._after

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and self._after == other._after and super().__eq__(other)

    __hash__ = Span.__hash__


class Word(Lexeme):
    """A word of one or more tokens.

    What a task found out about it (`tag`, `xpos`, `head`, `relation`, `children`) is `None`, or empty, in a document
    that was read without that task.
    """

    __slots__ = ()

    @property
    def form(self) -> str:
        """The word as the text form has it; under a profile, as the profile writes it."""
        forms = self.document._forms
        return super().form if forms is None else forms[self.index]

    def parts(self, granularity: str) -> list[Part]:
        """The words that it is made of at a finer granularity; at a coarser one, and under a profile, itself alone.

        Args:
            granularity: One of GRANULARITIES; `syllable` gives the tokens.

        Raises:
            InputError: There is no such granularity.

        Example:
            >>> import tieng
            >>> word = tieng.load(granularity="long").read("Đại học Quốc gia Hà Nội").words[0]
            >>> word.parts("word")
            [Part('Đại học', 0, 7), Part('Quốc gia', 8, 16), Part('Hà Nội', 17, 23)]
        """
        if granularity not in GRANULARITIES:
            raise InputError(f"expected a granularity of {', '.join(GRANULARITIES)}; got {granularity!r}")
        first, end = self._first_token, self._end_token
        if granularity == "syllable":
            firsts = [*range(first, end)]
        else:
            finest = GRANULARITIES.index(granularity)
            cuts = self.document._cuts
            inside = cuts[bisect_left(cuts, first * CUT_BASE) : bisect_left(cuts, end * CUT_BASE)]
            firsts = [first, *(cut // CUT_BASE for cut in inside if cut % CUT_BASE > finest)]
        return [Part(self.document, one, after) for one, after in pairwise([*firsts, end])]

    @property
    def sentence(self) -> Sentence:
        """The sentence that it is in."""
        return Sentence(self.document, bisect_right(self.document._sentence_words, self.index) - 1)

    @property
    def tag(self) -> str | None:
        """Its part of speech (`NOUN`, `VERB`, `PROPN`, …), one of the 17 of Universal Dependencies."""
        tags = self.document._tags
        return None if tags is None else tags[self.index]

    @property
    def xpos(self) -> str | None:
        """Its part of speech in the treebank's own tags (`N`, `V`, `Np`, …)."""
        xpos = self.document._xpos
        return None if xpos is None else xpos[self.index]

    @property
    def head(self) -> Word | None:
        """The word that it depends on; `None` for the root of a sentence."""
        number = self.head_number
        return Word(self.document, self.sentence._first_word + number - 1) if number else None

    @property
    def head_number(self) -> int | None:
        """The number of its head in the sentence, from 1; 0 for the root. As in CoNLL-U."""
        heads = self.document._heads
        return None if heads is None else heads[self.index]

    @property
    def relation(self) -> str | None:
        """How it depends on its head (`nsubj`, `obj`, `root`, …), in Universal Dependencies."""
        relations = self.document._relations
        return None if relations is None else relations[self.index]

    @property
    def children(self) -> list[Word]:
        """The words that depend on it, in order."""
        table = self.document._child_table
        return [] if table is None else [Word(self.document, number) for number in table.of(self.index)]

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
    def root(self) -> Word | None:
        """The word that depends on no other; `None` in a document that was read without trees."""
        heads = self.document._heads
        roots = () if heads is None else (i for i in range(self._first_word, self._end_word) if not heads[i])
        return next((Word(self.document, number) for number in roots), None)

    def to_svg(self) -> str:
        """Its tree as a picture in SVG: words and their tags in a row, arcs from heads; the root is underlined.

        Complete in itself, the same for the same sentence. In a document that was read without trees it has no arcs.

        Example:
            >>> import tieng
            >>> tieng.read("Chào bạn!").sentences[0].to_svg().startswith("<svg xmlns=")
            True
        """
        from tieng.document.drawing import to_svg  # here, because few draw

        return to_svg(self)

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
