"""Bàn soạn thử: Đắk Nông's letter of 2021, the directive it carries out, and its words as Word would copy them."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from directives.document.draft import parse_draft, read_draft_table
from directives.document.draft_template import fill
from directives.register.books import BookKey
from portal.web.writing.form import shown
from portal.web.writing.rows import Row
from tests.workspaces import fresh_workspace
from workflows.services.books import open_book
from workflows.services.drafts import composed
from workflows.services.issue import issue_document
from workflows.services.workspace import Workspace

ROOT = Path(__file__).parents[3]
LETTER = ROOT / "examples" / "letters" / "dak-nong-2021-1848" / "draft.toml"
DIRECTIVE = ROOT / "examples" / "campaigns" / "dak-nong-2021" / "drafts" / "tinh-chi-dao.toml"
OFFICE = "snv-dak-nong"
BOOK = BookKey(OFFICE, "CV", 2021)
DAY = "2021-12-10"
_ASKED = {
    "docs": {
        "bo_yeu_cau": {
            "number": "6056/BNV-CCHC",
            "reference": "Công văn số 6056/BNV-CCHC ngày 29/11/2021 của Bộ Nội vụ",
            "subject": "triển khai đo lường sự hài lòng về sự phục vụ hành chính năm 2021",
        }
    }
}


def letter() -> dict[str, Any]:
    """Công văn 1848: as its draft file says it."""
    return read_draft_table(LETTER)


@cache
def incoming_directive() -> bytes:
    """Công văn 7137 của UBND tỉnh: the Word file which came in, under its own number and day."""
    with TemporaryDirectory() as folder:
        workspace = fresh_workspace(Path(folder))
        table = {**fill(read_draft_table(DIRECTIVE), _ASKED, file=DIRECTIVE.name)}
        table |= {"date": letter()["date"].replace(day=7)}
        open_book(workspace, BookKey(table["issuer"], "CV", 2021), 7136)
        document = composed(workspace, parse_draft(table, file=DIRECTIVE.name), DIRECTIVE)
        content = issue_document(workspace, document).content
        workspace.engine.dispose()
        return content


def paper_book(workspace: Workspace) -> None:
    """Sổ giấy đến số 1847: the next letter of the office is 1848."""
    open_book(workspace, BOOK, 1847)


def form_of(content: Mapping[str, Any], revision: int, **changed: str) -> dict[str, Any]:
    """Như trình duyệt gửi: every field of the page."""
    values = shown(content)
    archive = {name: str(values[name]) for name in ("archive_units", "archive_drafter", "archive_copies")}
    names = ("subject", "unit", "date", "addressees", "recipients", "legal_bases", "sign_title", "sign_name")
    rows: list[Row] = values["rows"]
    return {
        **{name: values[name] for name in names},
        **archive,
        "revision": str(revision),
        **{
            f"row-{name}": [str(getattr(row, name)) for row in rows]
            for name in ("kind", "depth", "title", "text", "kept", "choice", "notes")
        },
        **changed,
    }


def copied_in_word(table: Mapping[str, Any]) -> str:
    """HTML như Word sao chép: numbers are typed, or stand in Word's own marks of a list."""
    lines = [line for number, part in enumerate(table["body"], 1) for line in _lines(part, number)]
    paragraphs = "".join(f"<p class=MsoNormal><span lang=VI>{line}</span></p>" for line in lines)
    return f"<html><body><!--StartFragment-->{paragraphs}<!--EndFragment--></body></html>"


def _lines(part: Mapping[str, Any], number: int) -> list[str]:
    clauses = [one for one in letter()["body"] if one["kind"] == "clause"]
    label = ""
    if part["kind"] == "clause":
        label = f"{1 + clauses.index(part)}.<span>&nbsp;&nbsp; </span>"
    elif part["kind"] == "dash":
        label = "<span style='mso-list:Ignore'>-<span>&nbsp;&nbsp;&nbsp; </span></span>"
    said = [escape(part[name]) for name in ("title", "text") if part.get(name)]
    below = [line for place, child in enumerate(part.get("children", ()), 1) for line in _lines(child, place)]
    return [label + said[0], *said[1:], *below]
