"""Mẫu qua kiểm tra: every form of the law is found right as it comes out, and wrong where it is spoilt."""

from functools import cache

import pytest

from directives.checking.checker import check_page
from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.rendering.package import read_parts, write_parts
from directives.rendering.render import render
from doc_templates import Form, all_forms, form_named
from doc_templates.drawing.samples import sample_document

DOCUMENT = "word/document.xml"
DRAFTED = [form for form in all_forms() if (form.folder / "draft.toml").exists()]


def found_in(content: bytes) -> set[str]:
    return {finding.rule for finding in check_page(page_of(content), "thu.docx").findings}


def page_of(content: bytes) -> Page:
    return observe(read_word(content, limits()))


@cache
def rendered(name: str, regime: str = "ND30") -> bytes:
    form = form_named(regime, name)
    assert form is not None
    return render(sample_document(form)).content


@pytest.mark.parametrize("form", DRAFTED, ids=lambda form: f"{form.regime}-{form.name}")
def test_a_draft_of_every_form_becomes_a_document_without_a_single_finding(form: Form) -> None:
    day = sample_document(form).issued_on
    page = page_of(rendered(form.name, form.regime))
    assert check_page(page, "thu.docx", day).findings == ()


def test_the_law_s_forms_are_all_drafted() -> None:
    assert {(form.regime, form.name) for form in DRAFTED} >= {
        (form.regime, form.name) for form in all_forms() if form.folder.parent.name in ("nd30", "tt01")
    }


#: Form, what stands in its file, what is put there instead, the rules that must say so.
SPOILT = [
    ("bien_ban", 'thoigian"/></w:pPr></w:p>',
     'thoigian"/></w:pPr><w:r><w:t>Lâm Đồng, ngày 05 tháng 3 năm 2026</w:t></w:r></w:p>',
     ["F-50"], "minutes with a day in their head"),
    ("van_ban_kem_theo", ">Chương I<", ">Chương 1<", ["F-78"], "a chapter in Arabic"),
    ("van_ban_kem_theo", ">Chương I<", ">CHƯƠNG I<", ["F-78"], "the word chapter in capitals"),
    ("van_ban_kem_theo", ">QUY ĐỊNH CHUNG<", ">Quy định chung<", ["F-78"], "a chapter's title in small letters"),
    ("van_ban_kem_theo", ">Mục 1<", ">Mục I<", ["F-79"], "a division in Roman"),
    ("van_ban_kem_theo", "Điều 4. ", "Điều 5. ", ["F-80"], "an article left out"),
    ("nghi_quyet", "<w:b/></w:rPr><w:t xml:space=\"preserve\">Điều 2.",
     "</w:rPr><w:t xml:space=\"preserve\">Điều 2.", ["F-80"], "an article not bold"),
    ("nghi_quyet", ">2. Trả lời", ">3. Trả lời", ["F-81"], "a clause left out"),
    ("van_ban_ten_loai", ">b) ", ">c) ", ["F-81"], "a point left out"),
    ("quyet_dinh", ">Phụ lục<", ">PHỤ LỤC<", ["F-99"], "an annex in capitals"),
    ("quyet_dinh", ">Phụ lục<", ">Phụ lục I<", ["F-100"], "one annex needs no number"),
    ("quyet_dinh", ">KẾT QUẢ ĐO LƯỜNG", ">Kết quả đo lường", ["F-101"], "an annex title in small letters"),
    ("quyet_dinh", "(Kèm theo Quyết định số 05/", "(Kèm theo Quyết định số 06/", ["F-102"], "another number"),
    ("quyet_dinh", "(Kèm theo Quyết định", "(Theo Quyết định", ["F-102"], "no reference"),
    ("cong_van", ">KHẨN<", ">Khẩn<", ["F-104"], "a stamp in small letters"),
    ("cong_dien", ">HỎA TỐC<", ">HỎA TỐC HẸN GIỜ<", ["F-105"], "a stamp of the older law"),
    ("cong_van", ">LƯU HÀNH NỘI BỘ<", ">Lưu hành nội bộ<", ["F-106"], "a note in small letters"),
    ("cong_van", ">PL.(150)<", ">P. Hà<", ["F-107"], "a drafter's mark without copies"),
    ("van_ban_kem_theo", "(Kèm theo Quyết định", "(Theo Quyết định", ["F-111"], "an attached text without reference"),
    ("ban_sao", ">SAO Y<", ">Sao y<", ["F-112", "F-51"], "the words of a copy in small letters"),
    ("ban_sao", 'w:val="VTNetkebansao"', 'w:val="VTDoan"', ["F-112"], "a copy without its line"),
    ("ban_sao", ">SAO Y<", ">SAO Y BẢN CHÍNH<", ["F-113"], "the words of the older law"),
    ("ban_sao", "Số: 05/SY-SNV", "Số: 5/SY-SNV", ["F-36"], "the number of a copy without its zero"),
    ("cong_dien", "Số: 05/CĐ-UBND", "Số: 05/QĐ-UBND", ["F-40"], "a decision's code on a telegram"),
    ("giay_moi", "xã, phường, đặc khu.", "xã, phường, đặc khu", [], "how guests are listed is not bounded"),
    ("giay_nghi_phep", "có hưởng lương./.", "có hưởng lương.", ["F-82"], "no end mark"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "right", "wrong", "rules", "why"), SPOILT, ids=[row[4] for row in SPOILT])
def test_what_is_spoilt_is_found_and_nothing_else(
    form: str, right: str, wrong: str, rules: list[str], why: str
) -> None:
    parts = dict(read_parts(rendered(form)))
    text = parts[DOCUMENT].decode()
    assert right in text
    parts[DOCUMENT] = text.replace(right, wrong).encode()
    assert sorted(found_in(write_parts(parts))) == rules, why
