from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import TypedDict

from typing_extensions import Buffer

WINDOW: int  # weights of an n-gram
BEFORE: int  # weight k of an n-gram that starts at token i is for the gap after token i - BEFORE + k
SHAPE_CONTEXTS: int
MATCH_CONTEXTS: int
OUTSIDE_KEY: int  # stands for the token before or after a sentence
RULE_WINDOW: int  # syllables that a rule of RdrSegmenter may ask for
LINE_SIZE: int  # bytes of one line of an n-gram table
FLAG_CONTINUES: int
FLAG_LISTED: int
FLAG_NAMED: int
WORD_SHAPES: int  # how many shapes of words there are
PANEL: int  # sizes of a parser's network are multiples of this

class Observations(TypedDict):
    """Arrays as bytes, little-endian; see `Observations` in segment.hpp."""

    starts: bytes  # uint64
    ends: bytes  # uint64
    gaps: bytes  # uint64
    gap_positions: bytes  # int64
    shapes: bytes  # uint32
    words: bytes  # uint32
    names: bytes  # uint32
    token_shapes: bytes  # uint8
    ngram_hashes: bytes  # uint64
    ngram_prefixes: bytes  # uint64
    ngram_positions: bytes  # int64
    ngram_lengths: bytes  # uint8

class Dictionary:
    """The user's words: filled, finished, then given to any number of segmenters; `len()` counts the entries.

    Of entries that are spelled alike the last one counts, an exact one before others.
    """

    def add_lines(self, data: Buffer) -> None:
        """Adds the lines of a file that is UTF-8. Raises ValueError(line number, what is wrong)."""

    def add(self, word: str, marks: str = "") -> None:
        """Adds a word. `marks` is the second column of a line. Raises ValueError(what is wrong)."""

    def finish(self) -> None:
        """Call it once, after the last word was added."""

class Segmenter:
    """A segmentation model at work. Safe to share between threads; the GIL is released."""

    def __init__(
        self,
        full: Sequence[Buffer],
        bare: Sequence[Buffer] | None = None,
        dictionary: Dictionary | None = None,
        granularity: int = 2,
    ) -> None:
        """Of n-gram lines and the contexts of shapes, words and names, for text with diacritics and for text without.

        Without the second, the first is for both. `granularity` is an index in GRANULARITIES of tieng/document; the
        rules are in granularity.hpp and units.hpp.
        """

    def segment(self, text: str) -> str: ...
    def segment_bytes(self, data: Buffer, begun: bool = False, last: bool = True) -> tuple[bytes, int]:
        """The text form of UTF-8 and the number of bytes read.

        The data may be cut anywhere: where `last` is false, what is too near the end is left for the next call.
        `begun` says that tokens were written before these on the same line.
        """

    def words(self, text: str) -> list[str]: ...
    def read(self, text: str) -> tuple[array[int], array[int], bytes, array[int], array[int], None, array[int]]:
        """Token starts and ends (code points), token kinds, first token of each word, first word of each sentence.

        Then None, for there are no forms, and what `Document` calls cuts.

        Raises OverflowError for a text of 2**32 code points or more.
        """

    def read_batch(self, offsets: Buffer, data: Buffer, faults: Buffer, out: BatchColumns) -> None:
        """Adds a row to `out` for each text `data[offsets[i]:offsets[i + 1]]`; a null one where `faults[i]` is not 0.

        Raises OverflowError where `out` would hold more than Arrow's 32-bit offsets can reach.
        """

class PyviSegmenter:
    """pyvi's weights and word list at work, for text in NFC. Safe to share between threads; the GIL is released.

    Raises ValueError where the arrays do not fit each other; `Model` in pyvi_model.hpp says what they are.
    """

    def __init__(
        self,
        words: Buffer,
        word_ends: Buffer,
        word_weights: Buffer,
        pairs: Buffer,
        triples: Buffer,
        attribute_weights: Buffer,
        transitions: Buffer,
        dictionary: Dictionary | None = None,
    ) -> None: ...
    def segment(self, text: str) -> str: ...
    def read(self, text: str) -> tuple[tuple[array[int], array[int], bytes, array[int], array[int]], bool]:
        """As that of Segmenter, and whether a word holds tokens that are glued; each line with tokens is a sentence."""

class RdrSegmenter:
    """VnCoreNLP's tokens, sentences and rules at work. Safe to share between threads; the GIL is released."""

    def __init__(
        self,
        phrases: Iterable[str],
        forms: Iterable[tuple[str, bool]],
        lists: Iterable[tuple[str, int]],
        rules: Iterable[tuple[int, bool, Iterable[tuple[int, bool, str]]]],
        dictionary: Dictionary | None = None,
    ) -> None:
        """Of what it knows.

        Args:
            phrases: Words of several syllables, lower-cased, apart by a space.
            forms: Tokens that are never cut, and whether each is one of the exceptions; the first found cuts first.
            lists: Syllables, lower-cased, each with the flags in `enum List` of vncorenlp.hpp.
            rules: The number of the rule that each is an exception to (0 is the root, the first rule is 1), whether a
                word begins where it fires, and what it asks: the place in the window of RULE_WINDOW syllables,
                whether for the tag, and the value. `<W>` and `<T>` are outside of the sentence.
            dictionary: The user's words.
        """

    def segment(self, text: str) -> str: ...
    def segment_bytes(self, data: Buffer, begun: bool = False, last: bool = True) -> tuple[bytes, int]:
        """The text form of UTF-8 and the number of bytes read; where `last` is false, whole lines only are read."""

    def words(self, text: str) -> list[str]: ...
    def read(self, text: str) -> tuple[array[int], array[int], bytes, array[int], array[int], list[str]]:
        """As that of Segmenter, and the form of each word, with tone marks where VnCoreNLP has them."""

class BatchColumns:
    """What was found in the texts of a batch, as bytes of Arrow buffers. Numbers are int32."""

    def __init__(self, added: Collection[str]) -> None:
        """Collects what is asked for: any of `segmented`, `words`, `tokens` and `sentences`."""

    def add(
        self, text: Buffer, starts: Buffer, ends: Buffer, kinds: Buffer, words: Buffer, sentences: Buffer, form: Buffer
    ) -> None:
        """Adds a row: a text in UTF-8, its arrays as `Segmenter.read` gives them, and its text form in UTF-8."""

    def add_null(self) -> None: ...
    def counts(self) -> tuple[int, int]:
        """How many sentences and words all rows have, whether they are collected or not."""

    def segmented(self) -> tuple[bytes, bytes]:
        """Where each text form begins, and all of them in a row."""

    def words(self) -> tuple[bytes, bytes, bytes, bytes, bytes]:
        """Number of each row's first word, starts and ends (code points); where each text begins, and all texts."""

    def tokens(self) -> tuple[bytes, bytes, bytes, bytes, bytes, bytes]:
        """The same of tokens, and their kinds (uint8)."""

    def sentences(self) -> tuple[bytes, bytes, bytes, bytes, bytes]:
        """Number of each row's first sentence, starts and ends (code points), first word and word after the last."""

def find_faults(offsets: Buffer, data: Buffer, validity: Buffer | None, first: int) -> bytes:
    """What is wrong with each text of an Arrow array: 0 for nothing, 1 where it is null, 2 where it is not UTF-8.

    The bit of text i in `validity` is number `first` + i.
    """

class Parser:
    """A parsing model at work. Safe to share between threads; the GIL is released.

    Raises ValueError where the arrays do not fit the sizes; `parse.hpp` says what they are.
    """

    def __init__(
        self,
        sizes: tuple[int, int, int, int, int, int],
        network: Buffer,
        words: tuple[Buffer, Buffer, Buffer],
        syllables: tuple[Buffer, Buffer, Buffer],
        root_relation: int,
        later_relation: int,
    ) -> None:
        """Of its arrays.

        Args:
            sizes: Of the input, an LSTM, arcs and relations; how many layers; how many relations.
            network: All weights (float32).
            words: Ascending keys (uint64), vectors (int8) and scales (float32).
            syllables: The same of tokens.
            root_relation: The number of the relation of roots.
            later_relation: Of what comes after the first piece of an endless sentence.
        """

    def parse(
        self, text: str, starts: Buffer, ends: Buffer, word_tokens: Buffer, sentence_words: Buffer
    ) -> tuple[array[int], bytes]:
        """For each word its head (from 1 in its sentence; 0 for the root) and the number of its relation.

        The arrays are those that `Segmenter.read` gives, less the kinds.

        Raises ValueError for spans that do not rise or are not inside the text.
        """

def utf8_head(data: Buffer) -> int:
    """The length of the longest head of the data that is UTF-8 and ends with a whole character."""

def spelling_key(text: str) -> int:
    """The same number for every way to write the same letters and tone.

    Case, Unicode form, tone placement (`hoà`, `hòa`) and final i or y (`kĩ`, `kỹ`) make no difference.
    """

def is_syllable(text: str) -> bool:
    """Whether onset, rime and tone can make a Vietnamese syllable."""

def ngram_hash(keys: Iterable[int], family: int = 0) -> int: ...
def build_ngrams(hashes: Buffer, weights: Buffer, flags: Buffer) -> bytes:
    """The lines of an n-gram table from n hashes (uint64), n x WINDOW weights (int8) and n flags (uint8).

    Raises ValueError where two n-grams have the same place and tag.
    """

def observe(text: str, lexicon: Buffer, longest: int) -> Observations:
    """What training sees of a text; `lexicon` is an n-gram table that holds the listed words."""

TAG_FEATURES: int  # features of a word
MOST_TAGS: int

class Tagger:
    """A tagging model at work. Safe to share between threads; the GIL is released.

    Raises ValueError where the arrays do not fit each other; `TagModel` in tag.hpp says what they are.
    """

    def __init__(self, labels: int, hashes: Buffer, weights: Buffer, transitions: Buffer) -> None: ...
    def tag(self, text: str, starts: Buffer, ends: Buffer, word_tokens: Buffer, sentence_words: Buffer) -> bytes:
        """The number of each word's tag. The arrays are those that `Segmenter.read` gives, less the kinds.

        Raises ValueError for spans that do not rise or are not inside the text.
        """

def observe_tags(text: str, starts: Buffer, ends: Buffer, word_tokens: Buffer, sentence_words: Buffer) -> bytes:
    """The hashes (uint64) of the TAG_FEATURES features of each word; the arrays are those of `Tagger.tag`."""

def build_tag_table(hashes: Buffer, weights: Buffer) -> tuple[bytes, bytes]:
    """The hashes and the weights of a table, of n hashes (uint64) and n x labels weights (int8).

    Raises ValueError where two features have the same place and hash.
    """

def train_tags(
    columns: Buffer,
    rows: Buffer,
    right: Buffer,
    sentences: Buffer,
    importance: Buffer,
    weights: Buffer,
    transitions: Buffer,
    epochs: int,
    rate: float,
    decay: float,
    seed: int,
) -> None:
    """Learns tags from sentences, filling weights and transitions (float32, zeros before).

    The columns (int32) of word i are those from rows[i] to rows[i + 1] (int64); `right` has a bit for each tag of a
    word
    that may be right (uint32), `sentences` the first word of each sentence and the number of words (int64),
    `importance` what each weighs (float32); `weights` has a row of labels a column, `transitions` labels + 1 rows.
    """

def decode_tags(columns: Buffer, rows: Buffer, sentences: Buffer, weights: Buffer, transitions: Buffer) -> bytes:
    """The best tags of the words of sentences, for arrays as those of `train_tags`."""

class Looks(TypedDict):
    """Arrays as bytes, little-endian; see `Looks` in parse.hpp."""

    words: bytes  # uint64
    sizes: bytes  # uint32
    tokens: bytes  # uint64
    first_shapes: bytes  # uint8
    last_shapes: bytes  # uint8

def look(text: str, starts: Buffer, ends: Buffer, word_tokens: Buffer, sentence_words: Buffer) -> Looks:
    """What words look like to a parser; the arrays are those of `Parser.parse`."""

def best_tree(scores: Buffer) -> array[int]:
    """The heads of the best tree, from 1 and 0 for the root, by a score for each word and head.

    `scores` is float32, n x (n + 1): a row a word, with the root as head 0.
    """
