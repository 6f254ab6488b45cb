"""Dựng văn bản: our compiled forms against docxtpl, on the same template, the same fields, one core."""

import io
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from typing import Any

import docx
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import examples
from benchmarks.measure import Result, Work, compare
from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.forms import official_form
from directives.org.loading import load_chart
from directives.rendering.docx_template import compile_form, printed
from directives.rendering.fields import field_values
from directives.rulebook.regimes import regime_on

_PEER = f"docxtpl {version('docxtpl')}"


def render_one_page() -> Result:
    """Một trang: a template made from python-docx's default document, 17 parts, one page of text."""
    template = _plain_template()
    form = compile_form(template, file="benchmark")
    fields = {
        "number": "05",
        "place": "Đắk Nông",
        "lines": [f"Đoạn văn thứ {n} của công văn." for n in range(8)],
    }
    return compare(
        "render_one_page", "documents/s", _ours(form, fields, 300), _PEER, _theirs(template, fields, 10)
    )


def render_own_template() -> Result:
    """Công văn: our own form of a công văn with a real letter's words, both ways from the same fields."""
    document = compose(
        read_draft(examples.FOLDER / "letters" / "an-khe-2021-1085" / "draft.toml"),
        load_chart(),
        date(2021, 8, 4),
    ).numbered(1085)
    form = official_form(document.type, document.issued_on)
    template = form.template.read_bytes()
    fields = field_values(document, regime_on(document.issued_on), form.fields)
    compiled = compile_form(template, file="benchmark")
    return compare(
        "render_own_template",
        "documents/s",
        _ours(compiled, fields, 300),
        _PEER,
        _theirs(template, fields, 10),
    )


def all_of_them() -> Iterator[Any]:
    """Các phép đo: of this module."""
    yield from (render_one_page, render_own_template)


def _ours(form: Any, fields: dict[str, Any], times: int) -> Work:
    def run() -> int:
        for _ in range(times):
            form.fill(fields)
        return times

    return Work(run)


def _theirs(template: bytes, fields: dict[str, Any], times: int) -> Work:
    language = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=printed)

    def run() -> int:
        for _ in range(times):
            word = DocxTemplate(io.BytesIO(template))
            word.render(fields, jinja_env=language)
            word.save(io.BytesIO())
        return times

    return Work(run)


def _plain_template() -> bytes:
    document = docx.Document()
    document.add_paragraph("Số: {{ number }}/UBND-NV")
    document.add_paragraph("{{ place }}, ngày 05 tháng 3 năm 2026")
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
