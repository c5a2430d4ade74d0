"""What reading a text gives: the raw text and light views of its sentences, words and tokens."""

from tieng.document.document import Document
from tieng.document.excerpts import Excerpt
from tieng.document.labels import Labels
from tieng.document.spans import GRANULARITIES, TOKEN_KINDS, Part, Sentence, Span, Token, Views, Word

__all__ = [
    "GRANULARITIES",
    "TOKEN_KINDS",
    "Document",
    "Excerpt",
    "Labels",
    "Part",
    "Sentence",
    "Span",
    "Token",
    "Views",
    "Word",
]
