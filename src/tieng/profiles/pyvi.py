"""The profile `pyvi`: what `pyvi.ViTokenizer.tokenize` 0.1.1 gives, to the letter.

Its tokens, its features, its CRF with CRFsuite's sums, and its rules are in `kernel/pyvi*.hpp`; its weights and its
word list in the model file `pyvi`, made by `tools/convert_pyvi.py`. As in pyvi, what a letter, a digit or a capital is
and how text is composed (NFC) is what the running Python says.

Where the profile differs from a call of pyvi:

- a text is read a line at a time and its line feeds stay. pyvi takes a line feed for a token;
- a text with a lone surrogate, on which pyvi raises UnicodeEncodeError, is read as if its surrogates were marks that
  the model does not know;
- no text takes quadratic time.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

from tieng.errors import ModelFormatError
from tieng.kernel import Dictionary, PyviSegmenter
from tieng.models.format import Model
from tieng.text.normal import Origins, compose, compose_with_origins

__all__ = ["TASK", "Pyvi"]

TASK = "pyvi"
SECTIONS = ("words", "word_ends", "word_weights", "pairs", "triples", "attribute_weights", "transitions")

Arrays = tuple["array[int]", "array[int]", bytes, "array[int]", "array[int]"]
Forms = Sequence[str]
RawArrays = tuple["array[int]", "array[int]", bytes, "array[int]", "array[int]", "Forms | None"]


class Pyvi:
    """Finds words as pyvi does. Safe to share between threads."""

    def __init__(self, model: Model, dictionary: Dictionary | None = None) -> None:
        """Of the model that holds pyvi's weights; a dictionary changes what pyvi would join.

        Raises:
            ModelFormatError: The model is for another task, or damaged.
        """
        model.require_task(TASK)
        sections = {name: model.section(name) for name in SECTIONS}
        try:
            self._kernel = PyviSegmenter(**sections, dictionary=dictionary)
        except ValueError as error:
            raise ModelFormatError(f"{model.path}: {error}") from None
        self._glue = "_" if dictionary is None else ""  # between glued tokens of a word

    def segment(self, text: str) -> str:
        """What pyvi gives for each line of the text, with the line feeds between them.

        Example:
            >>> import tieng
            >>> tieng.load(profile="pyvi").segment("Trường đại học Bách Khoa Hà Nội, 1.000 sinh viên")
            'Trường đại_học Bách_Khoa Hà_Nội , 1.000 sinh_viên'
        """
        if compose(text) is text:
            return self._kernel.segment(text)
        return "\n".join(map(self._segment_line, text.split("\n")))

    def _segment_line(self, line: str) -> str:
        composed = compose(line)
        return line if composed.isspace() else self._kernel.segment(composed)  # pyvi gives white space back as it was

    def segment_bytes(self, data: bytes, begun: bool = False, last: bool = True) -> tuple[bytes, int]:
        """The text form of UTF-8 and the number of bytes read; where `last` is false, whole lines only are read."""
        lines = data if last else data[: data.rfind(b"\n") + 1]
        try:
            text = lines.decode(errors=(errors := "surrogatepass"))
        except UnicodeDecodeError:
            text = lines.decode(errors=(errors := "surrogateescape"))
        return self.segment(text).encode(errors=errors), len(lines)

    def words(self, text: str) -> list[str]:
        """The words of a text as they stand in it."""
        starts, ends, _, words, _, _ = self.read(text)
        return [text[starts[first] : ends[after - 1]] for first, after in pairwise([*words, len(starts)])]

    def read(self, text: str) -> RawArrays:
        """The arrays of a document, spans of the raw text, and the forms of its words where they differ from it.

        Each line is a sentence. Words that are parts of one raw code point are one word; it has their forms, with a
        space between them.

        Raises:
            OverflowError: The text has 2**32 code points or more.
        """
        composed, origins = compose_with_origins(text)
        arrays, glued = self._kernel.read(composed)
        if origins is None:
            return *arrays, _forms(text, arrays) if glued and self._glue else None
        return _to_raw(composed, arrays, origins, self._glue)


def _forms(text: str, arrays: Arrays) -> Forms:
    """The forms of words as pyvi writes them, with `_` even between tokens that are glued in the text."""
    starts, ends, _, words, _ = arrays
    tokens = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return ["_".join(tokens[first:after]) for first, after in pairwise([*words, len(tokens)])]


def _to_raw(composed: str, arrays: Arrays, origins: Origins, glue: str) -> RawArrays:
    starts, ends, kinds, words, sentences = arrays
    raw = _Growing()
    begins_word, begins_sentence = set(words), {words[number] for number in sentences}
    end_before = -1
    for token, (start, end) in enumerate(zip(starts, ends, strict=True)):
        raw.add(
            origins.starts[start],
            origins.ends[end - 1],
            kinds[token],
            composed[start:end],
            joint=" " if token in begins_word else glue if start == end_before else "_",
            begins_sentence=token in begins_sentence,
        )
        end_before = end
    return raw.starts, raw.ends, bytes(raw.kinds), raw.words, raw.sentences, raw.forms


class _Growing:
    """The arrays of a document while they grow token by token."""

    def __init__(self) -> None:
        self.starts, self.ends, self.words, self.sentences = array("I"), array("I"), array("I"), array("I")
        self.kinds = bytearray()
        self.forms: list[str] = []

    def add(self, start: int, end: int, kind: int, form: str, *, joint: str, begins_sentence: bool) -> None:
        """Adds a token, or adds it to the last one where both come from one raw code point.

        `joint` stands between it and the token before it in the text form: a space where a word begins.
        """
        whole = not self.ends or start >= self.ends[-1]
        if begins_sentence:
            self.sentences.append(len(self.words))
        if joint == " " and whole:
            self.words.append(len(self.starts))
            self.forms.append(form)
        else:
            self.forms[-1] += joint + form
        if whole:
            self.starts.append(start)
            self.ends.append(end)
            self.kinds.append(kind)
        else:
            self.ends[-1] = end
