"""Dựng văn bản: our compiled forms against docxtpl and docxtemplater, on the same words, one core.

Every measure first sees that both sides print the same paragraphs: a faster wrong answer is no answer.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import Any

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import examples
from benchmarks import docxtemplater
from benchmarks.measure import Result, Work, compare
from directives.document.compose import compose
from directives.document.draft import read_draft
from directives.document.forms import official_form
from directives.document.model import Annex, Document, TableColumn
from directives.org.loading import load_chart
from directives.rendering.docx_template import WordForm, compile_form
from directives.rendering.fields import field_values
from directives.rendering.render import render
from directives.rendering.template_language import printed
from directives.rulebook.regimes import regime_on

_PEER = f"docxtpl {version('docxtpl')}"
_LINES = [f"Đoạn văn thứ {n} của công văn." for n in range(8)]


def render_one_page() -> Result:
    """Một trang: a template made from python-docx's default document, 17 parts, one page of text."""
    template = _plain_template(opening="{{ number }}", loop=("{%p for line in lines %}", "{%p endfor %}"))
    fields = {"number": "05", "place": "Đắk Nông", "lines": _LINES}
    return _against_docxtpl("render_one_page", template, fields)


def render_own_template() -> Result:
    """Công văn: our own form of a công văn with a real letter's words, both ways from the same fields."""
    document = letter()
    form = official_form(document.type, document.issued_on)
    fields = field_values(document, regime_on(document.issued_on), form.fields)
    return _against_docxtpl("render_own_template", form.template.read_bytes(), fields)


def render_vs_docxtemplater() -> Result:
    """Một trang, so với docxtemplater: the page of ``render_one_page``, each in its own template language."""
    fields = {"number": "05", "place": "Đắk Nông", "lines": _LINES}
    ours = _plain_template(opening="{{ number }}", loop=("{%p for line in lines %}", "{%p endfor %}"))
    theirs = _plain_template(opening="{number}", loop=("{#lines}", "{/lines}"), line="{.}", place="{place}")
    form = compile_form(ours, file="benchmark")
    with docxtemplater.running(theirs, fields) as peer:
        peer.render(1)
        _see_equal(form.fill(fields), peer.output.read_bytes())
        work = Work(lambda: peer.render(100))
        name = f"docxtemplater {docxtemplater.version()}"
        return compare("render_vs_docxtemplater", "documents/s", _filling(form, fields, 300), name, work)


def render_annex_3000() -> Result:
    """Phụ lục 3.000 hàng: a decision with an annex of 3,000 rows and 8 columns.

    docxtpl gets the finished decision with the row as a loop, so it fills in the table only; ours writes all.
    """
    document = _decision(tuple(_rows(3000)))
    row = tuple(f"{{{{ row[{place}] }}}}" for place in range(len(_COLUMNS)))
    template = render(_decision((_loop("{%tr for row in rows %}"), row, _loop("{%tr endfor %}")))).content
    fields = {"rows": document.annexes[0].rows}
    _see_equal(render(document).content, _docxtpl(template, fields))

    def ours() -> int:
        render(document)
        return 1

    def theirs() -> int:
        _docxtpl(template, fields)
        return 1

    return compare("render_annex_3000", "documents/s", Work(ours), _PEER, Work(theirs))


def all_of_them() -> Iterator[Any]:
    """Các phép đo: of this module."""
    yield from (render_one_page, render_own_template, render_vs_docxtemplater, render_annex_3000)


def _against_docxtpl(name: str, template: bytes, fields: Mapping[str, Any]) -> Result:
    form = compile_form(template, file="benchmark")
    _see_equal(form.fill(fields), _docxtpl(template, fields))

    def theirs() -> int:
        for _ in range(10):
            _docxtpl(template, fields)
        return 10

    return compare(name, "documents/s", _filling(form, fields, 300), _PEER, Work(theirs))


def _filling(form: WordForm, fields: Mapping[str, Any], times: int) -> Work:
    def run() -> int:
        for _ in range(times):
            form.fill(fields)
        return times

    return Work(run)


def _docxtpl(template: bytes, fields: Mapping[str, Any]) -> bytes:
    language = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=printed)
    word = DocxTemplate(io.BytesIO(template))
    word.render(dict(fields), jinja_env=language)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _see_equal(ours: bytes, theirs: bytes) -> None:
    mine, other = _printed_texts(ours), _printed_texts(theirs)
    if mine != other:
        raise AssertionError("the two sides print different texts")


def _printed_texts(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    texts = (
        "".join(run.text or "" for run in one.iter(qn("w:t")))
        for one in document.element.body.iter(qn("w:p"))
    )
    return [text for text in texts if text]


def _plain_template(
    *, opening: str, loop: tuple[str, str], line: str = "{{ line }}", place: str = "{{ place }}"
) -> bytes:
    document = docx.Document()
    document.add_paragraph(f"Số: {opening}/UBND-NV")
    document.add_paragraph(f"{place}, ngày 05 tháng 3 năm 2026")
    document.add_paragraph(loop[0])
    document.add_paragraph(line)
    document.add_paragraph(loop[1])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def letter() -> Document:
    """Công văn: a real letter's words, numbered."""
    draft = examples.FOLDER / "letters" / "an-khe-2021-1085" / "draft.toml"
    return compose(read_draft(draft), load_chart(), date(2021, 8, 4)).numbered(1085)


_COLUMNS = tuple(
    TableColumn(heading, numeric=place > 1, width=width)
    for place, (heading, width) in enumerate(
        [
            ("TT", 0.6),
            ("Đơn vị", 3.0),
            ("Số phiếu", 1.0),
            *((f"Yếu tố {n}", 1.0) for n in range(1, 5)),
            ("Chỉ số", 1.0),
        ]
    )
)


def _decision(rows: tuple[tuple[str, ...], ...]) -> Document:
    annex = Annex("Kết quả theo xã", _COLUMNS, rows, landscape=True)
    return replace(letter(), annexes=(annex,))


def _loop(order: str) -> tuple[str, ...]:
    return (order, *("" for _ in _COLUMNS[1:]))


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    for n in range(1, count + 1):
        figures = (f"{70 + (n * k) % 29},{n % 100:02d}" for k in range(1, 6))
        yield (str(n), f"Ủy ban nhân dân xã số {n}", str(n % 90 + 30), *figures)
