"""What one document says, as it is stored in the environment."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_retrospective.text_digest import digest_of_text

if TYPE_CHECKING:
    from sphinx_retrospective.core.model import Event
    from sphinx_retrospective.domain_data import DocumentData, ViewRequest


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document's data as they are stored in the environment: to be told from others, and opened when needed.

    Attributes:
        digest: of all of it; the same in every folder.
        is_apart: as in `DocumentData`.
        depends_on_today: whether it has what shows, or is shown with, the day of the build: a picture or an open end.
        enclosure: as in `DocumentData`.
        content: a pickle of a `DocumentData`. A build in which nothing changed need not open the one of any document.
    """

    digest: str
    is_apart: bool
    depends_on_today: bool
    enclosure: bytes
    content: bytes

    @classmethod
    def of(cls, data: DocumentData, folder: str) -> StoredDocument:
        """Return what is stored of *data*, read from a source folder."""
        records = data.records
        asked = (data.views, data.indices, data.matrices, data.arounds)
        parts = (records, *asked, data.references, data.mentions, data.labels, data.mistakes)
        said = repr((data.content, data.is_apart, [each.digest for each in data.summaries.values()], *parts))
        return cls(
            digest_of_text(said.replace(folder, "")),
            data.is_apart,
            bool(data.matrices or any(map(_is_open, records.events)) or any(map(_is_chart, data.views))),
            data.enclosure,
            pickle.dumps(data, pickle.HIGHEST_PROTOCOL),
        )

    def load(self) -> DocumentData:
        """Return the data, which are the caller's."""
        # Part of Sphinx's own environment file, which is a pickle too.
        data: DocumentData = pickle.loads(self.content)  # noqa: S301
        return data


def _is_open(event: Event) -> bool:
    return event.date is not None and event.date.latest is None


def _is_chart(view: ViewRequest) -> bool:
    return view.view == "chart"
