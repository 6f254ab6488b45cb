"""Đọc phần dán từ Word: lines and tables as of any page, and what of it cannot be kept. In the child process only.

What Word puts on the clipboard is HTML with marks of its own: levels of lists (``mso-list``), revisions, comments,
footnotes, and drawings within comments of HTML.
"""

import re
from collections.abc import Mapping
from typing import Any

from lxml import html

from directives.conversion.html_reader import blocks_of, root_of

_LEVEL = re.compile(r"mso-list\s*:\s*[^;]*?\blevel(\d)", re.IGNORECASE)
_BOLD = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic|text-decoration\s*:\s*underline"
)
_LOOKS = ("b", "strong", "i", "em", "u")
_NOTES = re.compile(r"mso-element\s*:\s*(?:footnote|endnote)\s*(?:;|$)", re.IGNORECASE)
_COMMENT = re.compile(r"mso-element\s*:\s*comment\s*(?:;|$)", re.IGNORECASE)
_COMMENT_LIST = re.compile(r"mso-element\s*:\s*comment-list", re.IGNORECASE)
#: Within the comments of HTML in which Word hides them from other programs.
_DRAWN = {"text_boxes": re.compile(rb"<v:textbox\b", re.I), "formulas": re.compile(rb"<m:oMath>", re.I)}


def read_pasted(content: bytes) -> dict[str, Any]:
    """Đọc: ``blocks`` with levels and spans, and ``left_out``: how many of each kind were not taken, or not as such.

    Raises BrokenFile.
    """
    left_out = {name: len(pattern.findall(content)) for name, pattern in _DRAWN.items()}
    root = root_of(content)
    left_out |= _taken_out(root)
    for element in root.iter("*"):
        if found := _LEVEL.search(element.get("style", "")):
            element.set("data-level", found[1])
    left_out["pictures"] = sum(1 for _ in root.iter("img"))
    left_out["links"] = sum(1 for one in root.iter("a") if one.get("href", "").startswith(("http", "mailto")))
    left_out["looks"] = sum(1 for one in root.iter("*") if _has_looks(one))
    return {"blocks": blocks_of(root, with_places=True), "left_out": left_out}


def _taken_out(root: html.HtmlElement) -> Mapping[str, int]:
    """What stood there as a revision or a remark of Word goes; footnotes stay, as paragraphs."""
    found = {"deletions": 0, "comments": 0, "footnotes": 0}
    for element in list(root.iter("*")):
        style = element.get("style", "")
        if element.tag == "del" or "msoDel" in element.get("class", ""):
            found["deletions"] += bool(element.text_content().strip())
            element.drop_tree()
        elif _COMMENT_LIST.search(style) or element.get("class", "") in (
            "MsoCommentReference",
            "msocomanchor",
        ):
            found["comments"] += sum(1 for one in element.iter("*") if _COMMENT.search(one.get("style", "")))
            element.drop_tree()
        elif _NOTES.search(style):
            found["footnotes"] += 1
    return found


def _has_looks(element: html.HtmlElement) -> bool:
    looks = element.tag in _LOOKS or _BOLD.search(element.get("style", "").lower())
    return bool(looks) and bool(element.text_content().strip())
