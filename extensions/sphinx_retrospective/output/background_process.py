"""A process that works beside those in which Sphinx writes documents."""

from __future__ import annotations

import atexit
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final, Generic, TypeVar

from sphinx.errors import SphinxParallelError
from sphinx.util.parallel import ParallelTasks

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How often a process that has done its work looks whether it is still waited for, in seconds.
_INTERVAL: Final = 1.0


class BackgroundProcess(Generic[Item, Result]):
    """Goes through items in a process of its own, until it is asked for what came of it."""

    def __init__(self, work: Callable[[Iterator[Item]], Result], items: Sequence[Item]) -> None:
        """Start the process.

        Args:
            work: takes items as long as there are any; what it returns is pickled.
            items: what there is to do; none is taken any more once `result` is called.
        """
        # Both ends stay open here too, as the process may have failed when it is asked.
        self._asked, self._ask = multiprocessing.Pipe(duplex=False)
        self._results: list[Result] = []
        self._is_over = False
        self._tasks = ParallelTasks(1)
        main_process = os.getpid()

        def is_asked(timeout: float = 0) -> bool:
            if os.getppid() != main_process:
                # The main process is gone, and another build may already write what this one would.
                os._exit(1)
            return self._asked.poll(timeout)

        def wanted() -> Iterator[Item]:
            for item in items:
                if is_asked():
                    return
                yield item

        def run() -> Result:
            result = work(wanted())
            # A large result fills the pipe until the main process reads it. A process that is stuck there would not
            # notice that the main process is gone.
            while not is_asked(_INTERVAL):
                pass
            return result

        self._tasks.add_task(run, None, lambda _, result: self._results.append(result))
        # When Python ends, it waits for processes, and this one would wait to be asked.
        atexit.register(self.end)

    def result(self) -> Result | None:
        """Return what came of the items that were taken until now, or None where somebody killed the process.

        Raises:
            SphinxParallelError: the work raised an exception.
        """
        atexit.unregister(self.end)
        self._is_over = True
        self._ask.send(None)
        try:
            self._tasks.join()
        except EOFError:
            return None
        return self._results[0]

    def end(self) -> None:
        """Have the process end after the item that it is at, and forget what came of it."""
        if not self._is_over:
            with suppress(SphinxParallelError):
                self.result()
