"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run

import tieng

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def reader() -> tieng.Reader:
    """A reader with the shipped model."""
    return tieng.load()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of data that lie beside the project, for tests that need more than the project holds."""
    found = ROOT.parent / "shared" / "data"
    if not found.is_dir():
        pytest.skip("needs ../shared/data beside the project")
    return found


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs a command of `tieng` inside this process."""
    return Run(monkeypatch, capfdbinary, tmp_path)
