"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tieng.errors import InputError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file beside `path` that takes its name, and the permissions of what was there, once all is written.

    Where writing fails, what was there stays. A link stays a link.

    Raises:
        InputError: There can be no file of that name.
    """
    target = Path(path).resolve()
    beside = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    try:
        file = beside.open("xb")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    try:
        with file:
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
            yield file
            file.flush()
            os.fsync(file.fileno())  # before the name: after a power cut there is the old file or the new one
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
