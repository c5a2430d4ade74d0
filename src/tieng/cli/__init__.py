"""The command line, one file a command."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from tieng import __version__
from tieng.errors import TiengError

COMMANDS = ("segment", "tag", "parse", "corpus", "stats", "train", "evaluate")


class Commands(click.Group):
    """Commands that are imported when they are called: none waits for what only another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help page."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name: what a module of its name calls so."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"tieng.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tieng")
def commands() -> None:
    """Read Vietnamese: raw text in, words out."""


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
