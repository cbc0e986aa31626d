"""Events as the pages of a new site tell them: of each record what a build takes without a warning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.fields import Draft, interpret
from sphinx_retrospective.core.kinds import DEFAULT_KIND
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.core.slugs import Numbers, identity
from sphinx_retrospective.formats import Record, Value


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event of a new site.

    Attributes:
        record: its fields, as they are written.
        draft: what they mean.
    """

    record: Record
    draft: Draft

    @property
    def date(self) -> EventDate | None:
        """When it was; None where that is not said, or can't be understood."""
        return self.draft.date

    @property
    def org(self) -> str:
        """What its first organisation is known by; empty where it has none."""
        return next((identity(each) for each in self.draft.terms.get("org", ())), "")


def told_events(records: Iterable[Record], schema: Schema) -> list[ToldEvent]:
    """Return events of records, without what can't be used of their fields, each with an id that no other has.

    A date that can't be understood stays as it is written, for its author to correct.
    """
    found = []
    ids: set[str] = set()
    numbers = Numbers()
    for record in records:
        draft, _ = interpret(record.values, schema)
        if draft.has_own_id:
            draft = replace(draft, id=numbers.free(draft.id, ids.__contains__))
            ids.add(draft.id)
        found.append(ToldEvent(replace(record, values=_values(record, draft, schema)), draft))
    return found


def _values(record: Record, draft: Draft, schema: Schema) -> dict[str, Value]:
    written = one_line(str(record.values.get("date") or record.values.get("start") or ""))
    values: dict[str, Value] = {
        "title": draft.title,
        "id": draft.id if draft.has_own_id else "",
        "date": draft.date.edtf if draft.date else written,
        "kind": draft.kind if draft.kind != DEFAULT_KIND else "",
        "role": draft.role,
        **{each.field: list(draft.terms.get(each.name, ())) for each in schema.taxonomies},
        "link": [each.written for each in draft.links],
        "summary": draft.summary,
        "weight": str(draft.weight or ""),
        "body": draft.body,
    }
    return {name: value for name, value in values.items() if value}
