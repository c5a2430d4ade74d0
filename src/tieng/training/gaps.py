"""Single gaps of raw text that a reader decided: a table of places in texts that it does not copy.

Columns, after a header line, apart by tabs: text, line, start, end, joins, splits. `text` is the name of a file before
its first dot; the line counts from 1, lines ending at U+000A only; start and end are a sentence in it. Joins and splits
are the spaces of that sentence that stand inside a word and between two; of all others nothing is known. All offsets
count code points from the start of the line; lists are apart by commas, `-` is the empty list.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np

from tieng.errors import InputError
from tieng.training.marks import JOIN, SPLIT, UNMARKED, MarkedText, stream_lines
from tieng.training.treebank import read_lines

Lines: TypeAlias = Mapping[int, str]


class Row(NamedTuple):
    """A row of a table, and where it stands."""

    where: str
    text: str
    line: int
    start: int
    end: int
    joins: Sequence[int]
    splits: Sequence[int]

    @classmethod
    def read(cls, where: str, row: str) -> Row:
        """Raises InputError."""
        try:
            text, line, start, end, joins, splits = row.split("\t")
            return cls(where, text, int(line), int(start), int(end), _places(joins), _places(splits))
        except ValueError:
            raise InputError(f"{where}: expected text, line, start, end, joins, splits, got {row!r}") from None


def _places(column: str) -> Sequence[int]:
    return [] if column == "-" else [int(place) for place in column.split(",")]


def read_gaps(paths: Iterable[str | os.PathLike[str]], texts: Iterable[str | os.PathLike[str]]) -> MarkedText:
    """The sentences of tables, with their gaps marked.

    Args:
        paths: The tables.
        texts: The files that they speak of, plain or compressed by xz.

    Raises:
        InputError: A row is not as it should be, or its text is not among those given or has no such place.
    """
    rows = [row for path in paths for row in _rows(path)]
    files = {Path(text).name.partition(".")[0]: Path(text) for text in texts}
    lines = {name: _lines(file, {row.line for row in rows if row.text == name}) for name, file in files.items()}
    sentences = [_marked(row, lines) for row in rows]
    marks = [np.zeros(0, np.uint8), *(sentence.marks for sentence in sentences)]
    return MarkedText("\n".join(sentence.text for sentence in sentences), np.concatenate(marks))


def _rows(path: str | os.PathLike[str]) -> Iterator[Row]:
    for number, line in enumerate(read_lines(path), 1):
        if line and number > 1:
            yield Row.read(f"{path}:{number}", line)


def _lines(file: Path, numbers: set[int]) -> Lines:
    """These lines of a file, by their numbers."""
    return {number: line for number, line in enumerate(stream_lines(file), 1) if number in numbers}


def _marked(row: Row, texts: Mapping[str, Lines]) -> MarkedText:
    if row.text not in texts:
        raise InputError(f"{row.where}: expected a text among {', '.join(sorted(texts)) or 'none'}, got {row.text}")
    line = texts[row.text].get(row.line, "")
    if not 0 <= row.start < row.end <= len(line):
        raise InputError(f"{row.where}: expected a part of line {row.line} of {row.text}, got {row.start} to {row.end}")
    text = line[row.start : row.end]
    marks = np.full(len(text) + 1, UNMARKED, np.uint8)
    for places, mark in ((row.joins, JOIN), (row.splits, SPLIT)):
        for place in places:
            if not (row.start <= place < row.end and line[place] == " "):
                raise InputError(f"{row.where}: expected a space at {place}, got {line[place : place + 1]!r}")
            marks[place - row.start] = mark
    return MarkedText(text, marks)
