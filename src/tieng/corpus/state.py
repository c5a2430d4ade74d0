"""What a job has done so far, on the disk, so that it can be stopped at any moment and go on later.

    OUT/part-000000.parquet …       output; a part has this name only once all of it is written
    OUT/_tieng/manifest.json        what the job is: inputs, options, versions
    OUT/_tieng/journal.jsonl        a line a part that is done; a part without a line is made again
    OUT/_tieng/rejected/            what was set aside, a file a part
    OUT/_tieng/lock                 held by the run that is at work

A part is made from the same input in the same way each time, so one that was written but not noted is written again,
the same, over itself.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tieng.errors import InputError
from tieng.output import replacing

OWN = "_tieng"


@dataclass(frozen=True)
class Counts:
    """How much of a corpus was read. `size` is bytes of input as they lie on the disk, `written` bytes of output."""

    documents: int = 0
    sentences: int = 0
    words: int = 0
    rejected: int = 0
    size: int = 0
    written: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(mine + its for mine, its in zip(asdict(self).values(), asdict(other).values(), strict=True)))


class State:
    """The journal of one job."""

    def __init__(self, folder: Path, done: dict[str, Counts], checks: dict[str, int], finished: bool) -> None:
        self.folder = folder
        self.done = done
        self.finished = finished
        self._checks = checks

    def check(self, part: str, value: int) -> None:
        """Lets a part that is done pass, if what it was made from is still the same.

        Raises:
            InputError: It is not.
        """
        if self._checks.get(part, value) != value:
            raise InputError(
                f"{self.folder}: standard input is not what it was when the job began; --restart begins anew"
            )

    def record(self, part: str, counts: Counts, check: int) -> None:
        """Notes that a part is done."""
        self._append({"part": part, "check": check} | asdict(counts))
        self.done[part] = counts

    def finish(self) -> None:
        """Notes that all parts are done."""
        self._append({"finished": True})
        self.finished = True

    def total(self) -> Counts:
        """The sum of all parts that are done."""
        return sum(self.done.values(), Counts())

    def rejected_path(self, part: str) -> Path:
        """Where a part sets documents aside."""
        return self.folder / OWN / "rejected" / f"{part}.jsonl"

    def gather_rejected(self, target: Path) -> None:
        """One file of all that was set aside, in the order of the input; none if there is nothing."""
        parts = [path for name in sorted(self.done) if (path := self.rejected_path(name)).is_file()]
        if parts:
            concatenate(parts, target)

    def _append(self, entry: Mapping[str, Any]) -> None:
        with (self.folder / OWN / "journal.jsonl").open("ab") as file:
            file.write(json.dumps(entry).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def open_state(folder: Path, manifest: Mapping[str, Any], restart: bool) -> Iterator[State]:
    """The state of a job in its output folder, new or as it was left.

    Args:
        folder: Is made if it is not there.
        manifest: What the job is.
        restart: Forget what an earlier run left.

    Raises:
        InputError: The folder has something else in it, or the state of another job, or a run is at work there.
    """
    own = folder / OWN
    if folder.is_dir() and not own.is_dir() and any(folder.iterdir()):
        raise InputError(f"{folder}: expected an empty folder, or one that an earlier run began")
    (own / "rejected").mkdir(parents=True, exist_ok=True)
    with _locked(own / "lock", folder):
        if restart:
            _forget(folder)
        _agree(own / "manifest.json", manifest, folder)
        _sweep(folder)
        try:
            yield State(folder, *_read_journal(own / "journal.jsonl"))
        finally:
            _sweep(folder)


def _sweep(folder: Path) -> None:
    """Takes away what a worker that was killed was about to write."""
    for left in folder.glob(".part-*"):
        left.unlink(missing_ok=True)


def concatenate(paths: list[Path], target: Path) -> None:
    """One file of the bytes of others."""
    with replacing(target) as out:
        for path in paths:
            with path.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)


@contextmanager
def _locked(path: Path, folder: Path) -> Iterator[None]:
    """Holds a lock that ends with the process, however that ends."""
    with path.open("wb") as file:
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"{folder}: another run is at work there") from None
        yield


def _forget(folder: Path) -> None:
    for name in ("manifest.json", "journal.jsonl", "rejected.jsonl"):
        (folder / OWN / name).unlink(missing_ok=True)
    for path in [*folder.glob("part-*"), *(folder / OWN / "rejected").glob("*")]:
        path.unlink()


def _agree(path: Path, manifest: Mapping[str, Any], folder: Path) -> None:
    """Writes the manifest, or sees to it that the one that is there is the same."""
    if not path.is_file():
        with replacing(path) as file:
            file.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        return
    earlier = json.loads(path.read_bytes())
    for name, value in manifest.items():
        if earlier.get(name) != value:
            was, now = _difference(earlier.get(name), value)
            raise InputError(
                f"{folder}: an earlier run began with {name} {was}, got {now}; "
                "give the same as then, another --out, or --restart to begin anew"
            )


def _difference(was: Any, now: Any) -> tuple[str, str]:
    """The first of two lists or objects that differs, so that the message is short."""
    if isinstance(was, list) and isinstance(now, list):
        for left, right in zip(was, now, strict=False):
            if left != right:
                return json.dumps(left, ensure_ascii=False), json.dumps(right, ensure_ascii=False)
        return f"of {len(was)} files", f"{len(now)} files"
    if isinstance(was, dict) and isinstance(now, dict):
        was, now = (
            {name: value for name, value in mine.items() if was.get(name) != now.get(name)} for mine in (was, now)
        )
    return json.dumps(was, ensure_ascii=False), json.dumps(now, ensure_ascii=False)


def _read_journal(path: Path) -> tuple[dict[str, Counts], dict[str, int], bool]:
    """The parts that are done; a last line that was cut off is taken away."""
    data = path.read_bytes() if path.is_file() else b""
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(path, whole)
    done: dict[str, Counts] = {}
    checks: dict[str, int] = {}
    finished = False
    for line in data[:whole].splitlines():
        entry = json.loads(line)
        if entry.pop("finished", False):
            finished = True
        else:
            name = entry.pop("part")
            checks[name] = entry.pop("check")
            done[name] = Counts(**entry)
    return done, checks, finished
