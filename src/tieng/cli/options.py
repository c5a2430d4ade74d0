"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tieng.pipeline import DEFAULT_MODEL, PROFILES, load

Command = Callable[..., None]


def reader_options(command: Command) -> Command:
    """Adds --model, --profile, --model-dir and --dictionary; the command takes the `reader` that they make."""

    @click.option(
        "--model", default=DEFAULT_MODEL, show_default=True, help="A shipped model or the path of a model file."
    )
    @click.option("--profile", type=click.Choice(list(PROFILES)), help="Give what another system gives, to the letter.")
    @click.option("--model-dir", type=click.Path(file_okay=False), help="The folder with the profile's own files.")
    @click.option(
        "--dictionary",
        type=click.Path(dir_okay=False, path_type=Path),
        multiple=True,
        help="Words of your own, one a line; may be given again.",
    )
    @wraps(command)
    def with_reader(
        model: str, profile: str | None, model_dir: str | None, dictionary: tuple[Path, ...], **others: Any
    ) -> None:
        reader = load(model=model, profile=profile, model_dir=model_dir, dictionary=dictionary or None)
        command(reader=reader, **others)

    return with_reader
