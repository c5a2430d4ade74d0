"""The scores of the CoNLL 2018 shared task: words, tags and trees of a system against those of the gold standard.

Words are aligned by what they cover of the text without its white space, so that a system may find its own words. The
rules are those of https://universaldependencies.org/conll18/evaluation.html:

- a word's tag or head counts where the word is aligned; a head, where it is aligned with the gold head;
- subtypes of relations are passed over: `obl:tmod` is `obl`;
- CLAS is LAS over content words alone, MLAS asks for tags, features and function words in addition, BLEX for lemmas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from tieng.errors import InputError
from tieng.training.counts import Counts
from tieng.training.treebank import NOTHING, Row, Tree


def _names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())


CONTENT = _names(
    "nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos nummod acl amod",
    "conj fixed flat compound list parataxis orphan goeswith reparandum root dep",
)
FUNCTION = _names("aux cop mark det clf case cc")
FEATURES = _names(
    "PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect",
    "Voice Evident Polarity Person Polite",
)
_UNALIGNED = -1
_NO_HEAD = -2


@dataclass
class Score(Counts):
    """Counts of what was to be found, on all words.

    Attributes:
        aligned: How many of the gold ones are on words that both have.
    """

    aligned: int = 0

    @property
    def accuracy(self) -> float:
        """The share of right ones among the aligned; 0 where none is aligned."""
        return self.right / self.aligned if self.aligned else 0.0


def score_trees(gold: Sequence[Tree], found: Sequence[Tree]) -> dict[str, Score]:
    """The scores by their names; those whose columns neither all gold nor all found sentences have are left out.

    Args:
        gold: The right sentences.
        found: The system's, over the same text.

    Raises:
        InputError: The texts differ in more than white space.

    Example:
        >>> right = [(Row("Trời", tag="NOUN"), Row("mưa", tag="VERB"))]
        >>> score_trees(right, [(Row("Trời", tag="NOUN"), Row("mưa", tag="NOUN"))])["UPOS"].f1
        0.5
    """
    _check_texts(gold, found)
    right, system = Words(gold), Words(found)
    partners = align(right, system)
    scores = {
        "Words": Score(len(right.rows), len(system.rows), len(partners), len(partners)),
        "Sentences": _sentences(right, system),
    }
    has = {name: right.has(name) and system.has(name) for name in ("tag", "xpos", "lemma", "head")}
    for name, (needs, key, content) in _METRICS.items():
        if all(has[column] for column in needs):
            scores[name] = _score(right, system, partners, key, content)
    return scores


def confusions(gold: Sequence[Tree], found: Sequence[Tree]) -> Counter[tuple[str, str]]:
    """How often an aligned word has one tag in the gold standard and another in the system's answer."""
    right, system = Words(gold), Words(found)
    pairs = ((right.rows[partner].tag, system.rows[number].tag) for number, partner in align(right, system).items())
    return Counter(pair for pair in pairs if pair[0] != pair[1])


class Words:
    """The words of some sentences in a row, numbered from 0, with what each covers of the text."""

    def __init__(self, sentences: Sequence[Tree]) -> None:
        self.rows = [row for sentence in sentences for row in sentence]
        self.spans: list[tuple[int, int]] = []
        self.heads: list[int] = []  # numbers of words; _NO_HEAD for roots
        self.sentences: list[tuple[int, int]] = []  # what each covers of the text
        at = 0
        for sentence in sentences:
            first, start = len(self.spans), at
            for row in sentence:
                self.spans.append((at, at := at + len(_letters(row.form))))
                self.heads.append(first + row.head - 1 if row.head else _NO_HEAD)
            self.sentences.append((start, at))
        self.function_words: list[list[int]] = [[] for _ in self.rows]  # those that depend on each
        for number, head in enumerate(self.heads):
            if head >= 0 and universal(self.rows[number]) in FUNCTION:
                self.function_words[head].append(number)

    def has(self, column: str) -> bool:
        """Whether any word has something in that column."""
        return any(getattr(row, column) not in (NOTHING, None) for row in self.rows)


def align(gold: Words, found: Words) -> dict[int, int]:
    """For each found word that covers the same text as a gold word, the number of that gold word."""
    places = {span: number for number, span in enumerate(gold.spans)}
    return {number: places[span] for number, span in enumerate(found.spans) if span in places}


def universal(row: Row) -> str:
    """The relation of a word without its subtype."""
    return row.relation.split(":")[0]


# What must be the same for a word to be right: the words, the number of one, and how numbers are those of gold words.
Key = Callable[[Words, int, Callable[[int], int]], Any]


def _head(words: Words, number: int, to_gold: Callable[[int], int]) -> int:
    return to_gold(words.heads[number])


def _arc(words: Words, number: int, to_gold: Callable[[int], int]) -> tuple[int, str]:
    return _head(words, number, to_gold), universal(words.rows[number])


def _arc_and_lemma(words: Words, number: int, to_gold: Callable[[int], int]) -> tuple[object, ...]:
    return (*_arc(words, number, to_gold), words.rows[number].lemma)


def _arc_and_morphology(words: Words, number: int, to_gold: Callable[[int], int]) -> tuple[object, ...]:
    helpers = [
        (to_gold(child), universal(words.rows[child]), *_morphology(words.rows[child]))
        for child in words.function_words[number]
    ]
    return (*_arc(words, number, to_gold), *_morphology(words.rows[number]), helpers)


def _morphology(row: Row) -> tuple[str, tuple[str, ...]]:
    return row.tag, tuple(sorted(pair for pair in row.features.split("|") if pair.split("=")[0] in FEATURES))


# Each with the columns that it needs, and whether it looks at content words only.
_METRICS: dict[str, tuple[tuple[str, ...], Key, bool]] = {
    "UPOS": (("tag",), lambda words, number, _: words.rows[number].tag, False),
    "XPOS": (("xpos",), lambda words, number, _: words.rows[number].xpos, False),
    "UAS": (("head",), _head, False),
    "LAS": (("head",), _arc, False),
    "CLAS": (("head",), _arc, True),
    "MLAS": (("head", "tag"), _arc_and_morphology, True),
    "BLEX": (("head", "lemma"), _arc_and_lemma, True),
}


def _score(gold: Words, found: Words, partners: dict[int, int], key: Key, content: bool) -> Score:
    counted = [not content or universal(row) in CONTENT for row in gold.rows]
    aligned = {number: partner for number, partner in partners.items() if counted[partner]}
    right = sum(
        key(found, number, lambda other: _partner(partners, other)) == key(gold, partner, lambda other: other)
        for number, partner in aligned.items()
    )
    of_found = sum(not content or universal(row) in CONTENT for row in found.rows)
    return Score(sum(counted), of_found, right, len(aligned))


def _partner(partners: dict[int, int], number: int) -> int:
    return number if number == _NO_HEAD else partners.get(number, _UNALIGNED)


def _sentences(gold: Words, found: Words) -> Score:
    right = len(set(gold.sentences) & set(found.sentences))
    return Score(len(gold.sentences), len(found.sentences), right, right)


def _letters(form: str) -> str:
    return "".join(form.split())


def _check_texts(gold: Sequence[Tree], found: Sequence[Tree]) -> None:
    right, system = ("".join(_letters(row.form) for tree in trees for row in tree) for trees in (gold, found))
    if right != system:
        place = next(i for i, (a, b) in enumerate(zip_longest(right, system)) if a != b)
        raise InputError(
            "expected the same text but for white space; "
            f"gold goes on with {right[place : place + 20]!r}, the system with {system[place : place + 20]!r}"
        )
