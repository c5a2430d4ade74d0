"""The compiled core.

Its headers hold the rules of the writing system; `_core.pyi` documents what Python sees of them.
"""

from tieng.kernel._core import (
    BEFORE,
    FLAG_CONTINUES,
    FLAG_LISTED,
    FLAG_NAMED,
    LINE_SIZE,
    MATCH_CONTEXTS,
    OUTSIDE_KEY,
    RULE_WINDOW,
    SHAPE_CONTEXTS,
    WINDOW,
    BatchColumns,
    Dictionary,
    PyviSegmenter,
    RdrSegmenter,
    Segmenter,
    build_ngrams,
    find_faults,
    is_syllable,
    ngram_hash,
    observe,
    spelling_key,
    utf8_head,
)

__all__ = [
    "BEFORE",
    "FLAG_CONTINUES",
    "FLAG_LISTED",
    "FLAG_NAMED",
    "LINE_SIZE",
    "MATCH_CONTEXTS",
    "OUTSIDE_KEY",
    "RULE_WINDOW",
    "SHAPE_CONTEXTS",
    "WINDOW",
    "BatchColumns",
    "Dictionary",
    "PyviSegmenter",
    "RdrSegmenter",
    "Segmenter",
    "build_ngrams",
    "find_faults",
    "is_syllable",
    "ngram_hash",
    "observe",
    "spelling_key",
    "utf8_head",
]
