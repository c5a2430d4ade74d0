"""A tiny parsing model with weights drawn at random, made by hand."""

from __future__ import annotations

from array import array
from pathlib import Path
from random import Random
from typing import Any

from tieng.kernel import PANEL, WORD_SHAPES
from tieng.models.format import read_model, write_model
from tieng.tasks.parse import TASK, TEMPLATE, Parser

RELATIONS = ["root", "obj", "parataxis"]
SIZES = [PANEL, PANEL, PANEL, PANEL, 1]


def card() -> dict[str, Any]:
    return {
        "task": TASK,
        "template": TEMPLATE,
        "sizes": SIZES,
        "relations": RELATIONS,
        "root": "root",
        "later": "parataxis",
    }


def sections(seed: int = 1) -> dict[str, bytes]:
    draw = Random(seed)
    gates = 4 * PANEL
    lstm = PANEL * gates + gates + PANEL * gates
    dense = 2 * PANEL * PANEL + PANEL
    count = PANEL + WORD_SHAPES * PANEL + 2 * lstm + 2 * PANEL
    count += dense + PANEL * PANEL + PANEL + dense + dense + 2 * PANEL * PANEL + PANEL * PANEL + PANEL
    table = {
        "": array("Q", [3, 7]).tobytes(),
        ".vectors": array("b", [draw.randint(-127, 127) for _ in range(2 * PANEL)]).tobytes(),
        ".scales": array("f", [0.01, 0.02]).tobytes(),
    }
    return {
        "network": array("f", [draw.gauss(0, 0.7) for _ in range(count)]).tobytes(),
        **{f"{name}{suffix}": data for name in ("words", "syllables") for suffix, data in table.items()},
    }


def write_parser(path: Path, changed_card: dict[str, Any] | None = None, **changed: bytes) -> Path:
    write_model(path, card() | (changed_card or {}), sections() | changed)
    return path


def tiny_parser(folder: Path) -> Parser:
    return Parser(read_model(write_parser(folder / "tiny.tieng")))
