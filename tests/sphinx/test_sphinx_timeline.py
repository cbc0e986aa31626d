"""A timeline that comes from sphinx-timeline is read as it is: its data, its template and its options."""

from __future__ import annotations

import pytest

from sphinx_retrospective.reading.sandbox import MAX_LENGTH, Template
from sphinx_retrospective.reading.template_dates import DateRange, duration_of, start_of, variables
from tests.conftest import MakeProject
from tests.sphinx.project import BOOKS, CONF, Build, broken_links, folded, links, one, text_of, texts

#: What is looked at here is ours, and differs in no environment; the sample is built in each.
pytestmark = pytest.mark.once

DATA = """- start: 1980-02-03
  name: First
  note: of *some* weight
- start: 2000-02-03 22:00 (Europe/Zurich)
  name: Third
  duration: 1 hour 30 minutes
  parts: [a, 2]
  about:
    who: Ada
- start: 1990-02-03
  duration: 2 days
  name: Second
  flag: false"""
TEMPLATE = """**{{dtrange}}**

*{{e.name}}* {{e.note}} {{ e.parts|join("+") }} {{ e.about.who if e.about }}{% if e.flag %}wrong{% endif %}"""


def rst(data: str = DATA, template: str = TEMPLATE, *options: str) -> str:
    body = "\n".join([*options, "", *data.splitlines(), *(["---", *template.splitlines()] if template else [])])
    return "Index\n=====\n\n.. timeline::\n" + "".join(f"   {line}\n" if line else "\n" for line in body.split("\n"))


def md(data: str = DATA, template: str = TEMPLATE, *options: str) -> str:
    parts = [*options, *([""] if options else []), data, *(["---", template] if template else [])]
    return "# Index\n\n```{timeline}\n" + "\n".join(parts) + "\n```\n"


WRITERS = pytest.mark.parametrize("write", [rst, md])


def build_of(make_project: MakeProject, page: str, more: dict[str, str] | None = None) -> Build:
    name = "index.md" if page.startswith("# ") else "index.rst"
    return make_project({name: page, **(more or {})}).build()


def told(build: Build, name: str = "index") -> list[str]:
    return texts(build.page(name), ".retro-told > li")


@WRITERS
def test_a_template_tells_each_event(make_project: MakeProject, write: object) -> None:
    build = build_of(make_project, write())  # type: ignore[operator]
    assert build.warnings == []
    assert told(build) == [
        "Thu 3rd Feb 2000, 10:00 PM - 11:30 PM (CET) Third a+2 Ada",
        "Sat 3rd - Mon 5th Feb 1990 Second",
        "Sun 3rd Feb 1980 First of some weight",
    ]
    page = build.page("index")
    assert texts(page, ".retro-told em") == ["Third", "Second", "First", "some"]
    # They are cards, as the style that sphinx-timeline takes by default.
    assert page.select_one(".retro-view-cards .retro-told-cards") is not None


def test_events_are_known_to_all_other_pages(make_project: MakeProject) -> None:
    pages = {"index.rst": rst(), "all.rst": "All\n===\n\n.. timeline::\n\n:event:`second`\n"}
    build = make_project(pages).build()
    assert build.warnings == []
    assert broken_links(build.outdir) == []
    assert links(build.page("all"))["Second"] == "index.html#retro-event-second"
    assert build.page("index").select_one("li > #retro-event-second") is not None
    assert texts(build.page("all"), ".retro-title") == ["First", "Second", "Third"]


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"])
def test_every_format(make_project: MakeProject, builder: str) -> None:
    conf = CONF + BOOKS
    build = make_project({"index.rst": rst()}, conf=conf).build(builder)
    assert build.warnings == []
    said = folded(build.outdir)
    assert "10:00 PM" in said
    assert said.index("Third") < said.index("Second") < said.index("First")
    if builder == "epub":
        assert broken_links(build.outdir) == []


def test_the_template_in_a_file(make_project: MakeProject) -> None:
    pages = {"index.rst": rst(DATA, "", ":template: /told/by.txt"), "told/by.txt": "{{e.name}}, {{dt}}\n"}
    project = make_project(pages)
    build = project.build()
    assert build.warnings == []
    assert told(build)[1] == "Second, Sat 3rd Feb 1990"
    project.write({"told/by.txt": "It is {{e.name}}\n"})
    assert told(project.build())[1] == "It is Second"


@pytest.mark.parametrize("suffix", ["yaml", "json", "csv"])
def test_the_events_in_a_file(make_project: MakeProject, suffix: str) -> None:
    data = {
        "yaml": DATA,
        "json": '[{"start": "1980-02-03", "name": "First", "note": "n"}, {"start": "1990-02-03", "name": "Second"}]',
        "csv": "start,name,note\n1980-02-03,First,n\n1990-02-03,Second,\n",
    }
    page = (
        "Index\n=====\n\n.. timeline::\n"
        f"   :events: events.txt\n   :events-format: {suffix}\n   :reversed:\n\n   {{{{e.name}}}} {{{{e.note}}}}\n"
    )
    build = build_of(make_project, page, {"events.txt": data[suffix]})
    assert build.warnings == []
    assert told(build)[0].startswith("First")


def test_no_event_needs_a_title(make_project: MakeProject) -> None:
    build = build_of(make_project, rst("- start: 2000-02-03\n- start: 2001-02-03", "{{dt}}"))
    assert build.warnings == []
    assert told(build) == ["Sat 3rd Feb 2001", "Thu 3rd Feb 2000"]


def test_options(make_project: MakeProject) -> None:
    names = "{{e.name}}"
    options = (":max-items: 2", ":reversed:", ":height: 350px", ":width-item: 20%", ":class: wide", ":class-item: a b")
    build = build_of(make_project, rst(DATA, names, *options, ":style: none"))
    assert build.warnings == []
    assert told(build) == ["First", "Second"]
    page = build.page("index")
    assert [each.get("class") for each in page.select(".retro-told > li")] == [["a", "b"]] * 2
    assert page.select_one(".retro-view-list.wide .retro-told-list") is not None
    assert page.select("[style]") == []
    # None at all is no limit.
    assert len(told(build_of(make_project, rst(DATA, names, ":max-items: 0")))) == 3


def test_options_without_a_template(make_project: MakeProject) -> None:
    data = "- start: 1980\n  name: First\n- start: 1990\n  name: Second"
    build = build_of(make_project, rst(data, "", ":reversed:", ":max-items: 1", ":style: default", ":class-item: x"))
    assert build.warnings == []
    assert texts(build.page("index"), ".retro-cards .retro-title") == ["Second"]
    assert "x" in one(build.page("index"), ".retro-cards > .retro-item").get_attribute_list("class")


def test_options_on_all_events(make_project: MakeProject) -> None:
    pages = {
        "index.rst": "Index\n=====\n\n.. event:: One\n   :date: 2010\n",
        "all.rst": "All\n===\n\n.. timeline::\n   :class-item: x\n",
    }
    project = make_project(pages)
    build = project.build()
    assert build.warnings == []
    assert len(build.page("all").select("li.retro-item.x")) == 1
    project.edit("all.rst", "class-item: x", "class-item: y")
    assert len(project.build().page("all").select("li.retro-item.y")) == 1


# What goes wrong ------------------------------------------------------------------------------------------------------


#: Templates, the line of the warning they give, and what it says.
TEMPLATES = (
    ("{{ e.name }}\n\n{% if %}", 22, "can't be read: Expected an expression"),
    ("{{ e.name", 20, "can't be read"),
    ("{{ nmae }}", 20, "'nmae' is not defined; the names are e, dt, dtrange, duration"),
    ("{{ e.name|nothing }}", 20, "can't be read: No filter named 'nothing'"),
    ("\n{{ e.no.thing }}", 21, "fails for 'First': 'dict object' has no attribute 'no'"),
    ("{{ 1 / 0 }}", 20, "fails for 'First': division by zero"),
    ("{% include 'conf.py' %}", 20, "fails for 'First'"),
    ("{{ ''.__class__.__mro__ }}", 20, "fails for 'First': access to attribute '__class__'"),
    ("{% for i in range(200) %}{{ 'x' * 999 }}{% endfor %}", 20, f"more than {MAX_LENGTH:,} characters"),
    ("{% for i in range(900) %}{% for j in range(900) %}{% endfor %}{% endfor %}", 20, "more than 20,000 steps"),
    ("{% for i in range(99999999) %}{% endfor %}", 20, "a range has"),
)
#: Options, and what the warning says that they give.
OPTIONS = (
    (":template: ../out.txt", "outside the source folder"),
    (":template: none.txt", "there is no file 'none.txt'"),
    (":view: chart\n:template: by.txt", "the view 'chart' can't use a template; choose list or cards"),
    (":filter: kind\n:template: by.txt", "can't be filtered"),
    (":style: wild\n:template: by.txt", "style 'wild' is not one of default, none"),
    (":class-item: ???\n:template: by.txt", "class-item can't be used"),
)


@pytest.fixture(scope="module")
def faulty(make_shared_project: MakeProject) -> Build:
    """Each of these on a page of its own."""
    little = DATA.replace("  note: of *some* weight\n", "").split("- start: 2000")[0].rstrip()
    pages = {f"template{number}.rst": rst(DATA, each[0]) for number, each in enumerate(TEMPLATES)}
    pages |= {f"option{number}.rst": rst(little, "", each[0]) for number, each in enumerate(OPTIONS)}
    return make_shared_project({"index.rst": "Index\n=====\n", "by.txt": "{{e.name}}", **pages}).build()


def warning_on(build: Build, name: str) -> str:
    (warning,) = (line for line in build.warnings if line.startswith(f"{name}.rst:"))
    return warning


def test_there_is_no_other_warning(faulty: Build) -> None:
    assert len(faulty.warnings) == len(TEMPLATES) + len(OPTIONS)


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
def test_a_template_that_can_not_be_used(faulty: Build, number: int) -> None:
    _, line, about = TEMPLATES[number]
    name = f"template{number}"
    warning = warning_on(faulty, name)
    assert warning.startswith(f"{name}.rst:{line}: WARNING: the template is not used, as it ")
    assert about in warning
    assert warning.endswith("[retro.template]")
    assert told(faulty, name) == []
    assert texts(faulty.page(name), ".retro-title") == ["Third", "Second", "First"]


@pytest.mark.parametrize("number", range(len(OPTIONS)))
def test_an_option_that_can_not_be_used(faulty: Build, number: int) -> None:
    name = f"option{number}"
    assert OPTIONS[number][1] in warning_on(faulty, name)
    assert "First" in text_of(faulty.page(name))


def test_a_template_without_events(make_project: MakeProject) -> None:
    pages = {"index.rst": "Index\n=====\n\n.. event:: One\n   :date: 2010\n\n.. timeline::\n\n   ---\n   {{e.name}}\n"}
    (warning,) = make_project(pages).build().warnings
    assert warning.startswith("index.rst:10: WARNING: a template shows the events that a timeline declares")


@WRITERS
def test_data_puts_in_no_more_than_markup(make_project: MakeProject, write: object) -> None:
    data = """- start: 2000
  name: "<script>x()</script> <b>b</b>"
  note: |
    .. raw:: html

       <script>y()</script>
- start: 2001
  name: "{{ 7 * 7 }}"
  note: "`a <javascript:z()>`_ [b](javascript:z())"
"""
    project_build = build_of(make_project, write(data, "{{e.name}}\n\n{{e.note}}"))  # type: ignore[operator]
    page = project_build.page("index")
    assert page.select("script, b") == []
    assert "{{ 7 * 7 }}" in text_of(page)
    assert not [each for each in page.select("a") if str(each.get("href", "")).startswith("javascript")]


# The parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("", "Thu 3rd Feb 2022, 10:00 PM - Fri 4th Feb 2022, 12:30 AM (UTC)"),
        ("(day_name=False)", "3rd Feb 2022, 10:00 PM - 4th Feb 2022, 12:30 AM (UTC)"),
        ("(short_date=True, short_delim='.')", "Thu 03.02.2022, 10:00 PM - Fri 04.02.2022, 12:30 AM (UTC)"),
        ("(clock12=False)", "Thu 3rd Feb 2022, 22:00 - Fri 4th Feb 2022, 00:30 (UTC)"),
        ("(abbr=False)", "Thursday 3rd February 2022, 10:00 PM - Friday 4th February 2022, 12:30 AM (UTC)"),
    ],
)
def test_forms_of_a_range(call: str, said: str) -> None:
    values = variables({"start": "2022-02-03 22:00", "duration": "2 h 30min"})
    # Of the same year and month, the first has these once.
    found = Template(f"{{{{ dtrange{call} }}}}", ("dtrange",)).render(values)
    assert found == said.replace(" Feb 2022,", ",", 1).replace(" February 2022,", ",", 1)
    assert values["duration"] == "2 Hours 30 Minutes"


@pytest.mark.parametrize(
    ("start", "duration", "said"),
    [
        ("2020-01-11", "1 month", "Sat 11th Jan - Tue 11th Feb 2020"),
        ("2020-01-31", "1 mon", "Fri 31st Jan - Sat 29th Feb 2020"),
        ("2019-12-31", "1 y 2d", "Tue 31st Dec 2019 - Sat 2nd Jan 2021"),
        ("2020-01-22", "0 days", "Wed 22nd Jan 2020"),
        ("2020-01-23 09:05", "", "Thu 23rd Jan 2020, 09:05 AM (UTC)"),
        ("2020-01-23T09:05+02:00", "", "Thu 23rd Jan 2020, 09:05 AM (UTC+02:00)"),
        ("9999-12-31", "9 days", "Fri 31st Dec 9999"),
    ],
)
def test_ranges(start: str, duration: str, said: str) -> None:
    assert str(variables({"start": start, "duration": duration})["dtrange"]) == said


def test_a_start_that_is_no_day_is_as_it_is_written() -> None:
    assert variables({"start": "2010-09~"})["dtrange"] == "2010-09~"
    assert start_of("2020-01-01 (Nowhere/Land)") is None
    assert start_of(12) is None
    assert duration_of(12) is None


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'x' * 10 ** 9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'x'.ljust(10 ** 9) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ ''['format']() }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'x'|indent(999999999) }}",
        "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x }}",
        "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x|string }}",
        "{% set x = [1] %}" + "{% set x = [x, x] %}" * 60 + "{{ x ~ '' }}",
        "{% set x = 'x' %}" + "{% set x = x ~ x %}" * 60,
        "{% set x = 'x' %}" + "{% set x = x + x %}" * 60,
        "{% set x = 'x' * 90000 %}{{ x|replace('x', x) }}",
        "{% set x = 'x' * 90000 %}{{ x.replace('x', x) }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% for i in range(9) recursive %}{% if loop.depth < 99 %}{{ loop(range(9)) }}{% endif %}{% endfor %}",
    ],
)
def test_no_template_takes_more_than_it_may(source: str) -> None:
    with pytest.raises(Exception, match=r"too long|too large|more than|at the most|not with|attribute 'format'"):
        Template(source, ()).render({})


def test_what_templates_do_every_day() -> None:
    source = (
        "{% for key, value in e.items() %}{{ loop.index }}{{ key }}{{ value|upper|indent(2) }};{% endfor %}"
        "{{ e.a.replace('x', 'yy') ~ '!' }}{{ e.b|default('none') }}{{ 2 + 3 * 4 }}{{ '-' * 3 }}{{ e.a|length }}"
        "{% for i in range(3) %}{{ i }}{{ ',' if not loop.last }}{% endfor %}{{ start.year }}"
    )
    values = {"e": {"a": "x"}, "start": start_of("2020-01-01")}
    assert Template(source, ("e", "start")).render(values) == "1aX;yy!none14---10,1,22020"


def test_a_range_of_dates_is_text() -> None:
    start = start_of("2020-01-01")
    assert start is not None
    assert str(DateRange(start)) == "Wed 1st Jan 2020"
