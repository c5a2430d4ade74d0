r"""The model file: a card and named arrays in one checked little-endian file.

    bytes   what
    0-7     magic: b"tieng\0\r\n"
    8-11    format version
    12-15   length of the directory
    16-23   length of the file
    24-27   CRC-32 of all bytes from 32 on
    28-31   0
    32-     directory: JSON {"card": {...}, "sections": {name: [offset, size]}}
    ...     sections, each at a multiple of 64 bytes

A model is data, never code. Format, model and package have version numbers of their own.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tieng.errors import ModelFormatError, ModelNotFoundError
from tieng.output import replacing

MAGIC = b"tieng\0\r\n"
VERSION = 1
ALIGNMENT = 64
_HEADER = struct.Struct("<8sIIQII")


class Model(NamedTuple):
    """A model file that was opened and checked.

    Attributes:
        path: Where it lies.
        card: What it is: task, data, licences, scores.
        sections: Its arrays, views of the mapped file.
    """

    path: Path
    card: Mapping[str, Any]
    sections: Mapping[str, memoryview]

    def section(self, name: str) -> memoryview:
        """The section of that name; raises ModelFormatError where the file has none."""
        if name not in self.sections:
            raise ModelFormatError(
                f"{self.path}: expected a section {name!r}, got {', '.join(self.sections) or 'none'}"
            )
        return self.sections[name]

    def require_task(self, task: str) -> None:
        """Raises ModelFormatError unless the card names this task."""
        if self.card.get("task") != task:
            raise ModelFormatError(f"{self.path}: expected a model for {task!r}, got one for {self.card.get('task')!r}")

    def require_template(self, template: int) -> None:
        """Raises ModelFormatError unless the model was trained with this version of its task's features."""
        if self.card.get("template") != template:
            raise ModelFormatError(
                f"{self.path}: expected features of version {template}, got {self.card.get('template')!r}; "
                "train it again"
            )


def write_model(path: str | os.PathLike[str], card: Mapping[str, Any], sections: Mapping[str, bytes]) -> None:
    """Writes a model file; the same card and sections give the same bytes. Replaces the file at once, or not at all.

    Raises:
        InputError: There can be no file of that name.
    """
    directory, offsets = _directory(card, sections)
    body = bytearray(directory)
    for name, data in sections.items():
        body += bytes(offsets[name] - _HEADER.size - len(body)) + data
    size = _HEADER.size + len(body)
    header = _HEADER.pack(MAGIC, VERSION, len(directory), size, zlib.crc32(body), 0)
    with replacing(path) as file:
        file.write(header + body)


def _directory(card: Mapping[str, Any], sections: Mapping[str, bytes]) -> tuple[bytes, dict[str, int]]:
    """The directory as JSON and the offset of each section; its own length moves the offsets, so it is padded."""
    room = len(json.dumps({"card": card, "sections": {name: [2**40, 2**40] for name in sections}}).encode())
    offset = _aligned(_HEADER.size + room)
    offsets = {}
    for name, data in sections.items():
        offsets[name] = offset
        offset = _aligned(offset + len(data))
    places = {name: [offsets[name], len(data)] for name, data in sections.items()}
    directory = json.dumps({"card": card, "sections": places}, sort_keys=True).encode()
    return directory.ljust(room), offsets


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT


def read_model(path: str | os.PathLike[str]) -> Model:
    """Maps a model file and checks it.

    Raises:
        ModelNotFoundError: There is no such file.
        ModelFormatError: It is no model, damaged, truncated, or of another format version.
    """
    source = Path(path)
    try:
        with source.open("rb") as file:
            data: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError:
        raise ModelNotFoundError(f"{source}: expected a model file, found none") from None
    except ValueError:  # an empty file cannot be mapped
        data = b""
    except OSError as error:
        raise ModelNotFoundError(f"{source}: cannot be read as a model file: {error.strerror}") from None
    view = memoryview(data)
    directory = _check(source, view)
    sections = {name: _section(source, view, name, place) for name, place in directory["sections"].items()}
    return Model(source, directory["card"], sections)


def _check(path: Path, view: memoryview) -> dict[str, Any]:
    if len(view) < _HEADER.size or bytes(view[: len(MAGIC)]) != MAGIC:
        raise ModelFormatError(f"{path}: expected a tieng model file, got something else")
    _, version, length, size, checksum, _ = _HEADER.unpack_from(view)
    if version != VERSION:
        raise ModelFormatError(f"{path}: expected format version {VERSION}, got {version}; update tieng or the model")
    if size != len(view):
        raise ModelFormatError(f"{path}: expected {size} bytes, got {len(view)}; the file was cut or added to")
    if zlib.crc32(view[_HEADER.size :]) != checksum:
        raise ModelFormatError(f"{path}: its checksum does not fit; the file is damaged, install or train it again")
    try:
        directory = json.loads(bytes(view[_HEADER.size : _HEADER.size + length]))
        if isinstance(directory["card"], dict) and isinstance(directory["sections"], dict):
            return dict(directory)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ModelFormatError(f"{path}: expected a JSON directory of card and sections")


def _section(path: Path, view: memoryview, name: str, place: object) -> memoryview:
    if isinstance(place, list) and len(place) == 2 and all(isinstance(number, int) for number in place):
        offset, size = place
        if size >= 0 and _HEADER.size <= offset <= len(view) - size and offset % ALIGNMENT == 0:
            return view[offset : offset + size]
    raise ModelFormatError(f"{path}: expected section {name!r} inside the file, got {place!r}")
