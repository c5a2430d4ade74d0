"""The profile pyvi against pyvi 0.1.1 itself.

Runs where TIENG_PYVI_PYTHON names an interpreter that has pyvi 0.1.1, of the Python version that runs the tests:

    python -m venv .pyvi && .pyvi/bin/pip install pyvi==0.1.1
    TIENG_PYVI_PYTHON=.pyvi/bin/python python -m pytest tests/differential
"""

from __future__ import annotations

import json
import lzma
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from golden_tables import read_cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tieng

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LINES = 10_000  # of each of news and wiki
STRINGS = 10_000
SEGMENT = tieng.load(profile="pyvi").segment

PYTHON = os.environ.get("TIENG_PYVI_PYTHON")
pytestmark = pytest.mark.skipif(not PYTHON, reason="TIENG_PYVI_PYTHON does not name an interpreter that has pyvi")


class PyviAnswers:
    """pyvi in a process of its own."""

    def __init__(self, python: str) -> None:
        self.process = subprocess.Popen(
            [python, str(HERE / "pyvi_answers.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.unicode = json.loads(self.process.stdout.readline())["unicode"]

    def ask(self, texts: list[str]) -> list[str | None]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(texts) + "\n")
        self.process.stdin.flush()
        answers: list[str | None] = json.loads(self.process.stdout.readline())["answers"]
        return answers

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def pyvi() -> Iterator[PyviAnswers]:
    assert PYTHON
    answers = PyviAnswers(PYTHON)
    # Both ask their Python what a letter is: another Unicode, other answers.
    assert answers.unicode == unicodedata.unidata_version, "expected pyvi under the Python that runs the tests"
    yield answers
    answers.close()


def differences(pyvi: PyviAnswers, texts: list[str]) -> list[tuple[str, str | None, str]]:
    pairs = zip(texts, pyvi.ask(texts), map(SEGMENT, texts), strict=True)
    return [(text, theirs, ours) for text, theirs, ours in pairs if theirs != ours]


@pytest.mark.parametrize("source", ["news", "wiki"])
def test_lines_of_real_text(pyvi: PyviAnswers, source: str, shared_data: Path) -> None:
    with lzma.open(shared_data / "raw" / f"{source}.txt.xz", "rt", encoding="utf-8", newline="\n") as file:
        lines = [line.rstrip("\n") for line in islice(file, LINES)]
    assert len(lines) == LINES
    assert differences(pyvi, lines) == []
    assert differences(pyvi, [unicodedata.normalize("NFD", line) for line in lines[:1000]]) == []


def test_golden_is_what_pyvi_gives(pyvi: PyviAnswers) -> None:
    cases = read_cases("pyvi.tsv")
    assert pyvi.ask([case.text for case in cases]) == ["".join(case.expected) for case in cases]


# What pyvi's patterns and rules, its features and Python's character properties turn on.
PATTERNS = [*"_-./,:;@+=>&%!'\"()[]{}~^`|\\", "...", "....", "->", "==>", "=>", ">>", ">>>", "://", "http://", "1.000"]
PATTERNS += ["1_2,3.", "Tp.", "TP.", "Mr.", "Mrs.", "Ms.", "Dr.", "ThS.", "Đ.", "ABC.", "a@b.c", "a.b@c-d.e.f.", "@b.c"]
LETTERS = [
    "a",
    "A",
    "đ",
    "Đ",
    "ß",
    "ẞ",
    "İ",
    "ı",
    "Σ",
    "ς",
    "ǅ",
    "ŉ",
    "ª",
    "ʰ",
    "ﬁ",
    "ᾈ",
    "Ⅷ",
    "ⓐ",
    "日本",
    "ไทย",
    "𐐀",
    "𝐀",
]
DIGITS = ["0", "19", "²", "½", "①", "٣", "१", "\u0f33", "𝟗"]
MARKS = ["\u0300", "\u0301", "\u0302", "\u0323", "\u031b", "\u0344", "\u0f73", "\u0958", "\u2adc", "\u1161", "\u0b3e"]
SPACES = [" ", "  ", "\t", "\r", "\v", "\f", "\x1c", "\x1f", "\x85", "\xa0", "\u1680", "\u2000", "\u2028", "\u3000"]
UNSEEN = ["\0", "\x01", "\x7f", "\u200b", "\u200d", "\ufeff", "\u202e", "\ufffd", "\ue000", "\U000e0041", "\U0010ffff"]
EMOJI = ["😀", "👨‍👩‍👧", "🇻🇳", "👍🏽", "❤️", "…", "–", "“", "’", "™"]
SYLLABLES = ["Việt", "Nam", "học", "sinh", "đại", "hợp", "tác", "xã", "của", "và", "Hà", "Nội", "thành", "phố", "hoà"]

syllables = st.sampled_from(SYLLABLES).flatmap(
    lambda word: st.sampled_from([word, word.upper(), word.title(), unicodedata.normalize("NFD", word)])
)
pieces = st.one_of(
    syllables,
    st.just(" "),
    st.sampled_from([*PATTERNS, *LETTERS, *DIGITS, *MARKS, *SPACES, *UNSEEN, *EMOJI]),
    st.characters(exclude_categories=["Cs"], exclude_characters="\n"),
)
spaced = st.lists(st.one_of(syllables, pieces), max_size=12).map(" ".join)
texts = st.one_of(st.lists(pieces, max_size=30).map("".join), spaced)


@settings(max_examples=STRINGS, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts)
def test_generated_strings(pyvi: PyviAnswers, text: str) -> None:
    assert pyvi.ask([text]) == [SEGMENT(text)]


def test_every_code_point(pyvi: PyviAnswers) -> None:
    chars = [chr(code) for code in range(0x110000) if _is_worth_a_look(code)]
    texts = [f"học{c} {c}sinh {c}A A{c}b 1{c}2 A{c}. a@b.{c} {c}@b.c x://{c}" for c in chars]
    assert differences(pyvi, ["\u3000".join(texts[i : i + 20]) for i in range(0, len(texts), 20)]) == []


def _is_worth_a_look(code: int) -> bool:
    """Ideographs, Hangul, private and unassigned code points are all alike: some of them will do."""
    category = unicodedata.category(chr(code))
    return code != 0x0A and category != "Cs" and (category not in ("Cn", "Co", "Lo") or code < 0x3400 or code % 97 == 0)


# Of a lone surrogate there is no UTF-8 for CRFsuite. It is read as any mark that the model does not know.
@settings(max_examples=200, deadline=None)
@given(text=texts, surrogate=st.sampled_from(["\ud800", "\udfff"]), rest=texts)
def test_where_pyvi_raises(pyvi: PyviAnswers, text: str, surrogate: str, rest: str) -> None:
    text = re.sub("\ue000", "", text) + surrogate + re.sub("\ue000", "", rest)
    raised, known = pyvi.ask([text, text.replace(surrogate, "\ue000")])
    assert raised is None
    assert known is not None
    assert SEGMENT(text) == known.replace("\ue000", surrogate)


def test_the_shipped_model_is_what_the_script_makes(tmp_path: Path) -> None:
    assert PYTHON
    find = "import importlib.util as u; print(u.find_spec('pyvi').submodule_search_locations[0])"
    package = subprocess.run([PYTHON, "-c", find], capture_output=True, text=True, check=True).stdout.strip()
    made = tmp_path / "pyvi.tieng"
    subprocess.run([sys.executable, str(ROOT / "tools" / "convert_pyvi.py"), package, str(made)], check=True)
    assert made.read_bytes() == (ROOT / "src" / "tieng" / "models" / "data" / "pyvi.tieng").read_bytes()
