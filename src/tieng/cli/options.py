"""Options that several commands share."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from tieng.document import GRANULARITIES
from tieng.pipeline import DEFAULT_MODEL, DEFAULT_PARSE_MODEL, DEFAULT_TAG_MODEL, PROFILES, TASKS, load

Command = Callable[..., None]
_READER = ("model", "profile", "model_dir", "granularity", "tag_model", "parse_model")  # those that go to load()


def reader_options(command: Command) -> Command:
    """Adds --model, --profile, --model-dir, --dictionary, --granularity; the command takes the `reader` they make."""
    return _word_options(_with_reader(command, TASKS[:1]))


def tagger_options(command: Command) -> Command:
    """Adds those of `reader_options` and --tag-model; the reader tags, too."""
    return _word_options(_tag_model(_with_reader(command, TASKS[: TASKS.index("tag") + 1])))


def parser_options(command: Command) -> Command:
    """Adds those of `tagger_options` and --parse-model; the reader tags and parses, too."""
    parse_model = click.option(
        "--parse-model", default=DEFAULT_PARSE_MODEL, show_default=True, help="The same for trees."
    )
    return _word_options(_tag_model(parse_model(_with_reader(command, TASKS[: TASKS.index("parse") + 1]))))


def _tag_model(command: Command) -> Command:
    return click.option(
        "--tag-model", default=DEFAULT_TAG_MODEL, show_default=True, help="The same for the parts of speech."
    )(command)


def task_options(command: Command) -> Command:
    """Adds those of `tagger_options` and --tasks; the reader does these."""
    tasks = click.option(
        "--tasks",
        default=TASKS[0],
        show_default=True,
        callback=lambda _context, _parameter, names: tuple(name.strip() for name in names.split(",")),
        help=f"What to find out, of {', '.join(TASKS)}, by commas.",
    )
    return tasks(tagger_options(command))


def _word_options(command: Command) -> Command:
    for option in (
        click.option(
            "--granularity",
            type=click.Choice(list(GRANULARITIES)),
            default="word",
            show_default=True,
            help="What is a word: a syllable, the smallest listed words, the treebank's words, whole names of bodies.",
        ),
        click.option(
            "--dictionary",
            type=click.Path(dir_okay=False, path_type=Path),
            multiple=True,
            help="Words of your own, one a line; may be given again.",
        ),
        click.option("--model-dir", type=click.Path(file_okay=False), help="The folder with the profile's own files."),
        click.option(
            "--profile", type=click.Choice(list(PROFILES)), help="Give what another system gives, to the letter."
        ),
        click.option(
            "--model", default=DEFAULT_MODEL, show_default=True, help="A shipped model or the path of a model file."
        ),
    ):  # the last is the first in the help
        command = option(command)
    return command


def _with_reader(command: Command, tasks: tuple[str, ...]) -> Command:
    @wraps(command)
    def with_reader(dictionary: tuple[Path, ...], **options: Any) -> None:
        reading = {name: options.pop(name) for name in _READER if name in options}
        command(reader=load(tasks=options.pop("tasks", tasks), dictionary=dictionary or None, **reading), **options)

    return with_reader


def _encoding(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    try:
        "".encode(name)  # fails for `hex` and its like, which codecs.lookup() knows but which are not of text
        return codecs.lookup(name).name
    except (LookupError, UnicodeError):
        raise click.BadParameter(f"no encoding is called {name!r}; try utf-8, utf-16 or cp1258") from None


def encoding_option(command: Command) -> Command:
    """Adds --encoding, that of the input."""
    option = click.option("--encoding", default="utf-8", show_default=True, callback=_encoding, help="Of the input.")
    return option(command)
