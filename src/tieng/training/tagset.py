"""The tags of UD Vietnamese-VTB: its batches write XPOS in two ways, here they are one."""

from __future__ import annotations

from tieng.training.treebank import Row, Tree

# What the batch of 2025 calls otherwise, and a few slips.
_SAME = {
    "C": "SC",
    "L": "DET",
    "NNPY": "NNP",
    "NUMX": "NUM",
    "PART": "PRT",
    "SCONJ": "SC",
    "VERB": "V",
}


def fold_xpos(tag: str, xpos: str) -> str:
    """XPOS in capitals, by one name for one thing; of punctuation marks and symbols UPOS, since theirs are the marks.

    Example:
        >>> fold_xpos("ADV", "Adv"), fold_xpos("SCONJ", "C"), fold_xpos("PUNCT", "...")
        ('ADV', 'SC', 'PUNCT')
    """
    if tag in ("PUNCT", "SYM"):
        return tag
    return _SAME.get(xpos.upper(), xpos.upper())


def folded(tree: Tree) -> Tree:
    """A tree with folded XPOS."""
    return tuple(_folded(row) for row in tree)


def _folded(row: Row) -> Row:
    return row._replace(xpos=fold_xpos(row.tag, row.xpos))
