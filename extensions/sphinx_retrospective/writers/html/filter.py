"""The controls of a filter, in HTML. A script brings them to life; where none runs they stay hidden."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_retrospective.labels import translate
from sphinx_retrospective.writers.html.aria_labels import landmark_label

if TYPE_CHECKING:
    from sphinx_retrospective.drawing.filter import Control


#: More choices than these have a box to look for one in.
_MANY: Final = 12


def filter_attributes(node: nodes.Element) -> dict[str, str]:
    """Return what the script has to know of the event that *node* draws; nothing outside a view with a filter."""
    names = {"retro-event": "filter_event", "retro-traits": "filter_traits", "retro-years": "filter_years"}
    return {f"data-{name}": node[key] for name, key in names.items() if key in node}


def visit_view_filter(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the form, hidden. The style sheet shows it before the script runs, so that nothing moves when it does."""
    # Babel finds no messages inside f-strings.
    label = landmark_label(self, node)
    count, none = translate("%s of %s events"), translate("No event matches.")
    without = translate("not %s")
    self.body.append(
        '<form class="retro-filter" role="search" autocomplete="off" hidden'
        f' aria-label="{escape(label)}" data-some="{escape(count)}" data-none="{escape(none)}"'
        f' data-not="{escape(without)}">\n'
        '<div class="retro-filter-line">\n'
    )
    controls: list[Control] = node["controls"]
    for control in controls:
        self.body.append(_CONTROLS.get(control.name, _choices)(control))
    self.body.append("</div>\n")
    all_events = escape(count % (node["count"], node["count"]))
    clear = escape(translate("Clear"))
    self.body.append(
        f'<p class="retro-filter-state"><output class="retro-filter-count">{all_events}</output>'
        f'<button class="retro-filter-clear" type="button" disabled>{clear}</button></p>\n</form>\n'
    )
    raise nodes.SkipNode


def _choices(control: Control) -> str:
    """Return a disclosure of boxes to check, each with another that says the contrary."""
    title = escape(control.title)
    name = escape(control.name)
    word, without = escape(translate("not")), translate("not %s")
    boxes = "".join(
        '<div class="retro-filter-choice">'
        f'<label><input type="checkbox" name="{name}" value="{escape(each.value)}">'
        f'<span><bdi>{escape(each.label)}</bdi> <span class="retro-count">{each.count}</span></span></label>'
        f'<label class="retro-filter-not"><input type="checkbox" name="{name}-not" value="{escape(each.value)}" '
        f'aria-label="{escape(without % each.label)}"><span>{word}</span></label></div>\n'
        for each in control.choices
    )
    match = _match(control) if control.is_multiple else ""
    find = _find(title) if len(control.choices) > _MANY else ""
    return (
        f'<details class="retro-filter-facet">\n<summary>{title}<span class="retro-filter-chosen"></span></summary>\n'
        f'<fieldset><legend class="retro-filter-legend">{title}</legend>\n{find}{match}'
        f'<div class="retro-filter-boxes">\n{boxes}</div></fieldset>\n</details>\n'
    )


def _find(title: str) -> str:
    """Return a box to look for a choice in; it has no name, since it narrows nothing."""
    label = escape(translate("Find in %s")) % title
    return f'<input class="retro-filter-find" type="search" placeholder="{label}" aria-label="{label}">\n'


def _match(control: Control) -> str:
    """Return the choice between any and all of what is checked, for what an event can have several of."""
    name = f"{escape(control.name)}-match"
    options = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"{checked}>{escape(label)}</label>\n'
        for value, label, checked in (("", translate("any of"), " checked"), ("all", translate("all of"), ""))
    )
    return f'<div class="retro-filter-match">\n{options}</div>\n'


def _years(control: Control) -> str:
    first, last = control.bounds
    since = _year("since", first, translate("From year"), control)
    until = _year("until", last, translate("To year"), control)
    return f'<span class="retro-filter-years">{escape(control.title)} {since} – {until}</span>\n'


def _year(name: str, hint: int, label: str, control: Control) -> str:
    first, last = control.bounds
    limits = f'min="{first}" max="{last}" placeholder="{hint}"'
    return f'<input type="number" name="{name}" {limits} aria-label="{escape(label)}">'


def _text(control: Control) -> str:
    return (
        f'<label class="retro-filter-text">{escape(control.title)} '
        '<input type="search" name="text" enterkeyhint="search"></label>\n'
    )


_CONTROLS = {"years": _years, "text": _text}
