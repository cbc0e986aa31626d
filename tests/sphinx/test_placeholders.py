"""What is drawn is drawn to the end, also where what it shows has directives of ours in it."""

from __future__ import annotations

import pytest

from sphinx_retrospective.domain import RetroDomain
from tests.conftest import MakeProject
from tests.sphinx.project import CONF, Build, texts

PAGE = """# Page

```{{event}} Told
:date: 2010
:tags: Foo

Before {{{{ {name} }}}} after.
```

```{{timeline}}
```
"""


def built(make_project: MakeProject, name: str, builder: str = "html") -> Build:
    """A build of a page whose event has a directive in its summary, as MyST's substitutions can put it there."""
    directives = {"description": "```{tag} Foo\n```\n", "view": "```{timeline}\n```\n"}
    conf = f'{CONF}myst_enable_extensions = ["substitution"]\nmyst_substitutions = {directives}\n'
    build = make_project({"index.md": PAGE.format(name=name)}, conf=conf).build(builder)
    assert build.warnings == []
    return build


def test_a_count_in_a_summary_is_drawn_in_a_view(make_project: MakeProject) -> None:
    page = built(make_project, "description").page("index")
    assert texts(page, ".retro-view .retro-count") == texts(page, ".retro-in-place .retro-count") == ["1 entry"]


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_a_view_in_a_summary_does_not_hold_itself(make_project: MakeProject, builder: str) -> None:
    build = built(make_project, "view", builder)
    if builder == "html":
        page = build.page("index")
        assert len(page.select(".retro-view")) == 2
        assert not page.select(".retro-view .retro-view")


def test_what_is_known_is_not_left_to_sphinx(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which asks several parties about each reference, one after the other."""
    asked: list[str] = []
    monkeypatch.setattr(RetroDomain, "resolve_xref", lambda *arguments: asked.append(arguments[5]))
    page = "# Page\n\n```{event} One\n:date: 2010\n:tags: a\n```\n\n{event}`one`, {tag}`a`, {event}`none`\n"
    build = make_project({"index.md": page}).build()
    addresses = {str(each["href"]) for each in build.page("index").select("section > p a.reference")}
    assert addresses == {"#retro-event-one", "tags/a.html"}
    assert asked == ["none"]
