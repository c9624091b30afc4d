"""The Typer app that the commands are of."""

from __future__ import annotations

import typer

from kg.cli.options import Version

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


@app.callback()
def common(version: Version = False) -> None:
    """From damaged web pages about aid between China's regions to a knowledge graph."""
