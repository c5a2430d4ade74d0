"""Documents of trees that are given."""

from __future__ import annotations

from array import array

from tieng.document import Document, Labels

WORD = 0  # in TOKEN_KINDS


def document_of(*trees: str) -> Document:
    """A document of sentences whose words are written form/TAG/head/relation; each form is one token."""
    sentences = [[word.rsplit("/", 3) for word in split(tree)] for tree in trees]
    rows = [row for sentence in sentences for row in sentence]
    starts, ends = array("I"), array("I")
    text = " ".join(row[0] for row in rows)
    for form, *_ in rows:
        starts.append(ends[-1] + 1 if ends else 0)
        ends.append(starts[-1] + len(form))
    firsts = [sum(map(len, sentences[:number])) for number in range(len(sentences))]
    return Document(
        text,
        starts,
        ends,
        bytes([WORD]) * len(rows),
        array("I", range(len(rows))),
        array("I", firsts),
        tags=Labels.of(row[1] for row in rows),
        heads=array("I", [int(row[2]) for row in rows]),
        relations=Labels.of(row[3] for row in rows),
    )


def split(tree: str) -> list[str]:
    """The words of a tree; a form may have spaces."""
    words: list[str] = []
    rest = ""
    for piece in tree.split(" "):
        rest = f"{rest} {piece}" if rest else piece
        if piece.count("/") >= 3:
            words.append(rest)
            rest = ""
    return words
