"""Dựng văn bản: the right form by the document's own day, and the same bytes for the same document."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from directives.document.forms import NoOfficialForm, official_form
from directives.document.kinds import DocumentType
from directives.document.model import Document, Provenance
from directives.rendering.render import render
from directives.rendering.styles import Style
from tests.directives.rendering.builders import ANNEX, DECISION, LETTER, SUBMISSION, a_decision, a_letter
from tests.directives.rendering.docx_text import part, texts, tree, w

FORMS = [
    (LETTER, "ND30", "cong_van"),
    (a_letter(issued_on=date(2017, 4, 10)), "TT01", "cong_van"),
    (DECISION, "ND30", "quyet_dinh"),
    (a_decision(type=DocumentType.NGHI_QUYET), "ND30", "nghi_quyet"),
    (a_decision(issued_on=date(2015, 5, 1)), "TT01", "quyet_dinh"),
    (SUBMISSION, "ND30", "van_ban_ten_loai"),
    (replace(SUBMISSION, issued_on=date(2015, 5, 1)), "TT01", "van_ban_ten_loai"),
    (replace(SUBMISSION, type=DocumentType.KE_HOACH, addressees=()), "ND30", "van_ban_ten_loai"),
]


@pytest.mark.parametrize(("document", "regime", "form"), FORMS)
def test_form_by_type_and_day(document: Document, regime: str, form: str) -> None:
    found = official_form(document.type, document.issued_on)
    assert (found.regime, found.name) == (regime, form)
    assert texts(render(document).content, Style.SIGNER) == ["Nguyễn Văn Mẫu"]


WITHOUT_FORM = [
    (a_letter(issued_on=date(2010, 5, 1)), "Thông tư liên tịch"),
    (a_letter(type=DocumentType.PHIEU_BAO, issued_on=date(2015, 5, 1)), "Công văn"),
]


@pytest.mark.parametrize(("document", "named"), WITHOUT_FORM)
def test_a_type_without_a_form_is_refused_and_told_which_have_one(document: Document, named: str) -> None:
    with pytest.raises(NoOfficialForm, match=named):
        render(document)


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    document = a_decision(annexes=(ANNEX,))
    code = (
        "import hashlib; from directives.rendering.render import render;"
        "from tests.directives.rendering.builders import ANNEX, a_decision;"
        "print(hashlib.sha256(render(a_decision(annexes=(ANNEX,))).content).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert hashlib.sha256(render(document).content).hexdigest() == other


def test_the_hash_of_the_form_is_told() -> None:
    form = official_form(LETTER.type, LETTER.issued_on)
    expected = hashlib.sha256(form.template.read_bytes()).hexdigest()
    assert render(LETTER).template_sha256 == expected


def test_the_file_is_titled_by_its_subject_and_names_no_author_or_clock() -> None:
    core = part(
        render(a_letter(subject="phối hợp\nđiều tra & khảo sát")).content, "docProps/core.xml"
    ).decode()
    assert "<dc:title>V/v phối hợp điều tra &amp; khảo sát</dc:title>" in core
    assert not any(word in core for word in ("creator", "lastModifiedBy", "created", "modified"))


@pytest.mark.parametrize("provenance", list(Provenance))
def test_what_was_never_issued_says_so_on_every_page(provenance: Provenance) -> None:
    content = render(a_letter(provenance=provenance)).content
    notes = ["".join(tree(content, f"word/header{n}.xml").itertext()).strip() for n in (1, 2)]
    assert [("DỰNG LẠI" in note or "MINH HỌA" in note) for note in notes] == [
        provenance is not Provenance.REAL
    ] * 2


PAGE_NUMBERS = [(LETTER, "word/header2.xml"), (a_letter(issued_on=date(2017, 4, 10)), "word/footer2.xml")]


@pytest.mark.parametrize(("document", "where"), PAGE_NUMBERS, ids=["decree: above", "circular: below"])
def test_the_page_number_stands_where_the_law_puts_it_and_not_on_page_one(
    document: Document, where: str
) -> None:
    content = render(document).content
    running = [f"word/{kind}{n}.xml" for kind in ("header", "footer") for n in (1, 2)]
    assert [name for name in running if "PAGE" in "".join(tree(content, name).itertext())] == [where]


def test_the_signature_is_kept_with_the_last_line_of_the_body() -> None:
    content = render(a_letter()).content
    last = [p for p in tree(content).iter(w("p")) if "./." in "".join(p.itertext())]
    assert [p.find(f"{w('pPr')}/{w('keepNext')}").get(w("val")) for p in last] == ["1"]
    signature_row = list(tree(content).iter(w("tr")))[-1]
    assert signature_row.find(f"{w('trPr')}/{w('cantSplit')}") is not None
