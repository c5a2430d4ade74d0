"""Gold words: sentences of CoNLL-U, and of the text form."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tieng.errors import InputError
from tieng.training.treebank import Tree, read_lines, read_treebank


@dataclass(frozen=True)
class GoldSentence:
    """A sentence whose words are known.

    Attributes:
        text: The forms, apart by a space unless MISC says `SpaceAfter=No`.
        words: Start and end of each word in `text`, code points.
    """

    text: str
    words: tuple[tuple[int, int], ...]


def read_gold(path: str | os.PathLike[str]) -> list[GoldSentence]:
    """The sentences of a file: the text form, a sentence a line, where its name ends in `.txt`; CoNLL-U otherwise.

    Raises:
        InputError: The file cannot be read or has no sentences; for CoNLL-U, see `read_treebank`.
    """
    if Path(path).suffix != ".txt":
        return [sentence_of(tree) for tree in read_treebank(path)]
    sentences = [_of_text_form(line) for line in read_lines(path) if line.strip()]
    if not sentences:
        raise InputError(f"{path}: expected sentences a line each, got none")
    return sentences


def sentence_of(tree: Tree) -> GoldSentence:
    """The words of a tree and the text that they stand in."""
    return _sentence((row.form, row.glued) for row in tree)


def _of_text_form(line: str) -> GoldSentence:
    return _sentence((word.replace("_", " "), False) for word in line.split())


def _sentence(forms: Iterable[tuple[str, bool]]) -> GoldSentence:
    text = ""
    words = []
    for form, glued in forms:
        words.append((len(text), len(text) + len(form)))
        text += form if glued else form + " "
    return GoldSentence(text.rstrip(" "), tuple(words))
