"""Colours, as authors write them."""

from __future__ import annotations

import re
from typing import Final

#: ``#rgb`` or ``#rrggbb``.
COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
