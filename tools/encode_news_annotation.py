"""Write tests/golden/news.tsv, or a part of a blind table, from sentences annotated by hand, without their text.

Reads the rows of tools/draw_news_sample.py with the last column annotated: `_` for each space inside a word, `~` for
each space that may be inside a word or between two. Everything else must be as it stands in the corpus:

    python tools/encode_news_annotation.py news.txt annotated.txt > tests/golden/news.tsv
    python tools/encode_news_annotation.py --append wiki.txt annotated-wiki.txt >> tests/golden/blind.tsv
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

JOIN, EITHER = "_", "~"
# A join stands between two syllables, of which the first may be an initial with its dot (J. K. Rowling).
BESIDE = re.compile(r"(?<=[^\W_])[.]?[_~](?=[^\W_])")

HEADER = """\
# text, line: a line of shared/data/raw/TEXT.txt, from 1, lines ending at U+000A only; start, end: a sentence in it, \
half-open. joins: the spaces inside a word; either: the spaces that may stand inside a word or between two; every \
other space of the sentence stands between two words. All offsets count code points from the start of the line as it \
is in the file, neither normalised nor stripped; lists are divided by commas, `-` is the empty list. See README.md.
text	line	start	end	joins	either"""


def offsets(annotated: str, mark: str, start: int) -> str:
    """The places of a mark as a list, counted from the start of the line."""
    places = [str(start + i) for i, char in enumerate(annotated) if char == mark]
    return ",".join(places) or "-"


def problem(annotated: str, text: str) -> str | None:
    """What is wrong with an annotation of a sentence, if anything."""
    plain = annotated.replace(JOIN, " ").replace(EITHER, " ")
    if plain != text:
        return f"expected the corpus' text {text!r}, got {plain!r}"
    stray = re.search(f"[{JOIN}{EITHER}]", BESIDE.sub("", annotated))
    if stray:
        return f"expected syllables on both sides of {stray[0]!r} in {annotated!r}"
    return None


def encode(row: str, text: str, lines: list[str]) -> str:
    """The row of the table for an annotated row; raises ValueError where they do not match."""
    number, start, end, annotated = row.split("\t")
    wrong = problem(annotated, lines[int(number) - 1][int(start) : int(end)])
    if wrong:
        raise ValueError(f"line {number}: {wrong}")
    lists = (offsets(annotated, mark, int(start)) for mark in (JOIN, EITHER))
    return "\t".join((text, number, start, end, *lists))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="the decompressed text, one paragraph a line: news.txt is `news`")
    parser.add_argument("annotated", type=Path, help="line ⇥ start ⇥ end ⇥ annotated sentence")
    parser.add_argument("--append", action="store_true", help="leave out the header, to append to a table")
    options = parser.parse_args()
    lines = options.corpus.read_bytes().decode().split("\n")
    annotated = options.annotated.read_text(encoding="utf-8").splitlines()
    try:
        rows = [encode(row, options.corpus.stem, lines) for row in annotated if row]
    except ValueError as error:
        sys.exit(f"{options.annotated}: {error}")
    rows.sort(key=lambda row: int(row.split("\t")[1]))
    if not options.append:
        print(HEADER)
    print(*rows, sep="\n")


if __name__ == "__main__":
    main()
