"""What can go wrong, drawn before it is coded.

TiengError
├─ InputError(ValueError)            a wrong option, value or file
├─ DictionaryError(ValueError)       a word list: file, line number, what was expected
├─ ModelError
│  ├─ ModelNotFoundError(LookupError)
│  └─ ModelFormatError(ValueError)
└─ MissingExtraError(ImportError)    an optional part is not installed: the exact command

Any `str` is a valid text, so reading one raises none of these.
"""

from __future__ import annotations

__all__ = [
    "DictionaryError",
    "InputError",
    "MissingExtraError",
    "ModelError",
    "ModelFormatError",
    "ModelNotFoundError",
    "TiengError",
]


class TiengError(Exception):
    """The root of all errors that tieng raises on purpose."""


class InputError(TiengError, ValueError):
    """An option, a value or a file is not what was expected."""


class DictionaryError(TiengError, ValueError):
    """A line of a word list cannot be used."""


class ModelError(TiengError):
    """A model cannot be used."""


class ModelNotFoundError(ModelError, LookupError):
    """There is no model of that name or at that path."""


class ModelFormatError(ModelError, ValueError):
    """A model file is damaged, truncated, of another version or for another task."""


class MissingExtraError(TiengError, ImportError):
    """An optional dependency is missing."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs packages that are not installed; run: pip install 'tieng[{extra}]'")
