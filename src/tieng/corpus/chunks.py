"""What readers of inputs hand on: some documents as a record batch, and what could not be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tieng.corpus.arrow import pa
from tieng.corpus.sources import Source

CHUNK = 1 << 20  # bytes of text that a chunk should have
ROWS = 8192  # at most


@dataclass(frozen=True)
class Rejected:
    """A document that cannot be read.

    Attributes:
        file: Where it is.
        unit: What `place` counts in that file: `byte` or `row`, from 0. Of a compressed file, bytes decompressed.
        place: Where it begins.
        reason: What was expected and what was got.
        id: Its id, where it has one.
    """

    file: str
    unit: str
    place: int
    reason: str
    id: object = None

    def entry(self) -> dict[str, object]:
        """What is noted of it."""
        found = {"file": self.file, self.unit: self.place, "reason": self.reason}
        return found if self.id is None else found | {"id": self.id}


@dataclass
class Chunk:
    """Some documents.

    Attributes:
        batch: A row a document; texts may be null or not UTF-8.
        file: Where they are from.
        unit: As in Rejected.
        places: Where each begins.
        rejected: Those that are no row.
        read: Bytes of input, as they lie on the disk; 0 where that is not known.
    """

    batch: pa.RecordBatch
    file: str
    unit: str
    places: Sequence[int]
    rejected: list[Rejected] = field(default_factory=list)
    read: int = 0


@dataclass(frozen=True)
class Piece:
    """What a part of a job reads of one source.

    Attributes:
        source: The file.
        begin: Its first byte; of Parquet its first row.
        end: The byte or row after it; -1 for all of the file.
        lines: What was read of it already.
        chunks: The same of CSV.
    """

    source: Source
    begin: int = 0
    end: int = -1
    lines: bytes | None = None
    chunks: Sequence[Chunk] | None = None
