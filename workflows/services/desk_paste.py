"""Dán vào bản thảo: what was copied from Word or a web page becomes parts of a body; parsed in the limited child.

What cannot be kept is said, one sentence a kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directives.conversion.child import convert_in_child
from directives.document.pasted_body import PastedBody, body_of_blocks, body_of_lines
from directives.errors import N_, Problem

_LEFT_OUT = {
    "pictures": N_("Pictures that were not taken: {count}. Add each as a part “Picture”."),
    "text_boxes": N_("Text boxes that were not taken: {count}. Copy their words by themselves."),
    "formulas": N_("Formulas that were not taken: {count}. Write them out, or add them as a picture."),
    "deletions": N_("Passages that Word shows as deleted were left out: {count}."),
    "comments": N_("Comments of Word were left out: {count}."),
    "footnotes": N_("Footnotes stand as paragraphs at the end: {count}."),
    "links": N_("Links were kept as words only: {count}."),
    "looks": N_("Bold, italic and underlined words were taken as plain words: the form sets the type."),
}
_PARTED = N_("Merged cells of tables were parted, the words stand in the first one: {count}.")
_RENUMBERED = N_("These lines bear another number or mark now: {lines}")
_NOTHING = N_("There was nothing to take in what you pasted.")
_LONGEST = 60
_MOST = 8


@dataclass(frozen=True, slots=True)
class Pasted:
    """Phần đã dán: parts as a draft writes them, and what there is to say of them."""

    parts: Sequence[Mapping[str, Any]]
    told: Sequence[Problem]


def pasted_html(html: str) -> Pasted:
    """Dán có định dạng: paragraphs, lists and tables of HTML. Raises the refusals of reading a file."""
    read = convert_in_child("pasted", html.encode(), "HTML")
    lost = [
        Problem(sentence, {"count": read["left_out"][name]})
        for name, sentence in _LEFT_OUT.items()
        if read["left_out"].get(name)
    ]
    return _pasted(body_of_blocks(read["blocks"]), lost)


def pasted_lines(text: str) -> Pasted:
    """Dán chữ thường: one line a paragraph."""
    return _pasted(body_of_lines(text.splitlines()), [])


def _pasted(body: PastedBody, lost: Sequence[Problem]) -> Pasted:
    told = list(lost)
    if body.parted:
        told.append(Problem(_PARTED, {"count": body.parted}))
    if body.renumbered:
        lines = [line.rstrip(" .;,:") for line in body.renumbered]
        shown = [line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines]
        more = " …" if len(shown) > _MOST else ""
        told.append(Problem(_RENUMBERED, {"lines": "; ".join(shown[:_MOST]) + more}))
    if not body.parts:
        told.append(Problem(_NOTHING, {}))
    return Pasted(body.parts, told)
