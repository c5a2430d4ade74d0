"""Reads the tables in tests/golden: a case a line, columns apart by a tab, escapes as in Python."""

from __future__ import annotations

import lzma
import re
from pathlib import Path
from typing import NamedTuple

GOLDEN = Path(__file__).parent / "golden"
_ESCAPE = re.compile(r"\\(?:([ntr\\])|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


class Case(NamedTuple):
    id: str
    text: str
    expected: list[str]
    kinds: list[str] | None


def read_cases(name: str) -> list[Case]:
    lines = (GOLDEN / name).read_text(encoding="utf-8").split("\n")
    return [_case(line) for line in lines if line and not line.startswith("#")]


def _case(line: str) -> Case:
    name, text, expected, *kinds = line.split("\t")
    return Case(name, _plain(text), _parts(expected), kinds[0].split("|") if kinds else None)


def _parts(column: str) -> list[str]:
    return [_plain(part) for part in column.split("|")] if column else []


def _plain(column: str) -> str:
    def replace(found: re.Match[str]) -> str:
        letter, *codes = found.groups()
        return _LETTERS[letter] if letter else chr(int(codes[0] or codes[1], 16))

    return _ESCAPE.sub(replace, column)


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of a table with a header and no escapes, without comments."""
    lines = (GOLDEN / name).read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")][1:]


def raw_lines(shared_data: Path, name: str) -> list[str]:
    """The lines of a raw text as the tables of places count them: they end at U+000A only."""
    return lzma.decompress((shared_data / "raw" / f"{name}.txt.xz").read_bytes()).decode().split("\n")
