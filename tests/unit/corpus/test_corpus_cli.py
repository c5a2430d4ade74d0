"""`tieng corpus` as a process: streams, exit statuses, signals."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.dataset as ds
import pytest

import tieng

COMMAND = [sys.executable, "-c", "from tieng.cli import main; main()", "corpus"]
TEXTS = [f"Văn bản số {i}: Hà Nội vào thu, đường phố vắng người." for i in range(600)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def corpus(*arguments: str, stdin: bytes = b"", limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command; `limit` is how many bytes a file of it may have."""

    def limit_files() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    done = subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, check=False, preexec_fn=limit_files if limit else None
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def write_rows(path: str, first: int = 0, size: int = len(TEXTS)) -> None:
    rows = [json.dumps({"id": i, "text": TEXTS[i]}, ensure_ascii=False) + "\n" for i in range(first, first + size)]
    Path(path).write_text("".join(rows), encoding="utf-8")


def test_a_run_says_what_it_did() -> None:
    write_rows("a.jsonl", size=3)
    done = corpus("a.jsonl", "--out", "out", "--workers", "1")
    assert (done.returncode, done.stdout) == (0, "")
    words = sum(len(tieng.words(text)) for text in TEXTS[:3])
    assert done.stderr.startswith(f"3 documents, 3 sentences, {words} words in ")
    with Path("a.jsonl").open("ab") as file:
        file.write(b'{"id": 9}\n')
    done = corpus("a.jsonl", "--out", "out.txt")
    assert done.stderr.splitlines()[1] == "1 document was set aside: out.txt.rejected.jsonl"


def test_tasks_and_a_dictionary() -> None:
    Path("a.txt").write_text("Mèo ngủ trên ghế dài.\n", encoding="utf-8")
    Path("own.txt").write_text("ghế dài\tforce\n", encoding="utf-8")
    options = ("--tasks", "segment,tag", "--dictionary", "own.txt")
    assert corpus("a.txt", "--out", "out", *options).returncode == 0
    (row,) = ds.dataset("out").to_table().to_pylist()
    document = tieng.load(tasks=("segment", "tag"), dictionary="own.txt").read("Mèo ngủ trên ghế dài.")
    assert [(word["text"], word["tag"]) for word in row["words"]] == [(word.text, word.tag) for word in document.words]
    assert row["segmented"] == "Mèo ngủ trên ghế_dài ."
    assert "began with reader" in corpus("a.txt", "--out", "out").stderr
    assert "expected tasks" in corpus("a.txt", "--out", "other", "--tasks", "sing").stderr


def test_standard_input() -> None:
    lines = "".join(f"{text}\n" for text in TEXTS).encode()
    assert corpus("-", "--out", "out.txt", "--shard-size", "4K", "--workers", "2", stdin=lines).returncode == 0
    assert Path("out.txt").read_text(encoding="utf-8").splitlines() == list(map(tieng.segment, TEXTS))
    rows = b"id,text\n1,tr\xe1\xbb\x9di\n2,\xc4\x91\xe1\xba\xa5t\n"
    assert corpus("-", "--input-format", "csv", "--out", "csv", stdin=rows).returncode == 0
    assert [row["text"] for row in ds.dataset("csv").to_table().to_pylist()] == ["trời", "đất"]
    assert corpus("-", "--input-format", "jsonl", "--out", "json", stdin=b'{"text": "a"}\n').returncode == 0
    assert corpus("-", "--input-format", "parquet", "--out", "other").returncode == 1


def test_standard_input_that_is_another_one() -> None:
    lines = "".join(f"{text}\n" for text in TEXTS).encode()
    broken = lines[:20_000] + b"\xff\n"
    done = corpus("-", "--out", "out", "--shard-size", "4K", "--strict", stdin=broken)
    assert "expected a text in 'text', got not UTF-8" in done.stderr
    done = corpus("-", "--out", "out", "--shard-size", "4K", stdin=lines.replace(b"s\xe1\xbb\x91", b"x"))
    assert done.returncode == 1
    assert "standard input is not what it was" in done.stderr
    assert corpus("-", "--out", "out", "--shard-size", "4K", stdin=lines).returncode == 0
    assert [row["text"] for row in ds.dataset("out").to_table().to_pylist()] == TEXTS
    assert "expected a new folder for standard input" in corpus("-", "--out", "out", "--shard-size", "4K").stderr


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["nix.txt", "--out", "out"], 1, "nix.txt: expected a file, a folder or a pattern of files"),
        (["a.jsonl"], 2, "Missing option '--out'"),
        (["a.jsonl", "--out", "out", "--shard-size", "many"], 2, "expected a size as 64M or 1G, got 'many'"),
        (["a.jsonl", "--out", "out", "--text-column", "body"], 1, "expected texts"),
    ],
)
def test_one_clear_line(arguments: list[str], status: int, message: str) -> None:
    write_rows("a.jsonl", size=3)
    done = corpus(*arguments)
    if message == "expected texts":  # JSON Lines have the columns that each line has
        assert "3 documents were set aside" in done.stderr
        return
    assert (done.returncode, done.stdout) == (status, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk(workers: str) -> None:
    write_rows("a.jsonl")
    options = ("a.jsonl", "--out", "out", "--workers", workers, "--shard-size", "4K")
    done = corpus(*options, limit=3000)
    assert done.returncode == 1
    assert "what is done is kept, and the same run goes on from there" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(Path("out").glob(".part*"))
    assert corpus(*options).returncode == 0
    assert [row["id"] for row in ds.dataset("out").to_table().to_pylist()] == list(range(len(TEXTS)))


def parts_done() -> int:
    journal = Path("out/_tieng/journal.jsonl")
    return journal.read_bytes().count(b"\n") if journal.is_file() else 0


def stop_somewhere(chance: random.Random, how: signal.Signals, *options: str) -> int:
    """Starts the command and stops it once some parts more are done, or soon after; gives its exit status.

    That is 0 where the machine was so slow to stop it that all was done before.
    """
    with subprocess.Popen([*COMMAND, *options], stderr=subprocess.PIPE) as running:
        until = parts_done() + chance.randrange(6)
        while parts_done() < until and running.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.random() / 100)
        os.kill(running.pid, how)
        _, err = running.communicate()
    assert b"Traceback" not in err
    return running.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_at_any_moment(folder: Path) -> None:
    """Nothing is lost and nothing doubled; what was set aside neither."""
    Path("in").mkdir()
    for i in range(3):
        write_rows(f"in/{i}.jsonl", 200 * i, 200)
    with Path("in/1.jsonl").open("ab") as file:
        file.write(b'{"id": -1, "text": null}\n')
    options = ("in", "--out", "out", "--workers", "2", "--shard-size", "250", "--id-column", "id")
    chance = random.Random(8)
    for _ in range(5):
        assert stop_somewhere(chance, signal.SIGKILL, *options) in (-signal.SIGKILL, 0)
    done = corpus(*options)
    assert done.returncode == 0, done.stderr
    rows = ds.dataset("out").to_table().to_pylist()
    assert [row["id"] for row in rows] == list(range(len(TEXTS)))
    assert [row["segmented"] for row in rows] == list(map(tieng.segment, TEXTS))
    assert "1 document was set aside" in done.stderr
    assert len(Path("out/_tieng/rejected.jsonl").read_text().splitlines()) == 1


UNENDING = ("-", "--input-format", "jsonl", "--out", "out", "--workers", "2", "--shard-size", "1K")


@contextmanager
def unending_job() -> Iterator[subprocess.Popen[bytes]]:
    """A job that has written two parts and has more to do: its standard input stays open."""
    write_rows("a.jsonl")
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, *UNENDING], stdin=pipe, stderr=pipe, start_new_session=True) as running:
        assert running.stdin
        running.stdin.write(Path("a.jsonl").read_bytes())
        running.stdin.flush()
        while parts_done() < 2:
            time.sleep(0.001)
        yield running


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones")
def test_interrupted() -> None:
    with unending_job() as running:
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does it: to the workers, too
        _, err = running.communicate()
    assert running.returncode == 130
    assert err.decode() == "tieng: stopped; what is done is kept, and the same command goes on from there\n"
    assert corpus(*UNENDING, stdin=Path("a.jsonl").read_bytes()).returncode == 0
    assert [row["id"] for row in ds.dataset("out").to_table().to_pylist()] == list(range(len(TEXTS)))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to see processes")
def test_a_worker_that_is_killed() -> None:
    with unending_job() as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        workers = [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(int(workers[0]), signal.SIGKILL)
        _, err = running.communicate()
    assert running.returncode == 1
    assert err.decode().startswith("tieng: a worker ended before its time")
    assert len(err.splitlines()) == 1
