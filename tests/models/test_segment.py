"""The shipped segmentation model against its card, and against the golden tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from golden_tables import GOLDEN, raw_lines, rows

import tieng
from tieng.document import Document, Sentence, Token, Word
from tieng.training.evaluation import WordScores, score_words
from tieng.training.gold import read_gold
from tieng.training.writings import WRITINGS, to_lower, to_upper

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


@pytest.mark.parametrize("table", ["news", "blind", "blind-2"])
def test_the_annotated_sentences(table: str, reader: tieng.Reader, shared_data: Path) -> None:
    annotated = rows(f"{table}.tsv")
    texts = {name: raw_lines(shared_data, name) for name in {row[0] for row in annotated}}
    scores = WordScores()
    for name, number, start, end, joins, either in annotated:
        text = texts[name][int(number) - 1]
        score_sentence(scores, reader.read(text), int(start), int(end), places(joins), places(either))
    assert 100 * scores.f1 == pytest.approx(reader.model.card["scores"][f"{table}.tsv, words F1"], abs=0.005)


def test_capitals_throughout_change_nothing(reader: tieng.Reader) -> None:
    same = 0
    for _, text, _ in rows("segment.tsv"):
        lower, upper = reader.read(to_lower(text)), reader.read(to_upper(text))
        if spans(lower.tokens) == spans(upper.tokens) and spans(lower.sentences) == spans(upper.sentences):
            assert spans(upper.words) == spans(lower.words), text
            same += 1
    assert same > 500


def spans(parts: Iterable[Token | Sentence | Word]) -> list[tuple[int, int]]:
    return [(part.start, part.end) for part in parts]


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
