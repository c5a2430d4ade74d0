"""What pyvi 0.1.1 gives, line by line: id, input, output; escapes are JSON's. tests/differential asks pyvi for it."""

import json
from pathlib import Path

import pytest

import tieng

ROWS = [line.split("\t") for line in Path(__file__).with_name("pyvi.tsv").read_text("utf-8").splitlines()]
SEGMENT = tieng.load(profile="pyvi").segment


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_golden(text: str, expected: str) -> None:
    assert SEGMENT(json.loads(f'"{text}"')) == json.loads(f'"{expected}"')
