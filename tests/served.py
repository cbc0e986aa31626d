"""A folder at an address of this machine, as a server on the network would show it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

#: Where Read the Docs shows a project; pages for what is not found have links that begin with it.
PREFIX = "/en/latest/"
#: For how long a browser keeps what several pages share, in seconds. No test shows a site that it has built again.
_KEPT: Final = 600


@dataclass(frozen=True, slots=True)
class Served:
    """What is served.

    Attributes:
        url: the address of the folder, with a slash at its end.
        missing: the paths that were asked for and are not there.
    """

    url: str
    missing: list[str] = field(default_factory=list)


@contextmanager
def serve(
    folder: Path, headers: Mapping[str, str] | None = None, *, cached: bool = False, late: tuple[str, ...] = ()
) -> Iterator[Served]:
    """Serve *folder* until the caller is done.

    Args:
        folder: what is served.
        headers: what is sent beside the usual headers.
        cached: whether a browser is to ask only once for what is no page.
        late: how the names of files end that come a tenth of a second later, as from a far server.
    """
    missing: list[str] = []
    handler = partial(_Handler, directory=str(folder), more=headers or {}, cached=cached, late=late, missing=missing)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_port}{PREFIX}", missing)
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for all that a page asks for

    def __init__(
        self,
        *args: Any,
        more: Mapping[str, str],
        cached: bool,
        late: tuple[str, ...],
        missing: list[str],
        **settings: Any,
    ) -> None:
        self._more = more
        self._cached = cached
        self._late = late
        self._missing = missing
        super().__init__(*args, **settings)

    def send_head(self) -> Any:
        """Look for what is below the prefix, where there is something, and nowhere else."""
        if not self.path.startswith(PREFIX):
            self.send_error(404)
            return None
        self.path = self.path.removeprefix(PREFIX.rstrip("/"))
        if self._late and self.path.partition("?")[0].endswith(self._late):
            time.sleep(0.1)
        return super().send_head()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a page in one piece: between two of them a browser may show half of a line."""
        outputfile.write(source.read())

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self._missing.append(self.path)
        super().send_error(code, message, explain)

    def end_headers(self) -> None:
        if self._cached:
            is_page = self.path.partition("?")[0].endswith((".html", "/"))
            self.send_header("Cache-Control", "no-store" if is_page else f"max-age={_KEPT}")
        for name, value in self._more.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
