"""The floors of the house, and what stands at its door."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import tieng

SOURCE = Path(tieng.__file__).parent
FLOORS = [
    {"errors", "output", "text"},
    {"kernel", "models", "lexicon", "document"},
    {"tasks", "profiles", "formats"},
    {"pipeline"},
    {"corpus", "statistics", "training", "ext"},
    {"cli"},
]
HEAVY = ["numpy", "scipy", "sklearn", "click", "rich", "pyarrow", "pyspark", "ray", "spacy", "transformers"]
MODULES = sorted(SOURCE.rglob("*.py"))
GENERATED = {"java_characters.hpp", "unicode_tables.hpp"}
MOST_LINES = 400


def room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def floor(name: str) -> int:
    found = [number for number, rooms in enumerate(FLOORS) if name in rooms]
    assert found, f"{name} stands on no floor"
    return found[0]


def imported(path: Path) -> set[str]:
    """The rooms that a module imports from; `from tieng import x` counts as the whole package."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: expected absolute imports"
            names.add(node.module or "")
    return {name.partition(".")[2].partition(".")[0] for name in names if name.split(".")[0] == "tieng"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path: Path) -> None:
    if path == SOURCE / "__init__.py":
        return
    own = floor(room(path))
    for name in imported(path):
        # Only the command line may look at the door: it prints the version.
        assert own >= (floor(name) if name else floor("cli")), f"{path} imports from {name or 'tieng'}"


def test_nothing_imports_ext() -> None:
    assert not [path for path in MODULES if room(path) != "ext" and "ext" in imported(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "path",
    [
        path
        for suffix in ("py", "pyi", "pyx", "hpp")
        for path in sorted(SOURCE.rglob(f"*.{suffix}"))
        if path.name not in GENERATED
    ],
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, tieng; tieng.segment('Hà Nội'); print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_opens_no_model() -> None:
    code = "import tieng, tieng.cli; print(tieng._reader.cache_info())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "currsize=0" in done.stdout


def test_public_names_are_there_and_sorted() -> None:
    assert all(hasattr(tieng, name) for name in tieng.__all__)
    assert sorted(tieng.__all__) == tieng.__all__
    public = {name for name, value in vars(tieng).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert public == set(tieng.__all__)


def test_public_names_are_documented() -> None:
    for name in tieng.__all__:
        value = getattr(tieng, name)
        assert inspect.getdoc(value), name
        for member, thing in vars(value).items() if inspect.isclass(value) else ():
            if not member.startswith("_") and (inspect.isfunction(thing) or isinstance(thing, property)):
                assert inspect.getdoc(thing), f"{name}.{member}"


def test_the_door_is_small() -> None:
    assert len((SOURCE / "__init__.py").read_text(encoding="utf-8").splitlines()) <= 40
