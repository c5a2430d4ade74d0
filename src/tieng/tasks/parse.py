"""Finding trees: for each word its head and its relation to it.

The kernel does the work (`kernel/parse.hpp`); here a model file becomes a parser.
"""

from __future__ import annotations

from array import array

from tieng.document import Labels
from tieng.errors import ModelFormatError
from tieng.kernel import Parser as ParserCore
from tieng.models.format import Model

TASK = "parse"
TEMPLATE = 1  # the version of looks.hpp and parse.hpp that a model was trained with


class Parser:
    """A parsing model at work. Safe to share between threads."""

    def __init__(self, model: Model) -> None:
        """Of a model file.

        Raises:
            ModelFormatError: The model is for another task, made by another version of the features, or damaged.
        """
        model.require_task(TASK)
        model.require_template(TEMPLATE)
        self.relations = _relations(model)
        try:
            self._core = ParserCore(
                (*model.card["sizes"], len(self.relations)),
                model.section("network"),
                _table(model, "words"),
                _table(model, "syllables"),
                self.relations.index(model.card["root"]),
                self.relations.index(model.card["later"]),
            )
        except ModelFormatError:
            raise
        except (KeyError, OverflowError, TypeError, ValueError) as error:
            raise ModelFormatError(f"{model.path}: {error}") from None

    def parse(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        word_tokens: array[int],
        sentence_words: array[int],
    ) -> tuple[array[int], Labels]:
        """The head of each word, from 1 in its sentence and 0 for the root, and its relation.

        The arrays are those of a document. Every sentence has one root, and its words form a tree.
        """
        heads, codes = self._core.parse(text, starts, ends, word_tokens, sentence_words)
        return heads, Labels(self.relations, codes)


def _relations(model: Model) -> tuple[str, ...]:
    names = model.card.get("relations")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ModelFormatError(f"{model.path}: expected a list of relations, got {names!r}")
    return tuple(names)


def _table(model: Model, name: str) -> tuple[memoryview, memoryview, memoryview]:
    return model.section(name), model.section(f"{name}.vectors"), model.section(f"{name}.scales")
