"""A sentence's tree as a picture: its words in a row, an arc from each head to the word that depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tieng.document.spans import Sentence, Word

_FONT = "font-family=\"'Noto Sans','DejaVu Sans',Arial,sans-serif\""
_LETTER = 9.2  # pixels; wide enough for most letters at 16 px
_SMALL_LETTER = 7.0  # of tags and relations at 12 px
_GAP = 22
_MARGIN = 16
_LEVEL = 30  # pixels that an arc stands above those below it
_FOOT = 60  # below the arcs: words and tags
_STEP = 9  # between the feet of arcs at the same word


class _Arc(NamedTuple):
    head: int
    word: int
    relation: str
    level: int = 0

    @property
    def left(self) -> int:
        return min(self.head, self.word)

    @property
    def right(self) -> int:
        return max(self.head, self.word)


def to_svg(sentence: Sentence) -> str:
    """An SVG picture, complete in itself; the same sentence gives the same letters. See `Sentence.to_svg`."""
    words = list(sentence.words)
    first = words[0].index if words else 0
    arcs = _with_levels(
        [_Arc(word.head.index - first, word.index - first, word.relation or "") for word in words if word.head]
    )
    root = sentence.root
    centers, width = _columns(words, arcs)
    height = _LEVEL * max((arc.level for arc in arcs), default=0) + _MARGIN + _FOOT
    base = height - _FOOT
    feet = _feet(arcs, centers)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" {_FONT}>',
        f"<title>{_escaped(sentence.text)}</title>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
    ]
    parts += [_draw_arc(arc, *feet[arc], base) for arc in arcs]
    if root is not None:
        parts.append(_draw_root(centers[root.index - first], base))
    parts += [_draw_word(word, center, base) for word, center in zip(words, centers, strict=True)]
    return "\n".join([*parts, "</svg>", ""])


def _with_levels(arcs: list[_Arc]) -> list[_Arc]:
    """Each arc one level above the highest that it spans or crosses, short arcs first."""
    placed: list[_Arc] = []
    for arc in sorted(arcs, key=lambda arc: (arc.right - arc.left, arc.left)):
        below = [other.level for other in placed if other.left < arc.right and arc.left < other.right]
        placed.append(arc._replace(level=1 + max(below, default=0)))
    return placed


def _columns(words: list[Word], arcs: list[_Arc]) -> tuple[list[float], float]:
    """The middle of each word, and the width of the picture; neighbours are as far apart as their arc's label needs."""
    widths = [max(_LETTER * len(word.text), _SMALL_LETTER * len(word.tag or ""), 24.0) for word in words]
    labels = {arc.left: _SMALL_LETTER * len(arc.relation) + 28 for arc in arcs if arc.right == arc.left + 1}
    centers: list[float] = []
    at = float(_MARGIN)
    for number, width in enumerate(widths):
        if number:
            apart = (widths[number - 1] + width) / 2 + _GAP
            centers.append(centers[-1] + max(apart, labels.get(number - 1, 0.0) + 2 * _STEP))
        else:
            centers.append(at + width / 2)
        at = centers[-1] + width / 2
    return centers, at + _MARGIN


def _feet(arcs: list[_Arc], centers: list[float]) -> dict[_Arc, tuple[float, float]]:
    """Where each arc stands at its head and at its word: arcs of one word side by side, so that they do not cross."""
    at: dict[tuple[_Arc, int], float] = {}
    for number, center in enumerate(centers):
        # From the left: short arcs to the left, long ones to the left, long ones to the right, short ones to the right.
        to_left = [arc for arc in arcs if arc.right == number]
        to_right = [arc for arc in arcs if arc.left == number]
        row = sorted(to_left, key=lambda arc: -arc.left) + sorted(to_right, key=lambda arc: -arc.right)
        for place, arc in enumerate(row):
            at[arc, number] = center + (place - (len(row) - 1) / 2) * _STEP
    return {arc: (at[arc, arc.head], at[arc, arc.word]) for arc in arcs}


def _draw_arc(arc: _Arc, head: float, word: float, base: float) -> str:
    top = base - _LEVEL * arc.level
    bend = min(14.0, abs(head - word) / 2)
    side = bend if word > head else -bend
    path = (
        f"M{head:.1f} {base:.1f} V{top + bend:.1f} Q{head:.1f} {top:.1f} {head + side:.1f} {top:.1f} "
        f"H{word - side:.1f} Q{word:.1f} {top:.1f} {word:.1f} {top + bend:.1f} V{base - 5:.1f}"
    )
    middle = (head + word) / 2
    label = _SMALL_LETTER * len(arc.relation) + 10
    return (
        f'<path d="{path}" fill="none" stroke="#5b6b7b" stroke-width="1.3"/>{_point(word, base)}'
        f'<rect x="{middle - label / 2:.1f}" y="{top - 8:.1f}" width="{label:.1f}" height="16" fill="#ffffff"/>'
        f'<text x="{middle:.1f}" y="{top + 4:.1f}" font-size="12" fill="#1f5c99" '
        f'text-anchor="middle">{_escaped(arc.relation)}</text>'
    )


def _draw_root(center: float, base: float) -> str:
    """The root has a line under it."""
    return f'<rect x="{center - 18:.1f}" y="{base + 27:.1f}" width="36" height="2" fill="#c0392b"/>'


def _point(x: float, base: float) -> str:
    return f'<path d="M{x - 3.5:.1f} {base - 7:.1f} h7 l-3.5 7 z" fill="#5b6b7b"/>'


def _draw_word(word: Word, center: float, base: float) -> str:
    tag = f'<text x="{center:.1f}" y="{base + 44:.1f}" font-size="12" fill="#6b6b6b" text-anchor="middle">'
    return (
        f'<text x="{center:.1f}" y="{base + 22:.1f}" font-size="16" fill="#111111" '
        f'text-anchor="middle">{_escaped(word.text)}</text>' + (f"{tag}{_escaped(word.tag)}</text>" if word.tag else "")
    )


def _escaped(text: str) -> str:
    """The text as XML; what XML cannot hold is U+FFFD."""
    for plain, escape in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(plain, escape)
    return "".join(character if _may_stand(ord(character)) else "\ufffd" for character in text)


def _may_stand(code: int) -> bool:
    """Whether XML 1.0 allows a code point; line breaks count as white space."""
    return code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code >= 0x10000
