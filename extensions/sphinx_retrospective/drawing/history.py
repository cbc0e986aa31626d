"""The project's history as it leaves for other tools: what its pages show, with addresses of the builder at work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from docutils import nodes

from sphinx_retrospective.builders import site_address
from sphinx_retrospective.core.display import display_text
from sphinx_retrospective.core.model import Event, Tagging
from sphinx_retrospective.core.taxonomy import Term
from sphinx_retrospective.drawing.safe_html import safe_html
from sphinx_retrospective.drawing.summaries import plain_summary
from sphinx_retrospective.exports.history import ExportedEra, ExportedEvent, ExportedPage, ExportedTerm, History
from sphinx_retrospective.gathering.addresses import Address
from sphinx_retrospective.gathering.gathered import Gathered
from sphinx_retrospective.labels import kind_label, taxonomy_title, translate


def history_of(gathered: Gathered) -> History:
    """Return what there is to tell of a whole project."""
    config, chronicle = gathered.env.config, gathered.chronicle
    exporter = _Exporter(gathered)
    return History(
        title=str(config.project),
        author="" if config.author == "Author name not set" else str(config.author),
        language=gathered.language,
        base=exporter.base,
        kinds={kind.name: kind_label(kind) for kind in gathered.settings.schema.kinds.values()},
        taxonomies=gathered.settings.schema.taxonomies,
        labels={each.name: taxonomy_title(each) for each in gathered.settings.schema.taxonomies},
        # What other sites tell is in their exports.
        events=tuple(exporter.event(event) for event in chronicle.events if not event.url),
        eras=tuple(ExportedEra(era, exporter.url(Address(era.docname, era.anchor))) for era in chronicle.eras),
        terms={
            name: tuple(map(exporter.term, taxonomy.terms.values())) for name, taxonomy in chronicle.taxonomies.items()
        },
        pages=tuple(map(exporter.page, chronicle.taggings)),
        resume_basics=gathered.settings.resume_basics,
    )


def json_ld_of(gathered: Gathered, docname: str) -> str:
    """Return the events of a document as JSON-LD, for its page; empty where there are none."""
    from sphinx_retrospective.exports.json_ld import as_json_ld

    history = gathered.once(history_of)
    return as_json_ld(history, [exported for exported in history.events if exported.event.docname == docname])


class _Exporter:
    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self.base = site_address(gathered.builder)

    def url(self, address: Address | None) -> str:
        """Return an address as other tools need it: absolute where the site's is known, else from its top."""
        if address is None:
            return ""
        page = self._gathered.builder.get_target_uri(address.docname)
        return f"{self.base}{page}#{address.anchor}" if address.anchor else f"{self.base}{page}"

    def event(self, event: Event) -> ExportedEvent:
        shown = replace(event, terms=self._shown(event.terms))
        language = self._gathered.language
        when = display_text(event.date, language, "long", translate) if event.date else translate("undated")
        return ExportedEvent(shown, self.url(Address(event.docname, event.anchor)), when, self._html(event))

    def term(self, term: Term) -> ExportedTerm:
        return ExportedTerm(term, self.url(self._gathered.addresses.term(term)), self._description(term))

    def page(self, tagging: Tagging) -> ExportedPage:
        shown = replace(tagging, terms=self._shown(tagging.terms))
        return ExportedPage(shown, self.url(Address(tagging.docname, tagging.anchor)))

    def _shown(self, terms: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        """Return terms as they are called where they are shown, each once, without those that are shown nowhere."""
        shown = {}
        for name, labels in terms.items():
            taxonomy = self._gathered.chronicle.taxonomies[name]
            found = [(label, taxonomy.find(label)) for label in labels]
            titles = [term.title if term else label for label, term in found if not (term and term.is_hidden)]
            shown[name] = tuple(dict.fromkeys(titles))
        return {name: titles for name, titles in shown.items() if titles}

    def _html(self, event: Event) -> str:
        paragraph = plain_summary(self._gathered, event)
        if paragraph is None:
            return f"<p>{escape(event.summary, quote=False)}</p>" if event.summary else ""
        return safe_html(paragraph, self.base)

    def _description(self, term: Term) -> str:
        described = term.description
        stored = described and self._gathered.documents[described.docname].summaries.get(described.anchor)
        if not stored:
            return ""
        whole = stored.paragraph()
        first = whole if isinstance(whole, nodes.paragraph) else next(whole.findall(nodes.paragraph), whole)
        return " ".join(first.astext().split())
