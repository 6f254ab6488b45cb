"""Sửa thể thức: repairs of what can be put right without touching the meaning; importing this room registers them."""

from directives.checking.mending import (
    font_mends,
    list_mends,
    look_mends,
    paper_mends,
    paragraph_mends,
    stroke_mends,
    word_mends,
)
from directives.checking.mending.mender import Change, Mended, mend, mend_content, mend_file

MEND_MODULES = (
    paper_mends, font_mends, look_mends, word_mends, list_mends, paragraph_mends, stroke_mends,
)  # fmt: skip

__all__ = ["MEND_MODULES", "Change", "Mended", "mend", "mend_content", "mend_file"]
