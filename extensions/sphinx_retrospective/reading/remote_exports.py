"""The exports of other sites, fetched, and kept beside the doctrees for builds that reach no network."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import logging

from sphinx_retrospective.atomic_files import write_whole
from sphinx_retrospective.core.errors import DataError
from sphinx_retrospective.core.sources import Source
from sphinx_retrospective.text_digest import digest_of_text

if TYPE_CHECKING:
    from requests import Response
    from sphinx.config import Config

#: In the folder of the doctrees.
FOLDER: Final = "retro-sources"
#: How many seconds a server may take to accept a connection, to say anything more, and to say it all.
_CONNECT: Final = 5
_SILENCE: Final = 10
_WHOLE: Final = 60
#: How often it may send us on.
_REDIRECTS: Final = 5
_PIECE: Final = 65_536

_logger: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An export as text.

    Attributes:
        text: what it says.
        problem: why it is the one that was kept, if a server refused another; else empty.
        validators: the headers by which the server tells whether it has changed since; empty for one that was kept.
        is_kept: whether it was kept by an earlier build.
    """

    text: str
    problem: str = ""
    validators: Mapping[str, str] = field(default_factory=dict)
    is_kept: bool = False


class RemoteExport:
    """The export of one site."""

    def __init__(self, source: Source, doctrees: Path, config: Config, limit: int) -> None:
        """Prepare to fetch it.

        Args:
            source: the site.
            doctrees: the folder of the doctrees.
            config: of the project: whether and how certificates are checked is that of Sphinx's own requests.
            limit: how many bytes it may have.
        """
        self._source = source
        self._content = doctrees / FOLDER / f"{source.name}.json"
        self._about = doctrees / FOLDER / f"{source.name}.about.json"
        self._config = config
        self._limit = limit

    def fetch(self) -> Fetched:
        """Return the export as it is now, or the one that was kept where that is not to be had.

        Raises:
            DataError: neither is there.
        """
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        kept = self.kept()
        try:
            return self._fetch(kept)
        except (RequestException, HTTPError, OSError) as error:
            if kept:
                message = "%s can't be reached; the copy from an earlier build is used"
                _logger.info(message, self._source.place)
                return kept
            raise DataError(
                f"{self._source.place} can't be reached ({type(error).__name__}), and there is no copy from an earlier "
                "build; build once where it can be reached"
            ) from None
        except DataError as error:
            if kept:
                return Fetched(kept.text, f"{error}; the copy from an earlier build is used")
            raise

    def kept(self) -> Fetched | None:
        """Return what an earlier build kept of this place, or None."""
        try:
            text = self._content.read_bytes().decode()
            about = json.loads(self._about.read_text("utf-8"))
            is_whole = about["digest"] == digest_of_text(text) and about["place"] == self._source.place
            validators = {str(name): str(value) for name, value in about["validators"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return Fetched(text, validators=validators, is_kept=True) if is_whole else None

    def keep(self, fetched: Fetched) -> None:
        """Keep an export that could be read, for builds to come."""
        about = {
            "place": self._source.place,
            "digest": digest_of_text(fetched.text),
            "validators": dict(fetched.validators),
        }
        write_whole(self._content, fetched.text)
        write_whole(self._about, json.dumps(about, indent=1, sort_keys=True))

    def _fetch(self, kept: Fetched | None) -> Fetched:
        """Return what the server has, which may be what was kept."""
        import requests

        asked = {"Accept": "application/json", "Accept-Encoding": "identity", **(kept.validators if kept else {})}
        verify: Any = self._config.tls_verify and (self._config.tls_cacerts or True)
        place = self._source.place
        with requests.Session() as session:
            session.max_redirects = _REDIRECTS
            response = session.get(place, headers=asked, timeout=(_CONNECT, _SILENCE), stream=True, verify=verify)
            if response.status_code == requests.codes.not_modified and kept:
                return kept
            if response.status_code != requests.codes.ok:
                raise DataError(f"{place} answers {response.status_code} {response.reason}")
            content = self._read(response)
            headers = response.headers
        pairs = (("If-None-Match", headers.get("ETag")), ("If-Modified-Since", headers.get("Last-Modified")))
        try:
            return Fetched(content.decode("utf-8-sig"), validators={name: value for name, value in pairs if value})
        except UnicodeDecodeError:
            raise DataError(f"{place} is not UTF-8") from None

    def _read(self, response: Response) -> bytes:
        if response.headers.get("Content-Encoding", "identity") != "identity":
            # It may grow without end.
            raise DataError(f"{self._source.place} is compressed, which was not requested")
        ends = time.monotonic() + _WHOLE
        content = bytearray()
        while piece := response.raw.read1(_PIECE, decode_content=False):
            content += piece
            if len(content) > self._limit:
                raise DataError(
                    f"{self._source.place} has more than the {self._limit:,} bytes of retro_data_max_bytes; "
                    "raise that value"
                )
            if time.monotonic() > ends:
                raise DataError(f"{self._source.place} takes more than {_WHOLE} seconds")
        return bytes(content)
