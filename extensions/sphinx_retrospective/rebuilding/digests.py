"""What a page shows, as a short text that differs when the page would. Made from records: nothing is drawn for it.

Whatever a view, an index or a page of a term draws of an event, a term or an era has to be in the digest here. The
random edits of the tests compare what is built with what a clean build makes, and fail where something is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from sphinx_retrospective.core.around import Backlinks, Eras, Part, Related, SameEra, Steps
from sphinx_retrospective.core.chart import may_be_crowded, most_telling, split_into_lanes, titled
from sphinx_retrospective.core.chronicle import Chronicle
from sphinx_retrospective.core.cv import Entry, build_cv
from sphinx_retrospective.core.dates import EventDate
from sphinx_retrospective.core.filters import Filter, years_of
from sphinx_retrospective.core.lengths import Length, length_of
from sphinx_retrospective.core.model import Description, Event
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.core.term_index import use_over_time
from sphinx_retrospective.domain_data import DocumentData, IndexRequest, MatrixRequest, Reference, ViewRequest
from sphinx_retrospective.gathering.around import AroundEvents
from sphinx_retrospective.gathering.feeds import Feeds
from sphinx_retrospective.gathering.gathered import Gathered, Scope
from sphinx_retrospective.gathering.generated_pages import GeneratedPage, GeneratedPages, Series
from sphinx_retrospective.gathering.requests import events_of, index_of, lists_carriers, matrix_of, window_of_view
from sphinx_retrospective.gathering.term_facts import TermFacts
from sphinx_retrospective.rebuilding.shown_records import (
    digest_of,
    shown_era,
    shown_event,
    shown_links,
    shown_name,
    shown_of_row,
    shown_tagging,
    shown_term,
    terms_in,
)

#: Views that show an event as a row of a table.
_ROWS = {"table", "chart"}


class Digests:
    """Digests of pages, and of what they show, in the output of the builder at work."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._rows: dict[tuple[str, str], str] = {}
        self._items: dict[tuple[str, str], str] = {}
        self._documents: dict[str, str] = {}

    def document(self, docname: str) -> str:
        """Return a digest of what a document shows, itself and of others.

        It is empty for a document that has nothing of ours: Sphinx knows by itself when to write that.
        """
        if docname not in self._documents:
            has_something = docname in self._gathered.documents
            self._documents[docname] = self._document(docname) if has_something else ""
        return self._documents[docname]

    def page(self, page: GeneratedPage) -> str:
        """Return a digest of a generated page, without what is around it."""
        if page.view:
            docname, number = page.view
            request = self._gathered.documents[docname].views[number]
            shown = self._part(page.series, page.number, request.view)
            by_era = request.selection.group_by == "era"
            eras = self._eras(page.part.events, docname) if by_era else None
            links = shown_links(request, page.part.events)
            return digest_of(self._common, shown, self._view_options(request), number, eras, links)
        shown = self._part(page.series, page.number, "list")
        return digest_of(self._common, shown, self._term_page(page.term) if page.term and not page.number else None)

    @property
    def _common(self) -> tuple[Any, ...]:
        """What every page of ours shows by its style sheets and its words."""
        return self._gathered.colours, self._kind_colours, self._gathered.settings.sphinx_tags

    @property
    def _kind_colours(self) -> list[tuple[str, str, str]]:
        return [(each.name, each.colour, each.colour_dark) for each in self._gathered.settings.schema.kinds.values()]

    @property
    def _sheets(self) -> tuple[Any, ...]:
        """What the style sheets are made of."""
        sphinx_tags = self._gathered.settings.sphinx_tags
        badges = sphinx_tags.badge_colours if sphinx_tags and sphinx_tags.has_badges else None
        return self._gathered.colours, badges

    def _part(self, series: Series, number: int, view: str) -> str:
        parts = [(name, part.periods) for name, part in zip(series.pages, series.parts, strict=True)]
        events = self._shown(series.parts[number].events, view)
        return digest_of(self._gathered.language, series.title, parts, series.count, number, events)

    def _term_page(self, term: Term) -> str:
        scope = self._gathered.scope()
        terms = scope.chronicle.taxonomies[term.taxonomy].terms
        facts, feeds = self._gathered.once(TermFacts), self._gathered.once(Feeds).feeds
        return digest_of(
            scope.chronicle.taxonomies[term.taxonomy].definition,
            shown_term(term, scope),
            term.aliases,
            scope.addresses.term(term) if term.description else None,
            self._summary(term.description.docname, term.description.anchor) if term.description else None,
            [shown_name(terms[slug], scope) for slug in term.parents],
            [shown_term(terms[slug], scope) for slug in term.children],
            [shown_tagging(each) for each in term.taggings],
            facts.usage(term),
            [each for each in feeds if (each.objtype, each.key) == (term.taxonomy, term.slug)],
            [(count, shown_name(each, scope)) for each, count in facts.related(term)],
        )

    def _document(self, docname: str) -> str:
        data = self._gathered.documents[docname]
        scope = self._gathered.scope(docname)
        described = [
            scope.chronicle.taxonomies[each.taxonomy].find(each.title) for each in self._shown_descriptions(data)
        ]
        return digest_of(
            data.content,
            self._gathered.language,
            # The colours that are loaded are in no record.
            self._kind_colours,
            self._sheets if self._is_styled(docname, data) else None,
            self._resolved(docname, data.references),
            [self._view(each, docname, number) for number, each in enumerate(data.views)],
            [self._index(each, number, docname) for number, each in enumerate(data.indices)],
            [self._matrix(each, docname) for each in data.matrices],
            [self._around(docname, number) for number in range(len(data.arounds))],
            [shown_term(term, scope) for term in described if term],
            self._tag_page(data, scope),
            self._gathered.once(Feeds).on(docname),
        )

    def _is_styled(self, docname: str, data: DocumentData) -> bool:
        """Tell whether a document may show something of ours that has a style sheet."""
        records = data.records
        declared = (records.events, records.eras, records.taggings, self._shown_descriptions(data))
        arounds = [self._gathered.once(AroundEvents).at(docname, number) for number in range(len(data.arounds))]
        shown = any(each and each.parts for each in arounds)
        chronicle = self._gathered.scope(docname).chronicle
        # What has nothing to show says so in a paragraph like any other.
        views = any(events_of(each, chronicle, docname) for each in data.views)
        indices = any(index_of(each, chronicle, self._gathered.language) for each in data.indices)
        today, limit = self._gathered.today, self._gathered.settings.page_limit
        matrices = any(matrix_of(each, chronicle, today, limit).rows for each in data.matrices)
        return shown or views or indices or matrices or any((*declared, data.tag_page))

    def _shown_descriptions(self, data: DocumentData) -> list[Description]:
        show_hidden = self._gathered.settings.show_hidden
        return [each for each in data.records.descriptions if each.is_on_page and (show_hidden or not each.is_hidden)]

    def _tag_page(self, data: DocumentData, scope: Scope) -> list[Any]:
        term = scope.addresses.tag_of_document(data)
        if term is None:
            return []
        events = [event for each in term.events if (event := scope.chronicle.event(each))]
        return [self._term_page(term), self._shown(events, "list")]

    def _view_options(self, request: ViewRequest) -> list[Any]:
        mermaid = self._gathered.has_mermaid if request.view == "mermaid" else None
        has_one_kind = len(request.selection.kinds) == 1
        form = [request.view, request.selection.group_by, has_one_kind, request.lanes, request.columns, request.links]
        return [*form, mermaid, request.item_classes]

    def _view(self, request: ViewRequest, docname: str, number: int) -> str:
        is_chart = request.view == "chart"
        by_era = is_chart or request.selection.group_by == "era"
        if series := self._gathered.once(GeneratedPages).of_view(docname, number):
            eras = self._eras(series.parts[0].events, docname) if by_era else None
            shown = self._part(series, 0, request.view)
            return digest_of(self._view_options(request), shown, eras, shown_links(request, series.parts[0].events))
        chronicle = self._gathered.scope(docname).chronicle
        events = events_of(request, chronicle, docname)
        eras = [
            each for each in map(chronicle.era, dict.fromkeys(era for event in events for era in event.eras)) if each
        ]
        spans = [*events, *eras] if is_chart else events
        is_open = any(each.date is not None and each.date.latest is None for each in spans)
        own = [
            (event.anchor, event.links) for event in events if event.docname == docname and event.anchor in request.own
        ]
        return digest_of(
            self._view_options(request),
            request.own,
            own,
            self._chart(request, events, chronicle) if is_chart else None,
            shown_links(request, events),
            self._gathered.today if is_chart and is_open else None,
            self._eras(events, docname) if by_era else None,
            self._filter(request, events, chronicle),
            self._cv(request, events, chronicle) if request.view == "cv" else self._shown(events, request.view),
        )

    def _chart(self, request: ViewRequest, events: Sequence[Event], chronicle: Chronicle) -> list[Any]:
        """Return how far the axis of a chart of *events* goes, how many it has, and which of them have their titles."""
        mentions = self._gathered.once(AroundEvents).mentions_of
        limit, kinds = self._gathered.settings.page_limit, self._gathered.settings.schema.kinds
        drawn = most_telling(events, limit)
        lanes = split_into_lanes(drawn, request.lanes, chronicle, kinds)
        crowds = [each.events for each in lanes if may_be_crowded(each.events)]
        titles = [sorted(event.id for event in titled(each, mentions)) for each in crowds]
        ids = [each.id for each in drawn] if len(drawn) < len(events) else None
        return [limit, window_of_view(request, chronicle, self._gathered.today), ids, titles]

    def _cv(self, request: ViewRequest, events: Sequence[Event], chronicle: Chronicle) -> list[Any]:
        """Return what a CV shows of *events*: what stands with what, what is told of it, and how long it lasts."""
        kinds = self._gathered.settings.schema.kinds
        sections = build_cv(events, chronicle, kinds, newest_first=request.selection.order == "newest")
        return [
            (
                each.kind,
                [self._cv_line(entry.roles[0]) if each.is_list else self._cv_entry(entry) for entry in each.entries],
            )
            for each in sections
        ]

    def _cv_entry(self, entry: Entry) -> list[Any]:
        parts = [
            [(self._item(event), event.links, self._length(event.date)) for event in part]
            for part in (entry.roles, entry.projects)
        ]
        # Of one thing alone its organisation is no heading.
        return [parts, entry.org if len(entry.roles) > 1 or entry.projects else "", self._length(entry.date)]

    def _cv_line(self, event: Event) -> list[Any]:
        return [shown_event(event), event.role, self._terms(event, {"org", "place"})]

    def _length(self, date: EventDate | None) -> Length | None:
        """Return how long an event lasts, which today decides where its end is open."""
        return length_of(date, self._gathered.today) if date else None

    def _eras(self, events: Sequence[Event], docname: str) -> list[Any]:
        """Return what headings, lanes and bands show of the eras of *events*."""
        chronicle = self._gathered.scope(docname).chronicle
        ids = dict.fromkeys(era for event in events for era in event.eras)
        return [[shown_era(chronicle.era(each)) for each in ids], [event.eras for event in events]]

    def _filter(self, request: ViewRequest, events: Sequence[Event], chronicle: Chronicle) -> list[Any]:
        if not request.filter:
            return []
        facets = Filter(request.filter, events, chronicle)
        taxonomies = [chronicle.taxonomies[name] for name in request.filter if name in chronicle.taxonomies]
        chosen = {(facet.name, choice.value) for facet in facets.facets for choice in facet.choices}
        terms = [
            (each.taxonomy, each.slug, each.title)
            for each in terms_in(taxonomies)
            if (each.taxonomy, each.slug) in chosen
        ]
        eras = [(era.id, era.title) for era in chronicle.eras if ("era", era.id) in chosen]
        traits = [(facets.traits(event), years_of(event)) for event in events]
        return [facets.facets, [each.definition for each in taxonomies], terms, eras, traits]

    def _index(self, request: IndexRequest, number: int, docname: str) -> str:
        scope = self._gathered.scope(docname)
        entries = index_of(request, scope.chronicle, self._gathered.language)
        is_overview = request.view == "overview"
        limit = self._gathered.settings.page_limit
        has_carriers = lists_carriers(request.view, entries, has_pages=bool(scope.addresses.pages), page_limit=limit)
        shown = [
            (
                entry.years if request.view == "table" else None,
                (entry.term.parents, entry.term.children) if is_overview else None,
                len(entry.events),
                shown_name(entry.term, scope),
                list(map(shown_event, entry.events)) if has_carriers else None,
                list(map(shown_tagging, entry.taggings)) if has_carriers else len(entry.taggings),
            )
            for entry in entries
        ]
        use = use_over_time(entries, self._gathered.today) if is_overview else None
        is_home = scope.addresses.is_index_home(request.taxonomy, docname)
        definition = scope.chronicle.taxonomies[request.taxonomy].definition
        return digest_of(number, has_carriers, request.view, request.is_whole, is_home, definition, shown, use)

    def _matrix(self, request: MatrixRequest, docname: str) -> str:
        scope = self._gathered.scope(docname)
        limit = self._gathered.settings.page_limit
        # On paper and on a screen, as the builder may write either.
        matrices = [
            matrix_of(request, scope.chronicle, self._gathered.today, limit, on_paper=on_paper)
            for on_paper in (False, True)
        ]
        return digest_of(
            scope.chronicle.taxonomies[request.taxonomy].definition,
            [(each.length, each.periods, [shown_of_row(row, scope) for row in each.rows]) for each in matrices],
        )

    def _around(self, docname: str, number: int) -> str:
        around = self._gathered.once(AroundEvents).at(docname, number)
        return (
            digest_of(around.event.title, [self._around_part(each, docname) for each in around.parts]) if around else ""
        )

    def _around_part(self, part: Part, docname: str) -> list[Any]:
        match part:
            case Steps():
                named = self._named(part.term, docname) if part.term else []
                return ["steps", named, [shown_event(each) if each else None for each in (part.previous, part.next)]]
            case SameEra():
                return ["era", shown_era(part.era), list(map(shown_event, part.events))]
            case Related():
                relations = part.relations
                shared = [[self._named(term, docname) for term in each.terms] for each in relations]
                return ["related", [shown_event(each.event) for each in relations], shared]
            case Backlinks():
                places = [(each.title, each.docname, each.anchor) for each in part.links if not each.event]
                return ["backlinks", [shown_event(each.event) for each in part.links if each.event], places]
            case Eras():
                beside = map(shown_era, (part.previous, part.eras[part.place], part.next))
                return ["eras", part.place, part.spans(), part.years(), *beside]

    def _named(self, term: Term, docname: str) -> list[Any]:
        """Return what a page shows of a term that it names."""
        reference = Reference(term.taxonomy, term.title, is_listing=True)
        return [self._gathered.settings.taxonomy(term.taxonomy), self._resolved_one(docname, reference)]

    def _shown(self, events: Iterable[Event], view: str) -> list[str]:
        """Return digests of what a view shows of events."""
        return list(map(self._row if view in _ROWS else self._item, events))

    def _row(self, event: Event) -> str:
        """Return a digest of what a table shows of an event."""
        key = (event.docname, event.anchor)
        if key not in self._rows:
            kind = self._gathered.settings.schema.kinds[event.kind]
            named = {each.name for each in self._gathered.settings.schema.taxonomies} - {"tag"}
            self._rows[key] = digest_of(shown_event(event), kind, event.site, self._terms(event, named))
        return self._rows[key]

    def _item(self, event: Event) -> str:
        """Return a digest of what a list shows of an event."""
        key = (event.docname, event.anchor)
        if key not in self._items:
            tags = self._terms(event, {"tag"})
            self._items[key] = digest_of(self._row(event), event.role, tags, self._summary(*key))
        return self._items[key]

    def _terms(self, event: Event, names: Set[str]) -> list[Any]:
        """Return what is shown of an event's terms of the taxonomies of these names."""
        definitions = [each for each in self._gathered.settings.schema.taxonomies if each.name in names]
        # A badge is chosen by what a tag is called where it is written.
        badges = self._gathered.settings.sphinx_tags if "tag" in names else None
        return [
            (
                definition,
                self._resolved_one(event.docname, Reference(definition.name, label, is_listing=True)),
                badges and badges.classes_of(label),
            )
            for definition in definitions
            for label in event.terms.get(definition.name, ())
        ]

    def _summary(self, docname: str, anchor: str) -> list[Any]:
        summary = self._gathered.documents[docname].summaries.get(anchor)
        return [summary.digest, self._resolved(docname, summary.references)] if summary else []

    def _resolved(self, docname: str, references: Iterable[Reference]) -> list[list[object]]:
        return [self._resolved_one(docname, each) for each in references]

    def _resolved_one(self, docname: str, reference: Reference) -> list[object]:
        """Return what a reference shows, and where it leads."""
        shown = [("" if reference.is_explicit else title, *place) for title, place in self._found(docname, reference)]
        # How the author spelled it is not shown, where it is to something.
        return [reference.objtype, *(part for each in shown for part in each)] if shown else [*reference]

    def _found(self, docname: str, reference: Reference) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield title and place of all that *reference* may be to."""
        gathered = self._gathered
        if reference.objtype != "any":
            if found := gathered.find(reference.objtype, reference.target, docname):
                colour = found.colour if reference.is_listing else ""
                yield f"{found.said}\n{colour}", (reference.is_listing and found.listing) or found.address or ()
            return
        if label := gathered.env.domains.standard_domain.labels.get(reference.target.lower()):
            # Sphinx's own, such as the one of its index, are called as the language has it.
            yield str(label[2]), label[:2]
        for objtype in gathered.object_types:
            if found := gathered.find(objtype, reference.target, docname):
                yield found.said, found.address or ()
        yield from gathered.objects_at(reference.target)
