"""``python -m sphinx_retrospective`` is the command ``sphinx-retrospective``."""

from __future__ import annotations

import sys

from sphinx_retrospective.cli import main

if __name__ == "__main__":
    sys.exit(main())
