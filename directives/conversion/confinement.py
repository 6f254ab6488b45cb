"""Cách ly: a foreign program runs with limits and, where the machine allows it, without any network."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from directives.conversion.limits import ProgramLimits

#: A network namespace of its own holds no device at all. Anybody may make one inside a user namespace;
#: where those are closed, root may still make one.
_CUTTERS = (
    ("unshare", "--user", "--map-current-user", "--net", "--"),
    ("unshare", "--net", "--"),
)


@dataclass(frozen=True, slots=True)
class Confinement:
    """Cách ly: how a command is wrapped, and whether that really cuts the network."""

    prefix: tuple[str, ...]
    network_cut: bool

    def around(self, command: Sequence[str]) -> list[str]:
        """Bọc lệnh: the command as it is started."""
        return [*self.prefix, *command]


def confinement(granted: ProgramLimits, files: int = 1) -> Confinement:
    """Cách ly theo giới hạn: for a program that works on so many files one after another."""
    cutter = _network_cutter()
    bounds = (
        ("--as", granted.memory_bytes),
        ("--cpu", granted.cpu_seconds * files),
        ("--fsize", granted.output_bytes),
        ("--core", 0),
    )
    # both are of util-linux, which every Debian has
    limited = ("prlimit", *(f"{name}={value}" for name, value in bounds), "--")
    return Confinement((*cutter, *limited), bool(cutter))


@cache
def _network_cutter() -> tuple[str, ...]:
    """Cắt mạng: the first way that works on this machine; empty when none does."""
    for cutter in _CUTTERS:
        if shutil.which(cutter[0]) and subprocess.run([*cutter, "true"], capture_output=True).returncode == 0:
            return cutter
    return ()
