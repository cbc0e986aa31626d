"""Makes nodes of events, views and indices. What these look like in HTML is said in `sphinx_retrospective.html`."""
