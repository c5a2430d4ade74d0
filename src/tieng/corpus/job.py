"""A job: inputs in parts, parts to files, by as many workers as are wanted; stopped and taken up at any moment."""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tieng.corpus.batch import ADDED
from tieng.corpus.chunks import Chunk, Rejected
from tieng.corpus.columns import Columns, find_columns
from tieng.corpus.documents import read_piece
from tieng.corpus.plan import Part, cut, part_size
from tieng.corpus.sinks import SUFFIXES, check_columns, concatenate_parquet, open_sink
from tieng.corpus.sources import STDIN, Source, find_sources
from tieng.corpus.state import OWN, Counts, State, concatenate, open_state
from tieng.corpus.workers import Report, Workers
from tieng.errors import InputError, TiengError
from tieng.output import replacing
from tieng.pipeline import Reader

_KEPT = "what is done is kept, and the same run goes on from there"
DOCUMENTS = ("line", "file")


@dataclass(frozen=True)
class Options:
    """What is to be done.

    Attributes:
        inputs: Files, folders, patterns, or `-`.
        out: A folder; or a file, if its suffix is one of SUFFIXES.
        reader: As `tieng.load()` gives it.
        form: Of the output, a key of SUFFIXES; what `out` ends in, or Parquet, where it is None.
        input_form: Of the inputs, where suffixes do not say it.
        text: The name of the text column.
        id: The name of the column that names documents.
        keep: The columns to keep; all where it is None.
        add: The columns to add to Parquet.
        document: What is a document of a text file, of DOCUMENTS.
        strict: Stop at the first document that cannot be read.
        part_size: Bytes of input in a part; 0 for a size that suits.
    """

    inputs: tuple[str, ...]
    out: Path
    reader: Reader
    form: str | None = None
    input_form: str | None = None
    text: str = "text"
    id: str | None = None
    keep: tuple[str, ...] | None = None
    add: tuple[str, ...] = ADDED
    document: str = "line"
    strict: bool = False
    part_size: int = 0

    @property
    def output_form(self) -> str:
        """The format of the output."""
        by_suffix = {suffix: form for form, suffix in SUFFIXES.items()}
        return self.form or by_suffix.get(self.out.suffix, "parquet")

    @property
    def is_file(self) -> bool:
        """Whether the output is one file."""
        return self.out.suffix in SUFFIXES.values() and not self.out.is_dir()


@dataclass(frozen=True)
class Job:
    """What every worker knows of a job.

    Attributes:
        options: What is to be done.
        sources: The files that are read.
        columns: What is read of every document.
        size: Bytes of input in a part.
        folder: Where the parts are written.
    """

    options: Options
    sources: Sequence[Source]
    columns: Columns
    size: int

    @property
    def folder(self) -> Path:
        """Where the parts are written: the output, or beside it, if it is to be one file."""
        out = self.options.out
        return out.with_name(f".{out.name}.parts") if self.options.is_file else out

    def path(self, part: str) -> Path:
        """The file that a part gives."""
        return self.folder / f"{part}{SUFFIXES[self.options.output_form]}"

    @property
    def rejected(self) -> Path:
        """Where the documents lie that were set aside, once the job is done."""
        out = self.options.out
        return out.with_name(f"{out.name}.rejected.jsonl") if self.options.is_file else out / OWN / "rejected.jsonl"

    def manifest(self) -> dict[str, Any]:
        """What must be the same for a job to go on where an earlier run left it."""
        options = self.options
        inputs = [[source.path, source.format, source.size, source.changed] for source in self.sources]
        names = ("output_form", "text", "id", "keep", "add", "document")
        chosen = {name: getattr(options, name) for name in names}
        files = {name: _fingerprint(value) for name, value in options.reader.options.items()}
        content = {"tieng": version("tieng"), "part_size": self.size, **chosen, "reader": files, "inputs": inputs}
        return json.loads(json.dumps(content, default=str))  # type: ignore[no-any-return]

    def do(self, part: Part, report: Report) -> Counts:
        """Reads a part and writes its file."""
        path, options = self.path(part.name), self.options
        total = Counts()
        rejected: list[Rejected] = []
        with open_sink(path, options.output_form, options.reader, self.columns, options.add) as write:
            for chunk in self._chunks(part):
                self._set_aside(chunk.rejected, rejected)
                sentences, words = write(chunk) if len(chunk.places) else (0, 0)
                total += Counts(len(chunk.places), sentences, words, len(chunk.rejected), chunk.read)
                report(len(chunk.places) + len(chunk.rejected), chunk.read)
        self._write_rejected(part.name, rejected)
        left = part.size - total.size  # of compressed files it is not known before
        report(0, left)
        return total + Counts(size=left, written=path.stat().st_size)

    def _chunks(self, part: Part) -> Iterator[Chunk]:
        for piece in part.pieces:
            yield from read_piece(piece, self.columns, self.options.document)

    def _set_aside(self, found: Sequence[Rejected], rejected: list[Rejected]) -> None:
        if found and self.options.strict:
            first = found[0]
            raise InputError(f"{first.file}, {first.unit} {first.place}: {first.reason}")
        rejected += found

    def _write_rejected(self, part: str, rejected: Sequence[Rejected]) -> None:
        if not rejected:
            return
        with replacing(self.folder / OWN / "rejected" / f"{part}.jsonl") as file:
            for document in rejected:
                line = json.dumps(document.entry(), ensure_ascii=False, default=str)
                file.write(line.encode("utf-8", "replace") + b"\n")


def prepare(options: Options) -> Job:
    """A job, after a look at its inputs.

    Raises:
        InputError: An input or a column is not there, or cannot be read.
    """
    sources = find_sources(options.inputs, options.input_form, options.out)
    columns = find_columns(sources, options.text, options.id, options.keep)
    check_columns(options.output_form, options.reader, columns, options.add)
    return Job(options, sources, columns, options.part_size or part_size(sources))


def run(job: Job, *, workers: Workers | None = None, restart: bool = False, report: Report = lambda *_: None) -> Counts:
    """Does what is left of a job; gives what all of it is.

    Args:
        job: As `prepare` gives it.
        workers: Processes to work with; this one where there are none.
        restart: Forget what an earlier run left.
        report: Takes documents and bytes of input as they are read, in this run or in an earlier one.

    Raises:
        InputError: The output is that of another job, an input cannot be read or the output not be written; or, if the
            job is strict, a document cannot be read.
    """
    with open_state(job.folder, job.manifest(), restart) as state:
        if state.finished and not job.options.is_file and any(source.path == STDIN for source in job.sources):
            raise InputError(f"{job.folder}: expected a new folder for standard input; --restart begins anew")
        if not state.finished:
            try:
                _run_parts(job, state, workers or Workers(1), report)
            except (TiengError, OSError) as error:
                raise InputError(f"{_one_line(error)}; {_KEPT}") from error
            state.gather_rejected(job.folder / OWN / "rejected.jsonl")
            state.finish()
        total = state.total()
    if job.options.is_file:
        _make_one_file(job, sorted(state.done))
    return total


def _run_parts(job: Job, state: State, workers: Workers, report: Report) -> None:
    for part, counts in workers.map(job.do, _left(job, state, report), report):
        state.record(part.name, counts, _checksum(part))


def _left(job: Job, state: State, report: Report) -> Iterator[Part]:
    for part in cut(job.sources, job.size, job.options.document):
        if part.name in state.done:
            state.check(part.name, _checksum(part))
            counts = state.done[part.name]
            report(counts.documents + counts.rejected, counts.size)
        else:
            yield part


def _checksum(part: Part) -> int:
    """Of lines that were fed: there is no other way to know whether standard input is the same as before."""
    return zlib.crc32(b"".join(piece.lines or b"" for piece in part.pieces))


def _make_one_file(job: Job, parts: Sequence[str]) -> None:
    out, paths = job.options.out, [job.path(part) for part in parts]
    if job.options.output_form == "parquet":
        concatenate_parquet(paths, out, job.columns.text)
    else:
        concatenate(paths, out)
    rejected = job.folder / OWN / "rejected.jsonl"
    if rejected.is_file():
        rejected.replace(job.rejected)
    shutil.rmtree(job.folder)


def _one_line(error: Exception) -> str:
    """An error in one line, with the file that it is about."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split())


def _fingerprint(value: Any) -> Any:
    """An option as the manifest has it: a file with its size and when it was changed."""
    if isinstance(value, list | tuple):
        return [_fingerprint(item) for item in value]
    if isinstance(value, str | os.PathLike) and Path(value).is_file():
        status = Path(value).stat()
        return [str(value), status.st_size, status.st_mtime_ns]
    return value
