"""The catalogue of bad input: what an author can get wrong, or mean ill, and what each gives."""

from __future__ import annotations

from dataclasses import dataclass

#: Stands in the text where the warning is expected; where it does not, the first line is meant.
HERE = "»"


@dataclass(frozen=True)
class Use:
    """A directive; options and content are lines."""

    name: str
    argument: str = ""
    options: tuple[str, ...] = ()
    content: str = ""

    def write(self, markup: str) -> list[str]:
        content = self.content.splitlines()
        options = [
            f"{HERE}:{each.removeprefix(HERE)}" if each.startswith(HERE) else f":{each}" for each in self.options
        ]
        if markup == "md":
            return [f":::{{{self.name}}} {self.argument}".rstrip(), *options, *content, ":::"]
        body = [*options, "", *content]
        return [f".. {self.name}:: {self.argument}".rstrip(), *(f"   {line}" for line in body)]


@dataclass(frozen=True)
class Say:
    """A paragraph, with roles as MyST has them."""

    text: str

    def write(self, markup: str) -> list[str]:
        return [self.text if markup == "md" else self.text.replace("{", ":").replace("}", ":")]


@dataclass(frozen=True)
class Bad:
    """A mistake: what is wrong, and the warning it gives.

    Attributes:
        name: of its page, and of its data file.
        page: what stands on it.
        subtype, message: of the warning; the latter in part.
        file: a data file, in which the warning is expected if it has the mark.
        keeps: texts that are shown in spite of it.
        untitled: whether the page has no heading.
        told: the input in words, where the line that the warning is about does not show it.
    """

    name: str
    page: tuple[Use | Say, ...]
    subtype: str
    message: str
    file: tuple[str, str | bytes] | None = None
    keeps: tuple[str, ...] = ()
    untitled: bool = False
    told: str = ""

    def lines(self, markup: str) -> list[str]:
        title = [] if self.untitled else [f"# {self.name}"] if markup == "md" else [self.name, "=" * len(self.name)]
        good = Use("event", f"Good {self.name}", ("date: 2010",))
        blocks = [each.write(markup) for each in (*self.page, Say(f"Sentinel {self.name}."), good)]
        return [line for block in [title, *blocks] if block for line in (*block, "")]

    def shown(self) -> str:
        """Return the line that the warning is about, as it is in Markdown."""
        lines = _text(self.file[1]).splitlines() if self.file else []
        lines = [line for line in [*lines, *self.lines("md")] if HERE in line] or self.lines("md")[2:]
        return lines[0].replace(HERE, "").strip()

    def place(self, markup: str) -> str:
        """Return where the warning is expected."""
        if self.file and HERE in (text := _text(self.file[1])):
            return f"{self.file[0]}:{_marked(text.splitlines())}"
        lines = self.lines(markup)
        marked = any(HERE in line for line in lines)
        first = 0 if self.untitled else 3 if markup == "rst" else 2
        return f"{self.name}.{markup}:{_marked(lines) if marked else first + 1}"


def _text(content: str | bytes) -> str:
    return content if isinstance(content, str) else ""


def _marked(lines: list[str]) -> int:
    (number,) = (number for number, line in enumerate(lines, 1) if HERE in line)
    return number


def event(name: str, *options: str) -> tuple[Use]:
    return (Use("event", f"Bad {name}", options),)


def data(name: str, subtype: str, message: str, format: str, content: str, *keeps: str) -> list[Bad]:
    """The same mistake in the content of a directive, and in a file."""
    return [
        Bad(f"{name}-content", (Use("events", "", (f"format: {format}",), content),), subtype, message, keeps=keeps),
        Bad(
            f"{name}-file",
            (Use("events", "", (f"file: {name}-file.{format}",)),),
            subtype,
            message,
            (f"{name}-file.{format}", _filed(content)),
            tuple(map(_filed, keeps)),
        ),
    ]


def _filed(text: str) -> str:
    """Give events other titles and ids, so that the two are no duplicates."""
    return text.replace("Kept", "Filed").replace("kept", "filed")


def view(*options: str) -> tuple[Use]:
    # Of one event, and not of all that the other cases have.
    of_one = () if any("tags:" in each for each in options) else ("tags: known term",)
    return (Use("timeline", "", (*options, *of_one)),)


CASES = [
    # Dates
    Bad("no-month", event("no-month", "»date: 2015-13"), "date", "2015-13", keeps=("Bad no-month", "undated")),
    Bad("no-day", event("no-day", "»date: 2019-02-30"), "date", "2019-02-30", keeps=("Bad no-day",)),
    Bad("no-date", event("no-date", "kind: talk"), "date", "without a date", keeps=("Bad no-date",)),
    Bad("words-date", event("words-date", "kind: talk", "»date: last year"), "date", "last year"),
    Bad("week", event("week", "»date: 2015-W12"), "date", "2015-03-16/2015-03-22"),
    Bad("substitution", event("substitution", "»date: {{ when }}"), "date", "substitutions are not made"),
    Bad("backwards", event("backwards", "»date: 2015/2014"), "date", "2015/2014"),
    # Options and fields of events
    Bad("option", event("option", "date: 2015", "»knd: talk"), "option", "perhaps 'kind'", keeps=("Bad option",)),
    Bad("kind", event("kind", "»kind: tlak", "date: 2015"), "kind", "perhaps 'talk'", keeps=("Bad kind",)),
    Bad("weight", event("weight", "date: 2015", "»weight: much"), "field", "from 1 up", keeps=("Bad weight",)),
    Bad("bad-id", event("bad-id", "date: 2015", "»id: a b/c"), "id", "'a-b-c' is used", keeps=("Bad bad-id",)),
    Bad("no-title", (Use("event", "", ("date: 2015",)),), "title", "without a title"),
    Bad("script", event("script", "date: 2015", "»link: javascript:alert(1)"), "link", "is not allowed"),
    Bad(
        "script-label", event("script-label", "date: 2015", "»link: Read <JavaScript:alert(1)>"), "link", "not allowed"
    ),
    Bad("data-link", event("data-link", "date: 2015", "»link: data:text/html,x"), "link", "data:"),
    Bad("relative", event("relative", "date: 2015", "»link: other.html"), "link", "https://other.html"),
    Bad("spaced", event("spaced", "date: 2015", "»link: https://example.org/a b"), "link", "white space"),
    # Duplicates
    Bad(
        "twice",
        (
            Use("event", "One of twice", ("date: 2015", "id: twice")),
            Use("event", "»Two of twice", ("date: 2016", "id: twice")),
        ),
        "duplicate",
        "'twice-2'",
        keeps=("One of twice", "Two of twice"),
    ),
    Bad(
        "twice-described",
        (Use("tag", "described twice"), Use("tag", "»Described Twice")),
        "duplicate",
        "described twice",
    ),
    Bad(
        "twice-alias",
        (Use("tag", "aliased a", ("aliases: shared",)), Use("tag", "aliased b", ("»aliases: shared",))),
        "duplicate",
        "'shared' can't be an alias",
    ),
    # Data
    *data("yaml", "data", "not YAML", "yaml", "- title: Fine\n  date: 2015\n- title: a: b»\n"),
    *data("yaml-quote", "data", "quotation mark", "yaml", '- title: Fine\n  date: 2015\n- title: "»open\n'),
    *data("json", "data", "not JSON", "json", '[\n  {"title": "Fine", "date": "2015"},\n  {"title": »}\n]'),
    *data("csv", "data", "not CSV", "csv", 'title,date\nFine,2015\n"»open,2016\n'),
    *data("shape", "data", "list of events", "yaml", "»title: Not a list\ndate: 2015\n"),
    *data("tagged", "data", "YAML tags", "yaml", "- title: Fine\n- title: »!!python/name:os.system x\n"),
    *data(
        "bomb",
        "data",
        "YAML anchors",
        "yaml",
        "- title: Fine\n  tags: »&a [x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"- tags: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ),
    *data("deep", "data", "deep", "json", "»" + "[" * 200 + "]" * 200),
    *data("item", "data", "has fields", "yaml", "- title: Kept item\n  date: 2015\n- »just a text\n", "Kept item"),
    *data("again", "data", "twice", "yaml", "- title: Kept again\n  date: 2015\n  »date: 2016\n", "Kept again"),
    *data("cells", "data", "4 cells", "csv", "title,date\nKept cells,2015\n»Kept cut,2016,a,b\n", "Kept cells"),
    *data(
        "shift",
        "data",
        "3 cells",
        "csv",
        "title,date\nKept shift,2015\n»Kept first, second,2016\n",
        "Kept shift",
        "Kept first",
    ),
    *data(
        "field", "field", "perhaps 'kind'", "yaml", "- title: Kept field\n  date: 2015\n  »knd: talk\n", "Kept field"
    ),
    *data(
        "weight-data",
        "field",
        "weight '1.5' is not a whole number",
        "yaml",
        "- title: Kept weight\n  date: 2015\n  »weight: 1.5\n",
        "Kept weight",
    ),
    *data("weight-csv", "field", "weight '-1' is not", "csv", "title,date,weight\n»Kept row,2015,-1\n", "Kept row"),
    *data(
        "field-json",
        "field",
        "perhaps 'date'",
        "json",
        '[{"title": "Kept json",\n  "date": "2015",\n  »"dat": 1}]',
        "Kept json",
    ),
    *data("date-yaml", "date", "2015-13", "yaml", "- title: Kept date\n  »date: 2015-13\n", "Kept date"),
    *data(
        "date-csv",
        "date",
        "2019-02-30",
        "csv",
        "title,date\nKept in row,2015\n»Kept row,2019-02-30\n",
        "Kept in row",
        "Kept row",
    ),
    *data(
        "no-date-in",
        "date",
        "without a date",
        "yaml",
        "- title: Kept dated\n  date: 2015\n- »title: Kept dateless\n",
        "Kept dateless",
    ),
    *data(
        "kind-in", "kind", "perhaps 'talk'", "yaml", "- title: Kept kind\n  date: 2015\n  »kind: tlak\n", "Kept kind"
    ),
    *data("id-in", "id", "is not an id", "yaml", "- title: Kept id\n  date: 2015\n  »id: kept/id\n", "Kept id"),
    *data(
        "link-in",
        "link",
        "not allowed",
        "json",
        '[{"title": "Kept link", "date": "2015",\n»"link": "vbscript:x"}]',
        "Kept link",
    ),
    *data("untitled-in", "title", "without a title", "yaml", "- »date: 2015\n  id: kept-name\n", "kept-name"),
    # Files
    Bad("outside", (Use("events", "", ("»file: ../outside/outside.yaml",)),), "data", "outside the source folder"),
    Bad("linked", (Use("events", "", ("»file: linked.yaml",)),), "data", "outside the source folder"),
    Bad("missing", (Use("events", "", ("»file: nowhere.yaml",)),), "data", "no file 'nowhere.yaml'"),
    Bad("absolute", (Use("events", "", ("»file: /etc/passwd.yaml",)),), "data", "no file"),
    Bad(
        "large",
        (Use("events", "", ("»file: large.yaml",)),),
        "data",
        "retro_data_max_bytes",
        ("large.yaml", "# " * 5000),
    ),
    Bad("bytes", (Use("events", "", ("»file: bytes.yaml",)),), "data", "UTF-8", ("bytes.yaml", b"- title: \xff\xfe")),
    Bad("folder", (Use("events", "", ("»file: .",)),), "data", "format"),
    Bad("ending", (Use("events", "", ("»file: ending.toml",)),), "data", "format", ("ending.toml", "x = 1")),
    Bad(
        "archive",
        (Use("events", "", ("format: linkedin", "»file: archive.zip")),),
        "data",
        "zip",
        ("archive.zip", "PK"),
    ),
    Bad(
        "import",
        (
            Use(
                "events",
                "",
                ("format: json-resume",),
                '{"work": [{"name": "Fine", "startDate": "2015",\n»"score": 1}]}',
            ),
        ),
        "import",
        "'score'",
        keeps=("Fine",),
    ),
    Bad(
        "calendar",
        (Use("events", "", ("format: icalendar",), "BEGIN:VCALENDAR\n»BEGIN:VEVENT\nSUMMARY:Cut off"),),
        "data",
        "has no end",
    ),
    Bad(
        "bibliography",
        (Use("events", "", ("format: bibtex",), "@book{k,\ntitle = {Fine},\n»year = {next year},\n}"),),
        "date",
        "next year",
        keeps=("Fine",),
    ),
    Bad("format", (Use("events", "", ("»format: yml",), "- {title: Fine, date: 2015}"),), "option", "csv, json, yaml"),
    Bad("no-name", (Use("events", "", ("»file:",)),), "data", "is empty; write a path"),
    Bad("own-missing", (Use("timeline", "", ("»events: nowhere.yaml",)),), "data", "no file 'nowhere.yaml'"),
    Bad("own-yaml", (Use("timeline", "", (), "- title: Fine\n- title: »a: b"),), "data", "not YAML"),
    Bad(
        "own-date",
        (Use("timeline", "", (), "- name: Kept own\n  »start: 2015-13"),),
        "date",
        "2015-13",
        keeps=("Kept own",),
    ),
    # Nothing
    Bad("empty-events", (Use("events"),), "empty", "neither a file nor content"),
    Bad("empty-data", (Use("events", "", (), "[]"),), "empty", "no event in the data"),
    Bad("empty-file", (Use("events", "", ("»file: empty-file.yaml",)),), "data", "empty", ("empty-file.yaml", "")),
    Bad("empty-tags", (Use("tags"),), "empty", "tags is empty"),
    Bad("empty-tag", (Use("tag"),), "empty", "tag has no title"),
    Bad("empty-view", view("kind: education"), "empty", "no event is in this view"),
    Bad("empty-own", (Use("timeline", "", (), "[]"),), "empty", "no event in the data"),
    # Views
    Bad("view", view("»view: tabel"), "option", "perhaps 'table'"),
    Bad("lanes", view("view: chart", "»lanes: orgs"), "option", "perhaps 'org'"),
    Bad("columns", view("view: table", "»columns: date, event, orgs"), "option", "perhaps 'org'"),
    Bad("columns-event", view("view: table", "»columns: date, kind"), "option", "columns lacks event"),
    Bad("links-elsewhere", view("»links: Slides"), "option", "links is an option of the views table and chart"),
    Bad("filter", view("»filter: kind, yaers"), "option", "perhaps 'years'"),
    Bad("lanes-elsewhere", view("view: table", "»lanes: org"), "option", "lanes is an option of the view chart"),
    Bad("axis", view("view: chart", "»axis: 2010-2020"), "date", "axis is neither 'all' nor a span"),
    Bad("axis-elsewhere", view("view: list", "»axis: 2015"), "option", "axis is an option of the view chart"),
    Bad("cv-groups", view("view: cv", "»group-by: year"), "option", "a CV has groups of its own"),
    Bad("cv-filter", view("view: cv", "»filter:"), "option", "a CV can't be filtered"),
    Bad("order", view("»order: newst"), "option", "perhaps 'newest'"),
    Bad("group", view("»group-by: yaer"), "option", "perhaps 'year'"),
    Bad("limit", view("kind: event", "»limit: none"), "option", "not a number"),
    Bad("limit-zero", view("»limit: 0"), "option", "from 1 up"),
    Bad("view-option", view("»untill: 2015"), "option", "perhaps 'until'"),
    Bad("view-kind", view("»kind: event, tlak"), "kind", "perhaps 'talk'"),
    Bad("term", view("kind: event", "»tags: known termm"), "term", "perhaps 'known term'"),
    Bad("era-named", view("»era: known-er"), "term", "perhaps 'known-era'"),
    Bad("where", view("»where: (talk or"), "where", "ends where a name was expected"),
    Bad("where-sign", view("»where: talk & post"), "where", "'&'"),
    Bad("where-code", view("»where: __import__('os')"), "where", "out of place"),
    Bad("where-scope", view("»where: tga:c"), "where", "perhaps 'tag'"),
    Bad("where-term", view("»where: not nothing-of-that-name"), "term", "nothing-of-that-name"),
    Bad("since", view("»since: 2015-13"), "date", "2015-13"),
    Bad("swapped", view("since: 2010", "»until: 2009"), "option", "swap the two"),
    Bad("mermaid", view("»view: mermaid"), "view", "sphinxcontrib.mermaid"),
    Bad(
        "template",
        (Use("timeline", "", (), "- name: Kept template\n  start: 2015\n---\n»**{{ name }}**"),),
        "template",
        "'name' is not defined",
        keeps=("Kept template",),
    ),
    # Eras
    Bad("era-nowhere", (Use("era", "", ("date: 2015",)),), "era", "put it below a heading", untitled=True),
    Bad("era-twice", (Use("era", "", ("date: 2015",)), Use("»era", "", ("date: 2016",))), "era", "an era already"),
    Bad("era-date", (Use("era", "", ("»date: 2015-13",)),), "date", "2015-13"),
    Bad("era-no-date", (Use("era"),), "date", "an era without a date"),
    Bad("era-id", (Use("era", "", ("date: 2015", "»id: a b")),), "id", "'a-b' is used"),
    Bad("era-option", (Use("era", "", ("date: 2015", "»tilte: x")),), "option", "'tilte' is not an option of era"),
    Bad("era-content", (Use("era", "", ("date: 2015",), "Some text."),), "option", "era has no content"),
    # Tags
    Bad("tags-taxonomy", (Use("tags", "one", ("»taxonomy: ogr",)),), "option", "perhaps 'org'"),
    Bad("tag-parent", (Use("tag", "orphan", ("»parent: nobody",)),), "term", "the parent 'nobody'"),
    Bad("tag-self", (Use("tag", "selfish", ("»parent: selfish",)),), "term", "can't be the parent"),
    Bad("tag-option", (Use("tag", "optional", ("»alias: x",)),), "option", "perhaps 'aliases'"),
    Bad("tag-colour", (Use("tag", "red", ("»colour: red",)),), "option", "such as '#c0392b'"),
    Bad("tag-hidden", (Use("tag", "shy", ("»hidden: perhaps",)),), "option", "hidden is yes or no"),
    Bad("index-view", (Use("tag-index", "", ("»view: clouds",)),), "option", "perhaps 'cloud'"),
    Bad("index-folder", (Use("tag-index", "", ("»folder: /nowhere",)),), "option", "no folder 'nowhere'"),
    Bad("index-where", (Use("tag-index", "", ("»where: nobody",)),), "term", "where: there is no"),
    Bad("taxonomy", (Use("tag-index", "ogr"),), "option", "perhaps 'org'"),
    Bad("index-sort", (Use("tag-index", "", ("»sort: cuont",)),), "option", "perhaps 'count'"),
    Bad("index-limit", (Use("tag-index", "", ("»limit: -1",)),), "option", "not a number"),
    Bad("index-content", (Use("tag-index", "", (), "Some text."),), "option", "no content"),
    Bad("matrix-taxonomy", (Use("tag-matrix", "ogr"),), "option", "perhaps 'org'"),
    Bad("matrix-content", (Use("tag-matrix", "", (), "Some text."),), "option", "tag-matrix has no content"),
    Bad("matrix-sort", (Use("tag-matrix", "", ("»sort: frist",)),), "option", "perhaps 'first'"),
    Bad("matrix-limit", (Use("tag-matrix", "", ("»limit: 0",)),), "option", "not a number"),
    Bad("matrix-by", (Use("tag-matrix", "", ("»by: decades",)),), "option", "perhaps 'decade'"),
    Bad("matrix-term", (Use("tag-matrix", "", ("»terms: known term, known trem",)),), "term", "perhaps 'known term'"),
    Bad("matrix-option", (Use("tag-matrix", "", ("»term: x",)),), "option", "perhaps 'terms'"),
    Bad("matrix-where", (Use("tag-matrix", "", ("»where: (x",)),), "where", "where"),
    Bad("matrix-empty", (Use("tag-matrix", "place"),), "empty", "no event in this matrix has a place"),
    # Around an event
    Bad("around-nowhere", (Use("around"),), "empty", "no event above this"),
    Bad("around-event", (Use("»around", "known-evnt"),), "reference", "perhaps 'known-event'"),
    Bad("around-show", (Use("around", "known-event", ("»show: time, realted",)),), "option", "perhaps 'related'"),
    Bad("around-limit", (Use("around", "known-event", ("»limit: few",)),), "option", "not a number"),
    Bad("around-option", (Use("around", "known-event", ("»shwo: time",)),), "option", "perhaps 'show'"),
    Bad("around-content", (Use("around", "known-event", (), "Some text."),), "option", "around has no content"),
    Bad("around-field", event("around-field", "date: 2015", "»around: teim"), "option", "perhaps 'time'"),
    # References
    Bad("role-event", (Say("»See {event}`known-evnt`."),), "reference", "perhaps 'known-event'"),
    Bad("role-era", (Say("»See {era}`known-erra`."),), "reference", "perhaps 'known-era'"),
    Bad("role-tag", (Say("»See {tag}`known trem`."),), "reference", "perhaps 'known term'"),
    Bad("role-org", (Say("»See {retro:org}`no such organisation`."),), "reference", "there is no org"),
    Bad(
        "role-text",
        (Say("»See {event}`the text <nowhere-at-all>`."),),
        "reference",
        "'nowhere-at-all'",
        keeps=("the text",),
    ),
    Bad("metadata", (), "option", "retro-scope"),
]

METADATA_PLACE = {"md": "metadata.md:2:", "rst": "metadata.rst:1:"}

KNOWN = {
    "index.rst": "Index\n=====\n\n.. era::\n   :id: known-era\n   :date: 2010\n\n"
    ".. event:: Known\n   :id: known-event\n   :date: 2010\n   :tags: known term\n",
}
