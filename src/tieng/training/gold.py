"""Reading gold words: CoNLL-U, and the text form."""

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
    """The sentences of a file: the text form, a sentence a line, where its name ends in `.txt`; CoNLL-U otherwise.

    Of CoNLL-U, multiword ranges (`3-4`) and empty nodes (`3.1`) are passed over.

    Raises:
        InputError: The file cannot be read, has no sentences, or a line of CoNLL-U does not have ten columns.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8, got something else at byte {error.start}") from None
    text_form = Path(path).suffix == ".txt"
    sentences = _read_text_form(lines) if text_form else _read_conllu(path, lines)
    if not sentences:
        raise InputError(f"{path}: expected sentences {'a line each' if text_form else 'in CoNLL-U'}, got none")
    return sentences


def _read_text_form(lines: list[str]) -> list[GoldSentence]:
    return [_sentence([(word.replace("_", " "), False) for word in line.split()]) for line in lines if line.strip()]


def _read_conllu(path: str | os.PathLike[str], lines: list[str]) -> list[GoldSentence]:
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
    return sentences


def _sentence(forms: list[tuple[str, bool]]) -> GoldSentence:
    text = ""
    words = []
    for form, glued in forms:
        words.append((len(text), len(text) + len(form)))
        text += form if glued else form + " "
    return GoldSentence(text.rstrip(" "), tuple(words))
