"""The parser's network in PyTorch, for training; `kernel/parse.hpp` runs the same one on what `export` gives.

A BiLSTM with biaffine attention after Dozat and Manning (2017), over words that are the sum of what is known of them:
fixed vectors from raw text, brought into its space by a matrix, vectors learned from trees, syllables, shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from tieng.kernel import PANEL, WORD_SHAPES
from tieng.training.parse_features import MISSING, Example, Inventory, Numbers

_FAR = -1e4  # the score of what cannot be


@dataclass(frozen=True)
class Sizes:
    """Of a network, multiples of the kernel's PANEL; `layers` counts LSTMs."""

    input: int = 128
    hidden: int = 128
    arc: int = 128
    relation: int = 128
    layers: int = 2


@dataclass(frozen=True)
class Dropout:
    """How much is left out in training.

    Attributes:
        words: Words whose vectors are left out, so that syllables are learned from.
        input: Values of words.
        layers: Values of LSTMs.
        arcs: Values of what arcs and relations are told by.
    """

    words: float = 0.15
    input: float = 0.3
    layers: float = 0.35
    arcs: float = 0.35


@dataclass(frozen=True)
class Batch:
    """Sentences side by side, padded by 0 (labels by MISSING); `mask` says where words are."""

    words: Tensor
    tokens: Tensor
    own_words: Tensor
    own_tokens: Tensor
    shapes: Tensor
    heads: Tensor
    relations: Tensor
    tags: Tensor
    xpos: Tensor
    mask: Tensor
    lengths: Tensor


def batch_of(examples: Sequence[Example]) -> Batch:
    """Examples side by side."""
    longest = max(map(len, examples))
    labels = {
        name: _padded([getattr(example, name) for example in examples], longest, MISSING)
        for name in ("heads", "relations", "tags", "xpos")
    }
    inputs = {
        name: _padded([getattr(example, name) for example in examples], longest, 0) for name in ("words", "own_words")
    }
    lengths = torch.tensor([len(example) for example in examples])
    return Batch(
        **inputs,
        **labels,
        tokens=_padded_twice([example.tokens for example in examples], longest),
        own_tokens=_padded_twice([example.own_tokens for example in examples], longest),
        shapes=_padded_twice([example.shapes for example in examples], longest),
        mask=torch.arange(longest) < lengths.unsqueeze(1),
        lengths=lengths,
    )


def _padded(rows: Sequence[Numbers], width: int, filler: int) -> Tensor:
    table = np.full((len(rows), width), filler, dtype=np.int64)
    for line, row in zip(table, rows, strict=True):
        line[: len(row)] = row
    return torch.from_numpy(table)


def _padded_twice(sentences: Sequence[Sequence[Numbers]], longest: int) -> Tensor:
    most = max(len(word) for sentence in sentences for word in sentence)
    table = np.zeros((len(sentences), longest, most), dtype=np.int64)
    for lines, sentence in zip(table, sentences, strict=True):
        for line, word in zip(lines, sentence, strict=False):
            line[: len(word)] = word
    return torch.from_numpy(table)


class Network(nn.Module):
    """Scores of arcs and relations."""

    def __init__(self, inventory: Inventory, sizes: Sizes, dropout: Dropout) -> None:
        super().__init__()
        self.sizes, self.dropout = sizes, dropout
        vectors = inventory.vectors
        self.register_buffer("word_vectors", _below_zero_row(vectors.word_vectors))
        self.register_buffer("token_vectors", _below_zero_row(vectors.token_vectors))
        width = vectors.word_vectors.shape[1]
        self.words = nn.Linear(width, sizes.input, bias=False)
        self.tokens = nn.Linear(width, sizes.input, bias=False)
        self.own_words = _zero_vectors(len(inventory.own_words), sizes.input)
        self.own_tokens = _zero_vectors(len(inventory.own_tokens), sizes.input)
        self.unknown = nn.Parameter(torch.zeros(sizes.input))
        self.shapes = nn.Embedding(WORD_SHAPES, sizes.input)
        nn.init.normal_(self.shapes.weight, std=0.3)
        context = 2 * sizes.hidden
        self.layers = nn.ModuleList(
            nn.LSTM(context if layer else sizes.input, sizes.hidden, bidirectional=True, batch_first=True)
            for layer in range(sizes.layers)
        )
        self.root = nn.Parameter(torch.randn(context) * 0.1)
        self.arc_word, self.arc_head = nn.Linear(context, sizes.arc), nn.Linear(context, sizes.arc)
        self.arc_pair = nn.Linear(sizes.arc, sizes.arc)
        nn.init.normal_(self.arc_pair.weight, std=1 / sizes.arc)
        self.relation_word = nn.Linear(context, sizes.relation)
        self.relation_head = nn.Linear(context, sizes.relation, bias=False)
        self.relation = nn.Linear(sizes.relation, len(inventory.relations))
        self.tags = nn.Linear(context, len(inventory.tags))
        self.xpos = nn.Linear(context, len(inventory.xpos))

    def loss(self, batch: Batch, of_tags: float) -> Tensor:
        """The cross entropy of heads and relations, and that of tags by a weight."""
        contexts = self._contexts(batch)
        heads = torch.cat([self.root.expand(len(batch.words), 1, -1), contexts[-1]], 1)
        loss = _cross_entropy(self._arcs(contexts[-1], heads, batch), batch.heads)
        loss = loss + _cross_entropy(self._relations(contexts[-1], heads, batch), batch.relations)
        for layer, wanted in ((self.tags, batch.tags), (self.xpos, batch.xpos)):
            loss = loss + of_tags * _cross_entropy(layer(contexts[0]), wanted)
        return loss

    def inputs(self, words: Tensor, own_words: Tensor) -> Tensor:
        """What words that are known add to the input."""
        return self.words(self.word_vectors[words]) + self.own_words(own_words)

    def token_inputs(self, tokens: Tensor, own_tokens: Tensor) -> Tensor:
        """What tokens add to the input."""
        return self.tokens(self.token_vectors[tokens]) + self.own_tokens(own_tokens)

    def _contexts(self, batch: Batch) -> list[Tensor]:
        """What each layer gives."""
        is_known = (batch.words > 0) | (batch.own_words > 0)
        if self.training:
            is_known &= torch.rand(batch.words.shape) > self.dropout.words
        known = torch.where(is_known.unsqueeze(-1), self.inputs(batch.words, batch.own_words), self.unknown)
        count = ((batch.tokens > 0) | (batch.own_tokens > 0)).sum(-1, keepdim=True).clamp(min=1)
        parts = self.token_inputs(batch.tokens, batch.own_tokens).sum(2) / count
        values = self._drop(known + parts + self.shapes(batch.shapes).sum(2), self.dropout.input)
        contexts = []
        for layer in self.layers:
            packed = pack_padded_sequence(values, batch.lengths, batch_first=True, enforce_sorted=False)
            values = self._drop(pad_packed_sequence(layer(packed)[0], batch_first=True)[0], self.dropout.layers)
            contexts.append(values)
        return contexts

    def _arcs(self, words: Tensor, heads: Tensor, batch: Batch) -> Tensor:
        wanted = self.arc_pair(self._drop(functional.relu(self.arc_word(words)), self.dropout.arcs))
        offered = self._drop(functional.relu(self.arc_head(heads)), self.dropout.arcs)
        possible = functional.pad(batch.mask, (1, 0), value=True).unsqueeze(1)
        scores = (wanted @ offered.transpose(1, 2)).masked_fill(~possible, _FAR)
        itself = torch.eye(words.shape[1], dtype=torch.bool)
        return scores.masked_fill(functional.pad(itself, (1, 0)), _FAR)

    def _relations(self, words: Tensor, heads: Tensor, batch: Batch) -> Tensor:
        places = batch.heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, heads.shape[-1])
        pairs = self.relation_word(words) + self.relation_head(heads.gather(1, places))
        return self.relation(self._drop(functional.relu(pairs), self.dropout.arcs))

    def _drop(self, values: Tensor, share: float) -> Tensor:
        """The same values are left out at every word of a sentence."""
        if not self.training:
            return values
        kept = values.new_empty(values.shape[0], 1, values.shape[2]).bernoulli_(1 - share) / (1 - share)
        return values * kept


def _below_zero_row(vectors: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(np.concatenate([np.zeros((1, vectors.shape[1]), dtype=np.float32), vectors]))


def _zero_vectors(count: int, size: int) -> nn.Embedding:
    vectors = nn.Embedding(count + 1, size, padding_idx=0)
    nn.init.zeros_(vectors.weight)
    return vectors


def _cross_entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    """The mean over what is annotated."""
    given = wanted != MISSING
    if not given.any():
        return scores.new_zeros(())
    return functional.cross_entropy(scores[given], wanted[given])


def network_bytes(network: Network) -> bytes:
    """All weights but those of words and tokens, in the order of `load_network` in `parse.hpp`."""
    parts: list[NDArray[np.float32]] = [_array(network.unknown), _array(network.shapes.weight)]
    for layer in network.layers:
        for suffix in ("", "_reverse"):
            weights = [
                _array(getattr(layer, f"{name}_l0{suffix}"))
                for name in ("weight_ih", "bias_ih", "bias_hh", "weight_hh")
            ]
            parts += [_panels(weights[0]), weights[1] + weights[2], _panels(weights[3])]
    parts.append(_array(network.root))
    for dense in (network.arc_word, network.arc_pair, network.arc_head, network.relation_word):
        parts += [_panels(_array(dense.weight)), _array(dense.bias)]
    parts.append(_panels(_array(network.relation_head.weight)))
    parts += [_panels(_array(network.relation.weight)), _padded_columns(_array(network.relation.bias))]
    return b"".join(np.ascontiguousarray(part, dtype="<f4").tobytes() for part in parts)


def _array(values: Tensor) -> NDArray[np.float32]:
    return np.asarray(values.detach().numpy(), dtype=np.float32)


def _padded_columns(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Outputs up to a multiple of PANEL, the last ones 0."""
    more = -len(weights) % PANEL
    return np.pad(weights, [(0, more)] + [(0, 0)] * (weights.ndim - 1))


def _panels(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights (outputs x inputs) as panels of PANEL outputs: [panel][input][output]."""
    padded = _padded_columns(weights)
    return padded.reshape(-1, PANEL, weights.shape[1]).transpose(0, 2, 1)
