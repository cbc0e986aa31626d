"""Nodes of our own. Each stands on the docutils node that every builder knows, so that few need visitors for it.

Sphinx's translators look for a visitor by the names of a node's classes in method resolution order, so an `event_list`
is a definition list wherever no visitor of its own is registered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx


#: The class of what the full-text search leaves out (Sphinx's own): an event is found where it is told.
NO_SEARCH: Final = "no-search"


class RetroNode:
    """Marks the nodes whose pages need our style sheet."""


class event_list(RetroNode, nodes.definition_list):
    """Events. ``in_place`` where they are declared, else a view's; ``variant`` is the view's name.

    ``label`` is the title of the group that they are, if it has one.
    """


class event_item(RetroNode, nodes.definition_list_item):
    """One event: an `event_head` and an `event_body`. ``kind`` and ``shape`` say how it is marked."""


class event_head(RetroNode, nodes.term):
    """Date and label of an event. Carries the anchor, as only terms do in every builder."""

    def asdom(self, dom: Any = None) -> Any:
        """Return an empty term: Sphinx has each term printed for a message that is not shown."""
        return nodes.term().asdom(dom)


class event_date(RetroNode, nodes.inline):
    """The date of an event: `moment` nodes and words."""


class moment(RetroNode, nodes.inline):
    """A date, with ``datetime`` as HTML's ``time`` element has it."""


class event_label(RetroNode, nodes.inline):
    """Title and details of an event."""


class event_title(RetroNode, nodes.inline):
    """The title of an event."""


class event_meta(RetroNode, nodes.inline):
    """Kind, role, organisation, people and place of an event."""


class isolated(nodes.inline):
    """A name in any script: one that is written in another direction turns nothing of what stands beside it."""


class separator(RetroNode, nodes.inline):
    """Punctuation that layout replaces in HTML."""


class event_body(RetroNode, nodes.definition):
    """What is told of an event."""


class group_heading(RetroNode, nodes.rubric):
    """The heading of a group of events; ``level`` counts as HTML's headings do."""


class era_dates(RetroNode, nodes.paragraph):
    """The dates of an era, below the title of its section."""


class tag_line(RetroNode, nodes.paragraph):
    """Terms that something carries."""


class term_list(RetroNode, nodes.definition_list):
    """The terms of a taxonomy, or descriptions of them. ``is_hidden`` marks that of a hidden term."""


class term_head(RetroNode, nodes.term):
    """The line of a term in an index, or in its description."""


class chart_picture(RetroNode, nodes.General, nodes.Element):
    """The picture of a chart, for HTML alone; a table beside it says the same.

    ``chart`` is its geometry, ``by`` what its lanes are made of, ``label`` its name. Its children are its marks.
    """


class chart_mark(RetroNode, nodes.General, nodes.TextElement):
    """A mark in the picture, around a reference to what it stands for.

    ``mark`` is its geometry, ``lines`` what it says, in two lines; ``kind`` is the shape of an instant.
    """


class chart_table(RetroNode, nodes.container):
    """The same events as a table, in a disclosure, which is ``open`` where they live in it.

    It is ``needed`` where it has what the picture has not.
    """


class placed_event(RetroNode, nodes.General, nodes.Element):
    """An event in a list of an HTML page, drawn before, on no page: as an `event_item`, which it stands for.

    ``fragment`` is how it was drawn, ``page`` the address of the page. Its child is its text, for what looks for words.
    """


class event_row(RetroNode, nodes.row):
    """An event in a table."""


class list_parts(RetroNode, nodes.container):
    """How a list goes on: its years, and the parts before and after. ``label`` is its name."""


class view_filter(RetroNode, nodes.General, nodes.Element):
    """What readers can narrow a view by, for HTML with scripts alone.

    ``controls`` are its parts, ``count`` is the number of the view's events, ``label`` its name. What it has to know of
    an event stands on whatever draws that: ``filter_event`` (its id), ``filter_traits``, ``filter_years``.
    """


class usage_chart(RetroNode, nodes.General, nodes.Element):
    """When a term was used, for HTML alone: ``bars``, each with its name and its count, and ``label``, its name."""


class usage_line(RetroNode, nodes.inline):
    """The same beside the name of a term, as small as a word: ``counts`` of each period, and ``most`` in any index's.

    Its text says when that was, for formats without pictures and for those who do not see it.
    """


class matrix_table(RetroNode, nodes.table):
    """Terms by periods. ``label`` is its name."""


class matrix_period(RetroNode, nodes.entry):
    """The header of a column."""


class matrix_term(RetroNode, nodes.entry):
    """The header of a row."""


class matrix_cell(RetroNode, nodes.entry):
    """How many events there are, as a reference to them; empty where there are none.

    ``says`` is its name for those who do not see the headers, ``entry`` the anchor of the list that it leads to, or
    empty where it leads to the one event.
    """


class matrix_events(RetroNode, nodes.definition_list):
    """The events of all cells that have several, below the table."""


class matrix_entry(RetroNode, nodes.definition_list_item):
    """The events of one cell: a `matrix_name`, which has its anchor, and a list."""


class matrix_name(RetroNode, nodes.term):
    """Which cell it is."""


class around_block(RetroNode, nodes.container):
    """What is around an event. ``label`` is its name."""


class around_list(RetroNode, nodes.definition_list):
    """Its parts."""


class around_part(RetroNode, nodes.definition_list_item):
    """A part: an `around_name`, and a list."""


class around_name(RetroNode, nodes.term):
    """What a part is called."""


class era_strip(RetroNode, nodes.inline):
    """Where eras lie in time: ``spans`` in parts of the whole, ``place`` of the one here, ``years`` at both ends."""


class cv_section(RetroNode, nodes.container):
    """A section of a CV: its heading, and a `cv_list` or a list of `cv_line`."""


class cv_list(RetroNode, nodes.definition_list):
    """The entries of a section, or inside one the roles or the projects of it."""


class cv_entry(event_item):
    """An entry, role or project: a `cv_head` and an `event_body`. ``is_part`` where it is inside another."""


class cv_head(event_head):
    """What it is called, where, and when."""


class cv_title(RetroNode, nodes.inline):
    """What it is called; ``level`` is that of a heading, as HTML counts them, and 0 where it is none."""


class cv_span(RetroNode, nodes.inline):
    """When it was, and how long."""


class cv_line(RetroNode, nodes.list_item):
    """An event in a list."""


class view_placeholder(RetroNode, nodes.General, nodes.Element):
    """Where a view is drawn; ``number`` counts the views of a document."""


class templated_event(nodes.General, nodes.Element):
    """What a template makes of an event, below the placeholder of its view; ``anchor`` is that of the event."""


class templated_list(RetroNode, nodes.bullet_list):
    """Events in a template of the author's."""


class index_placeholder(RetroNode, nodes.General, nodes.Element):
    """Where the index of a taxonomy is drawn; ``number`` counts the indices of a document."""


class tag_page_placeholder(nodes.General, nodes.Element):
    """Where the page of a tag is drawn in a document of its own; ``file`` names the tag."""


class matrix_placeholder(RetroNode, nodes.General, nodes.Element):
    """Where a matrix is drawn; ``number`` counts the matrices of a document."""


class around_placeholder(RetroNode, nodes.General, nodes.Element):
    """Where it is drawn what is around an event; ``number`` counts these places in a document."""


class count_placeholder(RetroNode, nodes.inline):
    """Where a description says how much carries its term; ``taxonomy`` and ``term`` name it."""


def add_nodes(app: Sphinx) -> None:
    """Register every node of ours. Their visitors follow once it is known what is built."""
    for node in globals().values():
        if isinstance(node, type) and issubclass(node, nodes.Element) and node.__module__ == __name__:
            app.add_node(node)
