"""Đọc HTML: the visible lines and tables of a web page, in order. Runs inside the child process only."""

import re
from typing import Any

from lxml import etree, html

from directives.conversion.errors import BrokenFile

_BLOCKS = {
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "section", "article", "header", "footer",
    "center", "blockquote", "pre", "hr", "dt", "dd", "dl", "main", "form", "fieldset", "caption", "body", "table",
}  # fmt: skip
_UNSEEN = {
    "script", "style", "head", "template", "noscript", "nav", "select", "button", "iframe", "svg", "object", "textarea",
}  # fmt: skip
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:\d+(?:\.\d+)*[.)/]|[a-zđ]\)|[IVX]+\.|[-–+•*])\s*")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_COUNTED = 3_999
_WIDEST = 60  # columns or rows which one cell may span
_DEEPEST = 20  # tables within tables; what lies deeper is read as plain text

Block = dict[str, Any]


def read_html(content: bytes) -> list[Block]:
    """Đọc các khối: ``{"text", "above"}`` for a line (above: "line" after a break, "block"), ``{"rows"}`` for a table,
    whose cells hold blocks in turn. Numbers of lists are part of the text. Raises BrokenFile.

    Left out: scripts, styles, comments, what is hidden, and the controls of a page.
    """
    return blocks_of(root_of(content))


def root_of(content: bytes) -> html.HtmlElement:
    """Cây của trang: without its comments. Raises BrokenFile."""
    parser = html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, huge_tree=False)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise BrokenFile(reason=str(error) or "no text") from error


def blocks_of(root: html.HtmlElement, *, with_places: bool = False) -> list[Block]:
    """Các khối của cây: as ``read_html``. ``with_places``: lines of lists say their ``level`` (counted from 1, also
    that of an attribute ``data-level``), tables the columns and rows which each cell ``spans``.
    """
    page = _Page(with_places)
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            page.text(element.tail if event == "end" and hidden is None else None, element)
            continue
        if event == "start":
            if hidden is None and _is_hidden(element):
                hidden = element
            if hidden is None:
                page.begin(element)
                page.text(element.text, element)
            continue
        if hidden is None:
            page.end(element)
        elif hidden is element:
            hidden = None
        if hidden is None:
            page.text(element.tail, element.getparent())
    return page.finished()


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style", "")
    return element.tag in _UNSEEN or element.get("hidden") is not None or bool(_HIDING.search(style))


class _Page:
    """Trang: the blocks gathered so far; the innermost open cell takes what comes."""

    def __init__(self, with_places: bool = False) -> None:
        self._with_places = with_places
        self._level = 0
        self._spans: list[list[list[tuple[int, int]]]] = []  # of the cells of the tables that are open
        self._targets: list[list[Block]] = [[]]  # the page, then the cells that are open
        self._tables: list[list[list[list[Block]]]] = []  # rows of the tables that are open
        self._lists: list[tuple[str, int]] = []  # kind and number to come of the lists that are open
        self._line: list[str] = []
        self._above = "block"
        self._label = ""

    def begin(self, element: etree._Element) -> None:
        """Thẻ mở."""
        tag = element.tag
        if tag == "br":
            self._flush("line")
        elif tag in _BLOCKS or tag in ("tr", "td", "th"):
            self._flush("block")
        if level := element.get("data-level"):
            self._level = _whole(level, 0)
        if tag in ("ol", "ul"):
            self._lists.append(_list_of(element))
        elif tag == "li" and self._lists:
            kind, number = self._lists[-1]
            number = _whole(element.get("value"), number)
            self._label = _label(kind, number)
            self._lists[-1] = (kind, number + 1)
            self._level = len(self._lists)
        elif tag == "table" and len(self._tables) < _DEEPEST:
            self._tables.append([])
            self._spans.append([])
        elif tag == "tr" and self._tables and self._in_table():
            self._tables[-1].append([])
            self._spans[-1].append([])
        elif tag in ("td", "th") and self._tables and self._in_table():
            rows = self._tables[-1]
            if not rows:
                rows.append([])
                self._spans[-1].append([])
            rows[-1].append([])
            self._spans[-1][-1].append((_span(element, "colspan"), _span(element, "rowspan")))
            self._targets.append(rows[-1][-1])

    def end(self, element: etree._Element) -> None:
        """Thẻ đóng."""
        tag = element.tag
        if tag in _BLOCKS or tag in ("tr", "td", "th"):
            self._flush("block")
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label, self._level = "", 0
        elif tag in ("td", "th") and len(self._targets) > len(self._tables) > 0:
            self._targets.pop()
        elif tag == "table" and self._tables and _depth(element) <= _DEEPEST:
            rows, spans = self._tables.pop(), self._spans.pop()
            if rows:
                self._targets[-1].append({"rows": rows} | ({"spans": spans} if self._with_places else {}))
        if element.get("data-level"):
            self._level = 0

    def text(self, text: str | None, owner: etree._Element | None) -> None:
        """Chữ: within ``owner``; line feeds count only where the page keeps them (pre)."""
        if not text:
            return
        if owner is not None and owner.tag == "pre":
            first, *more = text.split("\n")
            self._line.append(first)
            for line in more:
                self._flush("line")
                self._line.append(line)
        else:
            self._line.append(text)

    def finished(self) -> list[Block]:
        """Xong: all blocks of the page."""
        self._flush("block")
        return self._targets[0]

    def _in_table(self) -> bool:
        """Trong bảng: rows and cells belong to the innermost open table, whose cell is not open yet."""
        return len(self._targets) == len(self._tables)

    def _flush(self, above: str) -> None:
        text = " ".join("".join(self._line).split())
        self._line = []
        if text:
            if self._label and not _LABELLED.match(text):
                text = f"{self._label} {text}"
            level = {"level": self._level} if self._with_places and self._level else {}
            self._targets[-1].append({"text": text, "above": self._above} | level)
            self._label = ""
            self._above = above
        elif above == "block":
            self._above = above


def _depth(table: etree._Element) -> int:
    return 1 + sum(1 for _ in table.iterancestors("table"))


def _list_of(element: etree._Element) -> tuple[str, int]:
    style = element.get("style", "").replace(" ", "").lower()
    if "list-style:none" in style or "list-style-type:none" in style:
        return "none", 1
    kind = element.get("type", "1") if element.tag == "ol" else "dash"
    return kind, _whole(element.get("start"), 1)


def _label(kind: str, number: int) -> str:
    """Đầu mục: what a browser prints before an item: "1.", "a)", "i.", or a dash for an unnumbered one."""
    if kind == "dash":
        return "-"
    if kind == "none":
        return ""
    if kind in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(kind) + number - 1)})"
    if kind in ("i", "I") and 1 <= number <= _MOST_COUNTED:
        roman, left = "", number
        for worth, sign in _ROMAN:
            roman += sign * (left // worth)
            left %= worth
        return f"{roman if kind == 'i' else roman.upper()}."
    return f"{number}."


def _span(cell: etree._Element, name: str) -> int:
    return min(max(1, _whole(cell.get(name), 1)), _WIDEST)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default
