"""Điền biểu mẫu: a working paper as a Word file; it has a head, a table and signatures, but no number."""

from directives.calendar.dates import long_date
from directives.document.text_width import longest_line
from directives.document.working_paper import WorkingPaper
from directives.rendering.docx_template import word_form
from directives.rendering.fields import UnknownField
from directives.rendering.lines import provenance_note
from directives.rendering.tables_docx import PageSettings, table_markup
from directives.rulebook.regimes import all_regimes
from doc_templates import Form

_TWIPS_PER_MM = 1440 / 25.4


def fill_form(form: Form, paper: WorkingPaper) -> bytes:
    """Điền biểu mẫu: the same paper and form give the same bytes.

    Raises UnknownField when nothing answers a name of the Word form, UnprintableCharacter, BrokenForm.
    """
    word = word_form(form.template)
    values = {**_boxes(form, paper), **{detail.name: detail.value for detail in paper.details}}
    for name in sorted(word.names - values.keys()):
        raise UnknownField(where=name, field=name)
    width = PageSettings(word.section).text_width(landscape=False)
    table = table_markup(
        paper.table.columns,
        paper.table.rows,
        word.style_ids,
        width,
        numbered=True,
        totals=paper.totals,
        signed=True,
    )
    return word.fill({name: values[name] for name in word.names}, blocks=(table,))


def _boxes(form: Form, paper: WorkingPaper) -> dict[str, object]:
    regime = next(one for one in all_regimes() if one.id == form.regime)
    issuer = [line.upper() for line in paper.letterhead.name_lines]
    column, page = regime.text_width_mm * regime.used("left_column"), regime.text_width_mm

    def rule(texts: list[str], box: str, room: float) -> int:
        width = max(
            longest_line(text, regime.used(box), bold=True, room=round(room * _TWIPS_PER_MM))
            for text in texts
        )
        return round(width * regime.used(f"{box}_rule"))

    return {
        "provenance_note": provenance_note(paper.provenance),
        "parent_lines": tuple(line.upper() for line in paper.letterhead.parent_lines),
        "issuer_lines": tuple(issuer),
        "issuer_rule": rule(issuer, "issuer", column),
        "issuer_name": paper.issuer_name,
        "place_and_date": f"{paper.place_name}, {long_date(paper.day)}",
        "subject": paper.subject,
        "subject_rule": rule([paper.subject], "subject", page),
        "body": [{"style": "block", "label": "", "text": "", "keep": False, "block": 0}],
        "signature_lines": tuple(line.upper() for line in paper.signature.lines),
        "signer_name": paper.signature.name,
    }
