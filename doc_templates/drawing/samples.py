"""Mẫu điền sẵn: ``python -m doc_templates.drawing.samples`` writes each ``sample.toml`` from the form's ``draft.toml``.

So the sample is what the engine really fills the form with, and the draft is one that really renders.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.model import Document
from directives.org.loading import load_chart
from directives.rendering.docx_template import word_form
from directives.rendering.fields import FieldValue, field_values
from directives.rendering.form_pieces import ATTACHED_FORM, attached_values
from directives.rulebook.regimes import regime_on
from doc_templates import Form, all_forms

#: A number, so that the sample looks like an issued document.
_NUMBER = 5


def main() -> None:
    """Viết mẫu điền sẵn: of every form that has a draft."""
    for form in all_forms():
        if (form.folder / "draft.toml").exists():
            (form.folder / "sample.toml").write_text(sample_text(form), encoding="utf-8")
            print(f"{form.folder.name}: {form.regime}")


def sample_document(form: Form) -> Document:
    """Văn bản mẫu: what the form's ``draft.toml`` means, with a number."""
    draft = read_draft(form.folder / "draft.toml")
    return compose(draft, load_chart(), draft.date or date.min).numbered(_NUMBER)


def sample_values(form: Form) -> Mapping[str, FieldValue]:
    """Giá trị mẫu: what the form is filled with for its draft; an attached text for that of its decision."""
    document = sample_document(form)
    regime, names = regime_on(document.issued_on), word_form(form.template).names
    if form.name == ATTACHED_FORM:
        return attached_values(document, document.attached[0], regime, names)
    return field_values(document, regime, names)


def sample_text(form: Form) -> str:
    """Tệp mẫu điền sẵn: the values in the order of ``fields.toml``; lines of a body come last, as tables."""
    values = sample_values(form)
    lines = [
        "# Máy viết từ draft.toml (python -m doc_templates.drawing.samples): mỗi trường được điền gì.",
        "",
    ]
    tables: list[str] = []
    for name in form.fields:
        value = values[name]
        if value and isinstance(value, list):
            tables += [row for one in value for row in ("", f"[[{name}]]", *_rows(one))]
        else:
            lines += _rows({name: value})
    return "\n".join([*lines, *tables]) + "\n"


def _rows(values: Mapping[str, object]) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name} = {json.dumps(value, ensure_ascii=False)}"


if __name__ == "__main__":
    main()
