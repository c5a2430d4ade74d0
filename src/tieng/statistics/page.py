"""Statistics as one page of HTML that needs nothing beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files

from tieng.statistics.figures import headline, rankings, sentence_histogram, word_histogram
from tieng.statistics.plots import bar_chart, line_chart
from tieng.statistics.summary import Ranking, Statistics

# HTML has no place for control characters, and UTF-8 none for lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def to_html(found: Statistics, title: str) -> str:
    """A page with plots and tables, readable in light and dark; it loads nothing.

    Args:
        found: What to show.
        title: What the corpus is called.
    """
    style = files("tieng.statistics").joinpath("page.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{_text(title)}: statistics</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{_text(title)}</h1>\n<p>What the corpus is made of, as tieng reads it.</p>\n"
        f"{_headline(found)}{_plots(found)}{_lists(found)}</main>\n</body>\n</html>\n"
    )


def _headline(found: Statistics) -> str:
    items = (f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>\n" for name, value in headline(found))
    return f"<dl>\n{''.join(items)}</dl>\n"


def _plots(found: Statistics) -> str:
    plots = (
        _bars("Length of sentences", "words", "sentences", sentence_histogram(found)),
        _bars("Length of words", "syllables", "words", word_histogram(found)),
        _curve("Growth of the vocabulary", "words read", "distinct words", found.growth, logarithmic=False),
        _curve("Frequency by rank", "rank", "occurrences", found.frequencies, logarithmic=True),
    )
    return f'<div class="pair">\n{"".join(plots)}</div>\n'


def _bars(title: str, x: str, y: str, bars: Sequence[tuple[str, int]]) -> str:
    return _framed(title, bar_chart(f"{title}: {y} by {x}", x, y, bars), x, y, bars)


def _curve(title: str, x: str, y: str, points: Sequence[tuple[int, int]], *, logarithmic: bool) -> str:
    drawn = line_chart(f"{title}: {y} by {x}", x, y, points, logarithmic=logarithmic)
    return _framed(title, drawn, x, y, [(f"{at:,}", height) for at, height in points])


def _framed(title: str, drawn: str, x: str, y: str, rows: Iterable[tuple[str, int]]) -> str:
    numbers = f"<details><summary>As a table</summary>{_rows(x, y, rows)}</details>"
    return f"<figure>\n<figcaption>{title}</figcaption>\n{drawn}\n{numbers}\n</figure>\n"


def _lists(found: Statistics) -> str:
    lists = [*rankings(found), ("kinds", list(found.kinds.items()))]
    return f'<div class="lists">\n{"".join(_table(title, rows) for title, rows in lists)}</div>\n'


def _table(title: str, rows: Ranking) -> str:
    return f"<section>\n<h2>{title.capitalize()}</h2>\n{_rows('form', 'count', rows)}\n</section>\n"


def _rows(what: str, counted: str, rows: Iterable[tuple[str, int]]) -> str:
    head = f'<tr><th scope="col">{what}</th><th scope="col">{counted}</th></tr>'
    body = "".join(f'<tr><td lang="vi">{_text(name)}</td><td>{count:,}</td></tr>\n' for name, count in rows)
    return f"<table><thead>{head}</thead><tbody>\n{body}</tbody></table>"


def _text(content: str) -> str:
    return html.escape(_UNPRINTABLE.sub("\ufffd", content))
