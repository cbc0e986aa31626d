"""What stands around every HTML page of a build: the theme with its settings, the navigation, style sheets."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder


def frame_digest(builder: StandaloneHTMLBuilder) -> str:
    """Return a digest of all that generated pages show besides their own text.

    Sphinx writes documents again for some of this only. Generated pages are ours, and hold all of it: where it changes,
    they are written again.
    """
    env = builder.env
    context = {name: value for name, value in builder.globalcontext.items() if not callable(value)}
    frame = [
        str(builder.build_info.config_hash),
        str(builder.build_info.tags_hash),
        str(builder.templates.newest_template_mtime()) if builder.templates else "",
        json.dumps(context, sort_keys=True, default=str),
        *(f"{docname} {toc.pformat()}" for docname, toc in sorted(env.tocs.items())),
        json.dumps(env.toctree_includes),
        *_checksums(builder),
    ]
    return hashlib.sha256("\0".join(frame).encode("utf-8", "surrogatepass")).hexdigest()


def _checksums(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the checksums of style sheets and scripts, which Sphinx puts into their addresses."""
    names = [*(each.filename for each in builder._css_files), *(each.filename for each in builder._js_files)]
    for name in names:
        path = Path(builder.outdir, name or "")
        if path.is_file():
            yield f"{name} {zlib.crc32(path.read_bytes())}"
