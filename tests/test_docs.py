"""What the documents show is what happens."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")


@pytest.mark.parametrize("name", READMES)
def test_python_examples(name: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, name, name, 0)
        assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("name", READMES)
def test_the_pipe(name: str) -> None:
    shown = re.findall(
        r"^    \$ echo (.*) \| tieng (segment|tag|parse)\n    (.*)$", (ROOT / name).read_text(encoding="utf-8"), re.M
    )
    assert shown
    for given, command_name, expected in shown:
        (sentence,) = shlex.split(given)
        command = [sys.executable, "-c", "from tieng.cli import main; main()", command_name]
        done = subprocess.run(command, input=f"{sentence}\n".encode(), capture_output=True, check=True)
        assert done.stdout.decode().rstrip("\n") == expected


@pytest.mark.parametrize("name", ["README.md", "docs/scale.md"])
def test_corpus_examples(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands and plain Python run as printed, one after the other; only the seconds are others each time."""
    pytest.importorskip("pyarrow")
    text = (ROOT / name).read_text(encoding="utf-8")
    shown = re.findall(r"^    \$ tieng corpus (.*)\n((?:    [^$].*\n)*)|```python\n((?!>>>)[\s\S]*?)```", text, re.M)
    assert shown
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for arguments, expected, code in shown:
        if code:
            exec(code, names)
            continue
        command = [sys.executable, "-c", "from tieng.cli import main; main()", "corpus", *shlex.split(arguments)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        assert without_seconds(done.stderr.decode()) == without_seconds(re.sub("(?m)^    ", "", expected))


def without_seconds(text: str) -> str:
    return re.sub(r"in [\d.]+ s;", "in some s;", text)


def test_every_linked_file_is_there() -> None:
    for name in (*READMES, "CONTRIBUTING.md", "ARCHITECTURE.md", "benchmarks/README.md", "docs/scale.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


def test_the_costs_are_those_of_the_benchmark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import costs

    results = json.loads((ROOT / "benchmarks" / "results" / "corpus.json").read_text(encoding="utf-8"))["results"]
    assert costs.tables(results) in (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def test_the_readme_has_the_scores_of_the_benchmark() -> None:

    scores = json.loads((ROOT / "benchmarks" / "results" / "accuracy.json").read_text(encoding="utf-8"))["results"][
        "scores"
    ]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for by_case in scores.values():
        for score in by_case.values():
            assert f"{100 * score['f1']:.2f}" in readme
