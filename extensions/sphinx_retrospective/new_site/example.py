"""A small history for those who have no data at hand: an example that says of itself that it is one."""

from __future__ import annotations

from typing import Final

from sphinx_retrospective.formats import Document, read

#: What the first page says of it.
ABOUT: Final = (
    "This history is an example. Each of its periods is a page, and each event is a block of that page: write your own "
    "in their place."
)
_EVENTS: Final = """\
- title: Example, studies of something
  id: example-studies
  date: 2010-09~/2014-06
  kind: education
  org: Example University
  place: Example Town
  tags: [learning]
  body: |-
    This event is an example. Write your own in its place: what it was, and why it mattered.

    The first paragraph is what every list shows. The tilde in its date says “about”.
- title: First program of an example
  id: example-first-program
  date: 2011-21
  kind: milestone
  tags: [learning, python]
  body: A date may be a season. This one is the spring of 2011.
- title: Developer, Example Company
  id: example-developer
  date: 2014-09/2018-02
  kind: job
  role: Developer
  org: Example Company
  place: Example Town
  tags: [python, databases]
  body: A job of two roles. What follows at the same organisation is one entry in the CV.
- title: An example project
  id: example-project
  date: 2015-07-16
  kind: project
  org: Example Company
  tags: [python, open source]
  link: [Example <https://example.org>]
  body: A project is listed under the job that it was made in.
- title: A talk at an example conference
  id: example-talk
  date: 2017-10
  kind: talk
  org: Example Conference
  tags: [databases]
  body: Talks, posts, releases and milestones are lists in the CV.
- title: Lead developer, Example Company
  id: example-lead
  date: 2018-03/2020
  kind: job
  role: Lead developer
  org: Example Company
  place: Example Town
  tags: [teams]
  body: The date ends in a year, since nobody remembers the month.
- title: Maintainer, Another Example
  id: example-maintainer
  date: 2021-02/..
  kind: job
  role: Maintainer
  org: Another Example
  tags: [open source, teams]
  body: Two dots say that it goes on.
- title: A release of the example
  id: example-release
  date: 2023-05-04
  kind: release
  org: Another Example
  tags: [open source, python]
  body: Remove these events when you have your own.
"""


def example() -> Document:
    """Return the events of the example."""
    return read(_EVENTS, "yaml")
