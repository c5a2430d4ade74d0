"""The shipped model decides every gap of real text as the slow scorer in tests/oracle.py does.

The slow scorer reads the model's file on its own: an n-gram is found by its hash in a dictionary of all entries.
TIENG_GAPS=1000000 asks for as many gaps as the benchmarks' notes speak of.
"""

from __future__ import annotations

import lzma
import os
import struct
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import oracle
import pytest
from golden_tables import rows
from tiny import Keys, Ngram

import tieng
from tieng.kernel import FLAG_CONTINUES, FLAG_LISTED, FLAG_NAMED, ngram_hash
from tieng.models.format import Model
from tieng.tasks.segment import BARE
from tieng.text.diacritics import strip_diacritics
from tieng.training.writings import to_upper

GAPS = int(os.environ.get("TIENG_GAPS", "30000"))
ENTRIES = 5
_LINE = struct.Struct("<I5I40b")
_BITS = 3
_FILTER = 16
_64 = (1 << 64) - 1


class Table:
    """An n-gram table as a mapping from family and keys, after the words of ngrams.hpp."""

    def __init__(self, lines: memoryview) -> None:
        self.lines = list(_LINE.iter_unpack(lines))
        self.known: dict[tuple[int, Keys], Ngram | None] = {}

    def get(self, name: tuple[int, Keys]) -> Ngram | None:
        if name not in self.known:
            self.known[name] = self.find(ngram_hash(name[1], name[0]))
        return self.known[name]

    def __getitem__(self, name: tuple[int, Keys]) -> Ngram:
        entry = self.get(name)
        assert entry is not None
        return entry

    def __contains__(self, name: tuple[int, Keys]) -> bool:
        return self.get(name) is not None

    def find(self, hashed: int) -> Ngram | None:
        tag = hashed & 0xFFFFFFFF or 1
        at = (hashed >> 32) * len(self.lines) >> 32
        for _ in self.lines:
            meta, *rest = self.lines[at]
            tags, weights = rest[:ENTRIES], rest[ENTRIES:]
            if tag in tags:
                i = tags.index(tag)
                flags = meta >> i * _BITS
                own = tuple(weights[i * 8 : i * 8 + 8])
                return Ngram(own, *(bool(flags & flag) for flag in (FLAG_LISTED, FLAG_NAMED, FLAG_CONTINUES)))
            if not meta >> _FILTER + (tag >> 28) & 1:
                break
            at = (at + 1) % len(self.lines)
        return None


class Contexts:
    """A table of contexts as a mapping."""

    def __init__(self, section: memoryview) -> None:
        self.weights = section.cast("h")

    def get(self, context: int, default: int) -> int:
        del default
        return self.weights[context]


class SlowModel:
    """A model file as the slow scorer wants it: in the place of oracle's TinyModel."""

    intercept = 0

    def __init__(self, model: Model, prefix: str = "") -> None:
        self.model = model
        self.ngrams = Table(model.section(f"{prefix}ngrams"))
        self.shapes, self.words, self.names = (
            Contexts(model.section(prefix + name)) for name in ("shapes", "words", "names")
        )

    @cached_property
    def bare(self) -> SlowModel:
        return SlowModel(self.model, BARE)


@pytest.fixture(scope="module")
def slow(reader: tieng.Reader) -> SlowModel:
    return SlowModel(reader.model)


def agreed_gaps(reader: tieng.Reader, slow: SlowModel, texts: Iterable[str], wanted: int) -> int:
    """Compares text after text until so many open gaps were decided; returns how many were."""
    gaps = 0
    for text in texts:
        document = reader.read(text)
        joined = {gap for word in document.words for gap in range(word._first_token, word._end_token - 1)}
        token = 0
        for tokens in oracle.sentences_of(text):
            expected = oracle.joins(slow, tokens)
            assert [token + gap in joined for gap in range(len(expected))] == expected, text
            gaps += sum(map(oracle.is_open, tokens, tokens[1:]))
            token += len(tokens)
        if gaps >= wanted:
            break
    return gaps


def test_golden_cases(reader: tieng.Reader, slow: SlowModel) -> None:
    texts = [text for _, text, _ in rows("segment.tsv")]
    assert agreed_gaps(reader, slow, (*texts, *map(strip_diacritics, texts), *map(to_upper, texts)), GAPS) > 7500


def test_news(reader: tieng.Reader, slow: SlowModel, shared_data: Path) -> None:
    with lzma.open(shared_data / "raw" / "news.txt.xz", "rt", encoding="utf-8", newline="\n") as file:
        lines = (line for number, line in enumerate(file) if number % 7 == 0)
        texts = (strip_diacritics(line) if number % 5 == 0 else line for number, line in enumerate(lines))
        assert agreed_gaps(reader, slow, texts, GAPS) >= GAPS
