"""Shapes of a sentence as the model sees them: capitals throughout are small letters."""

from __future__ import annotations

import unicodedata

import pytest
from oracle import LOWER, LOWER_FOREIGN, NUMBER, kernel_words
from tiny import TinyModel

# Joins two words in small letters, alone or before a number, of which only the first may be foreign.
SMALL = TinyModel(
    shapes={first << 8 | LOWER << 4 | last: 9 for first in (LOWER, LOWER_FOREIGN) for last in (0, NUMBER)}
)


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        ("nhà máy", True),
        ("NHÀ MÁY", True),
        ("NHÀ MÁY 5", True),
        ("Ở NHÀ", True),
        ("Nhà máy", False),
        ("NHÀ máy", False),
        ("nhà MÁY", False),
        ("Ở nhà", False),
        ("Ơ Ở", True),
        ("F NHÀ", True),
        ("OPEC HỌP", True),
        ("OPEC họp", False),
        ("Ô-TÔ NHÀ", True),
        ("Ô-tô MÁY", False),
        ("iPhone MÁY", False),
    ],
)
def test_a_sentence_in_capitals_is_seen_in_small_letters(text: str, joins: bool) -> None:
    for form in ("NFC", "NFD"):
        words = kernel_words(SMALL.segmenter(), unicodedata.normalize(form, text))
        assert (len(words[0]) == 2) == joins, form


def test_each_sentence_is_told_apart() -> None:
    assert [len(word) for word in kernel_words(SMALL.segmenter(), "NHÀ MÁY\nNhà máy\nNHÀ MÁY")] == [2, 1, 1, 2]
