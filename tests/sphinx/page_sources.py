"""Pages and events as an author writes them, in either markup."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Event:
    """An event as an author writes it."""

    id: str
    title: str
    date: str
    kind: str
    tags: tuple[str, ...]
    org: str
    text: str
    around: str | None = None
    role: str = ""
    link: str = ""
    weight: str = ""

    def lines(self, markup: str) -> list[str]:
        options = [f":id: {self.id}", f":date: {self.date}", f":kind: {self.kind}"]
        options += [f":tags: {', '.join(self.tags)}"] if self.tags else []
        options += [f":org: {self.org}"] if self.org else []
        options += [f":role: {self.role}"] if self.role else []
        options += [f":link: {self.link}"] if self.link else []
        options += [f":weight: {self.weight}"] if self.weight else []
        options += [f":around: {self.around}".rstrip()] if self.around is not None else []
        return directive(markup, "event", self.title, options, [self.text] if self.text else [])


@dataclass
class Page:
    """A page as an author writes it."""

    markup: str
    title: str
    text: str = "Text."
    events: list[Event] = field(default_factory=list)
    era: str = ""
    tags: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()
    views: list[dict[str, str]] = field(default_factory=list)
    indices: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    matrices: list[dict[str, str]] = field(default_factory=list)
    arounds: list[tuple[str, str]] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)
    described: list[tuple[str, str, str, str]] = field(default_factory=list)
    data: str = ""
    is_apart: bool = False

    def source(self) -> str:
        is_md = self.markup == "md"
        fields = {"tags": ", ".join(self.metadata), "retro-scope": "page" if self.is_apart else ""}
        known = {name: value for name, value in fields.items() if value}
        if is_md:
            lines = ["---", *(f'{name}: "{value}"' for name, value in known.items()), "---"] if known else []
            lines += [f"# {self.title}", ""]
        else:
            lines = [*(f":{name}: {value}" for name, value in known.items()), "", self.title, "=" * 40, ""]
        lines += [self.text, ""]
        if self.era:
            lines += directive(self.markup, "era", "", [f":date: {self.era}"])
        if self.tags:
            lines += directive(self.markup, "tags", ", ".join(self.tags))
        for event in self.events:
            lines += event.lines(self.markup)
        if self.data:
            lines += directive(self.markup, "events", "", [f":file: {self.data}"])
        for tag, alias, parent, more in self.described:
            options = [f":aliases: {alias}"] if alias else []
            options += [f":parents: {parent}"] if parent else []
            lines += directive(self.markup, "tag", tag, [*options, *([more] if more else [])])
        for options_ in self.views:
            lines += directive(self.markup, "timeline", "", [f":{name}: {value}" for name, value in options_.items()])
        for taxonomy, options_ in self.indices:
            given = [f":{name}: {value}" for name, value in options_.items()]
            lines += directive(self.markup, "tag-index", taxonomy, given)
        for options_ in self.matrices:
            lines += directive(self.markup, "tag-matrix", "", [f":{name}: {value}" for name, value in options_.items()])
        for event_id, show in self.arounds:
            lines += directive(self.markup, "around", event_id, [f":show: {show}"] if show else [])
        for role, target in self.roles:
            lines += [f"See {{{role}}}`{target}`." if is_md else f"See :{role}:`{target}`.", ""]
        return "\n".join(lines) + "\n"


def directive(
    markup: str, name: str, argument: str = "", options: list[str] | None = None, content: list[str] | None = None
) -> list[str]:
    """Return a directive in either markup."""
    if markup == "md":
        return [f":::{{{name}}} {argument}".rstrip(), *(options or []), *(content or []), ":::", ""]
    body = [*(options or []), "", *(content or [])]
    return [f".. {name}:: {argument}".rstrip(), *(f"   {line}".rstrip() for line in body), ""]
