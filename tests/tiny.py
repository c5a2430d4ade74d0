"""Tiny models made by hand."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tieng.kernel import (
    FLAG_CONTINUES,
    FLAG_LISTED,
    FLAG_NAMED,
    MATCH_CONTEXTS,
    OUTSIDE_KEY,
    SHAPE_CONTEXTS,
    WINDOW,
    Segmenter,
    build_ngrams,
    ngram_hash,
    spelling_key,
)
from tieng.models.format import write_model
from tieng.tasks.segment import BARE, TEMPLATE

Keys = tuple[int, ...]
NO_WEIGHTS = (0,) * WINDOW
PLAIN, SHAPES_RIGHT, SHAPES_LEFT = 0, 1, 2  # families of n-grams, features.hpp


@dataclass
class Ngram:
    """What a table holds of one n-gram."""

    weights: tuple[int, ...] = NO_WEIGHTS
    listed: bool = False
    named: bool = False
    continues: bool = False

    @property
    def flags(self) -> int:
        return FLAG_LISTED * self.listed | FLAG_NAMED * self.named | FLAG_CONTINUES * self.continues


@dataclass
class TinyModel:
    """A model as dicts: n-grams by family and keys, contexts by number. What is absent weighs nothing."""

    ngrams: dict[tuple[int, Keys], Ngram] = field(default_factory=dict)
    shapes: dict[int, int] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)
    names: dict[int, int] = field(default_factory=dict)
    intercept: int = 0
    bare: TinyModel | None = None  # for sentences without diacritics

    def add(
        self, words: str, weights: Mapping[int, int] | None = None, *, listed: bool = False, named: bool = False
    ) -> TinyModel:
        """Weighs an n-gram of words apart by spaces, `^` and `$` are the ends of the sentence; flags its prefixes."""
        keys = keys_of(words)
        entry = self.entry(keys, PLAIN, weights or {})
        entry.listed |= listed
        entry.named |= named
        for length in range(1, len(keys)):
            self.entry(keys[:length], PLAIN, {}).continues = True
        return self

    def entry(self, keys: Keys, family: int, weights: Mapping[int, int]) -> Ngram:
        entry = self.ngrams.setdefault((family, keys), Ngram())
        entry.weights = tuple(weights.get(k, weight) for k, weight in enumerate(entry.weights))
        return entry

    def sections(self) -> dict[str, bytes]:
        hashes = array("Q", [ngram_hash(keys, family) for family, keys in self.ngrams])
        weights = memoryview(bytes(weight & 0xFF for entry in self.ngrams.values() for weight in entry.weights))
        rows = weights.cast("b", [len(self.ngrams), WINDOW]) if self.ngrams else _no_rows()
        flags = bytes(entry.flags for entry in self.ngrams.values())
        return {
            "ngrams": build_ngrams(hashes, rows, flags),
            "shapes": _contexts(self.shapes, SHAPE_CONTEXTS, self.intercept),
            "words": _contexts(self.words, MATCH_CONTEXTS, 0),
            "names": _contexts(self.names, MATCH_CONTEXTS, 0),
        }

    def segmenter(self) -> Segmenter:
        return Segmenter([*self.sections().values()], self.bare and [*self.bare.sections().values()])

    def write(self, path: Path) -> Path:
        bare = {BARE + name: section for name, section in self.bare.sections().items()} if self.bare else {}
        write_model(path, {"task": "segment", "template": TEMPLATE}, self.sections() | bare)
        return path


def keys_of(words: str) -> Keys:
    return tuple(OUTSIDE_KEY if word in ("^", "$") else spelling_key(word) for word in words.split())


def _contexts(values: Mapping[int, int], size: int, others: int) -> bytes:
    table = array("h", [others]) * size
    for context, value in values.items():
        table[context] = others + value
    return table.tobytes()


def _no_rows() -> memoryview:
    return memoryview(bytes(WINDOW)).cast("b", [1, WINDOW])[:0]
