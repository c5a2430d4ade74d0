"""What the counts of a corpus come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tieng.document import TOKEN_KINDS
from tieng.kernel import is_syllable
from tieng.pipeline import Reader
from tieng.statistics.tally import UNCOUNTED, Tally, word_key

Ranking = list[tuple[str, int]]
_NAME_SHARE = 0.9  # at one half, words like Bộ, Sở and Ban come in
_POINTS_A_DECADE = 12  # of the curve of frequencies


@dataclass(frozen=True)
class Statistics:
    """What a corpus is made of.

    Words are all but punctuation and symbols. The vocabulary is of the words that are written in letters: spellings
    that differ in case, Unicode form or tone placement only are one word of it, shown as it is most often written
    inside of sentences. A name is such a word that has a capital at each syllable in more than nine of ten places
    inside of sentences, those in capitals throughout not counted. An unknown syllable is a part of such a word that
    cannot be a Vietnamese syllable: of foreign words, abbreviations and misspellings.

    Attributes:
        documents: Texts.
        characters: Code points.
        sentences: Sentences that have a word.
        words: All but punctuation and symbols.
        syllables: Parts of the words that are written in letters.
        unknown_syllables: Those that cannot be a Vietnamese syllable.
        vocabulary: Distinct words.
        names: Distinct words that are names.
        seen_once: Distinct words that occur once.
        kinds: Words by the kind of their first token, punctuation and symbols too.
        sentence_lengths: Sentences by their number of words.
        word_lengths: Words written in letters by their number of syllables.
        frequent_words: The most frequent words.
        frequent_compounds: The most frequent words of several syllables that are not names.
        frequent_names: The most frequent names.
        frequent_unknown: The most frequent unknown syllables.
        frequencies: Pairs: a rank, how often the word of that rank occurs; a dozen for each power of ten.
        growth: Pairs: words written in letters read so far, distinct ones among them.
    """

    documents: int
    characters: int
    sentences: int
    words: int
    syllables: int
    unknown_syllables: int
    vocabulary: int
    names: int
    seen_once: int
    kinds: dict[str, int]
    sentence_lengths: dict[int, int]
    word_lengths: dict[int, int]
    frequent_words: Ranking
    frequent_compounds: Ranking
    frequent_names: Ranking
    frequent_unknown: Ranking
    frequencies: list[tuple[int, int]]
    growth: list[tuple[int, int]]

    @property
    def unknown_share(self) -> float:
        """The share of unknown syllables, from 0 to 1."""
        return self.unknown_syllables / self.syllables if self.syllables else 0.0

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON has it: the names of the attributes, rankings as objects with `form` and `count`."""
        content = asdict(self) | {"unknown_share": self.unknown_share}
        for name in ("frequent_words", "frequent_compounds", "frequent_names", "frequent_unknown"):
            content[name] = [{"form": form, "count": count} for form, count in content[name]]
        return content


def measure(reader: Reader, texts: Iterable[str], *, top: int = 20) -> Statistics:
    """What a corpus is made of, in one pass over its texts.

    Args:
        reader: Finds the words.
        texts: Taken one at a time; only the distinct words are kept.
        top: How many to list of the most frequent.

    Example:
        >>> import tieng
        >>> found = measure(tieng.load(), ["Trời mưa. Hà Nội mưa to.", "Tôi yêu Hà Nội."])
        >>> found.words, found.sentences, found.vocabulary
        (8, 3, 6)
        >>> found.frequent_names
        [('Hà Nội', 2)]
    """
    tally = Tally(reader)
    tally.add(texts)
    return summarize(tally, top=top)


def summarize(tally: Tally, *, top: int = 20) -> Statistics:
    """What the counts so far come to, with the `top` most frequent of each list."""
    words = _distinct_words(tally)
    unknown, word_lengths = _syllables(tally.forms)
    kinds = {TOKEN_KINDS[kind]: count for kind, count in sorted(tally.kinds.items())}
    return Statistics(
        documents=tally.documents,
        characters=tally.characters,
        sentences=tally.sentence_lengths.total(),
        words=sum(count for kind, count in kinds.items() if kind not in UNCOUNTED),
        syllables=sum(length * count for length, count in word_lengths.items()),
        unknown_syllables=unknown.total(),
        vocabulary=len(words),
        names=sum(word.is_name for word in words),
        seen_once=sum(word.count == 1 for word in words),
        kinds=kinds,
        sentence_lengths=dict(sorted(tally.sentence_lengths.items())),
        word_lengths=dict(sorted(word_lengths.items())),
        frequent_words=_first(words, top),
        frequent_compounds=_first((word for word in words if " " in word.form and not word.is_name), top),
        frequent_names=_first((word for word in words if word.is_name), top),
        frequent_unknown=unknown.most_common(top),
        frequencies=list(_frequencies([word.count for word in words])),
        growth=tally.growth,
    )


class _Word:
    """A word of the vocabulary."""

    __slots__ = ("_capitalised", "_inside", "_most", "count", "form")

    def __init__(self) -> None:
        self.form = ""
        self.count = 0
        self._inside = 0  # how often it stands inside of sentences, where a capital says something
        self._capitalised = 0
        self._most = (-1, -1)

    def add(self, form: str, count: int, inside: int) -> None:
        """Counts a spelling of it, which stands `inside` of sentences so many times."""
        self.count += count
        parts = form.split()
        if not form.isupper():  # headlines and abbreviations say nothing about names
            self._inside += inside
            self._capitalised += inside * all(part[0].isupper() for part in parts)
        if (inside, count) > self._most:
            self.form, self._most = " ".join(parts), (inside, count)

    @property
    def is_name(self) -> bool:
        """Whether it is nearly always written with a capital at each syllable."""
        return self._capitalised > _NAME_SHARE * self._inside


def _distinct_words(tally: Tally) -> list[_Word]:
    """The vocabulary, most frequent first."""
    found: dict[int, _Word] = {}
    for form, count in tally.forms.items():
        key = word_key(form)
        word = found.get(key)
        if word is None:
            word = found[key] = _Word()
        word.add(form, count, count - tally.heads[form])
    return sorted(found.values(), key=lambda word: (-word.count, word.form))


def _syllables(forms: Mapping[str, int]) -> tuple[Counter[str], Counter[int]]:
    """Unknown syllables, and words by their number of syllables."""
    unknown: Counter[str] = Counter()
    lengths: Counter[int] = Counter()
    for form, count in forms.items():
        parts = form.split()
        lengths[len(parts)] += count
        for part in parts:
            if not is_syllable(part):
                unknown[part] += count
    return unknown, lengths


def _first(words: Iterable[_Word], top: int) -> Ranking:
    return [(word.form, word.count) for word, _ in zip(words, range(top), strict=False)]


def _frequencies(counts: list[int]) -> Iterator[tuple[int, int]]:
    rank = 1
    while rank < len(counts):
        yield rank, counts[rank - 1]
        rank = max(rank + 1, round(rank * 10 ** (1 / _POINTS_A_DECADE)))
    if counts:
        yield len(counts), counts[-1]
