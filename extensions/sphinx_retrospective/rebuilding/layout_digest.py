"""What stands around every HTML page of a build: the theme with its settings, the navigation, style sheets."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_retrospective.text_digest import digest_of_text


def layout_digest(builder: StandaloneHTMLBuilder, contents: str, named: Sequence[str]) -> str:
    """Return a digest of all that generated pages show besides their own text.

    Sphinx writes documents again for some of this only. Generated pages are ours, and hold all of it: where it changes,
    they are written again.

    Args:
        builder: once it has prepared to write.
        contents: a digest of the project's table of contents.
        named: files for other tools that every page names.
    """
    env = builder.env
    context = {name: value for name, value in builder.globalcontext.items() if not callable(value)}
    layout = [
        contents,
        repr(named),
        str(builder.build_info.config_hash),
        str(builder.build_info.tags_hash),
        str(builder.templates.newest_template_mtime()) if builder.templates else "",
        json.dumps(context, sort_keys=True, default=str),
        # The numbers of sections are worked out after the tables of contents.
        repr(sorted(env.toc_secnumbers.items())),
        *_checksums(builder),
    ]
    return digest_of_text("\0".join(layout))


def _checksums(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """Yield the checksums of style sheets and scripts, which Sphinx puts into their addresses."""
    names = [*(each.filename for each in builder._css_files), *(each.filename for each in builder._js_files)]
    for name in names:
        path = Path(builder.outdir, name or "")
        if path.is_file():
            yield f"{name} {zlib.crc32(path.read_bytes())}"
