"""Projects of anything at all: never a traceback, never a hang, never markup that is not ours, never an event lost.

The number of examples is a share of the profile's; ``make soak`` asks for twenty a second.
"""

from __future__ import annotations

import re
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_retrospective.core.schema import FIELDS, OPTIONS
from sphinx_retrospective.drawing.views import VIEWS
from sphinx_retrospective.reading.directives import DIRECTIVES
from tests.conftest import maker
from tests.hostile_text import BYTES, DATA, TEXTS
from tests.injected import injected
from tests.sphinx.project import CONF, Build, soup_of

pytestmark = pytest.mark.soak

#: As long as no build of so small a project takes.
SECONDS = 60
#: A page is its author's: raw HTML of Markdown is left out of what is tried here.
HOSTILE_CONF = CONF + 'myst_disable_syntax = ["html_block", "html_inline"]\nhtml_copy_source = False\n'
HOSTILE_CONF += 'retro_exports = ["json", "json-resume", "csv", "json-ld"]\n'
#: What pages of Sphinx's own and ours are made of.
ELEMENTS = """html head meta title link script style noscript body header main footer nav search section article aside
    div h1 h2 h3 h4 h5 h6 p a bdi span hr br ul ol li dl dt dd table caption colgroup col thead tbody tr th td form
    input label time code pre kbd tt em strong cite small sub sup blockquote img"""
NAMES = st.sampled_from(
    [*FIELDS, *OPTIONS, "tags", "org", "people", "place", "view", "file", "events", "format", "taxonomy"]
)
VALUES = st.one_of(
    TEXTS, st.sampled_from(["data.yaml", "data.json", "data.csv", "/../data.yaml", *VIEWS, "json", "csv"])
)


@dataclass(frozen=True)
class Part:
    """A directive."""

    name: str
    argument: str
    options: tuple[tuple[str, str], ...]
    content: str

    def write(self, markup: str, token: str) -> str:
        argument = _line(f"{token} {self.argument}" if self.name in {"event", "tag"} else self.argument)
        options = [f":{_line(name)}: {_line(value)}" for name, value in self.options]
        content = self.content.replace("\x00", "").splitlines()
        if markup == "md":
            return "\n".join([f"`````{{{self.name}}} {argument}", *options, "", *content, "`````", ""])
        body = "\n".join(f"   {line}".rstrip() for line in [*options, "", *content])
        return f".. {self.name}:: {argument}\n{body}\n\n"


def _line(text: str) -> str:
    return " ".join(text.split())


PARTS = st.builds(
    Part,
    st.sampled_from(list(DIRECTIVES)),
    TEXTS,
    st.lists(st.tuples(st.one_of(NAMES, NAMES, NAMES, TEXTS), VALUES), max_size=4).map(tuple),
    st.one_of(st.just(""), DATA),
)


@contextmanager
def bounded() -> Iterator[None]:
    """Raise after `SECONDS`."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def build(files: dict[str, str | bytes], folder: Path) -> Build:
    project = maker(lambda: folder / "project")(files, conf=HOSTILE_CONF)
    with bounded():
        return project.build(html_theme="basic", keep_warnings=True)


def check_markup(outdir: Path) -> None:
    """Fail if an element or attribute is there that neither Sphinx nor we write."""
    for path in outdir.rglob("*.html"):
        page = soup_of(path.read_text("utf-8"))
        assert injected(page) == [], path.name
        for element in page.find_all(True):
            assert element.name in ELEMENTS.split(), (path.name, element.name)
            for name in element.attrs:
                assert re.fullmatch("[a-z][a-z0-9_-]*", name), (path.name, name)
            if element.name == "a" and element.find_parent(class_="retro-links"):
                assert re.match("(https?|mailto|ftps?):", str(element["href"]), re.IGNORECASE), (path.name, element)


@settings(
    max_examples=settings().max_examples // 5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(markup=st.sampled_from(["md", "rst"]), parts=st.lists(PARTS, min_size=1, max_size=4), data=DATA, content=BYTES)
def test_directives_and_files(markup: str, parts: list[Part], data: str, content: bytes) -> None:
    title = "# Page\n\n" if markup == "md" else "Page\n====\n\n"
    tokens = [f"token{number}of{len(parts)}" for number in range(len(parts))]
    page = title + "".join(part.write(markup, token) for part, token in zip(parts, tokens, strict=True))
    files: dict[str, str | bytes] = {
        f"index.{markup}": page.encode("utf-8", "replace"),
        "view.rst": "View\n====\n\n" + "".join(f".. timeline::\n   :view: {view}\n\n" for view in VIEWS),
        "data.yaml": data.encode("utf-8", "surrogatepass"),
        "data.json": data.encode("utf-8", "replace"),
        "data.csv": content,
    }
    with tempfile.TemporaryDirectory() as folder:
        built = build(files, Path(folder).resolve())
        check_markup(built.outdir)
        shown = soup_of(built.read("index.html")).get_text()
        told = any(line.startswith(f"index.{markup}") for line in built.warnings)
        for part, token in zip(parts, tokens, strict=True):
            assert part.name != "event" or token in shown or told, token
        assert not [line for line in built.warnings if "Traceback" in line]


@settings(max_examples=settings().max_examples // 20, suppress_health_check=[HealthCheck.too_slow])
@given(markup=st.sampled_from(["md", "rst"]), content=BYTES)
def test_pages_of_any_text(markup: str, content: bytes) -> None:
    # Of a page that is not UTF-8, Sphinx itself says that it can't go on.
    content = content.decode("utf-8", "replace").encode()
    event = (
        b"# P\n\n```{event} E\n:date: 2010\n:tags: "
        if markup == "md"
        else b"P\n=\n\n.. event:: E\n   :date: 2010\n   :tags: "
    )
    with tempfile.TemporaryDirectory() as folder:
        built = build({f"index.{markup}": event + content + b"\n"}, Path(folder).resolve())
        check_markup(built.outdir)


@settings(max_examples=settings().max_examples // 20, suppress_health_check=[HealthCheck.too_slow])
@given(markup=st.sampled_from(["md", "rst"]), names=st.lists(st.tuples(NAMES, TEXTS), max_size=3))
def test_metadata_of_any_text(markup: str, names: list[tuple[str, str]]) -> None:
    fields = [*names, ("retro-scope", names[0][1] if names else "")]
    lines = [f"{name}: {_line(text)}" for name, text in fields]
    page = (
        "\n".join(["---", *lines, "---", "# P"])
        if markup == "md"
        else "\n".join([*(f":{line}" for line in lines), "", "P", "="])
    )
    with tempfile.TemporaryDirectory() as folder:
        built = build({f"index.{markup}": page.encode("utf-8", "replace")}, Path(folder).resolve())
        check_markup(built.outdir)
