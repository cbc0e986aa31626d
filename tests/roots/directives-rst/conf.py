extensions = ["myst_parser", "sphinx_retrospective"]
myst_enable_extensions = ["colon_fence", "fieldlist"]
html_theme = "basic"
nitpicky = True
suppress_warnings = ["toc.not_included", "retro.view"]
