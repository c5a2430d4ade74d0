"""Training a tagger from a little gold and much silver.

The gold sentences are few; the silver ones are many, but have another program's tags of another kind. So there are
three fields, each learned from what the one before found out:

1. the silver field learns the silver tags;
2. the bridge learns the gold tags from the gold sentences, with the silver field's tags as features, and says what gold
   tags the words of the silver sentences have;
3. the tagger learns from both, without any silver tags.

Annotators differ. Gold sentences of other annotators than those to follow (`others`) are seen twice: by the features of
all, and by features of their own, which take up what is particular to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tieng.kernel import MOST_TAGS, build_tag_table
from tieng.tasks.tag import TASK, TEMPLATE
from tieng.training.fields import Field, Floats, Hashes, Part, Steps, fit, frequent
from tieng.training.tagged import Observed, TaggedSentence, observe
from tieng.training.treebank import Tree

Report: TypeAlias = Callable[[str], None]
Pair: TypeAlias = tuple[str, str]  # UPOS and XPOS
Codes: TypeAlias = NDArray[np.uint8]
_OTHERS = np.uint64(0x6A09E667F3BCC909)  # makes other features of features


@dataclass(frozen=True)
class Recipe:
    """The numbers that training goes by; they stand in the model's card.

    Attributes:
        gold_epochs: How often the bridge sees the gold sentences.
        silver_epochs: How often the silver field and the tagger see theirs.
        silver_weight: Of a silver sentence beside a gold one.
        rarest: A feature seen less often in silver sentences is left out, unless it is in a gold one.
        rarest_pair: A pair of tags seen less often is not learned.
        scale: Steps of a weight for one unit of log-odds.
        kept: So many features are in the model: those with the greatest weights, which are then learned again.
    """

    gold_epochs: int = 8
    silver_epochs: int = 4
    silver_weight: float = 0.2
    rarest: int = 3
    rarest_pair: int = 3
    scale: float = 24.0
    kept: int = 120_000


def train(
    gold: Sequence[Tree], others: Sequence[Tree], silver: Sequence[TaggedSentence], recipe: Recipe, report: Report
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The card and sections of a model file. The same inputs give the same bytes.

    Args:
        gold: Sentences with UPOS and folded XPOS, annotated as the tagger shall tag.
        others: The same of other annotators; may be empty.
        silver: Sentences with another program's tags; may be empty.
        recipe: Weights and limits.
        report: Called with a line of text at each step.
    """
    labels = _labels([*gold, *others], recipe)
    own = [_Gold(observe(_words(gold)), _rights(gold, labels, gold), False)]
    if others:
        own.append(_Gold(observe(_words(others)), _rights(others, labels, gold), True))
    report(f"{sum(len(part.right) for part in own):,} gold words, {len(labels)} pairs of tags")
    parts = [part.part() for part in own]
    plain = frequent([part.seen.features for part in own], 1)
    if silver:
        parts.append(_bridged(own, silver, len(labels), recipe, report))
        plain = np.union1d(plain, frequent([parts[-1].features], recipe.rarest))
    hashes = np.union1d(plain, frequent([part.features for part in parts if part.importance == 1], 1))
    steps = Steps(recipe.silver_epochs if silver else recipe.gold_epochs)
    field = fit(parts, hashes, len(labels), steps)
    report(f"learned the weights of {len(hashes):,} features")
    kept = _weightiest(field, plain, recipe.kept)
    field = fit(parts, np.union1d(kept, np.setdiff1d(hashes, plain)), len(labels), steps)
    report(f"learned the weights of the {len(kept):,} that stay")
    sections = _sections(field, kept, recipe)
    report(f"{sum(map(len, sections.values())) / 1e6:.1f} MB")
    card = {"task": TASK, "template": TEMPLATE, "labels": [list(pair) for pair in labels], "recipe": asdict(recipe)}
    return card, sections


@dataclass(frozen=True)
class _Gold:
    """Gold sentences: what is seen of their words, which tags may be right, and whether others annotated them."""

    seen: Observed
    right: NDArray[np.uint32]
    of_others: bool

    def part(self, guide: Codes | None = None) -> Part:
        """The sentences as training data; with a guide, its tags are features, too."""
        features = self.seen.features if guide is None else _guided(self.seen, guide)
        if self.of_others:
            features = np.hstack([features, features ^ _OTHERS])
        return Part(features, self.seen.sentences, self.right)


def _words(trees: Sequence[Tree]) -> list[tuple[str, ...]]:
    return [tuple(row.form for row in tree) for tree in trees]


def _pairs(trees: Iterable[Tree]) -> Counter[Pair]:
    return Counter((row.tag, row.xpos) for tree in trees for row in tree)


def _labels(trees: Sequence[Tree], recipe: Recipe) -> list[Pair]:
    """The pairs of tags that are learned, the most frequent first; some pairs are slips."""
    counts = sorted(_pairs(trees).items(), key=lambda item: (-item[1], item[0]))
    return [pair for pair, count in counts if count >= recipe.rarest_pair][:MOST_TAGS]


def _rights(trees: Sequence[Tree], labels: Sequence[Pair], gold: Sequence[Tree]) -> NDArray[np.uint32]:
    """For each word a bit for each pair that may be right.

    That is the pair that it has. Where the annotators of `trees` (almost) never use a pair that those of `gold` do,
    they do not tell it from their most frequent one of the same UPOS, and that stands for both. For a pair that is not
    learned, all of the same UPOS may be right.
    """
    bits = {pair: 1 << number for number, pair in enumerate(labels)}
    used, expected = _pairs(trees), _pairs(gold)
    masks = dict(bits)
    for pair in labels:
        if 100 * used[pair] < expected[pair]:
            usual = max((other for other in labels if other[0] == pair[0]), key=lambda other: used[other])
            masks[usual] |= bits[pair]
    by_tag = {tag: sum(bits[pair] for pair in labels if pair[0] == tag) for tag, _ in labels}
    every = (1 << len(labels)) - 1
    rows = (row for tree in trees for row in tree)
    return np.array([masks.get((row.tag, row.xpos), by_tag.get(row.tag, every)) for row in rows], np.uint32)


def _bridged(
    gold: Sequence[_Gold], silver: Sequence[TaggedSentence], labels: int, recipe: Recipe, report: Report
) -> Part:
    """The silver sentences with the gold tags that their words probably have."""
    seen = observe([sentence.words for sentence in silver])
    silver_field = _silver_field(seen, silver, recipe)
    report(f"learned the tags of {len(silver):,} silver sentences")
    parts = [part.part(silver_field.decode(part.seen.features, part.seen.sentences)) for part in gold]
    bridge = fit(parts, frequent([part.features for part in parts], 1), labels, Steps(recipe.gold_epochs, decay=1e-4))
    guided = _guided(seen, silver_field.decode(seen.features, seen.sentences))
    codes = bridge.decode(guided, seen.sentences)
    report("learned what the silver tags say about the gold ones")
    return Part(seen.features, seen.sentences, np.uint32(1) << codes.astype(np.uint32), recipe.silver_weight)


def _silver_field(seen: Observed, silver: Sequence[TaggedSentence], recipe: Recipe) -> Field:
    counts = Counter(tag for sentence in silver for tag in sentence.tags)
    numbers = {tag: number for number, (tag, _) in enumerate(counts.most_common(MOST_TAGS))}
    every = (1 << len(numbers)) - 1
    right = [1 << numbers[tag] if tag in numbers else every for sentence in silver for tag in sentence.tags]
    part = Part(seen.features, seen.sentences, np.array(right, np.uint32))
    return fit([part], frequent([seen.features], recipe.rarest), len(numbers), Steps(recipe.silver_epochs))


def _guided(seen: Observed, codes: Codes) -> Hashes:
    """The features of words, and more of their silver tags, those of their neighbours, and these with the features."""
    tag = codes.astype(np.uint64) + np.uint64(1)
    edge = np.zeros(len(tag), bool)
    edge[seen.sentences[:-1]] = True
    before = np.where(edge, np.uint64(0), np.roll(tag, 1))
    after = np.where(np.roll(edge, -1), np.uint64(0), np.roll(tag, -1))
    around = [tag, before << np.uint64(8), after << np.uint64(16)]
    contexts = [tag, around[1], around[2], tag | around[1], tag | around[2], tag | around[1] | around[2]]
    columns = [_mixed(context, number) for number, context in enumerate(contexts)]
    columns += [_mixed(seen.features[:, k] ^ tag, len(contexts)) for k in range(seen.features.shape[1])]
    return np.hstack([seen.features, np.stack(columns, axis=1)])


def _mixed(values: Hashes, number: int) -> Hashes:
    mixed = (values + np.uint64(number + 1)) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)


def _weightiest(field: Field, among: Hashes, count: int) -> Hashes:
    """The features with the longest rows of weights, rising."""
    lengths = np.where(np.isin(field.hashes, among), np.square(field.weights).sum(axis=1), -1)
    first = np.argsort(-lengths, kind="stable")[: min(count, len(among))]
    return np.sort(field.hashes[first])


def _sections(field: Field, kept: Hashes, recipe: Recipe) -> dict[str, bytes]:
    """The weights of the features `kept` as they lie in a model file."""
    rows = field.weights[np.isin(field.hashes, kept)]
    rounded = np.clip(np.rint(rows * recipe.scale), -127, 127).astype(np.int8)
    hashes, weights = build_tag_table(kept.data, rounded.data)
    return {"hashes": hashes, "weights": weights, "transitions": _rounded(field.transitions, recipe)}


def _rounded(weights: Floats, recipe: Recipe) -> bytes:
    limits = np.iinfo(np.int16)
    return bytes(np.clip(np.rint(weights * recipe.scale), limits.min, limits.max).astype("<i2").data)
