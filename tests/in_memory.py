"""What tests write is kept in memory, where there is room: some 40,000 files, most of which are read once if at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

#: Where Linux has a folder for files in memory.
MEMORY: Final = Path("/dev/shm")
#: Of which a run takes half of one.
GIBIBYTE: Final = 2**30
#: No program may be run there; known to Linux alone.
_NO_PROGRAMS: Final = getattr(os, "ST_NOEXEC", 0)


def use(folder: Path = MEMORY) -> None:
    """Make *folder* the one for temporary files, of this process and of those that it starts.

    Nothing is changed where the user has named one, nor where there is no room for some runs, or no program in it could
    be run.
    """
    if "TMPDIR" in os.environ or not folder.is_dir() or not os.access(folder, os.W_OK):
        return
    if shutil.disk_usage(folder).free > 4 * GIBIBYTE and not os.statvfs(folder).f_flag & _NO_PROGRAMS:
        os.environ["TMPDIR"] = str(folder)
        tempfile.tempdir = None
