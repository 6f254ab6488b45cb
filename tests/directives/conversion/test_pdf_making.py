"""Làm PDF: the same text in the same fonts, or a refusal that says why."""

import http.server
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from directives.conversion.errors import ConversionLimit, RefusedFile
from directives.conversion.libreoffice import convert_to_pdf
from directives.conversion.limits import ProgramLimits, libreoffice_limits
from directives.conversion.pdf_errors import MissingProgram
from directives.conversion.pdf_making import MadePdf, WordFile, make_pdf, make_pdfs
from doc_templates import all_forms
from tests.directives.conversion.word_files import a_slow_word_file, a_word_file, sample_of, with_part

pytestmark = pytest.mark.libreoffice

DAY = date(2026, 3, 5)
RARE = "ẤẦẨẪẬ ỲỴỶỸ ộ ữ ợ ẵ ặ ₫ “…” –"


def a_file(content: bytes, *, name: str = "thu.docx", strict: bool = True) -> WordFile:
    return WordFile(name, content, DAY, strict)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_every_sample_becomes_a_pdf_of_the_very_text_in_embedded_liberation_serif() -> None:
    forms = all_forms()
    made = make_pdfs([a_file(sample_of(form), name=form.name) for form in forms])
    assert len(made) >= 6
    for form, pdf in zip(forms, made, strict=True):
        assert isinstance(pdf, MadePdf), (form, pdf)
        assert pdf.same_text, form
        assert {name.partition("-")[0] for name in pdf.fonts} == {"LiberationSerif"}, form


def test_the_same_file_and_day_give_the_same_bytes_at_any_time() -> None:
    file = a_file(a_word_file("Văn bản", RARE))
    first, other_day = make_pdfs([file, WordFile("", file.content, date(2026, 3, 6))])
    second = make_pdf(file)
    assert isinstance(first, MadePdf)
    assert isinstance(other_day, MadePdf)
    assert first.reproducible
    assert first.content == second.content
    assert first.content != other_day.content


def test_it_is_pdf_a_2b_and_rare_letters_are_there_as_text() -> None:
    made = make_pdf(a_file(a_word_file(RARE)))
    assert b"<pdfaid:part>2</pdfaid:part>" in made.content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in made.content
    assert text_of(made.content).strip() == RARE


LINK = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
)
REFUSED = [
    ("a font this machine lacks", a_word_file("Chữ", font="Calibri"), "font_replaced", "Calibri"),
    ("a letter the font lacks", a_word_file("Chữ 漢"), "missing_glyphs", "U+6F22"),
    ("a letter no font has", a_word_file("Chữ \U00013000"), "missing_glyphs", "U+13000"),
    (
        "a picture taken from a file of this machine",
        with_part(
            a_word_file("Chữ"),
            "word/_rels/document.xml.rels",
            lambda part: part.replace(b"</Relationships>", LINK.encode()),
        ),
        "linked_content",
        "file:///etc/hostname",
    ),
    (
        "a field that fetches a file",
        with_part(
            a_word_file("Chữ"),
            "word/document.xml",
            lambda part: part.replace(
                b"<w:t>", b"<w:instrText>INCLUDETEXT /etc/passwd</w:instrText></w:r><w:r><w:t>", 1
            ),
        ),
        "linked_content",
        "INCLUDETEXT",
    ),
    ("no Word file at all", b"PK\x03\x04" + bytes(2000), "unknown_format", ".docx"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "content", "kind", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_pdf_that_would_differ_is_refused_by_name(
    reason: str, content: bytes, kind: str, said: str
) -> None:
    with pytest.raises(RefusedFile) as refused:
        make_pdf(a_file(content))
    assert refused.value.kind == kind, reason
    assert said in str(refused.value)
    assert refused.value.where == "thu.docx"


def test_one_bad_file_of_a_batch_is_refused_and_the_others_are_made() -> None:
    good, bad = a_word_file("Tốt"), a_word_file("Xấu", font="Calibri")
    kinds = [type(made) is MadePdf for made in make_pdfs([a_file(good), a_file(bad), a_file(good)])]
    assert kinds == [True, False, True]


def test_text_hidden_by_nested_tables_is_not_lost_in_silence() -> None:
    def nested(part: bytes) -> bytes:
        start = b'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc>'
        return part.replace(b"<w:p>", start * 30 + b"<w:p>", 1).replace(
            b"</w:p>", b"</w:p>" + b"</w:tc></w:tr></w:tbl><w:p/>" * 30, 1
        )

    content = with_part(a_word_file("Chữ trong bảng lồng nhau rất sâu"), "word/document.xml", nested)
    with pytest.raises(RefusedFile) as refused:
        make_pdf(a_file(content, strict=False))
    assert refused.value.kind in {"text_lost", "not_converted"}


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    """Máy chủ nghe ngóng: notes every request that reaches it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/anh.png", asked
    server.shutdown()
    server.server_close()


def test_libreoffice_itself_fetches_nothing_even_if_a_link_came_through(
    listening: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = listening
    link = LINK.replace("file:///etc/hostname", address)
    picture = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:100pt;height:100pt">'
        '<v:imagedata xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdX"/>'
        "</v:shape></w:pict></w:r></w:p>"
    )
    content = with_part(
        with_part(
            a_word_file("Chữ"),
            "word/_rels/document.xml.rels",
            lambda part: part.replace(b"</Relationships>", link.encode()),
        ),
        "word/document.xml",
        lambda part: part.replace(b"<w:p>", picture.encode() + b"<w:p>", 1),
    )
    source = tmp_path / "a.docx"
    source.write_bytes(content)
    ((made,), _) = convert_to_pdf([source], tmp_path)
    assert isinstance(made, Path)
    assert asked == []


def _quick(seconds: int) -> ProgramLimits:
    usual = libreoffice_limits()
    return ProgramLimits(usual.memory_bytes, usual.cpu_seconds, seconds, usual.output_bytes)


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_made(tmp_path: Path) -> None:
    slow, quick = tmp_path / "a.docx", tmp_path / "b.docx"
    slow.write_bytes(a_slow_word_file(60_000))
    quick.write_bytes(a_word_file("Nhanh"))
    (first, second), _ = convert_to_pdf([slow, quick], tmp_path, _quick(8))
    assert isinstance(first, ConversionLimit)
    assert second == tmp_path / "b.pdf"


def test_a_machine_without_libreoffice_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(MissingProgram, match="libreoffice-writer-nogui"):
        make_pdf(a_file(a_word_file("Chữ")))
