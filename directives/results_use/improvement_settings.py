"""Thiết lập sổ khắc phục: how weak criteria are chosen, as it comes with the program."""

import tomllib
from functools import cache
from pathlib import Path

from directives.results_use.improvement import Choice

_FILE = Path(__file__).parent / "data" / "improvement.toml"


@cache
def usual_choice() -> Choice:
    """Cách chọn đi kèm: of ``data/improvement.toml``."""
    return Choice(**tomllib.loads(_FILE.read_text(encoding="utf-8")))
