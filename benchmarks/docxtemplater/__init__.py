"""docxtemplater: the peer from npm, kept running in one Node process while it is measured."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_HERE = Path(__file__).parent


class NoNode(SystemExit):
    """Thiếu Node.js: this peer needs node and npm; the code is that of "cannot be done on this machine"."""

    def __init__(self) -> None:
        print("render_vs_docxtemplater needs node and npm (Debian: apt-get install nodejs npm).")
        super().__init__(3)


class Docxtemplater:
    """Người so sánh: renders one template again and again; ``output`` holds the last file."""

    def __init__(self, process: subprocess.Popen[str], output: Path) -> None:
        self._process, self.output = process, output

    def render(self, times: int) -> int:
        """Dựng: so many documents; returns how many."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@contextmanager
def running(template: bytes, fields: Mapping[str, object]) -> Iterator[Docxtemplater]:
    """Chạy: installed by ``npm ci`` from the lock on first use, one process, stopped at the end."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NoNode
    if not (_HERE / "node_modules").is_dir():
        subprocess.run([npm, "ci", "--silent"], cwd=_HERE, check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "template.docx").write_bytes(template)
        (folder / "fields.json").write_text(json.dumps(fields), encoding="utf-8")
        files = [str(folder / one) for one in ("template.docx", "fields.json", "output.docx")]
        order = [node, str(_HERE / "render.js"), *files]
        with subprocess.Popen(order, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            yield Docxtemplater(process, folder / "output.docx")
            process.terminate()


def version() -> str:
    """Phiên bản: as pinned in ``package.json``."""
    package = json.loads((_HERE / "package.json").read_text(encoding="utf-8"))
    return str(package["dependencies"]["docxtemplater"])
