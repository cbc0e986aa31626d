"""What is said of a term, by one name and one meaning each, in a directive's options and in a vocabulary file alike."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_retrospective.core.colours import COLOUR
from sphinx_retrospective.core.definitions import Definition, unique
from sphinx_retrospective.core.errors import Problem, did_you_mean
from sphinx_retrospective.core.model import Description
from sphinx_retrospective.core.plain_text import line, printable

#: What can be said of a term besides its title and its text.
FIELDS = ("aliases", "parents", "colour", "hidden")
#: Other words for these.
OTHER_NAMES = {"parent": "parents", "color": "colour"}
_ANSWERS = {"": True, "true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def describe(
    title: str, values: Mapping[str, str | list[str]], definition: Definition
) -> tuple[Description, list[Problem]]:
    """Read what is said of a term.

    Args:
        title: how it is written.
        values: text by the name of a field, `FIELDS` or `OTHER_NAMES`; a list where the format has lists.
        definition: of its taxonomy.

    Returns:
        The description, without a place and without what can't be read, and a problem for each of these.
    """
    problems: list[Problem] = []
    written = {OTHER_NAMES.get(name, name): name for name in values}

    def terms(field: str) -> tuple[str, ...]:
        value = values.get(written.get(field, ""), "")
        found = definition.split(printable(value)) if isinstance(value, str) else map(definition.named, value)
        return unique(found)

    def text(field: str) -> str | None:
        value = values.get(written[field], "") if field in written else None
        return value if value is None or isinstance(value, str) else " ".join(value)

    colour = line(text("colour") or "")
    if colour and not COLOUR.match(colour):
        message = f"the colour {colour[:40]!r} is not one such as '#c0392b'; it is left out"
        problems.append(Problem("option", message, field=written["colour"]))
        colour = ""
    answer = text("hidden")
    is_hidden = answer is not None and _ANSWERS.get(answer.strip().lower(), False)
    if answer is not None and answer.strip().lower() not in _ANSWERS:
        message = f"hidden is yes or no, not {answer[:40]!r}{did_you_mean(answer, _ANSWERS)}"
        problems.append(Problem("option", message, field=written["hidden"]))
    parents = terms("parents") if "parents" in written else None
    title = definition.named(title)
    return Description(definition.name, title, terms("aliases"), parents, colour=colour, is_hidden=is_hidden), problems
