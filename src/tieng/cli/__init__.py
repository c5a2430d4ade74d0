"""The command line, one file a command."""

from __future__ import annotations

import os
import sys

import click

from tieng import __version__
from tieng.cli.corpus import corpus
from tieng.cli.evaluate import evaluate
from tieng.cli.parse import parse
from tieng.cli.segment import segment
from tieng.cli.stats import stats
from tieng.cli.tag import tag
from tieng.cli.train import train
from tieng.errors import TiengError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tieng")
def commands() -> None:
    """Read Vietnamese: raw text in, words out."""


commands.add_command(segment)
commands.add_command(tag)
commands.add_command(parse)
commands.add_command(corpus)
commands.add_command(stats)
commands.add_command(train)
commands.add_command(evaluate)


def main() -> None:
    """Runs a command; failures are one line on standard error and exit status 1, wrong usage is status 2."""
    try:
        commands(prog_name="tieng", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        _fail("stopped", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except TiengError as error:
        _fail(str(error), 1)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), 1)


def _fail(message: str, status: int) -> None:
    click.echo(f"tieng: {message}", err=True)
    sys.exit(status)
