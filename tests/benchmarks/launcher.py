"""Run a command and print what it took, as JSON on the descriptor named first: `launcher.py FD COMMAND …`.

A process of its own, and a small one: Linux counts the memory of the process that starts another as the other's own
until it runs its program, so that the peak of a command started from a large process would be that of the large one.
"""

import json
import os
import sys
import time


def main() -> int:
    """Run it, and return its exit status."""
    told, command = int(sys.argv[1]), sys.argv[2:]
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, told)])
    _, status, usage = os.wait4(child, 0)
    took = {
        "wall": time.perf_counter() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        # In kilobytes, save on macOS.
        "memory": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }
    os.write(told, json.dumps(took).encode())
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
