"""What Sphinx works out in each build and need not, where one process makes hundreds of small ones."""

from __future__ import annotations

import copy
import importlib.metadata
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from docutils import utils
from docutils.frontend import Values
from jinja2 import Environment
from sphinx import registry, theming
from sphinx.builders import html, latex, manpage, texinfo
from sphinx.builders.html._assets import _file_checksum, _file_checksum_inner
from sphinx.search.en import SearchEnglish
from sphinx.util import docutils
from sphinx.util.logging import SphinxLoggerAdapter

_compiled: dict[tuple[object, ...], CodeType] = {}
_settings: dict[tuple[type, ...], Values] = {}
_stems: dict[str, str] = {}
_compile = Environment.compile
_get_settings = docutils._get_settings
_find_stem = SearchEnglish.stem
_find_file = utils.find_file_in_dirs
_checksum = cache(_file_checksum)


def _compiled_once(environment: Environment, source: Any, *args: Any, **options: Any) -> Any:
    """Return the code of a template; with the same extensions, names and text it is the same for every project."""
    key = (source, type(environment), *environment.extensions, *args, *options.items())
    if key not in _compiled:
        _compiled[key] = _compile(environment, source, *args, **options)
    return _compiled[key]


@cache
def _found_file(path: str, folders: tuple[str, ...], here: Path) -> str:
    """Return where docutils finds a file, from the folder that this process is in."""
    return _find_file(path, folders)


def _kept_settings(*components: Any, defaults: Mapping[str, Any], read_config_files: bool = False) -> Values:
    """Return the settings that those components have in common, with these. (Here is no ``docutils.conf``.)"""
    classes = tuple(each if isinstance(each, type) else type(each) for each in components)
    if classes not in _settings:
        _settings[classes] = _get_settings(*components, defaults={}, read_config_files=read_config_files)
    values = copy.deepcopy(_settings[classes])
    values.__dict__.update(defaults)
    return values


def _stem(search: SearchEnglish, word: str) -> str:
    """Return the stem of an English word."""
    if word not in _stems:
        _stems[word] = _find_stem(search, word)
    return _stems[word]


def _nothing(*args: object, **options: object) -> None:
    """Make no record."""


def keep() -> None:
    """Compile templates, ask for settings, look for themes and files, and stem words once; make no records of it."""
    entry_points = cache(importlib.metadata.entry_points)
    Environment.compile = _compiled_once  # type: ignore[assignment, method-assign]
    vars(utils)["find_file_in_dirs"] = lambda path, folders: _found_file(path, tuple(folders), Path.cwd())
    vars(html)["_file_checksum"] = _checksum
    for module in (registry, theming):
        vars(module)["entry_points"] = entry_points
    for module in (docutils, html, latex, manpage, texinfo):
        vars(module)["_get_settings"] = _kept_settings
    # The only language that tests have Sphinx search in often. A stem depends on nothing but the word.
    SearchEnglish.stem = _stem  # type: ignore[assignment, method-assign]
    # Sphinx lets every logger through, and its handlers then drop what nobody asked for. What is no warning, no test
    # hears: builds have no status stream.
    logging.disable(logging.INFO)
    for level in ("debug", "verbose", "info"):
        setattr(SphinxLoggerAdapter, level, _nothing)


def forget() -> None:
    """Forget the checksums of files in an output folder, which Sphinx remembers for one build."""
    _file_checksum_inner.cache_clear()
    _checksum.cache_clear()
