"""How often Python looks for garbage while Sphinx builds.

What Sphinx and the domain know of a large site are many objects that stay until the build ends. Python's garbage
collector looks at them again and again, and in each process of a parallel build it copies them by that. It took a
quarter of the time of a build of 200 pages, and found nearly nothing. When Python ends, it looks once more.
"""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Final

from sphinx.application import Sphinx

#: PyPy collects garbage in another way, and has none of this.
_IS_CPYTHON: Final = sys.implementation.name == "cpython"
#: So many more objects than before have the collector look at the newest ones. (Python: 700 or 2,000.)
THRESHOLD: Final = 10_000


def relax(app: Sphinx, *_: object) -> None:
    """Have the garbage collector come less often, and leave alone what stays, until the build ends.

    Handles ``env-before-read-docs``. Whoever has it come even less often, or never, is right.
    """
    if not _IS_CPYTHON:
        return
    before = gc.get_threshold()
    if gc.isenabled() and 0 < before[0] < THRESHOLD:
        gc.set_threshold(THRESHOLD, *before[1:])

    def restore(*_: object) -> None:
        for listener in listeners:
            app.disconnect(listener)
        gc.unfreeze()
        gc.set_threshold(*before)

    # The system then takes all memory back. Registered once, however many builds there are.
    atexit.unregister(leave_alone)
    atexit.register(leave_alone)
    listeners = [app.connect("env-check-consistency", leave_alone), app.connect("build-finished", restore)]
    leave_alone()


def leave_alone(*_: object) -> None:
    """Have the garbage collector leave alone all that there is: just before processes part, and when Python ends."""
    if _IS_CPYTHON:
        gc.freeze()
