"""Word lists: those that models are trained with, and the user's own dictionary.

A list has a word a line, its syllables apart by a space. The lines of a dictionary may say more:

    # word ⇥ what is to be made of it: prefer, which is the default, force or forbid; exact
    trí tuệ nhân tạo
    Yahoo!              force
    tốc độ bàn thờ      forbid
    US                  force exact

The columns are apart by a tab. `kernel/dictionary_lines.hpp` reads them, `kernel/revise.hpp` says what they do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from tieng.errors import DictionaryError, InputError
from tieng.kernel import FLAG_CONTINUES, Dictionary, ngram_hash, spelling_key, utf8_head

# A path; or words, where a path object stands for the words of its file and a dict for words and their modes.
Words: TypeAlias = "str | os.PathLike[str] | Mapping[str, str] | Iterable[str | os.PathLike[str] | Mapping[str, str]]"

LONGEST = 8  # syllables; a longer entry is a phrase, not a word


def read_words(path: str | os.PathLike[str]) -> Iterator[str]:
    """The words of a list; empty lines and what follows `#` are passed over.

    Raises:
        DictionaryError: The file cannot be read or is not UTF-8.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DictionaryError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DictionaryError(f"{path}: expected UTF-8, got something else at byte {error.start}") from None
    for line in lines:
        word = line.split("#", 1)[0].strip()
        if word:
            yield word


def read_names(path: str | os.PathLike[str]) -> Iterator[str]:
    """The names of a list, without what says what kind of place they are (`Xã Mường Ham` is `Mường Ham`).

    Of lines with tabs, the last column is the name.

    Raises:
        DictionaryError: The file cannot be read or is not UTF-8.
    """
    for line in read_words(path):
        yield _KIND_OF_PLACE.sub("", line.rsplit("\t", 1)[-1])


_KIND_OF_PLACE = re.compile(
    r"^(?:thành phố|tỉnh|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu|quần đảo|đảo)\s+(?=\D)", re.IGNORECASE
)


def ngram_flags(words: Iterable[str], flag: int) -> dict[int, int]:
    """The n-grams that stand for words of two to LONGEST syllables, with `flag`, and those that begin them."""
    flags: dict[int, int] = {}
    for word in words:
        keys = [spelling_key(syllable) for syllable in word.split()]
        if not 2 <= len(keys) <= LONGEST:
            continue
        for length in range(1, len(keys) + 1):
            prefix = ngram_hash(keys[:length])
            flags[prefix] = flags.get(prefix, 0) | (flag if length == len(keys) else FLAG_CONTINUES)
    return flags


def load_dictionary(words: Words) -> Dictionary:
    """The dictionary of a user, for the segmenters of a reader.

    Args:
        words: The path of a file. Or a dict of words and what is to be made of them: `"force"`, `"prefer"`, `"forbid"`,
            each perhaps with `"exact"` (`"force exact"`), or `"exact"` alone. Or an iterable of words to prefer, of
            path objects and of such dicts; in it, a str is a word. Of words that are spelled alike the last one counts.

    Raises:
        DictionaryError: A file cannot be read, or a line or an entry is not what was expected; says which.
        InputError: `words` is none of these.

    Example:
        >>> len(load_dictionary(["trí tuệ nhân tạo", {"học sinh": "forbid"}]))
        2
    """
    dictionary = Dictionary()
    if isinstance(words, str | os.PathLike):
        _add_file(dictionary, words)
    elif isinstance(words, Mapping):
        _add_modes(dictionary, words)
    elif isinstance(words, bytes | bytearray) or not isinstance(words, Iterable):
        raise InputError(f"expected a path, a list of words, or a dict of words and modes, got {words!r:.60}")
    else:
        for number, entry in enumerate(words, start=1):
            if isinstance(entry, os.PathLike):
                _add_file(dictionary, entry)
            elif isinstance(entry, Mapping):
                _add_modes(dictionary, entry)
            else:
                _add(dictionary, entry, "", number)
    dictionary.finish()
    return dictionary


def _add_file(dictionary: Dictionary, path: str | os.PathLike[str]) -> None:
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = error.strerror if isinstance(error, OSError) else error
        raise DictionaryError(
            f"{path}: expected a file of words, got: {reason}; words themselves go in a list"
        ) from None
    whole = utf8_head(data)
    if whole < len(data):
        line = data.count(b"\n", 0, whole) + 1
        raise DictionaryError(f"{path}, line {line}: expected UTF-8, got 0x{data[whole]:02X} at byte {whole}")
    try:
        dictionary.add_lines(data)
    except ValueError as error:
        number, fault = error.args
        raise DictionaryError(f"{path}, line {number}: {fault}") from None


def _add_modes(dictionary: Dictionary, modes: Mapping[str, str]) -> None:
    for number, (word, marks) in enumerate(modes.items(), start=1):
        _add(dictionary, word, marks, number)


def _add(dictionary: Dictionary, word: str, marks: str, number: int) -> None:
    for value in (word, marks):
        if not isinstance(value, str):
            raise DictionaryError(f"entry {number}: expected str, got {value!r:.60}")
    try:
        dictionary.add(word, marks)
    except ValueError as error:
        raise DictionaryError(f"entry {number}: {error}") from None
