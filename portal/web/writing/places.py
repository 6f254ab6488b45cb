"""Chỗ cần sửa: which field of the writing page a problem or a finding is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directives.checking.findings import Finding
from directives.checking.reporting.words import place_name, worded
from directives.errors import Problem
from portal.messages import N_, _, language, worded_problem
from portal.web.writing.rows import ANNEX, Row
from workflows.services.desk_composing import DeskSheet

#: Thành phần thể thức -> the field from which it is made; what is not named here is made by the program.
_FIELDS: Mapping[str, str] = {
    "number": "unit",
    "place_and_date": "date",
    "subject": "subject",
    "letter_subject": "subject",
    "addressees": "addressees",
    "addressees_label": "addressees",
    "deciding_authority": "deciding_authority",
    "bases": "legal_bases",
    "recipients": "recipients",
    "recipients_label": "recipients",
    "authority": "authority",
    "signer": "sign_name",
    "contact": "contact",
    "drafter_mark": "drafter_mark",
    "urgency": "urgency",
    "circulation": "circulation",
}
_OF_DRAFT: Mapping[str, str] = {
    "signature": "sign_name",
    "signature.name": "sign_name",
    "signature.title": "sign_title",
    "signature.authority": "authority",
    "archive": "archive_units",
    "archive.units": "archive_units",
    "archive.copies": "archive_copies",
    "archive.drafter": "archive_drafter",
}
#: Trường của bản thảo -> how the page calls it.
_CALLED: Mapping[str, str] = {
    "subject": N_("What it is about (trích yếu)"),
    "body": N_("Text"),
    "attached": N_("Attached texts"),
    "annexes": N_("Annexes"),
    "@pictures": N_("Pictures"),
    "details": N_("What this form asks"),
    "archive": N_("Kept by (Lưu)"),
    "unit": N_("Drafting unit in the symbol"),
    "date": N_("Dated"),
    "addressees": N_("Addressed to (Kính gửi)"),
    "recipients": N_("Recipients (Nơi nhận)"),
    "legal_bases": N_("Legal bases (Căn cứ)"),
    "deciding_authority": N_("Authority which decides"),
    "signature": N_("Signature, written out"),
    "signer": N_("Signed by"),
    "archive.units": N_("Kept by (Lưu)"),
    "archive.copies": N_("Copies kept"),
    "contact": N_("Contact line at the foot"),
}
_ENDS_WITH_COLON = N_("The text ends with a colon: what it announces is still to be written.")
_FROM_A_LIST = N_(
    "What stands in {{ }} is filled in from a list: issue this draft by “To many addressees”, not by itself."
)
_LABEL = re.compile(r"^(?:Điều \d+\.|[IVXL]+\.|\d+\.|[a-zđ]\)|[-+])\s*")


@dataclass(frozen=True, slots=True)
class Remark:
    """Điều cần sửa: a sentence, the field where it is mended ("" where there is none), and how grave it is.

    ``number`` counts the marks on the page; 0 for what is not marked there.
    """

    sentence: str
    mend: str
    clause: str
    field: str
    label: str
    severity: str
    number: int = 0


def remarks_of(sheet: DeskSheet, rows: Sequence[Row]) -> list[Remark]:
    """Mọi điều cần sửa: what keeps the draft from being issued, then what was found on its page."""
    spoken = language()
    remarks = [_missing(one, rows) for one in sheet.problems]
    for number, finding in enumerate(sheet.findings, start=1):
        said = worded(finding, spoken)
        remarks.append(
            Remark(
                said.message,
                said.mend,
                finding.clause,
                _field_of_finding(finding, sheet, rows),
                place_name(finding.place, spoken),
                finding.severity,
                number,
            )
        )
    return remarks + _unfinished(rows) + _to_be_filled(rows, sheet)


def _to_be_filled(rows: Sequence[Row], sheet: DeskSheet) -> list[Remark]:
    """Places for the columns of a list are no slips of who wrote them, but this document is not to go out so."""
    said = [row.text for row in rows]
    said += [] if sheet.document is None else [sheet.document.subject, *sheet.document.addressees]
    if any("{{" in one for one in said):
        return [Remark(_(_FROM_A_LIST), "", "", "", _("To many addressees"), "warning")]
    return []


def _unfinished(rows: Sequence[Row]) -> list[Remark]:
    """A text that ends with a colon announces what nobody wrote yet, as the beginnings of replies do."""
    text = [(at, row) for at, row in enumerate(rows) if not row.is_blank]
    end = next((place for place, (_at, row) in enumerate(text) if row.is_root), len(text))
    if end and text[end - 1][1].text.rstrip().endswith(":"):
        field = f"r-{text[end - 1][0]}"
        return [Remark(_(_ENDS_WITH_COLON), "", "", field, _("Text"), "warning")]
    return []


def _missing(problem: Problem, rows: Sequence[Row]) -> Remark:
    """What keeps the draft from being issued, by the names of the page instead of those of a draft file."""
    where = problem.where.rpartition(":")[2]
    name = _CALLED.get(where, "")
    fields = dict(problem.fields)
    if name and fields.get("field") == where:
        fields["field"] = name
    sentence = worded_problem(Problem(problem.template, fields, ""))
    return Remark(sentence, "", "", field_of(where, rows), _(name) if name else "", "error")


def called(name: str) -> str:
    """Tên trên trang: how the page calls a field of the draft."""
    return _(_CALLED.get(name, "Further marks"))


def field_of(where: str, rows: Sequence[Row]) -> str:
    """Trường của một chỗ sai: the id of the field on the page for a place of the draft, such as "signature.name"."""
    where = where.rpartition(":")[2]
    if where.startswith(("body", "annexes", "attached")):
        return _row_at(where, rows)
    if where.startswith("details."):
        return f"f-d-{where.removeprefix('details.')}"
    known = _OF_DRAFT.get(re.sub(r"\[.*", "", where))
    name = known or re.split(r"[.\[]", where)[0]
    return f"f-{name}" if name else ""


def _row_at(where: str, rows: Sequence[Row]) -> str:
    """The row of the longest path which the place begins with."""
    fitting = [(len(row.path), at) for at, row in enumerate(rows) if f"{where}.".startswith(f"{row.path}.")]
    return f"r-{max(fitting)[1]}" if fitting else "r-0"


def _field_of_finding(finding: Finding, sheet: DeskSheet, rows: Sequence[Row]) -> str:
    paragraph = finding.place.paragraph
    if finding.place.element in ("body", "body_end") and paragraph is not None and sheet.layout is not None:
        return _row_of_text(sheet.layout.paragraphs[paragraph - 1].text, rows)
    if finding.place.element == "annex":
        return next((f"r-{at}" for at, row in enumerate(rows) if row.kind == ANNEX), "")
    name = _FIELDS.get(finding.place.element, "")
    return f"f-{name}" if name else ""


def _row_of_text(text: str, rows: Sequence[Row]) -> str:
    """The row which this printed line comes from; "" where it cannot be told."""
    bare = _plain(_LABEL.sub("", text, count=1))
    for at, row in enumerate(rows):
        said = [_plain(line) for line in (row.title, *row.text.split("\n")) if line.strip()]
        if any(line and (line in bare or bare in line) for line in said):
            return f"r-{at}"
    return ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).removesuffix("./.").rstrip(" .;,")
