"""LibreOffice: Word files become PDF/A in a limited process, a whole batch in one start of the program."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from directives.conversion.confinement import Confinement, confinement
from directives.conversion.errors import BrokenFile, ConversionLimit, RefusedFile
from directives.conversion.limits import ProgramLimits, libreoffice_limits
from directives.conversion.pdf_errors import MissingProgram, NotConverted

_PROGRAM = "soffice"
_PACKAGE = "libreoffice-writer-nogui"
_PROFILE = Path(__file__).parent / "data" / "registrymodifications.xcu"
#: PDF/A-2b; pictures are neither thinned out nor pressed.
_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseLosslessCompression":{"type":"boolean","value":"true"},'
    '"ReduceImageResolution":{"type":"boolean","value":"false"},'
    '"ExportBookmarks":{"type":"boolean","value":"false"}}'
)
_LOOK_EVERY = 0.02
_END = b"%%EOF"


def require_libreoffice() -> str:
    """Phải có LibreOffice: where the program is. Raises MissingProgram."""
    found = shutil.which(_PROGRAM)
    if found is None:
        raise MissingProgram(where=_PROGRAM, program="LibreOffice (soffice)", package=_PACKAGE)
    return found


def convert_to_pdf(
    sources: Sequence[Path], folder: Path, granted: ProgramLimits | None = None
) -> tuple[list[Path | RefusedFile], bool]:
    """Chuyển sang PDF: one PDF or refusal for each Word file, in order; and whether the network was cut.

    ``folder`` is private to this call and goes with it; the names of the sources are ours. A file that hangs
    or brings the program down is refused alone: the program is started anew for those after it. Raises
    MissingProgram.
    """
    program, granted = require_libreoffice(), granted or libreoffice_limits()
    outcome: dict[Path, Path | RefusedFile] = {}
    cut = True
    while waiting := [source for source in sources if source not in outcome]:
        confined = confinement(granted, len(waiting))
        cut = cut and confined.network_cut
        ended = _run(program, waiting, folder, confined, granted)
        outcome |= _judged(waiting, folder, ended)
    return [outcome[source] for source in sources], cut


def _judged(
    waiting: Sequence[Path], folder: Path, ended: RefusedFile | None
) -> dict[Path, Path | RefusedFile]:
    """Kết quả một lần chạy: of all files when it came to its end, else of those up to the one that ended it."""
    made = {source: folder / f"{source.stem}.pdf" for source in waiting}
    begun = [place for place, pdf in enumerate(made.values()) if pdf.exists()]
    passed = len(waiting) if ended is None else max(begun, default=0)  # the program took them in their order
    outcome: dict[Path, Path | RefusedFile] = {}
    for place, (source, pdf) in enumerate(made.items()):
        if _is_whole(pdf):
            outcome[source] = pdf
        elif place < passed or ended is None:
            outcome[source] = NotConverted()
        else:
            outcome[source] = ended
            break
    return outcome


def _run(
    program: str, sources: Sequence[Path], folder: Path, confined: Confinement, granted: ProgramLimits
) -> RefusedFile | None:
    """Một lần chạy: None when it came to its end by itself, else why it did not."""
    with _profile(folder) as home:
        command = [
            program, f"-env:UserInstallation=file://{home}", "--headless", "--norestore", "--nologo",
            "--nolockcheck", "--convert-to", _FILTER, "--outdir", str(folder), *map(str, sources),
        ]  # fmt: skip
        environment = {
            "PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "TMPDIR": str(home),
            "LANG": "C.UTF-8", "TZ": "UTC", "SAL_USE_VCLPLUGIN": "svp",
        }  # fmt: skip
        process = subprocess.Popen(
            confined.around(command),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=home, env=environment, start_new_session=True,
        )  # fmt: skip
        try:
            return _watch(process, folder, granted)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # nothing it started outlives it
            process.wait()


def _watch(process: "subprocess.Popen[bytes]", folder: Path, granted: ProgramLimits) -> RefusedFile | None:
    """Canh chừng: the clock starts anew with each new PDF, so that a batch is as patient as one file."""
    seen, since = 0, time.monotonic()
    while (code := process.poll()) is None:
        made = sum(1 for _ in folder.glob("*.pdf"))
        if made > seen:
            seen, since = made, time.monotonic()
        if time.monotonic() - since > granted.wall_seconds:
            return ConversionLimit(resource="time")
        time.sleep(_LOOK_EVERY)
    if code == 0:
        return None
    # a shell's way to say "ended by a signal" is 128 + its number
    cause = code - 128 if code > 128 else -code
    if cause in (signal.SIGXCPU, signal.SIGKILL):
        return ConversionLimit(resource="time")
    if cause == signal.SIGXFSZ:
        return ConversionLimit(resource="output")
    return BrokenFile(reason=f"LibreOffice {code}")


@contextlib.contextmanager
def _profile(folder: Path) -> Iterator[Path]:
    """Hồ sơ riêng: a profile of its own for every start; two programs on one profile disturb each other."""
    home = folder / "profile"
    (home / "user").mkdir(parents=True)
    shutil.copyfile(_PROFILE, home / "user" / _PROFILE.name)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _is_whole(pdf: Path) -> bool:
    try:
        with pdf.open("rb") as stream:
            stream.seek(-1024, os.SEEK_END)
            return _END in stream.read()
    except OSError:
        return False
