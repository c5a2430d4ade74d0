"""The profile `vncorenlp`: what VnCoreNLP's annotator `wseg` gives, to the letter, without Java.

VnCoreNLP (github.com/vncorenlp/VnCoreNLP) cuts tokens with regular expressions, ends sentences at marks, moves tone
marks (`hòa` becomes `hoà`), joins phrases of a vocabulary and capitalised names, and then lets ripple-down rules
decide again at each syllable: Nguyen et al., "A Fast and Accurate Vietnamese Word Segmenter", LREC 2018,
arXiv 1709.06307. All of that is in `kernel/vncorenlp*.hpp` and `kernel/rdr.hpp`; the vocabulary and the rules are two
files that the user has, and nothing of them is in this package.

Where the profile differs from a call of VnCoreNLP:

- a text is read a line at a time, as by its command line, and its line feeds stay;
- no text takes quadratic time or a deep stack. On tokens of many thousand characters, VnCoreNLP may end with a
  StackOverflowError;
- letters, digits and case are those of Java 17 (Unicode 13) in no particular language, whatever Java is there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tieng.errors import InputError, ModelFormatError, ModelNotFoundError
from tieng.kernel import RULE_WINDOW, Dictionary, RdrSegmenter
from tieng.profiles.java import read_string_set

__all__ = ["make_segmenter", "open_segmenter", "read_rules"]

VOCABULARY = "vi-vocab"
RULES = "wordsegmenter.rdr"
SOURCE = "both files are in the folder models/wordsegmenter of github.com/vncorenlp/VnCoreNLP"

LISTS = Path(__file__).with_name("vncorenlp.txt")
FLAGS = {"stand-alone": 1, "middle names": 2, "family names": 4}  # as in `enum List` in kernel/vncorenlp.hpp

# Where a question of a rule looks: the place in the window of syllables, and whether it asks for the tag.
HERE = RULE_WINDOW // 2
QUESTIONS = {
    "prevWord2": (HERE - 2, False),
    "prevTag2": (HERE - 2, True),
    "prevWord1": (HERE - 1, False),
    "prevTag1": (HERE - 1, True),
    "word": (HERE, False),
    "tag": (HERE, True),
    "nextWord1": (HERE + 1, False),
    "nextTag1": (HERE + 1, True),
    "nextWord2": (HERE + 2, False),
    "nextTag2": (HERE + 2, True),
}
DEEPEST = 7  # VnCoreNLP counts no more tabs than this

Question = tuple[int, bool, str]
Rule = tuple[int, bool, list[Question]]  # the number of its parent, whether a word begins, what it asks


def open_segmenter(model_dir: str | os.PathLike[str] | None, dictionary: Dictionary | None = None) -> RdrSegmenter:
    """What finds words as VnCoreNLP does, with the vocabulary and the rules in a folder.

    Args:
        model_dir: The folder with `vi-vocab` and `wordsegmenter.rdr`.
        dictionary: The user's words, which change what VnCoreNLP would join.

    Raises:
        InputError: There is no folder.
        ModelNotFoundError: One of the files is not there.
        ModelFormatError: One of the files is damaged.
    """
    if model_dir is None:
        raise InputError(f"expected a model_dir with the profile 'vncorenlp', got none; {SOURCE}")
    path = Path(model_dir, VOCABULARY)
    vocabulary_data, rules_data = _read_file(path), _read_file(path.with_name(RULES))
    try:
        vocabulary = read_string_set(vocabulary_data)
        path = path.with_name(RULES)
        rules = read_rules(rules_data)
    except ValueError as error:
        raise ModelFormatError(f"{path}: {error}; {SOURCE}") from None
    return make_segmenter(vocabulary, rules, dictionary)


def make_segmenter(
    vocabulary: Iterable[str], rules: Iterable[Rule], dictionary: Dictionary | None = None
) -> RdrSegmenter:
    """What finds words with a vocabulary and rules, and with the lists that RDRsegmenter has built in."""
    lists = _lists()
    forms = [(form, False) for form in lists["abbreviations"]] + [(form, True) for form in lists["exceptions"]]
    listed = [(word, flag) for name, flag in FLAGS.items() for word in lists[name]]
    return RdrSegmenter([*vocabulary, *lists["places"]], forms, listed, rules, dictionary)


def read_rules(data: bytes) -> list[Rule]:
    r"""The rules of `wordsegmenter.rdr`, in order; rule 0, the parent of the first ones, is not among them.

    Raises:
        ValueError: A line is not a rule; says which and what was expected.

    Example:
        >>> rules = b'''True : object.conclusion = "NN"
        ... \tobject.word == "ta" and object.prevTag1 == "" : object.conclusion = "I"'''
        >>> read_rules(rules)
        [(0, False, [(2, False, 'ta'), (1, True, '<T>')])]
    """
    lines = re.split("\r\n|[\r\n]", _decode(data))
    if not lines or not lines[0].startswith("True : "):
        raise ValueError('expected line 1 to start with "True : "' + (f", got {lines[0][:40]!r}" if lines else ""))
    rules: list[Rule] = []
    ancestors = [0]  # by depth
    for number, line in enumerate(lines[1:], start=2):
        condition = line.strip()
        if not condition or "cc:" in condition:
            continue
        try:
            depth = _depth(line, len(ancestors))
            begins, questions = _parse_rule(condition)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
        rules.append((ancestors[depth - 1], begins, questions))
        ancestors[depth:] = [len(rules)]
    return rules


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"expected UTF-8, got {error.reason} at byte {error.start}") from None


def _depth(line: str, deepest: int) -> int:
    depth = len(line) - len(line.lstrip("\t"))
    if not 1 <= depth <= min(deepest, DEEPEST):
        raise ValueError(f"expected 1 to {min(deepest, DEEPEST)} tabs before a rule, got {depth}")
    return depth


def _parse_rule(line: str) -> tuple[bool, list[Question]]:
    condition, _, rest = line.partition(" : ")
    conclusion = rest.split(" : ")[0].strip()
    if not conclusion.startswith("object.conclusion = "):
        raise ValueError(f'expected `… : object.conclusion = "…"`, got {line[:80]!r}')
    return _value(conclusion) == "B", [_parse_question(part.strip()) for part in condition.split(" and ")]


def _parse_question(question: str) -> Question:
    name = question.partition(" ")[0].rpartition(".")[2]
    if name not in QUESTIONS:
        raise ValueError(f"expected a question about one of {', '.join(QUESTIONS)}, got {question[:80]!r}")
    return *QUESTIONS[name], _value(question)


def _value(expression: str) -> str:
    """What stands between quotes. Two quotes in a row are the outside of a sentence, wherever they stand."""
    if '""' in expression:
        return "<W>" if "Word" in expression else "<T>"
    first = expression.find('"')
    if first < 0 or first == len(expression) - 1 or not expression.endswith('"'):
        raise ValueError(f"expected a value in double quotes, got {expression[:80]!r}")
    return expression[first + 1 : -1]


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for line in LISTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            entries = lists.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            entries += line.split("; ")
    return lists


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelNotFoundError(f"expected a file {path}, got nothing there; {SOURCE}") from None
    except OSError as error:
        raise ModelNotFoundError(f"expected a file {path}, got: {error.strerror}; {SOURCE}") from None
