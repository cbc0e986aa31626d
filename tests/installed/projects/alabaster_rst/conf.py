project = "A stranger's career"
extensions = ["sphinx_retrospective"]
html_theme = "alabaster"
