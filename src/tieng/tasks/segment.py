"""Finding words: for each gap between two tokens, join or split.

The kernel does the work (`kernel/segment.hpp`); here a model file becomes a segmenter.
"""

from __future__ import annotations

from tieng.errors import ModelFormatError
from tieng.kernel import Dictionary, Segmenter
from tieng.models.format import Model

TASK = "segment"
TEMPLATE = 2  # the version of features.hpp that a model was trained with
SECTIONS = ("ngrams", "shapes", "words", "names")


def segmenter(model: Model, dictionary: Dictionary | None = None) -> Segmenter:
    """The segmenter that a model holds, with the user's dictionary where there is one.

    Raises:
        ModelFormatError: The model is for another task, made by another version of the features, or incomplete.
    """
    model.require_task(TASK)
    if model.card.get("template") != TEMPLATE:
        raise ModelFormatError(
            f"{model.path}: expected features of version {TEMPLATE}, got {model.card.get('template')!r}; train it again"
        )
    try:
        ngrams, shapes, words, names = (model.section(name) for name in SECTIONS)
        return Segmenter(ngrams, shapes, words, names, dictionary)
    except ModelFormatError:
        raise
    except ValueError as error:
        raise ModelFormatError(f"{model.path}: {error}") from None
