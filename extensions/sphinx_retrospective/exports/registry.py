"""Which files there are for other tools, and what makes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx_retrospective.exports.history import History


@dataclass(frozen=True, slots=True)
class Export:
    """A file for other tools.

    Attributes:
        name: as in ``retro_exports``.
        filename: relative to the top of the output.
        media_type: as HTML's ``link`` element has it.
        module: the module in `exports` that makes it.
        function: what makes its text of a `History`.
    """

    name: str
    filename: str
    media_type: str
    module: str
    function: str

    def text(self, history: History) -> str:
        """Return what the file says."""
        make: Callable[[History], str] = getattr(
            import_module(f"sphinx_retrospective.exports.{self.module}"), self.function
        )
        return make(history)


EXPORTS: Final = (
    Export("json", "retrospective.json", "application/json", "json", "as_json"),
    Export("json-resume", "resume.json", "application/json", "json_resume", "as_json_resume"),
    Export("csv", "retrospective.csv", "text/csv", "csv", "as_csv"),
)
#: What stands in the page of each event, and in no file.
JSON_LD: Final = "json-ld"
#: What ``retro_exports`` can list.
NAMES: Final = (*(each.name for each in EXPORTS), JSON_LD)
