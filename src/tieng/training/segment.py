"""Training a segmentation model in two steps of logistic regression over gaps.

The first learns from the silver sentences alone. The second learns from the gold sentences and from single gaps that a
reader decided, with the score of the first as one more feature; both are linear, so their sum is one model. This is
done twice: for text as it should be written, and for the same text without its diacritics.

Of the many silver gaps most are easy. A pilot, learned from a few of the sentences, says which; the first step learns
from those that it finds hard and from a few of the others, which weigh more in turn (`thinning`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from tieng.kernel import FLAG_CONTINUES, FLAG_LISTED, FLAG_NAMED, WINDOW, build_ngrams
from tieng.lexicon import ngram_flags
from tieng.pipeline import ordered_map
from tieng.tasks.segment import BARE, TASK, TEMPLATE
from tieng.text.diacritics import strip_diacritics
from tieng.training.features import Columns, Gaps, observe_gaps
from tieng.training.gold import GoldSentence
from tieng.training.marks import (
    FIRST_JOINS,
    JOIN,
    SECOND_JOINS,
    MarkedText,
    half_in_capitals,
    mark_gold,
    mark_votes,
)
from tieng.training.thinning import thin
from tieng.training.writings import Change, to_lower, to_title

Report: TypeAlias = Callable[[str], None]
Weighted: TypeAlias = Iterable[tuple[MarkedText, float]]  # texts and what one of their gaps weighs
Right: TypeAlias = Iterable[tuple[MarkedText, float, float]]  # the same, and what a copy weighs of that
Floats: TypeAlias = NDArray[np.float64]
CHUNK = 50_000  # silver sentences that are observed at once
SEED = 0  # of the choice among silver gaps
THREADS = 2  # that observe silver sentences; each takes up to two gigabytes


@dataclass(frozen=True)
class Recipe:
    """The numbers that training goes by; they stand in the model's card.

    Attributes:
        gold_c: LIBLINEAR's C for the gold sentences.
        silver_c: The same for the silver sentences.
        gold_tolerance: LIBLINEAR's stopping tolerance for the gold sentences. At 0.003 some runs stop so early that
            half of the n-grams weigh nothing.
        silver_tolerance: The same for the silver sentences.
        gap_weight: Of a single gap that a reader decided, where one of the gold sentences weighs 1.
        copy_weight: Of a lower-cased copy of a gold sentence. It stands for text in capitals throughout, too, which the
            kernel sees in small letters.
        gap_copy_weight: The same of a gap that a reader decided. They are not drawn at random: without capitals they
            would teach that a name mostly goes on.
        title_weight: Of Title-Cased copies, gold and silver, times what lower-cased ones weigh: capitals say less
            there.
        half_capitals_weight: The same of copies that begin in capitals and go on as they are.
        doubt_weight: Of a silver gap on which only one segmenter joins; the first is taken at its word.
        pilot_sentences: About so many silver sentences the pilot learns from: every k-th, where k is how often this
            number goes into all of them.
        hard: A silver gap is learned from with this times the pilot's error as its probability.
        easy: The lowest such probability.
        bare: Whether the model has a part for text without diacritics.
        silver_copies: One in so many silver sentences is copied in lower case, one in Title Case, one half in
            capitals.
        rarest: An n-gram seen less often in silver sentences is left out, unless it is in a gold one.
        scale: Steps of a weight for one unit of log-odds.
        least: An n-gram with no weight of so many steps is left out.
    """

    gold_c: float = 1.5
    silver_c: float = 0.01
    gold_tolerance: float = 0.0005
    silver_tolerance: float = 0.003
    gap_weight: float = 0.25
    copy_weight: float = 1.0
    gap_copy_weight: float = 0.2
    title_weight: float = 0.4
    half_capitals_weight: float = 0.4
    doubt_weight: float = 0.7
    pilot_sentences: int = 40_000
    hard: float = 3.0
    easy: float = 0.08
    bare: bool = True
    silver_copies: int = 3
    rarest: int = 2
    scale: float = 48.0
    least: int = 8


@dataclass(frozen=True)
class Part:
    """The gaps of some sentences and what each of them weighs."""

    gaps: Gaps
    weights: Floats


class Linear(NamedTuple):
    """Weights of all columns, and the intercept."""

    weights: Floats
    intercept: float

    def scores(self, matrix: csr_matrix) -> Floats:
        """Log-odds of joining, a row each."""
        return np.asarray(matrix @ self.weights + self.intercept)


def train(
    gold: Sequence[GoldSentence],
    gaps: MarkedText,
    silver: Sequence[str],
    words: Sequence[str],
    names: Sequence[str],
    recipe: Recipe,
    report: Report,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The card and sections of a model file. The same inputs give the same bytes.

    Args:
        gold: Sentences with words marked by people.
        gaps: Sentences of which people decided some gaps, as `gaps.read_gaps` gives them; may be empty.
        silver: Sentences with the votes of two segmenters, as `marks.read_votes` gives them; may be empty.
        words: The word list.
        names: Names of people and places.
        recipe: Weights and limits.
        report: Called with a line of text at each step.
    """
    right = [(mark_gold(gold), 1.0, recipe.copy_weight), (gaps, recipe.gap_weight, recipe.gap_copy_weight)]
    sections = _learn(right, silver, words, names, recipe, report)
    card = {"task": TASK, "template": TEMPLATE, "recipe": asdict(recipe)}
    if not recipe.bare:
        return card, sections
    report("the same without diacritics")
    bare_words, bare_names = map(strip_diacritics, words), map(strip_diacritics, names)
    bare = _learn(right, silver, bare_words, bare_names, recipe, report, written=strip_diacritics)
    sections |= {BARE + name: section for name, section in bare.items()}
    return card, sections


def _learn(
    right: Right,
    silver: Sequence[str],
    words: Iterable[str],
    names: Iterable[str],
    recipe: Recipe,
    report: Report,
    written: Change = str,
) -> dict[str, bytes]:
    """The sections for text that is written in one way."""
    flags = ngram_flags(words, FLAG_LISTED)
    for ngram, flag in ngram_flags(names, FLAG_NAMED).items():
        flags[ngram] = flags.get(ngram, 0) | flag
    lexicon = _table(flags, np.zeros(0, np.uint64), np.zeros((0, WINDOW), np.int8))
    report(f"{len(flags):,} n-grams of listed words and names")
    gold_parts = [_observed(*text, lexicon, recipe) for text in _right_texts(right, recipe, written)]
    silver_parts = _silver_parts(silver, lexicon, recipe, report, written) if silver else []
    parts = gold_parts + silver_parts
    columns = Columns(np.union1d(_frequent(gold_parts, 1), _frequent(silver_parts, recipe.rarest)))
    report(f"{sum(len(part.weights) for part in parts):,} gaps, {len(columns.ngrams):,} n-grams")
    prior = _fit(silver_parts, columns, recipe.silver_c, recipe.silver_tolerance) if silver else None
    report("learned from the silver sentences")
    weights, intercept = _fit(gold_parts, columns, recipe.gold_c, recipe.gold_tolerance, prior)
    ngrams, (shapes, listed, named) = columns.unfold(weights)
    sections = {
        "ngrams": _ngram_table([part.gaps for part in parts], columns.ngrams, ngrams, flags, recipe),
        "shapes": _rounded(shapes + intercept, recipe.scale, np.int16),
        "words": _rounded(listed, recipe.scale, np.int16),
        "names": _rounded(named, recipe.scale, np.int16),
    }
    report(f"{sum(map(len, sections.values())) / 1e6:.1f} MB")
    return sections


def _silver_parts(silver: Sequence[str], lexicon: bytes, recipe: Recipe, report: Report, written: Change) -> list[Part]:
    """Of all silver sentences the gaps that a pilot finds hard and a few of the others."""
    few = silver[:: max(1, len(silver) // recipe.pilot_sentences)]
    seen = [_observed(*text, lexicon, recipe) for text in _silver_texts(few, recipe, written)]
    columns = Columns(_frequent(seen, recipe.rarest))
    pilot = _fit(seen, columns, recipe.silver_c, recipe.silver_tolerance)
    report(f"pilot learned from {len(few):,} of {len(silver):,} silver sentences")

    def observed(text: tuple[MarkedText, float]) -> tuple[Part, Floats]:
        part = _observed(*text, lexicon, recipe)
        return part, pilot.scores(columns.matrix(part.gaps))

    random = np.random.default_rng(SEED)  # for one after the other, in whatever order they are observed
    parts = ordered_map(observed, _silver_texts(silver, recipe, written), THREADS)
    return [_thinned(part, scores, recipe, random) for part, scores in parts]


def _thinned(part: Part, scores: Floats, recipe: Recipe, random: np.random.Generator) -> Part:
    chosen, stand_for = thin(_joined(part), scores, recipe.hard, recipe.easy, random)
    return Part(part.gaps.chosen(chosen), part.weights[chosen] * stand_for)


def _right_texts(right: Right, recipe: Recipe, written: Change) -> Weighted:
    for marked, importance, of_copies in right:
        text = marked.changed(written)
        yield text, importance
        for copy, weight in _copies(recipe):
            yield copy(text), importance * weight * of_copies


def _silver_texts(silver: Sequence[str], recipe: Recipe, written: Change) -> Weighted:
    for start in range(0, len(silver), CHUNK):
        lines = silver[start : start + CHUNK]
        yield mark_votes(lines).changed(written), 1.0
        for number, (copy, weight) in enumerate(_copies(recipe)):
            yield copy(mark_votes(lines[number :: recipe.silver_copies]).changed(written)), weight


def _copies(recipe: Recipe) -> Sequence[tuple[Callable[[MarkedText], MarkedText], float]]:
    return (
        (lambda text: text.changed(to_lower), 1.0),
        (lambda text: text.changed(to_title), recipe.title_weight),
        (half_in_capitals, recipe.half_capitals_weight),
    )


def _observed(text: MarkedText, weight: float, lexicon: bytes, recipe: Recipe) -> Part:
    gaps = observe_gaps(text, lexicon)
    doubtful = np.isin(gaps.marks, (FIRST_JOINS, SECOND_JOINS))
    return Part(gaps, np.where(doubtful, weight * recipe.doubt_weight, weight))


def _joined(part: Part) -> NDArray[np.bool_]:
    return np.isin(part.gaps.marks, (JOIN, FIRST_JOINS))


def _frequent(parts: Sequence[Part], rarest: int) -> NDArray[np.uint64]:
    """The n-grams seen at least so often, rising."""
    if not parts:
        return np.zeros(0, np.uint64)
    counted = [np.unique(part.gaps.hashes, return_counts=True) for part in parts]
    hashes, place = np.unique(np.concatenate([seen for seen, _ in counted]), return_inverse=True)
    counts = np.bincount(place, weights=np.concatenate([count for _, count in counted]))
    return hashes[counts >= rarest]


def _fit(
    parts: Sequence[Part],
    columns: Columns,
    c: float,
    tolerance: float,
    prior: Linear | None = None,
) -> Linear:
    """With a prior, its score is one more feature of each gap, so that what is learned here corrects it."""
    matrix = vstack([columns.matrix(part.gaps) for part in parts], format="csr")
    used = np.flatnonzero(np.bincount(matrix.indices, minlength=columns.count))
    features = matrix[:, used]
    if prior is not None:
        features = hstack([features, csr_matrix(prior.scores(matrix)[:, None])], format="csr")
    del matrix  # gigabytes, and the solver makes one more copy
    joined = np.concatenate([_joined(part) for part in parts])
    solver = LogisticRegression(solver="liblinear", C=c, tol=tolerance, random_state=0)
    solver.fit(features, joined, sample_weight=np.concatenate([part.weights for part in parts]))
    weights = np.zeros(columns.count)
    weights[used] = solver.coef_[0][: len(used)]
    intercept = float(solver.intercept_[0])
    if prior is not None:
        trust = solver.coef_[0][-1]
        weights += trust * prior.weights
        intercept += trust * prior.intercept
    return Linear(weights, intercept)


def _ngram_table(
    parts: Sequence[Gaps], hashes: NDArray[np.uint64], weights: Floats, flags: dict[int, int], recipe: Recipe
) -> bytes:
    """An n-gram table of the n-grams that weigh something, the listed words, and all that these begin with."""
    rounded = np.clip(np.rint(weights * recipe.scale), -127, 127).astype(np.int8)
    weighs = (np.abs(rounded) >= recipe.least).any(axis=1)
    flags = dict(flags)
    _flag_prefixes(parts, hashes[weighs], flags)
    return _table(flags, hashes[weighs], rounded[weighs])


def _flag_prefixes(parts: Sequence[Gaps], hashes: NDArray[np.uint64], flags: dict[int, int]) -> None:
    """Flags the n-grams that longer ones begin with: a look-up goes on only from those."""
    while len(hashes):
        found = [part.prefixes[np.isin(part.longer, hashes, assume_unique=True)] for part in parts]
        hashes = np.unique(np.concatenate(found))
        for ngram in hashes.tolist():
            flags[ngram] = flags.get(ngram, 0) | FLAG_CONTINUES


def _table(flags: dict[int, int], hashes: NDArray[np.uint64], weights: NDArray[np.int8]) -> bytes:
    flagged = np.array(sorted(flags), np.uint64)
    known = np.union1d(flagged, hashes)
    rows = np.zeros((len(known), WINDOW), np.int8)
    rows[np.searchsorted(known, hashes)] = weights
    marks = np.zeros(len(known), np.uint8)
    marks[np.searchsorted(known, flagged)] = [flags[ngram] for ngram in flagged.tolist()]
    return build_ngrams(known.data, rows.data, marks.data)


def _rounded(values: Floats, scale: float, dtype: type[np.int16]) -> bytes:
    limits = np.iinfo(dtype)
    return np.clip(np.rint(values * scale), limits.min, limits.max).astype("<i2").tobytes()
