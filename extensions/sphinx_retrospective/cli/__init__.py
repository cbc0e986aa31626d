"""The command ``sphinx-retrospective``: one module for each of its subcommands, which says what it takes and does."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from sphinx_retrospective import __version__
from sphinx_retrospective.cli import import_, new

#: Each has `add_to`, which describes a subcommand and names the function that runs it.
_COMMANDS: Final = (import_, new)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: those of this process where None.

    Returns:
        The exit code: 0 where it was done, 1 where it could not be done. Wrong usage ends the process with 2.
    """
    parser = argparse.ArgumentParser(prog="sphinx-retrospective", description="Histories as dated events, for Sphinx.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add_to(subparsers)
    parsed = parser.parse_args(arguments)
    code: int = parsed.run(parsed)
    return code
