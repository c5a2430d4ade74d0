"""Reading trees: sentences of CoNLL-U with all that their columns say of each word."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tieng.document import Document, Sentence
from tieng.errors import InputError

NOTHING = "_"  # of a column that is not annotated
_COLUMNS = 10


class Row(NamedTuple):
    """A word as its line of CoNLL-U has it; NOTHING stands in columns that are not annotated.

    Attributes:
        form: Its letters; in Vietnamese a word's syllables are apart by a space.
        lemma: Its lemma.
        tag: UPOS, the universal part of speech.
        xpos: The treebank's own part of speech.
        features: `Name=Value` pairs, apart by `|`.
        head: The 1-based number of its head in the sentence; 0 for the root, None where there is no tree.
        relation: Its relation to the head.
        glued: Whether the next word follows without a space.
    """

    form: str
    lemma: str = NOTHING
    tag: str = NOTHING
    xpos: str = NOTHING
    features: str = NOTHING
    head: int | None = None
    relation: str = NOTHING
    glued: bool = False


Tree: TypeAlias = tuple[Row, ...]


def read_treebank(path: str | os.PathLike[str]) -> list[Tree]:
    """The sentences of a CoNLL-U file. Multiword ranges (`3-4`) and empty nodes (`3.1`) are passed over.

    Raises:
        InputError: The file cannot be read, has no sentences, a line does not have ten columns, or a head is no word
            of the sentence.
    """
    trees = list(_trees(path, read_lines(path)))
    if not trees:
        raise InputError(f"{path}: expected sentences in CoNLL-U, got none")
    return trees


def trees_of(document: Document) -> list[Tree]:
    """The sentences of a document as trees; layers that it does not have are NOTHING."""
    return [_tree(sentence) for sentence in document.sentences]


def _tree(sentence: Sentence) -> Tree:
    words = list(sentence.words)
    return tuple(
        Row(
            " ".join(token.text for token in word.tokens),
            tag=word.tag or NOTHING,
            xpos=word.xpos or NOTHING,
            head=word.head_number,
            relation=word.relation or NOTHING,
            glued=after is not None and word.end == after.start,
        )
        for word, after in zip(words, [*words[1:], None], strict=True)
    )


def read_lines(path: str | os.PathLike[str]) -> list[str]:
    """The lines of a UTF-8 file.

    Raises:
        InputError: The file cannot be read or is not UTF-8.
    """
    try:
        return Path(path).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8, got something else at byte {error.start}") from None


def _trees(path: str | os.PathLike[str], lines: Iterable[str]) -> Iterator[Tree]:
    rows: list[Row] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            columns = line.rstrip("\r").split("\t")
            if len(columns) != _COLUMNS:
                raise InputError(f"{path}:{number}: expected 10 columns of CoNLL-U, got {len(columns)}")
            if columns[0].isdecimal():
                rows.append(_row(f"{path}:{number}", columns))
        elif rows:
            _check_heads(f"{path}:{number}", rows)
            yield tuple(rows)
            rows = []


def _row(place: str, columns: list[str]) -> Row:
    _, form, lemma, tag, xpos, features, head, relation, _, misc = columns
    if head != NOTHING and not head.isdecimal():
        raise InputError(f"{place}: expected the number of a head, got {head!r}")
    number = None if head == NOTHING else int(head)
    return Row(form, lemma, tag, xpos, features, number, relation, "SpaceAfter=No" in misc.split("|"))


def _check_heads(place: str, rows: list[Row]) -> None:
    for row in rows:
        if row.head is not None and row.head > len(rows):
            raise InputError(f"{place}: expected heads up to {len(rows)} in the sentence before, got {row.head}")
