"""Character spans of annotation tools as labels of words, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tieng.document.spans import Views, Word
from tieng.errors import InputError

if TYPE_CHECKING:
    from tieng.document.document import Document

OUTSIDE = "O"
# Of each scheme the letters for a word alone, the first, those between, and the last.
SCHEMES = {"BIO": "BBII", "BIOES": "SBIE", "BILOU": "UBIL"}
_BEGINS = frozenset("BSU")
_ENDS = frozenset("SUEL")
_PREFIXES = frozenset("BIESUL")


class LabelledSpan(NamedTuple):
    """Code points `start` to `end` of the raw text, half-open, and what they are."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Alignment:
    """What `Document.align` gives. Every span that was given is in one of `spans`, `overlapping` and `empty`.

    Attributes:
        labels: One a word: `O`, or the place of the word in its span and the span's label, as in `B-LOC`.
        spans: The spans that have labels, as they were given, in the order of the text. `Document.spans_of(labels)`
            gives as many in the same order; they differ only for spans with white space at their ends or in `cut`.
        cut: Those of `spans` that begin or end inside a word. The whole word has the label.
        overlapping: Spans without labels, because one of their words has one already: of two spans the one that starts
            first has it, of two that start together the longer.
        empty: Spans without labels, because they hold no word: of no length, or white space only.
    """

    labels: list[str]
    spans: list[LabelledSpan]
    cut: list[LabelledSpan]
    overlapping: list[LabelledSpan]
    empty: list[LabelledSpan]


def align(document: Document, spans: Iterable[tuple[int, int, str]], scheme: str) -> Alignment:
    """See `Document.align`."""
    if scheme not in SCHEMES:
        raise InputError(f"expected a scheme of {', '.join(SCHEMES)}; got {scheme!r}")
    found = Alignment([OUTSIDE] * len(document.words), [], [], [], [])
    labelled = 0  # words before this one have a label, or no span reaches them any more
    for span in sorted((_checked(document, span) for span in spans), key=lambda span: (span.start, -span.end)):
        words = document.words.overlapping(span.start, span.end)
        if not document.tokens.overlapping(span.start, span.end):
            found.empty.append(span)
        elif words[0].index < labelled:
            found.overlapping.append(span)
        else:
            labelled = words[-1].index + 1
            found.labels[words[0].index : labelled] = _labels(len(words), span.label, SCHEMES[scheme])
            found.spans.append(span)
            if _is_cut(document, span, words):
                found.cut.append(span)
    return found


def spans_of(document: Document, labels: Sequence[str]) -> list[LabelledSpan]:
    """See `Document.spans_of`."""
    words = document.words
    if len(labels) != len(words):
        raise InputError(f"expected a label for each of {len(words)} words, got {len(labels)} labels")
    return [LabelledSpan(words[first].start, words[last].end, label) for first, last, label in _runs(labels)]


def _checked(document: Document, span: tuple[int, int, str]) -> LabelledSpan:
    if isinstance(span, Sequence) and len(span) == 3:
        start, end, label = span
        if isinstance(start, int) and isinstance(end, int) and isinstance(label, str):
            if 0 <= start <= end <= len(document.text):
                return LabelledSpan(start, end, label)
            raise InputError(f"expected a span inside the {len(document.text)} code points of the text, got {span!r}")
    raise InputError(f"expected a span (start, end, label) of two numbers and a string, got {span!r}")


def _labels(count: int, label: str, letters: str) -> list[str]:
    alone, first, inside, last = (f"{letter}-{label}" for letter in letters)
    return [alone] if count == 1 else [first, *[inside] * (count - 2), last]


def _is_cut(document: Document, span: LabelledSpan, words: Views[Word]) -> bool:
    """White space at the ends of a span cuts nothing."""
    tokens = document.tokens.overlapping(span.start, span.end)
    start = max(span.start, tokens[0].start)
    end = min(span.end, tokens[-1].end)
    return (start, end) != (words[0].start, words[-1].end)


def _runs(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The first and last word and the label of each run. One begins where a letter does not go on from the last one."""
    first, label = 0, None
    for number, text in enumerate(labels):
        letter, name = _parsed(text, number)
        goes_on = letter and letter not in _BEGINS and name == label
        if label is not None and not goes_on:
            yield first, number - 1, label
        if not goes_on:
            first, label = number, name
        if letter in _ENDS and label is not None:
            yield first, number, label
            label = None
    if label is not None:
        yield first, len(labels) - 1, label


def _parsed(label: str, number: int) -> tuple[str, str | None]:
    if label == OUTSIDE:
        return "", None
    letter, hyphen, name = label.partition("-") if isinstance(label, str) else ("", "", "")
    if not hyphen or letter not in _PREFIXES:
        raise InputError(f"expected the label of word {number} to be O or as in B-LOC, got {label!r}")
    return letter, name
