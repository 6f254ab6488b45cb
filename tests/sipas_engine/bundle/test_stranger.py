"""Người ngoài tính lại: the program printed in docs/bundle.md, run as it stands there, gives the published figures."""

import re
import subprocess
import sys
from pathlib import Path

from sipas_engine.bundle.contents import bundle_of, printed_result
from sipas_engine.index.rounding import decimal_comma
from tests.sipas_engine.bundle.surveys import a_source

DOCS = Path(__file__).parents[3] / "docs" / "bundle.md"


def test_thirty_lines_recompute_figures_and_ranks(tmp_path):
    source = a_source(tmp_path)
    for name, content in bundle_of(source).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(code.splitlines()) <= 30
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    units = [unit for unit in printed_result(source).result.units if unit.published is not None]
    found = [line.split(";")[2:] for line in done.stdout.splitlines()]
    assert found == [
        [(decimal_comma(unit.published) or "").replace(",", "."), str(unit.rank)] for unit in units
    ]
