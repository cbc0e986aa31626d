"""What stands around every HTML page of a build: the theme with its settings, the navigation, style sheets."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_retrospective.sphinx_internals import assets_of_all_pages
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
    assets = assets_of_all_pages(builder)
    context = {
        name: value
        for name, value in builder.globalcontext.items()
        # What stands there is what the last page loads.
        if not callable(value) and name not in {"css_files", "script_files"}
    }
    layout = [
        contents,
        repr(named),
        str(builder.build_info.config_hash),
        str(builder.build_info.tags_hash),
        str(builder.templates.newest_template_mtime()) if builder.templates else "",
        json.dumps(context, sort_keys=True, default=str),
        # The numbers of sections are worked out after the tables of contents.
        repr(sorted(env.toc_secnumbers.items())),
        *map(str, assets),
        *_checksums(Path(builder.outdir), [asset.filename or "" for asset in assets]),
    ]
    return digest_of_text("\0".join(layout))


def _checksums(outdir: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the checksums of style sheets and scripts, which Sphinx puts into their addresses."""
    for name in names:
        path = outdir / name
        if path.is_file():
            yield f"{name} {zlib.crc32(path.read_bytes())}"
