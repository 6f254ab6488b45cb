"""Tệp Word thử: small files made for one purpose, and the samples of all official forms."""

import io
import re
import tomllib
import zipfile
from collections.abc import Callable

import docx
from docx.document import Document

from directives.rendering.docx_template import word_form
from doc_templates import Form


def sample_of(form: Form) -> bytes:
    """Mẫu đã điền: an official form filled with its own sample."""
    sample = tomllib.loads((form.folder / "sample.toml").read_text(encoding="utf-8"))
    return word_form(form.template).fill(sample)


def a_word_file(*paragraphs: str, font: str = "Times New Roman") -> bytes:
    """Tệp Word: these paragraphs in one font."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph().add_run(text).font.name = font
    return _saved(document)


def a_slow_word_file(rows: int) -> bytes:
    """Tệp Word nặng: one table of so many rows, lawful but slow to lay out."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    table = document.add_table(1, 6)
    for cell in table.rows[0].cells:
        cell.text = "ô số"
    row = re.compile(rb"<w:tr>.*</w:tr>", re.DOTALL)

    def repeated(part: bytes) -> bytes:
        return row.sub(
            lambda found: b"".join(found[0].replace("số".encode(), b"%d" % n) for n in range(rows)), part
        )

    return with_part(_saved(document), "word/document.xml", repeated)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Sửa một phần: the file with one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            part = old.read(member)
            new.writestr(member, change(part) if member == name else part)
    return made.getvalue()


def _saved(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
