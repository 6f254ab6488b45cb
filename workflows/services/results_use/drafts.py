"""Mẫu dự thảo đi kèm: the draft templates of the documents which follow a publication."""

from functools import cache
from pathlib import Path

import directives.results_use

_DRAFTS = Path(directives.results_use.__file__).parent / "data" / "drafts"


@cache
def result_draft(name: str) -> str:
    """Mẫu đi kèm: by its file name."""
    return (_DRAFTS / name).read_text(encoding="utf-8")
