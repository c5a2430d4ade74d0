"""Sentences whose spaces are marked: what training learns from.

Gold sentences say of every space whether it lies inside a word. Votes are two segmenters' opinions, one sentence a
line: `_` both join, a space both split, `>` only the first joins, `<` only the second joins.
"""

from __future__ import annotations

import lzma
import os
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from tieng.errors import InputError
from tieng.training.gold import GoldSentence
from tieng.training.writings import to_upper

SPLIT, JOIN, FIRST_JOINS, SECOND_JOINS, UNMARKED = range(5)
_MARKS = {" ": SPLIT, "_": JOIN, ">": FIRST_JOINS, "<": SECOND_JOINS}
_VOTE = re.compile(r"(?<=\S)[_<>](?=\S)")


@dataclass(frozen=True)
class MarkedText:
    """Sentences and what is known of their spaces.

    Attributes:
        text: The sentences, one a line.
        marks: One of SPLIT, JOIN, FIRST_JOINS, SECOND_JOINS, UNMARKED for each code point of `text`; what stands at
            other places than spaces has no meaning.
    """

    text: str
    marks: NDArray[np.uint8]

    def changed(self, change: Callable[[str], str]) -> MarkedText:
        """The same marks on the text in another case; the change must keep its length."""
        return MarkedText(change(self.text), self.marks)


def half_in_capitals(marked: MarkedText) -> MarkedText:
    """The sentences with their first half in capitals, as leads and headlines are printed.

    The capitals end at the first space from the middle on that does not lie inside a word; where there is none, the
    whole sentence is in capitals.

    Example:
        >>> half_in_capitals(mark_votes(["chiều nay nhà_máy cháy"])).text
        'CHIỀU NAY NHÀ MÁY cháy'
    """
    parts = []
    start = 0
    for line in marked.text.split("\n"):
        end = _word_end(line, marked.marks[start : start + len(line)])
        parts.append(to_upper(line[:end]) + line[end:])
        start += len(line) + 1
    return MarkedText("\n".join(parts), marked.marks)


def _word_end(line: str, marks: NDArray[np.uint8]) -> int:
    """The first space from the middle on that no one calls a part of a word, or the end."""
    at = line.find(" ", len(line) // 2)
    while at >= 0 and marks[at] in (JOIN, FIRST_JOINS, SECOND_JOINS):
        at = line.find(" ", at + 1)
    return at if at >= 0 else len(line)


def mark_gold(sentences: Iterable[GoldSentence]) -> MarkedText:
    """The gold sentences with each space marked SPLIT or JOIN."""
    texts = []
    marks = []
    for sentence in sentences:
        own = np.full(len(sentence.text) + 1, SPLIT, np.uint8)
        for start, end in sentence.words:
            own[start:end] = JOIN
        texts.append(sentence.text)
        marks.append(own)
    return MarkedText("\n".join(texts), np.concatenate(marks) if marks else np.zeros(0, np.uint8))


def mark_votes(lines: Iterable[str]) -> MarkedText:
    """Lines of votes as text with marks."""
    voted = "\n".join(lines)
    text = _VOTE.sub(" ", voted)
    codes = np.frombuffer(voted.encode("utf-32-le", "surrogatepass"), np.uint32)
    marks = np.full(len(codes), UNMARKED, np.uint8)
    for char, mark in _MARKS.items():
        marks[codes == ord(char)] = mark
    return MarkedText(text, marks)


def read_votes(path: str | os.PathLike[str], held_out: Container[str] = ()) -> Iterator[str]:
    """The lines of a file of votes, plain or compressed by xz, without those whose text is held out.

    Raises:
        InputError: The file cannot be read.
    """
    return (line for line in stream_lines(path) if _VOTE.sub(" ", line) not in held_out)


def overrule(lines: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """The lines of votes, with these words joined where both segmenters split them: neither knew the word.

    Args:
        lines: Votes, as `read_votes` gives them.
        words: Words of two syllables, apart by a space.
    """
    pairs = {tuple(word.lower().split()) for word in words}
    for line in lines:
        chunks = line.split(" ")
        spaces = ["_" if (one.lower(), other.lower()) in pairs else " " for one, other in pairwise(chunks)]
        yield "".join(chain.from_iterable(zip(chunks, [*spaces, ""], strict=True)))


def stream_lines(path: str | os.PathLike[str]) -> Iterator[str]:
    """The lines of a file of UTF-8 text, plain or compressed by xz, one at a time and without their ends.

    Raises:
        InputError: The file cannot be read.
    """
    try:
        with _open_text(Path(path)) as file:
            for line in file:
                yield line.rstrip("\n")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: expected lines of UTF-8 text, plain or .xz: {error}") from None


def _open_text(path: Path) -> IO[str]:
    return lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
