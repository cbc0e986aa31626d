"""What taxonomies there are, and what each is called: the built-in ones, and those of the configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sphinx_retrospective.core.errors import did_you_mean
from sphinx_retrospective.core.plain_text import line
from sphinx_retrospective.core.slugs import identity

#: What a term that is described nowhere gets: nothing, a warning, or a warning and no place among the terms.
POLICIES: Final = ("open", "warn", "strict")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
#: A term in quotes of either kind, in which two stand for one.
_QUOTED = r"""(?:"(?P<double>(?:[^"]|"")*)"|'(?P<single>(?:[^']|'')*)')"""
_HASHTAG = re.compile(r"#\w")
_FOLDER = re.compile(r"(?=.{1,80}\Z)[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*\Z")


@dataclass(frozen=True, slots=True)
class Definition:
    """A taxonomy's name and form.

    Attributes:
        name: singular; the role, the object type and the prefix of anchors.
        field: what an event's field, a page's metadata field and a view's option are called.
        folder: where its pages are, relative to the site's top.
        label: singular, as readers see it; empty for the built-in ones, whose labels are translated.
        title: plural, as readers see it; empty likewise.
        separator: what separates several terms in one text, besides ``;`` and line ends.
        levels: what separates the levels in the name of a term, such as ``/``; empty where a name has none.
        policy: what a term that is described nowhere gets: one of `POLICIES`.
        shows_hidden: whether hidden terms are shown, as in a draft.
    """

    name: str
    field: str
    folder: str
    label: str = ""
    title: str = ""
    separator: str = ","
    levels: str = ""
    policy: str = POLICIES[0]
    shows_hidden: bool = False

    def split(self, text: str) -> tuple[str, ...]:
        """Return the terms in *text*, in order, without repetition.

        Quotes around a whole term group what they hold, as in CSV and YAML: ``"Brest, France"``.
        """
        between = f"[;\n{re.escape(self.separator)}]"
        found = re.finditer(
            rf"\s*(?:{_QUOTED}[^\S\n]*(?={between}|\Z)|(?P<plain>(?:(?!{between}).)+))", text, re.DOTALL
        )
        return unique(self.named(_unquoted(match)) for match in found)

    def named(self, text: str) -> str:
        """Return a term as it is named: in one line, and a tag without the sign that hashtags begin with."""
        term = line(text)
        term = term[1:] if self.name == "tag" and _HASHTAG.match(term) else term
        return self.levels.join(self.path(term)) if self.levels else term

    def path(self, term: str) -> tuple[str, ...]:
        """Return the levels of a term's name, the broadest first; the name alone where it has no levels."""
        levels = [each.strip() for each in term.split(self.levels)] if self.levels else []
        return tuple(levels) if all(levels) and levels else (term,)

    def broader(self, term: str) -> str:
        """Return the name of the term that a term is below by its own name, or nothing."""
        return self.levels.join(self.path(term)[:-1])


def quoted_term(text: str) -> str:
    """Return *text* in quotes, so that `Definition.split` takes it for one term."""
    return '"{}"'.format(text.replace('"', '""'))


def unique(terms: Iterable[str]) -> tuple[str, ...]:
    """Return *terms* in order, each as it is first written, without those that are empty."""
    found: dict[str, str] = {}
    for term in terms:
        if term:
            found.setdefault(identity(term), term)
    return tuple(found.values())


def _unquoted(match: re.Match[str]) -> str:
    for sign, name in (('"', "double"), ("'", "single")):
        if match[name] is not None:
            return match[name].replace(2 * sign, sign)
    return match["plain"]


#: Names of organisations and places may hold commas ("Brest, France"); several are separated by semicolons.
BUILT_IN = (
    Definition("tag", "tags", "tags", levels="/"),
    Definition("org", "org", "orgs", separator=";"),
    Definition("person", "people", "people"),
    Definition("place", "place", "places", separator=";"),
)


def parse_definition(name: object, settings: object, taken: Iterable[str]) -> Definition:
    """Read one entry of the configuration value ``retro_taxonomies``.

    Args:
        name: the entry's key, singular, such as ``"technology"``.
        settings: a label, or a mapping with any of ``label``, ``title`` (plural), ``field``, ``folder`` and ``levels``.
        taken: names of fields, options and roles that a taxonomy can't have.

    Raises:
        ValueError: the entry is not of that form; the message says what would be right.
    """
    if not isinstance(name, str) or not _NAME.match(name):
        raise ValueError(f"{name!r} is not a taxonomy's name; use lower-case letters and digits, such as 'technology'")
    if isinstance(settings, str):
        settings = {"label": settings}
    if not isinstance(settings, dict):
        raise ValueError(f"taxonomy {name!r} needs a label or a mapping such as {{'label': 'Technology'}}")
    known = ("label", "title", "field", "folder", "levels")
    unknown = sorted(str(key) for key in settings.keys() - set(known))
    if unknown:
        hint = did_you_mean(unknown[0], known)
        raise ValueError(
            f"taxonomy {name!r} has an unknown setting {unknown[0]!r}; "
            f"it can have label, title, field, folder and levels{hint}"
        )
    for setting, value in settings.items():
        if not isinstance(value, str):
            raise ValueError(f"the {setting} of taxonomy {name!r} is text, not {value!r}")
    texts: dict[str, str] = settings
    label = texts.get("label", name.replace("_", " "))
    field = texts.get("field", name)
    folder = texts.get("folder", name)
    if not _NAME.match(field):
        raise ValueError(f"the field of taxonomy {name!r} needs lower-case letters and digits, not {field!r}")
    if not _FOLDER.match(folder):
        raise ValueError(
            f"the folder of taxonomy {name!r} is a relative address such as 'technologies', not {folder!r}"
        )
    clash = {name, field} & set(taken)
    if clash:
        raise ValueError(f"taxonomy {name!r} uses the name {min(clash)!r}, which is taken; choose another one")
    return Definition(name, field, folder, label, texts.get("title", label), levels=texts.get("levels", ""))
