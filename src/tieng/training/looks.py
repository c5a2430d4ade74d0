"""What given words look like to a parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tieng.kernel import look
from tieng.tasks.segment import known_words

if TYPE_CHECKING:
    from tieng.kernel._core import Looks


def look_at_words(sentences: Sequence[Sequence[str]]) -> Looks:
    """Keys and shapes of the words of sentences; the syllables of a word are apart by a space."""
    text, starts, ends, _, words, firsts = known_words(sentences)
    return look(text, starts, ends, words, firsts)
