"""``era``: makes the section around it an era."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes

from sphinx_retrospective.core.dates import EventDate, parse
from sphinx_retrospective.core.errors import DateError
from sphinx_retrospective.core.slugs import is_id, slugify
from sphinx_retrospective.drawing.dates import draw_date
from sphinx_retrospective.nodes import era_dates
from sphinx_retrospective.reading.directives.base import RetroDirective, options
from sphinx_retrospective.reading.temp_data import PendingEra


class EraDirective(RetroDirective):
    """An era: the section's title names it, the events in the section belong to it."""

    optional_arguments = 0
    option_spec: ClassVar[Any] = options("id", "date")

    def make(self) -> list[nodes.Node]:
        """Return the dates of the era, as readers see them below the section's title."""
        self.check_options(("id", "date"))
        if any(line.strip() for line in self.content):
            self.warn("option", "era has no content; write the text below it, in the section")
        # Nothing for translators: dates follow the language by themselves.
        dates = era_dates("", "", translatable=False, number=len(self.temp_data.eras), classes=["retro-era-dates"])
        date = self._date()
        self.temp_data.eras.append(PendingEra(self._id(), date, self.location()))
        if date is not None:
            dates += draw_date(date, self.domain.language, "long")
        self.set_source_info(dates)
        return [dates]

    def _date(self) -> EventDate | None:
        text = self.texts.get("date", "")
        if not text.strip():
            self.warn("date", "an era without a date; add one such as 2010-09~/2013 or 2020/..")
            return None
        try:
            return parse(text)
        except DateError as error:
            self.warn("date", str(error), "date")
            return None

    def _id(self) -> str:
        text = self.texts.get("id", "").strip()
        if text and not is_id(text):
            new = slugify(text)
            self.warn(
                "id", f"{text[:60]!r} is not an id, which has letters, digits, '-', '_' and '.'; {new!r} is used", "id"
            )
            return new
        return text
