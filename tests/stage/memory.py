"""How much memory processes take at their height, from /proc."""

import os
import subprocess
from pathlib import Path

MEBIBYTE = 1024


def members(leader: int) -> list[int]:
    """The processes of a group, without helpers that only wait."""
    found = subprocess.run(["pgrep", "-g", str(leader)], capture_output=True, text=True, check=False).stdout.split()
    return [int(one) for one in found]


def _status(pid: int, name: str) -> float:
    """A line of a process's status, in MiB; 0 when it has gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) / MEBIBYTE
    except OSError:
        pass
    return 0.0


class Growth:
    """From now on: by how much the largest of these processes, and all together, have grown at their heights."""

    def __init__(self, leaders: dict[str, int]):
        self.before: dict[int, float] = {}
        self.names: dict[int, str] = {}
        for name, leader in leaders.items():
            for pid in members(leader):
                if os.access(f"/proc/{pid}/clear_refs", os.W_OK):
                    Path(f"/proc/{pid}/clear_refs").write_text("5")  # The height is counted anew from here.
                self.before[pid], self.names[pid] = _status(pid, "VmRSS"), name

    def peak(self) -> dict[str, float]:
        """MiB by name; a process that has gone counts as nothing, so ask for those that have."""
        grown: dict[str, float] = {}
        for pid, before in self.before.items():
            grown[self.names[pid]] = grown.get(self.names[pid], 0.0) + max(0.0, _status(pid, "VmHWM") - before)
        return grown

    def gone(self, name: str) -> list[int]:
        return [pid for pid in self.before if self.names[pid] == name and not _status(pid, "VmRSS")]
