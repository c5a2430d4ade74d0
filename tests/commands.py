"""The command line inside this process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tieng.cli import main


class Result:
    def __init__(self, status: int, out: bytes, err: bytes) -> None:
        self.status, self.out, self.err = status, out, err.decode()

    @property
    def text(self) -> str:
        assert self.status == 0, self.err
        assert self.err == ""
        return self.out.decode()

    def failed(self, status: int) -> str:
        """The one line that it says."""
        assert self.status == status, self.err
        assert self.out == b""
        assert "Traceback" not in self.err
        return self.err


class Run:
    """Runs the command inside this process."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], folder: Path
    ) -> None:
        self.monkeypatch, self.captured, self.folder = monkeypatch, capfdbinary, folder

    def __call__(self, *arguments: str | Path, stdin: str | bytes = b"") -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        (self.folder / ".stdin").write_bytes(data)
        self.monkeypatch.setattr(sys, "argv", ["tieng", *map(str, arguments)])
        with (
            (self.folder / ".stdin").open(encoding="utf-8") as given,
            os.fdopen(os.dup(1), "w", encoding="utf-8") as out,
            self.monkeypatch.context() as patch,
        ):
            patch.setattr(sys, "stdin", given)
            patch.setattr(sys, "stdout", out)
            status = 0
            try:
                main()
            except SystemExit as done:
                status = done.code if isinstance(done.code, int) else 1
        sys.stderr.flush()
        return Result(status, *self.captured.readouterr())
