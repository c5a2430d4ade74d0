"""Learning to parse, from gold trees and, where there are any, from silver ones."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from tieng.tasks.parse import TASK, TEMPLATE
from tieng.training.parse_features import (
    LATER,
    ROOT,
    Example,
    Inventory,
    look_at,
    rows,
    take_inventory,
)
from tieng.training.parse_network import Dropout, Network, Sizes, batch_of, network_bytes
from tieng.training.treebank import Tree
from tieng.training.vectors import WordVectors

Report = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How to learn.

    Attributes:
        sizes: Of the network.
        dropout: What is left out while learning.
        epochs: How often gold trees are gone through; each time with another part of the silver ones.
        rate: Of Adam, at its height; it falls to 0.
        batch: Words of a step, about.
        of_tags: The weight of tags beside trees.
        least: Words and syllables that come up so often in trees have vectors of their own.
        most: How many of each.
        seed: Of all that is drawn at random.
    """

    sizes: Sizes = field(default_factory=Sizes)
    dropout: Dropout = field(default_factory=Dropout)
    epochs: int = 24
    rate: float = 3e-3
    batch: int = 800
    of_tags: float = 0.5
    least: int = 2
    most: int = 8_000
    seed: int = 1


def train(
    gold: Sequence[Tree],
    silver: Sequence[Tree],
    vectors: WordVectors,
    recipe: Recipe,
    report: Report,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The card and the sections of a model."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(1)  # sums in another order are other sums
    trees = [*gold, *silver]
    looks = look_at(trees)
    inventory = take_inventory(gold, looks, vectors, recipe.least, recipe.most)
    examples = [inventory.example(tree, seen) for tree, seen in zip(trees, looks, strict=True)]
    network = Network(inventory, recipe.sizes, recipe.dropout)
    _fit(network, examples[: len(gold)], examples[len(gold) :], recipe, report)
    card = {
        "task": TASK,
        "template": TEMPLATE,
        "recipe": asdict(recipe),
        "sentences": {"gold": len(gold), "silver": len(silver)},
        "sizes": list(asdict(recipe.sizes).values()),
        "relations": inventory.relations.names,
        "root": ROOT,
        "later": LATER,
    }
    return card, sections_of(network, inventory)


def _fit(network: Network, gold: Sequence[Example], silver: Sequence[Example], recipe: Recipe, report: Report) -> None:
    draw = random.Random(recipe.seed)
    mixed = draw.sample(silver, len(silver))
    plan = [_batches([*gold, *mixed[epoch :: recipe.epochs]], recipe.batch, draw) for epoch in range(recipe.epochs)]
    adam = torch.optim.AdamW(network.parameters(), lr=recipe.rate, betas=(0.9, 0.95), weight_decay=0.0)
    rates = torch.optim.lr_scheduler.LambdaLR(adam, _schedule(sum(map(len, plan))))
    network.train()
    for epoch, batches in enumerate(plan):
        total = 0.0
        for batch in batches:
            loss: Tensor = network.loss(batch_of(batch), recipe.of_tags)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            adam.step()
            rates.step()
            total += loss.item()
        report(f"epoch {epoch + 1} of {recipe.epochs}: mean loss {total / len(batches):.3f}")


def _schedule(steps: int) -> Callable[[int], float]:
    """Up within 30 steps, then down to 0 in a straight line."""
    return lambda step: min(1.0, (step + 1) / 30) * (1 - step / steps)


def _batches(examples: Sequence[Example], words: int, draw: random.Random) -> list[list[Example]]:
    """Sentences of like length together, in an order drawn at random."""
    mixed = draw.sample(examples, len(examples))
    mixed.sort(key=lambda example: len(example) + 6 * draw.random())
    batches = list(_cut(mixed, words))
    draw.shuffle(batches)
    return batches


def _cut(examples: Sequence[Example], words: int) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for example in examples:
        batch.append(example)
        if sum(map(len, batch)) >= words:
            yield batch
            batch = []
    if batch:
        yield batch


@torch.no_grad()
def sections_of(network: Network, inventory: Inventory) -> dict[str, bytes]:
    """The sections of a model file."""
    network.eval()
    sections = {"network": network_bytes(network)}
    tables = (
        ("words", inventory.vectors.words, inventory.own_words, network.inputs),
        ("syllables", inventory.vectors.tokens, inventory.own_tokens, network.token_inputs),
    )
    for name, fixed, own, inputs in tables:
        keys = np.union1d(fixed, own)
        vectors = inputs(torch.from_numpy(rows(fixed, keys)), torch.from_numpy(rows(own, keys)))
        values, scales = _in_bytes(vectors.numpy())
        sections[name] = keys.astype("<u8").tobytes()
        sections[f"{name}.vectors"] = values.tobytes()
        sections[f"{name}.scales"] = scales.astype("<f4").tobytes()
    return sections


def _in_bytes(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as numbers from -127 to 127, and what each row is to be multiplied by."""
    scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
    return np.rint(vectors / np.maximum(scales, 1e-12)).astype(np.int8), scales[:, 0]
