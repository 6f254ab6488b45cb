"""Cách đo: ours and the peer's in turn, after a warm-up, medians of several runs, as rates."""

import json
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "latest.json"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Work:
    """Việc được đo: does a known number of units of work and returns how many."""

    run: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Result:
    """Kết quả đo: median rates of both, their ratio, and every run's pair of rates."""

    name: str
    unit: str
    ours: float
    peer: str
    theirs: float
    ratio: float
    runs: list[tuple[float, float]]
    peak_mb: float


def compare(name: str, unit: str, ours: Work, peer: str, theirs: Work) -> Result:
    """So sánh: warm both up, then run them in turn, so that a drift of the machine meets both alike."""
    ours.run()
    theirs.run()
    runs = [(_rate(ours), _rate(theirs)) for _ in range(RUNS)]
    mine = statistics.median(rate for rate, _ in runs)
    other = statistics.median(rate for _, rate in runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rounded = [(round(a, 2), round(b, 2)) for a, b in runs]
    return Result(
        name, unit, round(mine, 2), peer, round(other, 2), round(mine / other, 2), rounded, round(peak)
    )


def keep(result: Result) -> None:
    """Ghi kết quả: into the file of latest results, replacing an earlier one of the same name."""
    known = json.loads(RESULTS.read_text(encoding="utf-8"))["results"] if RESULTS.exists() else []
    rows = {row["name"]: row for row in known} | {result.name: asdict(result)}
    RESULTS.parent.mkdir(exist_ok=True)
    content = {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "date": datetime.now(UTC).date().isoformat(),
        "results": [rows[name] for name in sorted(rows)],
    }
    RESULTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _rate(work: Work) -> float:
    begin = time.perf_counter()
    done = work.run()
    return done / (time.perf_counter() - begin)
