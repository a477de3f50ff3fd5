"""A small machine inside this one: so many MiB of memory for some processes together, one core for each of them.

Uses the kernel's memory controller (version 1 or 2), which root may write on most machines and in some containers.
Page cache counts, as it does on a rented machine; there is no swap.
"""

import contextlib
import os
import signal
import time
from pathlib import Path

MIB = 1024 * 1024
V1, V2 = Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")


class NotHere(Exception):
    """This machine does not let us limit memory."""


class Limit:
    """`Limit(512)`; pass `enter` as `preexec_fn`, and all that the process starts is inside too. Raises NotHere."""

    def __init__(self, mib: int):
        name = f"cop-{os.getpid()}-{time.monotonic_ns()}"
        try:
            if (V1 / "memory.limit_in_bytes").exists():
                self.folder, ceiling, self._peak = V1 / name, "memory.limit_in_bytes", "memory.max_usage_in_bytes"
                self.folder.mkdir()
            else:
                self.folder, ceiling, self._peak = V2 / name, "memory.max", "memory.peak"
                (V2 / "cgroup.subtree_control").write_text("+memory")
                self.folder.mkdir()
                if (swap := self.folder / "memory.swap.max").exists():
                    swap.write_text("0")
            (self.folder / ceiling).write_text(str(mib * MIB))
        except OSError as error:
            raise NotHere(f"memory cannot be limited here: {error}") from error

    def enter(self) -> None:
        """Put the calling process inside, on one core. Runs between fork and exec."""
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    def peak(self) -> float:
        """MiB at the most so far, page cache included; equal to the limit once the cache has filled it."""
        path = self.folder / self._peak
        return int(path.read_text()) / MIB if path.exists() else float("nan")

    def kills(self) -> int:
        """How many processes the kernel has ended for want of memory."""
        name = "memory.oom_control" if self.folder.parent == V1 else "memory.events"
        lines = dict(line.split() for line in (self.folder / name).read_text().splitlines())
        return int(lines.get("oom_kill", 0))

    def remove(self) -> None:
        """End what still runs inside, and take the limit away."""
        for _ in range(50):
            left = (self.folder / "cgroup.procs").read_text().split()
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
            if not left:
                break
            time.sleep(0.1)
        self.folder.rmdir()
