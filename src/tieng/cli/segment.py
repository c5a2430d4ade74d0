"""tieng segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tieng.cli.options import reader_options
from tieng.cli.texts import Blocks, convert, text_options
from tieng.pipeline import Reader, ordered_map

_LONG_LINE = 4 << 20  # bytes; a longer line is not waited for


@click.command(
    epilog="Example: echo 'Hà Nội vào thu.' | tieng segment",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@text_options
@reader_options
def segment(reader: Reader, **options: Any) -> None:
    """Find the words of FILEs, or of standard input.

    As text, words are apart by a space and the syllables of a word are joined by `_`; each line in gives one line
    out. As JSON Lines, each line in gives one object with its words and their offsets. As CoNLL-U, offsets count
    from the start of the file, and of several files each is a document. Output is always UTF-8.
    """
    convert(reader, _text, **options)


def _text(reader: Reader, blocks: Blocks, threads: int, _lines: bool) -> Iterator[bytes]:
    for segmented, _ in ordered_map(
        lambda piece: reader.segmenter.segment_bytes(*piece), _pieces(reader, blocks), threads
    ):
        yield segmented


def _pieces(reader: Reader, blocks: Blocks) -> Iterator[tuple[bytes, bool, bool]]:
    """Runs of whole lines, as arguments of `segment_bytes`; a very long line comes in parts."""
    rest = b""
    begun = False  # whether a part of the line at the head of `rest` came before
    wanted = _LONG_LINE
    for block in blocks:
        rest += block
        if end := rest.rfind(b"\n") + 1:
            yield rest[:end], begun, True
            rest, begun, wanted = rest[end:], False, _LONG_LINE
        elif len(rest) >= wanted:
            read = reader.segmenter.segment_bytes(rest, begun, False)[1]
            if read:
                yield rest[:read], begun, True
            begun = begun or read > 0
            rest = rest[read:]
            wanted = max(_LONG_LINE, 2 * len(rest))  # so that one endless token costs linear time
    yield rest, begun, True
