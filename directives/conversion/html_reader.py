"""Đọc HTML: the visible lines of a web page. Runs inside the child process only."""

import unicodedata

from lxml import etree, html

from directives.conversion.errors import BrokenFile

_BLOCKS = {
    "p", "div", "br", "tr", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol",
    "section", "article", "header", "footer", "center", "blockquote", "pre", "hr", "dt", "dd",
}  # fmt: skip
_HIDDEN = {"script", "style", "head", "template", "noscript"}


def read_html(content: bytes) -> list[str]:
    """Đọc các dòng: text of the blocks in order, without scripts, styles and comments. Raises BrokenFile."""
    parser = html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, huge_tree=False)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise BrokenFile(reason=str(error)) from error
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append("\n")
        text, owner = (element.text, element) if event == "start" else (element.tail, element.getparent())
        if text and owner is not None and not _is_hidden(owner):
            pieces.append(" ".join(text.splitlines()))
    text = unicodedata.normalize("NFC", "".join(pieces))
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def _is_hidden(element: etree._Element) -> bool:
    return any(ancestor.tag in _HIDDEN for ancestor in (element, *element.iterancestors()))
