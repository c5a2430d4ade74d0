"""JSON Lines: a text and its words, one object a line."""

from __future__ import annotations

from tieng.document import Document, Word
from tieng.document.records import dump_json


def to_json_line(document: Document) -> str:
    """One line of JSON without its line break: `text`, and for each sentence `start`, `end` and `words`.

    Offsets are code points of `text`. Where a profile has forms of its own, a word has its `form`, too; where the
    document was tagged or parsed, its `tag`, `xpos`, `head` (a number from 1 in its sentence; 0 for the root) and
    `relation`.

    Example:
        >>> import tieng
        >>> print(to_json_line(tieng.read("Ừ")))
        {"text": "Ừ", "sentences": [{"start": 0, "end": 1, "words": [{"text": "Ừ", "start": 0, "end": 1}]}]}
    """
    layers = _layers(document)
    sentences = [
        {
            "start": sentence.start,
            "end": sentence.end,
            "words": [_word(word, layers) for word in sentence.words],
        }
        for sentence in document.sentences
    ]
    return dump_json({"text": document.text, "sentences": sentences})


def _layers(document: Document) -> list[tuple[str, str]]:
    """The fields of words beside their place, each with the property that it is made of."""
    forms = [("form", "form")] if document.has_own_forms else []
    return forms + [(name, "head_number" if name == "head" else name) for name in document.layers]


def _word(word: Word, layers: list[tuple[str, str]]) -> dict[str, str | int]:
    content: dict[str, str | int] = {"text": word.text, "start": word.start, "end": word.end}
    for field, name in layers:
        content[field] = getattr(word, name)
    return content
