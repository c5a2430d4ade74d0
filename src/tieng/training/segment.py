"""Training a segmentation model: a logistic regression over the gaps of gold and silver sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import vstack
from sklearn.linear_model import LogisticRegression

from tieng.kernel import FLAG_CONTINUES, FLAG_LISTED, FLAG_NAMED, WINDOW, build_ngrams
from tieng.lexicon import ngram_flags
from tieng.tasks.segment import TASK, TEMPLATE
from tieng.training.evaluation import recased
from tieng.training.features import Columns, Gaps, observe_gaps
from tieng.training.marks import FIRST_JOINS, JOIN, SECOND_JOINS, MarkedText

Report: TypeAlias = Callable[[str], None]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Recipe:
    """The numbers that training goes by; they stand in the model's card.

    Attributes:
        inverse_regularisation: LIBLINEAR's C.
        tolerance: LIBLINEAR's stopping tolerance.
        copy_weight: Of a lower-cased and an UPPER-cased copy of the gold sentences.
        silver_weight: Of a gap on which both segmenters agree.
        doubt_weight: Of a gap on which only the first segmenter joins; it is taken at its word.
        silver_copies: One in so many silver sentences is copied in lower and one in upper case.
        rarest: An n-gram seen less often is left out.
        scale: Steps of a weight for one unit of log-odds.
    """

    inverse_regularisation: float = 1.0
    tolerance: float = 0.01
    copy_weight: float = 0.3
    silver_weight: float = 0.1
    doubt_weight: float = 0.07
    silver_copies: int = 6
    rarest: int = 2
    scale: float = 24.0


def train(
    gold: MarkedText,
    silver: Sequence[MarkedText],
    words: Iterable[str],
    names: Iterable[str],
    recipe: Recipe,
    report: Report,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The card and sections of a model file. The same inputs give the same bytes.

    Args:
        gold: Sentences with words marked by people.
        silver: Sentences with the votes of two segmenters; may be empty.
        words: The word list.
        names: Names of people and places.
        recipe: Weights and limits.
        report: Called with a line of text at each step.
    """
    flags = ngram_flags(words, FLAG_LISTED)
    for ngram, flag in ngram_flags(names, FLAG_NAMED).items():
        flags[ngram] = flags.get(ngram, 0) | flag
    lexicon = _table(flags, np.zeros(0, np.uint64), np.zeros((0, WINDOW), np.int8))
    report(f"{len(flags):,} n-grams of listed words and names")
    parts = [(observe_gaps(text, lexicon), weight) for text, weight in _parts(gold, silver, recipe)]
    columns = Columns(_frequent([part for part, _ in parts], recipe.rarest))
    report(f"{sum(len(part.marks) for part, _ in parts):,} gaps, {len(columns.ngrams):,} n-grams")
    weights, intercept = _fit(parts, columns, recipe)
    ngrams, (shapes, listed, named) = columns.unfold(weights)
    sections = {
        "ngrams": _ngram_table([part for part, _ in parts], columns.ngrams, ngrams * recipe.scale, flags),
        "shapes": _rounded(shapes + intercept, recipe.scale, np.int16),
        "words": _rounded(listed, recipe.scale, np.int16),
        "names": _rounded(named, recipe.scale, np.int16),
    }
    report(f"{sum(map(len, sections.values())) / 1e6:.1f} MB")
    return {"task": TASK, "template": TEMPLATE, "recipe": asdict(recipe)}, sections


def _parts(gold: MarkedText, silver: Sequence[MarkedText], recipe: Recipe) -> Iterable[tuple[MarkedText, float]]:
    lower, upper = recased(str.lower), recased(str.upper)
    yield gold, 1.0
    yield gold.changed(lower), recipe.copy_weight
    yield gold.changed(upper), recipe.copy_weight
    for text in silver:
        yield text, recipe.silver_weight


def _frequent(parts: Sequence[Gaps], rarest: int) -> NDArray[np.uint64]:
    hashes, counts = np.unique(np.concatenate([part.hashes for part in parts]), return_counts=True)
    return hashes[counts >= rarest]


def _fit(parts: Sequence[tuple[Gaps, float]], columns: Columns, recipe: Recipe) -> tuple[Floats, float]:
    matrix = vstack([columns.matrix(part) for part, _ in parts], format="csr")
    marks = np.concatenate([part.marks for part, _ in parts])
    importance = np.concatenate([_importance(part, weight, recipe) for part, weight in parts])
    used = np.flatnonzero(np.bincount(matrix.indices, minlength=columns.count))
    solver = LogisticRegression(
        solver="liblinear", C=recipe.inverse_regularisation, tol=recipe.tolerance, random_state=0
    )
    solver.fit(matrix[:, used], np.isin(marks, (JOIN, FIRST_JOINS)), sample_weight=importance)
    weights = np.zeros(columns.count)
    weights[used] = solver.coef_[0]
    return weights, float(solver.intercept_[0])


def _importance(part: Gaps, weight: float, recipe: Recipe) -> Floats:
    doubtful = np.isin(part.marks, (FIRST_JOINS, SECOND_JOINS))
    return np.where(doubtful, weight * recipe.doubt_weight / recipe.silver_weight, weight)


def _ngram_table(parts: Sequence[Gaps], hashes: NDArray[np.uint64], weights: Floats, flags: dict[int, int]) -> bytes:
    """An n-gram table of the n-grams that weigh something, the listed words, and all that these begin with."""
    rounded = np.clip(np.rint(weights), -127, 127).astype(np.int8)
    weighs = rounded.any(axis=1)
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
    return build_ngrams(known, rows, marks)


def _rounded(values: Floats, scale: float, dtype: type[np.int16]) -> bytes:
    limits = np.iinfo(dtype)
    return np.clip(np.rint(values * scale), limits.min, limits.max).astype("<i2").tobytes()
