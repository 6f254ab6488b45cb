"""Chạy LibreOffice: one bad file of a batch costs only itself. A stand-in program plays the bad behaviour at will."""

import os
import time
from pathlib import Path

import pytest

from directives.conversion import confinement
from directives.conversion.errors import RefusedFile
from directives.conversion.libreoffice import convert_to_pdf
from directives.conversion.limits import ProgramLimits

LIMITS = ProgramLimits(memory_bytes=2**31, cpu_seconds=2, wall_seconds=2, output_bytes=10_000)

#: A file's content says what the stand-in does with it.
STAND_IN = """#!/bin/bash
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
for file in "$@"; do
  pdf=$out/$(basename "${file%.docx}").pdf
  case $(cat "$file") in
    good) { head -c 2000 /dev/zero; echo %%EOF; } > "$pdf";;
    refuse) echo cannot >&2;;
    crash) exit 134;;
    killed) kill -9 $$;;
    part) { head -c 2000 /dev/zero; } > "$pdf"; exit 1;;
    hang) sleep 600;;
    leave-child) sleep 600 & echo $! > "$out/child"; sleep 600;;
    spin) while :; do :; done;;
    flood) head -c 1000000 /dev/zero > "$pdf" || kill -XFSZ $$;;
  esac
done
"""


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(STAND_IN)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")


def converted(folder: Path, *behaviours: str) -> list[str]:
    """Kết quả: "pdf" or the kind of refusal, for each file in order."""
    private = folder / "private"
    private.mkdir()
    sources = [private / f"{place:05d}.docx" for place in range(len(behaviours))]
    for source, behaviour in zip(sources, behaviours, strict=True):
        source.write_text(behaviour)
    outcome, _ = convert_to_pdf(sources, private, LIMITS)
    return [one.kind if isinstance(one, RefusedFile) else "pdf" for one in outcome]


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        ("refuse", "not_converted"),
        ("crash", "broken_file"),
        ("part", "broken_file"),
        ("killed", "conversion_limit"),
        ("hang", "conversion_limit"),
        ("spin", "conversion_limit"),
        ("flood", "conversion_limit"),
    ],
)
def test_a_bad_file_is_singled_out_and_those_around_it_are_made(
    tmp_path: Path, behaviour: str, kind: str
) -> None:
    assert converted(tmp_path, "good", behaviour, "good", "good") == ["pdf", kind, "pdf", "pdf"]


@pytest.mark.usefixtures("soffice")
def test_several_bad_files_are_each_singled_out(tmp_path: Path) -> None:
    assert converted(tmp_path, "crash", "good", "refuse", "part", "good") == [
        "broken_file", "pdf", "not_converted", "broken_file", "pdf",
    ]  # fmt: skip


@pytest.mark.usefixtures("soffice")
def test_nothing_that_the_program_started_outlives_it(tmp_path: Path) -> None:
    assert converted(tmp_path, "leave-child") == ["conversion_limit"]
    child = int((tmp_path / "private" / "child").read_text())
    deadline = time.monotonic() + 5
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_where_the_network_cannot_be_cut_the_result_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "_CUTTERS", (("false",), ("no-such-program",)))
    confinement._network_cutter.cache_clear()
    try:
        made = confinement.confinement(LIMITS)
    finally:
        confinement._network_cutter.cache_clear()
    assert not made.network_cut
    assert made.around(["soffice"])[0] == "prlimit"
