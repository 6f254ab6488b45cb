"""Chỗ để trống (F-130): what a draft or a template left behind, and dots that mean nothing of the kind."""

from dataclasses import replace

import pytest

from directives.checking.seeing.page import Page
from tests.directives.checking.running_text import found, page

LEFT = [
    ("Hoàn thành trước ngày …… tháng 3", "……", "dotted leader"),
    ("Họ và tên: ..........", "..........", "full stops"),
    ("Giao cho ________ thực hiện", "________", "underscores"),
    ("Ngày ký: ngày … tháng … năm 2026", "ngày … ", "a blank day"),
    ("Theo Tờ trình số …/TTr-SNV", "số …", "a blank number"),
    ("Đã nộp [ ] bản", "[ ]", "an empty bracket"),
    ("Giao xxx thực hiện", "xxx", "letters for what is not known"),
    ("Giao XXX thực hiện", "XXX", "large letters for it"),
    ("Kính gửi {{ noi_nhan }}", "{{", "a template's sign"),
    ("Ông «Ho_ten» làm việc", "«Ho_ten»", "a merge field"),
    ("Theo Error! Reference source not found.", "Error! Reference", "a field of Word that points nowhere"),
]

FILLED = [
    "Địa chỉ: …", "Sách, vở, bút…", "v.v…", "Khóa XXX, kỳ họp thứ XXX", "Phần XXX. Phụ lục", "Nói chung... đã xong",
    "Điểm a[1] khoản 2", "Mạng lưới «xanh, sạch»",
]  # fmt: skip


@pytest.mark.parametrize(("text", "seen", "why"), LEFT, ids=[row[2] for row in LEFT])
def test_what_a_draft_left_is_found_in_a_numbered_document_only(text: str, seen: str, why: str) -> None:
    assert [(one.rule, one.seen) for one in found(page(text))] == [("F-130", seen)], why
    assert found(page(text, number="Số:      /QĐ-UBND")) == []


@pytest.mark.parametrize("text", FILLED)
def test_ordinary_dots_are_no_room_to_fill_in(text: str) -> None:
    assert [one for one in found(page(text)) if one.rule == "F-130"] == []


def enclosed(*texts: str) -> Page:
    """A decision of one paragraph, with these lines below its signature."""
    whole = page("Điều 1. Ban hành kèm theo Quyết định này Quy chế.", *texts)
    return replace(whole, boxes={**whole.boxes, "body": whole.lines[:1]})


def test_a_form_in_an_annex_may_have_its_dotted_lines_but_no_signs_of_a_template() -> None:
    assert found(enclosed("Phụ lục", "Họ và tên: ..............")) == []
    assert [one.seen for one in found(enclosed("Phụ lục", "Họ và tên: {{ ten }}"))] == ["{{"]


def test_an_attached_regulation_is_text_of_the_document_until_its_forms_begin() -> None:
    regulation = ("Điều 1. Phạm vi", "Hoàn thành trước ngày ……", "Mẫu số 01", "Họ và tên: ……")
    assert [one.place.paragraph for one in found(enclosed(*regulation))] == [3]
