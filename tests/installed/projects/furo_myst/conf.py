project = "A stranger's career"
extensions = ["myst_parser", "sphinx_retrospective"]
html_theme = "furo"
