"""Word lists: one word a line, its syllables apart by a space."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tieng.errors import DictionaryError
from tieng.kernel import FLAG_CONTINUES, ngram_hash, spelling_key

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
