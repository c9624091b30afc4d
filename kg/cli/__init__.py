"""The commands, a module for each group of them."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Any

import typer

# Importing a module registers its commands, in the order of `kg --help`.
# isort: off
from kg.cli import pages, graph, ask, analyse, serve, export, ontology, check, browser, restore, sparql  # noqa: F401

# isort: on
from kg.cli.app import app
from kg.cli.told import FAILED, INTERRUPTED, say
from kg.errors import KgError
from kg.files import FULL

_WrongUse: type[Any] = typer.BadParameter.__bases__[0]
"""What Typer raises for options and arguments that are wrong."""


def main() -> None:
    """Run a command. An error of ours is one line and its exit status; a reader that went away ends it quietly."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale says, and no line end is changed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        status = app(standalone_mode=False)
        if status == INTERRUPTED:
            say("kg: Interrupted. A file or a folder is replaced only by one that is whole, so none was left in part.")
        sys.stdout.flush()
        sys.exit(status)
    except _WrongUse as error:
        if error.format_message():  # empty where no command is named: the help has been printed
            say(f"kg: {_wrong_use(error)}")
        sys.exit(error.exit_code)
    except KgError as error:
        say(f"kg: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        _drop_output()
        sys.exit(FAILED)
    except OSError as error:
        if error.errno not in FULL:
            raise
        say(f"kg: {error.filename or 'stdout'} can't be written: {error.strerror}. Make room, or send it elsewhere.")
        _drop_output()
        sys.exit(FAILED)


def _drop_output() -> None:
    """Have what is still to be written to stdout go nowhere: Python tries it again at its end, and tells of it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wrong_use(error: Any) -> str:
    """What is wrong with the call, without the words of what checked it."""
    command = error.ctx.command_path if error.ctx else "kg"
    message = error.format_message().replace("Value error, ", "")
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} `{command} -h` explains it."
