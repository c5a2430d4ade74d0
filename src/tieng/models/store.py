"""Where models are: those shipped with the package by name, others by path."""

from __future__ import annotations

import os
from pathlib import Path

from tieng.errors import ModelNotFoundError
from tieng.models.format import Model, read_model

DATA = Path(__file__).parent / "data"
SUFFIX = ".tieng"


def shipped() -> list[str]:
    """The names of the models that come with the package."""
    return sorted(path.stem for path in DATA.glob(f"*{SUFFIX}"))


def open_model(model: str | os.PathLike[str]) -> Model:
    """A shipped model by its name, or the model file at a path.

    A `str` that is the name of a shipped model means that model, also where a file or folder in the working folder is
    called so; `./segment` and `Path("segment")` mean the file.

    Raises:
        ModelNotFoundError: There is neither.
        ModelFormatError: The file is damaged.
    """
    named = DATA / f"{model}{SUFFIX}"
    if isinstance(model, str) and Path(model).name == model and named.exists():
        return read_model(named)
    path = Path(model)
    if path.exists() or path.suffix or path.parent != Path():
        return read_model(path)
    raise ModelNotFoundError(f"expected the path of a model file or one of {', '.join(shipped())}; got {str(model)!r}")
