"""What the commands that train share: trees to learn from, cards, and the file that is written."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from tieng.errors import InputError
from tieng.models.format import write_model
from tieng.training.gold import sentence_of
from tieng.training.tagset import folded
from tieng.training.treebank import Tree, read_treebank


def trees_without(paths: Iterable[str], held_out: Container[str]) -> list[Tree]:
    """The trees of files whose text is not held out."""
    trees = [folded(tree) for path in paths for tree in read_treebank(path)]
    return [tree for tree in trees if sentence_of(tree).text not in held_out]


def write_with_files(
    output: str, card: Mapping[str, Any], sections: Mapping[str, bytes], files: Mapping[str, Iterable[str]]
) -> None:
    """Writes a model file whose card names the files that it was learned from."""
    named = {kind: [Path(path).name for path in paths] for kind, paths in files.items()}
    write_model(output, {"files": named, **card}, sections)
    click.echo(f"{output}: {Path(output).stat().st_size / 1e6:.1f} MB", err=True)


def read_card(path: str) -> dict[str, Any]:
    """The JSON object that a file holds."""
    try:
        card = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: expected a JSON object: {error}") from None
    if not isinstance(card, dict):
        raise InputError(f"{path}: expected a JSON object, got {card!r}")
    return card
