"""Other ways to write the same text: people type names in lower case, headlines in capitals, queries without marks.

Each change keeps the length of the text, so that spans of words stay right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from tieng.text.diacritics import strip_diacritics

Change: TypeAlias = Callable[[str], str]

_FIRST_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]")


def recased(convert: Change) -> Change:
    """A change of case letter by letter; letters whose other case is longer (`ß`) stay as they are."""

    def change(text: str) -> str:
        return "".join(changed if len(changed := convert(char)) == 1 else char for char in text)

    return change


to_lower = recased(str.lower)
to_upper = recased(str.upper)


def to_title(text: str) -> str:
    """The text with the first letter of each syllable in upper case, the rest as it is.

    Example:
        >>> to_title("chiều Hà Nội, mưa")
        'Chiều Hà Nội, Mưa'
    """
    return _FIRST_LETTER.sub(lambda found: to_upper(found.group()), text)


WRITINGS: dict[str, Change] = {
    "as-is": str,
    "lower": to_lower,
    "upper": to_upper,
    "title": to_title,
    "bare": strip_diacritics,
}
