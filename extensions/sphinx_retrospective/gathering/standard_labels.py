"""Labels of the standard domain for our objects, so that ``:ref:`` and plain intersphinx lead to them too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from sphinx_retrospective.text_digest import digest_of_text
from sphinx_retrospective.warnings import Mistake

if TYPE_CHECKING:
    from sphinx_retrospective.gathering.gathered import Gathered


class Label(NamedTuple):
    """A label, where it leads, and the title that it stands for."""

    name: str
    docname: str
    anchor: str
    title: str


def labels_of(gathered: Gathered) -> tuple[tuple[Label, ...], list[tuple[str, Mistake]]]:
    """Return a label for every object, and what is wrong with those that can't be, by document.

    The standard domain has none of ours while this is called.
    """
    standard = gathered.env.domains.standard_domain
    ours: dict[str, Label] = {}
    found: list[tuple[str, Mistake]] = []
    for objtype, name, title, address in (*gathered.objects(), *gathered.other_names()):
        label = f"{objtype}-{name}".lower()
        if label in ours:
            message = f"{objtype} {name!r} and another differ only in case, which :ref: ignores; rename one of the two"
            found.append((address.docname, Mistake("label", message, _place_of(gathered, objtype, name))))
        elif label in standard.anonlabels:
            message = (
                f"the label {label!r} on this page has the same name as that of {objtype} {name!r}, "
                f"which :ref: can't reach now; rename the label"
            )
            docname, anchor = standard.anonlabels[label]
            place = _place_of_label(gathered.env, docname, label, anchor)
            found.append((docname, Mistake("label", message, place)))
        else:
            ours[label] = Label(label, address.docname, address.anchor, title)
    for old in _labels_of_files(gathered):
        if old.name not in standard.anonlabels:
            ours.setdefault(old.name, old)
    return tuple(ours.values()), found


def _labels_of_files(gathered: Gathered) -> Iterator[Label]:
    """Yield the labels that sphinx-tags has for pages of tags, if the project comes from there."""
    for name, term in gathered.addresses.files.items():
        if name and (address := gathered.addresses.listing(term)):
            yield Label(f"sphx_tag_{name}", address.docname, address.anchor, term.title)


def add_labels(standard: StandardDomain, labels: Iterable[Label]) -> None:
    """Give *labels* to the standard domain."""
    for name, docname, anchor, title in labels:
        standard.anonlabels[name] = (docname, anchor)
        standard.labels[name] = (docname, anchor, title)


def remove_labels(standard: StandardDomain, labels: Iterable[Label]) -> None:
    """Take *labels* back, so that they are no duplicates of labels on pages that are read."""
    for name, docname, anchor, _ in labels:
        # A page may have been read meanwhile that has one of that name.
        if standard.anonlabels.get(name) == (docname, anchor):
            standard.labels.pop(name, None)
            standard.anonlabels.pop(name, None)


def digest_of_labels(standard: StandardDomain) -> str:
    """Return a digest of all labels of the project."""
    titles = sorted((name, docname, anchor, str(title)) for name, (docname, anchor, title) in standard.labels.items())
    return digest_of_text(repr((titles, sorted(standard.anonlabels.items()))))


def _place_of(gathered: Gathered, objtype: str, name: str) -> str:
    """Return ``path:line`` of an event or an era."""
    record = gathered.chronicle.record(objtype, name)
    return record.location if record else ""


def _place_of_label(env: BuildEnvironment, docname: str, label: str, anchor: str) -> str:
    """Return ``path:line`` of a label that the project has on a page."""
    for target in env.get_doctree(docname).findall(nodes.target):
        if target.line and (label in target["names"] or anchor in {target.get("refid"), *target["ids"]}):
            return f"{env.doc2path(docname)}:{target.line}"
    return f"{env.doc2path(docname)}:1"
