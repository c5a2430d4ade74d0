"""tieng reads Vietnamese: raw text in; words out, each tied to its place in the text.

>>> import tieng
>>> tieng.segment("Bộ trưởng Quốc phòng Israel Yoav Gallant")
'Bộ_trưởng Quốc_phòng Israel Yoav_Gallant'
"""

from functools import cache as _cache

from tieng.document import Document, Sentence, Token, Word
from tieng.errors import TiengError
from tieng.pipeline import Reader, load

__all__ = ["Document", "Reader", "Sentence", "TiengError", "Token", "Word", "load", "read", "segment", "words"]
__version__ = "0.1.0"

_reader = _cache(load)


def segment(text: str) -> str:
    """The words of a text, apart by a space; the syllables of a word joined by `_`. See `Reader.segment`."""
    return _reader().segment(text)


def words(text: str) -> list[str]:
    """The words of a text as they stand in it. See `Reader.words`."""
    return _reader().words(text)


def read(text: str) -> Document:
    """The sentences, words and tokens of a text, each with its place in it. See `Reader.read`."""
    return _reader().read(text)
