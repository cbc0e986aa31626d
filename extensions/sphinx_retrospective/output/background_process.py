"""A process that works beside those in which Sphinx writes documents."""

from __future__ import annotations

import atexit
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import connection
from typing import Generic, TypeVar

from sphinx.util.parallel import ParallelTasks

Item = TypeVar("Item")
Result = TypeVar("Result")


class BackgroundProcess(Generic[Item, Result]):
    """Goes through items in a process of its own, until it is asked for what came of it."""

    def __init__(self, work: Callable[[Iterator[Item]], Result], items: Sequence[Item]) -> None:
        """Start.

        Args:
            work: takes items as long as there are any; what it returns is pickled.
            items: those that there are until somebody asks.
        """
        # Both ends are open here too, as one can't ask a process that failed in the meantime.
        self._asked, self._ask = multiprocessing.Pipe(duplex=False)
        self._results: list[Result] = []
        self._tasks = ParallelTasks(1)

        def run() -> Result:
            parent = multiprocessing.parent_process()
            assert parent is not None

            def is_asked(timeout: float | None = 0) -> bool:
                ready = connection.wait([self._asked, parent.sentinel], timeout)
                if parent.sentinel in ready:
                    # It was killed, and another build may already write what this one would.
                    os._exit(1)
                return bool(ready)

            def wanted() -> Iterator[Item]:
                for item in items:
                    if is_asked():
                        return
                    yield item

            result = work(wanted())
            # More than fits into a pipe is not sent before somebody reads it: that one may be killed until then.
            is_asked(timeout=None)
            return result

        self._tasks.add_task(run, None, lambda _, result: self._results.append(result))
        # When Python ends, it waits for processes, and this one would wait to be asked.
        atexit.register(self.end)

    def result(self) -> Result:
        """Return what came of the items that were taken until now.

        Raises:
            SphinxParallelError: the work raised an exception.
        """
        self._ask.send(None)
        try:
            self._tasks.join()
        finally:
            self.end()
        return self._results[0]

    def end(self) -> None:
        """End, whatever is still to be done."""
        self._tasks.terminate()
        atexit.unregister(self.end)
