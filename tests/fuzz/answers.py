"""What every answer has to be like."""

from __future__ import annotations

from tieng.document import Document


def check(document: Document, text: str) -> None:
    """Tokens, words and sentences tile the text: nothing is twice, nothing is empty, nothing is lost between levels."""
    assert document.text == text
    places = [0, *(place for token in document.tokens for place in (token.start, token.end)), len(text)]
    assert places == sorted(places)
    assert not any(token.start == token.end for token in document.tokens)
    assert [token for word in document.words for token in word.tokens] == list(document.tokens)
    assert [word for sentence in document.sentences for word in sentence.words] == list(document.words)
