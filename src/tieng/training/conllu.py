"""Reading gold words from CoNLL-U."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tieng.errors import InputError


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
    """The sentences of a CoNLL-U file. Multiword ranges (`3-4`) and empty nodes (`3.1`) are passed over.

    Raises:
        InputError: The file cannot be read, or a line does not have ten columns.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8, got something else at byte {error.start}") from None
    sentences = []
    forms: list[tuple[str, bool]] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            columns = line.split("\t")
            if len(columns) != 10:
                raise InputError(f"{path}:{number}: expected 10 columns of CoNLL-U, got {len(columns)}")
            if columns[0].isdigit():
                forms.append((columns[1], "SpaceAfter=No" in columns[9].split("|")))
        elif forms:
            sentences.append(_sentence(forms))
            forms = []
    if not sentences:
        raise InputError(f"{path}: expected sentences in CoNLL-U, got none")
    return sentences


def _sentence(forms: list[tuple[str, bool]]) -> GoldSentence:
    text = ""
    words = []
    for form, glued in forms:
        words.append((len(text), len(text) + len(form)))
        text += form if glued else form + " "
    return GoldSentence(text.rstrip(" "), tuple(words))
