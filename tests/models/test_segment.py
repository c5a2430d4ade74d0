"""The shipped segmentation model against its card, and against the golden tables."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from golden_tables import GOLDEN, rows

import tieng
from tieng.document import Document
from tieng.training.evaluation import WordScores, score_words
from tieng.training.gold import read_gold
from tieng.training.writings import WRITINGS

FAILING = set((GOLDEN / "segment.failing.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(("name", "text", "expected"), rows("segment.tsv"))
def test_golden_words(name: str, text: str, expected: str, reader: tieng.Reader) -> None:
    if name in FAILING:
        assert reader.segment(text) != expected, f"{name} is right now: take it out of segment.failing.txt"
    else:
        assert reader.segment(text) == expected


@pytest.mark.parametrize("case", WRITINGS)
def test_the_scores_of_the_card(case: str, reader: tieng.Reader, shared_data: Path) -> None:
    gold = read_gold(shared_data / "gold" / "vtb" / "vi_vtb-ud-test.conllu")
    expected = reader.model.card["scores"]["VTB test, words F1"][case]
    assert 100 * score_words(reader.read, gold, WRITINGS[case]).f1 == pytest.approx(expected, abs=0.005)


def test_the_annotated_news(reader: tieng.Reader, shared_data: Path) -> None:
    lines = news_lines(shared_data)
    scores = WordScores()
    for number, start, end, joins, either in rows("news.tsv"):
        text = lines[int(number) - 1]
        score_sentence(scores, reader.read(text), int(start), int(end), places(joins), places(either))
    assert 100 * scores.f1 == pytest.approx(reader.model.card["scores"]["annotated news, words F1"], abs=0.005)


def news_lines(shared_data: Path) -> list[str]:
    return lzma.decompress((shared_data / "raw" / "news.txt.xz").read_bytes()).decode().split("\n")


def places(column: str) -> set[int]:
    return set() if column == "-" else {int(place) for place in column.split(",")}


def score_sentence(
    scores: WordScores, document: Document, start: int, end: int, joins: set[int], either: set[int]
) -> None:
    """Counts the words of one sentence; at a place where either is right, what was found is."""
    tokens = [(t.start, t.end) for t in document.tokens if start <= t.start and t.end <= end]
    found = [(w.start, w.end) for w in document.words if start <= w.start and w.end <= end]
    inside = {place for word in document.words for place in range(word.start, word.end)}
    gold = [tokens[0]]
    for first, last in tokens[1:]:
        before = gold[-1][1]
        if before in joins or (before in either and before in inside):
            gold[-1] = (gold[-1][0], last)
        else:
            gold.append((first, last))
    scores.add(document.text, gold, found)
