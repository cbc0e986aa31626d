"""``retrospective.csv``: a row for each event, under the names that the fields of data files have (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re

from sphinx_retrospective.core.definitions import quoted_term
from sphinx_retrospective.core.schema import FIELDS
from sphinx_retrospective.exports.history import History
from sphinx_retrospective.exports.json import fields_of

#: What a term can't have in it outside quotes, whatever separates the terms of its taxonomy.
_SEPARATING = re.compile("[,;\n\"']")


def as_csv(history: History) -> str:
    """Return the events of *history* as CSV with a header row; several terms or links stand in one cell.

    Cells are text. A program that takes those which begin with an equals sign for formulas is to be told so when it
    opens the file.
    """
    fields = {each.name: each.field for each in history.taxonomies}
    columns = [*(name for name in FIELDS if name != "body"), *fields.values(), "url"]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for exported in history.events:
        values = fields_of(exported.event, fields)
        cells = {name: _cell(name, value) if isinstance(value, list) else value for name, value in values.items()}
        writer.writerow(cells | {"url": exported.url})
    return text.getvalue()


def _cell(name: str, values: list[str]) -> str:
    if name == "link":
        return "\n".join(values)
    return "; ".join(quoted_term(each) if _SEPARATING.search(each) else each for each in values)
