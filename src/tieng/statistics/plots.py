"""Plots as SVG to stand in a page of HTML; colours are the page's custom properties."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape

WIDTH, HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 12, 48  # margins, with room for the labels of the axes
_PLOT_WIDTH = WIDTH - _LEFT - _RIGHT
_PLOT_HEIGHT = HEIGHT - _TOP - _BOTTOM
_BASE = HEIGHT - _BOTTOM  # where the x axis lies
_MOST_NAMES = 12  # under the bars

Scale = Callable[[float], float]  # from 0 at the axis to 1 at its end


def bar_chart(title: str, x: str, y: str, bars: Sequence[tuple[str, int]]) -> str:
    """A bar for each name and count; the exact count is shown where a pointer rests."""
    top = max((count for _, count in bars), default=0) or 1
    step = _PLOT_WIDTH / max(len(bars), 1)
    every = math.ceil(len(bars) / _MOST_NAMES)
    drawn = []
    for i, (name, count) in enumerate(bars):
        height = _PLOT_HEIGHT * count / top
        left = _LEFT + i * step
        drawn.append(
            f'<rect class="mark" x="{left + step * 0.1:.1f}" y="{_BASE - height:.1f}" width="{step * 0.8:.1f}" '
            f'height="{height:.1f}"><title>{escape(name)}: {count:,}</title></rect>'
        )
        if i % every == 0:
            drawn.append(_text(left + step / 2, _BASE + 16, name, "middle"))
    return _figure(title, x, y, [*_grid(_even_ticks(top), lambda value: value / top), *drawn])


def line_chart(title: str, x: str, y: str, points: Sequence[tuple[int, int]], *, logarithmic: bool = False) -> str:
    """A line through points in the order of x; from zero, or from one where both axes are logarithmic."""
    ticks_of = _decades if logarithmic else _even_ticks
    right = max((at for at, _ in points), default=0) or 1
    top = max((height for _, height in points), default=0) or 1
    across = _logarithm(right) if logarithmic else lambda value: value / right
    up = _logarithm(top) if logarithmic else lambda value: value / top
    line = " ".join(f"{_x(across(at)):.1f},{_y(up(height)):.1f}" for at, height in points)
    names = [_text(_x(across(tick)), _BASE + 16, short(tick), "middle") for tick in ticks_of(right)]
    return _figure(title, x, y, [*_grid(ticks_of(top), up), *names, f'<polyline class="line" points="{line}"/>'])


def short(number: float) -> str:
    """A number as the label of an axis.

    Example:
        >>> short(200), short(1500), short(2_000_000)
        ('200', '1.5k', '2M')
    """
    for size, suffix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:g}{suffix}"
    return f"{number:g}"


def _figure(title: str, x: str, y: str, drawn: Iterable[str]) -> str:
    axes = f'<path class="axis" d="M{_LEFT} {_TOP}V{_BASE}H{WIDTH - _RIGHT}"/>'
    names = [
        _text(_LEFT + _PLOT_WIDTH / 2, HEIGHT - 8, x, "middle"),
        f'<g transform="translate(14 {_TOP + _PLOT_HEIGHT / 2:.0f}) rotate(-90)">{_text(0, 0, y, "middle")}</g>',
    ]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">'
        f"{''.join(drawn)}{axes}{''.join(names)}</svg>"
    )


def _grid(ticks: Sequence[float], scale: Scale) -> list[str]:
    drawn = []
    for tick in ticks:
        height = _y(scale(tick))
        drawn.append(f'<path class="grid" d="M{_LEFT} {height:.1f}H{WIDTH - _RIGHT}"/>')
        drawn.append(_text(_LEFT - 6, height + 4, short(tick), "end"))
    return drawn


def _text(x: float, y: float, content: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(content)}</text>'


def _x(share: float) -> float:
    return _LEFT + share * _PLOT_WIDTH


def _y(share: float) -> float:
    return _BASE - share * _PLOT_HEIGHT


def _logarithm(top: float) -> Scale:
    return lambda value: math.log10(max(value, 1)) / (math.log10(top) or 1)


def _decades(top: float) -> list[float]:
    return [10**power for power in range(math.floor(math.log10(top)) + 1)]


def _even_ticks(top: float) -> list[float]:
    """From 0, three to six round numbers up to `top`."""
    size = 10 ** math.floor(math.log10(top))
    step = next((size * part for part in (0.2, 0.5, 1, 2) if top / (size * part) <= 5), size)
    step = max(step, 1)
    return [step * i for i in range(math.floor(top / step) + 1)]
