"""Events of a new site: of each record what a build takes without a warning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.fields import EventFields, interpret
from sphinx_retrospective.core.kinds import DEFAULT_KIND
from sphinx_retrospective.core.plain_text import line as one_line
from sphinx_retrospective.core.schema import Schema
from sphinx_retrospective.core.slugs import Numbers, identity
from sphinx_retrospective.formats import Record, Value


@dataclass(frozen=True, slots=True)
class SiteEvent:
    """An event of a new site.

    Attributes:
        record: its fields, as they are written.
        fields: what they mean.
    """

    record: Record
    fields: EventFields

    @property
    def date(self) -> EventDate | None:
        """When it was; None where that is not said, or can't be understood."""
        return self.fields.date

    @property
    def org(self) -> str:
        """What its first organisation is known by; empty where it has none."""
        return next((identity(each) for each in self.fields.terms.get("org", ())), "")


def site_events(records: Iterable[Record], schema: Schema) -> list[SiteEvent]:
    """Return events of records, without what can't be used of their fields, each with an id that no other has.

    A date that can't be understood stays as it is written, for its author to correct.
    """
    found = []
    ids: set[str] = set()
    numbers = Numbers()
    for record in records:
        fields, _ = interpret(record.values, schema)
        if fields.has_own_id:
            fields = replace(fields, id=numbers.free(fields.id, ids.__contains__))
            ids.add(fields.id)
        found.append(SiteEvent(replace(record, values=_values(record, fields, schema)), fields))
    return found


def _values(record: Record, fields: EventFields, schema: Schema) -> dict[str, Value]:
    written = one_line(str(record.values.get("date") or record.values.get("start") or ""))
    values: dict[str, Value] = {
        "title": fields.title,
        "id": fields.id if fields.has_own_id else "",
        "date": fields.date.edtf if fields.date else written,
        "kind": fields.kind if fields.kind != DEFAULT_KIND else "",
        "role": fields.role,
        **{each.field: list(fields.terms.get(each.name, ())) for each in schema.taxonomies},
        "link": [each.written for each in fields.links],
        "summary": fields.summary,
        "weight": str(fields.weight or ""),
        "body": fields.body,
    }
    return {name: value for name, value in values.items() if value}
