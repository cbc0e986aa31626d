"""How often Python looks for garbage while Sphinx builds.

What Sphinx and the domain know of a large site are many objects that stay until the build ends. Python's garbage
collector looks at them again and again, and in each process of a parallel build it copies them by that. It took a
fifth of the time of a build of 200 pages, and found nearly nothing. When Python ends, it looks once more.
"""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Final
from weakref import WeakSet

from sphinx.application import Sphinx

#: So many more objects than before have the collector look at the newest ones. (Python: 700 or 2,000.)
THRESHOLD: Final = 10_000
#: What builds now.
_apps: Final[WeakSet[Sphinx]] = WeakSet()


def collect_less_often(app: Sphinx, *_: object) -> None:
    """Have the garbage collector come less often, and leave alone what stays, until the build ends.

    Handles ``env-before-read-docs``. Where the collector comes even less often, or never, somebody has seen to it, and
    all stays as it is. So it does in PyPy, which collects garbage in another way.
    """
    if sys.implementation.name != "cpython" or not gc.isenabled():
        return
    before = gc.get_threshold()
    if not 0 < before[0] < THRESHOLD:
        return

    def restore(*_: object) -> None:
        _apps.discard(app)
        for listener in listeners:
            app.disconnect(listener)
        gc.unfreeze()
        gc.set_threshold(*before)

    _apps.add(app)
    gc.set_threshold(THRESHOLD, *before[1:])
    listeners = [
        # Before the whole is made of what was read, and before processes part.
        app.connect("env-updated", freeze_objects, priority=100),
        app.connect("env-check-consistency", freeze_objects),
        app.connect("build-finished", restore),
    ]
    freeze_objects(app)
    # When Python ends, the system takes all memory back. Registered once, however many builds there are.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def freeze_objects(app: Sphinx, *_: object) -> None:
    """Have the garbage collector leave alone all objects that there are (``env-updated``, ``env-check-consistency``).

    A process that is parted from this one then shares it, and copies nothing of it.
    """
    if app in _apps:
        gc.freeze()
