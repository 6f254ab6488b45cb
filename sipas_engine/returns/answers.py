"""Câu trả lời: what may stand in an answer's cell and how it is coded."""

import re

from sipas_engine.returns.forms import BLANK, dont_know, double_tick

DONT_KNOW_WORDS = ("KB", "9")
"""Cách ghi "không biết": the two marks of a form that are neither a level nor blank."""


def answer_code(text: str, scale: int) -> int | None:
    """Mã câu trả lời: the code of what stands in a cell, or None when it may not stand there.

    A level is one digit of the scale; two or more different digits, together or with ";" between, are a
    double tick. Blanks round the answer are ignored. Digits of other scripts are not digits here.

    >>> [answer_code(text, scale=5) for text in ("", " 4 ", "45", "4;5", "KB", "9", "6", "44", "４")]
    [0, 4, 6, 6, 7, 7, None, None, None]
    """
    text = text.strip()
    if not text:
        return BLANK
    if text in DONT_KNOW_WORDS:
        return dont_know(scale)
    if re.fullmatch(f"[1-{scale}](;?[1-{scale}])*", text) is None:
        return None
    digits = text.replace(";", "")
    if len(digits) == 1:
        return int(digits)
    return double_tick(scale) if len(set(digits)) == len(digits) else None
