"""Pages in a frame outside the window of a browser, where they are as in a window but are not painted.

They are laid out, their scripts run, and they see a window of the frame's size. Painting takes much of the time.
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Frame, Page

_HOST = """<!doctype html><title>Host</title><link rel="icon" href="data:,">
<iframe height="{height}" {sandbox} style="position: absolute; left: -9999px"></iframe>"""
_SHOW = """([address, width]) => new Promise(done => {
  const frame = document.querySelector('iframe');
  frame.style.width = `${width}px`;
  localStorage.clear();
  sessionStorage.clear();
  frame.onload = () => done();
  frame.contentWindow.location.replace(address);
})"""
_RESIZE = """async width => {
  document.querySelector('iframe').style.width = `${width}px`;
  // What scripts do when the size changes, they do in the next frame.
  for (const _ of '12') await new Promise(done => requestAnimationFrame(done));
}"""
_MEASURE = """widths => {
  const frame = document.querySelector('iframe');
  return widths.map(width => {
    frame.style.width = `${width}px`;
    return frame.contentDocument.documentElement.scrollWidth;
  });
}"""


class Unpainted:
    """A frame that shows one page of a server after the other.

    Attributes:
        window: the page that has the frame in it. Events of what is in the frame are its own too.
    """

    def __init__(self, window: Page, server: str, height: int, *, script: bool = True) -> None:
        self.window = window
        # What is shown has none of the rights that are not named here, as to run scripts.
        body = _HOST.format(height=height, sandbox="" if script else 'sandbox="allow-same-origin"')
        # What is shown has to be of the same origin.
        host = f"{server}host-of-a-frame"
        window.route(host, lambda route: route.fulfill(body=body, content_type="text/html"))
        window.goto(host)
        # As long as anything is answered here, the browser asks for everything, and keeps nothing in its cache.
        window.unroute(host)

    def show(self, address: str, width: int) -> Frame:
        """Show a page in a frame of a width, without anything that was stored before, and return what is in it."""
        self.window.evaluate(_SHOW, [address, width])
        return self.window.frames[1]

    def resize(self, width: int) -> None:
        """Give the frame another width, and its scripts the time to follow."""
        self.window.evaluate(_RESIZE, width)

    def measure(self, widths: Sequence[int]) -> dict[int, int]:
        """Return how wide the page is in a frame of each width; more than that where something sticks out."""
        return dict(zip(widths, self.window.evaluate(_MEASURE, widths), strict=True))
