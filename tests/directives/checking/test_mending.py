"""Sửa thể thức: each planted mistake that is repairable is put right, nothing else is wrong then, every word stays."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from directives.checking.mending import Mended, mend
from directives.checking.mending.mender import Applied
from directives.checking.mending.mends import mended_ids
from directives.checking.rules import rows
from directives.conversion.layout import Layout
from directives.conversion.limits import limits
from directives.conversion.word_edits import Edit
from directives.conversion.word_reader import read_word
from directives.conversion.word_writer import edited
from doc_templates import Form
from doc_templates.drawing.samples import sample_document
from tests.directives.checking.cases import all_cases
from tests.directives.checking.spoiling import Case, drafted, rendered, spoilt

#: In the quick tests a mistake is repaired in so many documents; `make test-all` repairs it in every one.
QUICK = 1

#: Mistakes of repairable rules which only a person can put right: (rule, wrong as the case shows it) → why.
LEFT: dict[tuple[str, str], str] = {
    ("F-20", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"): "another letter is another word",
    ("F-71", "không ghi thẩm quyền ban hành trên các căn cứ"): "nobody knows who decides",
    ("F-78", "Chương 1"): "a number is left as it is",
    ("F-79", "Mục I"): "a number is left as it is",
    ("F-80", "Điều 3. …"): "a number is left as it is",
    ("F-87", "- Lưu: CCHC."): "VT is not there",
    ("F-95", "NGUYỄN VĂN MẪU"): "how a name is written in small letters",
    ("F-102", "(Kèm theo Quyết định số 06/QĐ-UBND ngày …)"): "a number is left as it is",
    ("F-102", "(Kèm theo … ngày 06 tháng 3 năm 2026 …)"): "a day is left as it is",
    ("F-104", "KHẨN (khung rộng hơn)"): "frames are drawn by a person",
    ("F-104", "HỎA TỐC (không có khung)"): "frames are drawn by a person",
    ("F-106", "LƯU HÀNH NỘI BỘ (không có khung)"): "frames are drawn by a person",
    ("F-108", "không có đường kẻ"): "the foot of a page is a frame",
    ("F-107", "P. Hà"): "who wrote it and how many copies",
    ("F-112", "không có đường kẻ"): "where the copied document ends",
}

#: Those which are left where the repair would bring another finding: (rule, wrong) → which.
LEFT_IN_SOME = {
    (
        "K13",
        "theo quyết định số 12/QĐ-UBND",
    ): "written as a citation, it is found to be the first and not full",
}

REPAIRABLE = [case for case in all_cases() if case.rule in mended_ids()]


def here(before: bytes, edits: Sequence[Edit]) -> Applied:
    """Made in this process: the child has tests of its own."""
    done = edited(before, limits(), edits)
    return Applied(done.content, read_word(done.content, limits()), frozenset(done.not_made))


def mended(content: bytes, on: date) -> Mended:
    return mend(content, read_word(content, limits()), "thu.docx", here, on)


@cache
def day_of(form: Form) -> date:
    return sample_document(form).issued_on


def words(layout: Layout) -> list[str]:
    """Lời văn: letters and digits in their order, without case, zeros before numbers, blanks and marks."""
    text = unicodedata.normalize("NFC", " ".join(one.text for one in layout.paragraphs)).casefold()
    kept = re.sub(r"\b0+(?=\d)", "", text)
    return re.findall(r"[^\W_]", kept)


def rules_of(findings: Sequence[object]) -> Counter[str]:
    return Counter(one.rule for one in findings)  # type: ignore[attr-defined]  # findings, all of them


def put_right(case: Case, few: int | None) -> int:
    tried = 0
    for form, content in spoilt(case, drafted()):
        where = f"{form.regime}/{form.name}"
        done = mended(content, day_of(form))
        left = rules_of(done.left)
        assert not left - rules_of(done.before.findings), f"{where}: something new"
        if (case.rule, case.wrong) in LEFT_IN_SOME and case.rule in left:
            assert done.content == content, f"{where}: half a repair"
        elif (case.rule, case.wrong) in LEFT:
            assert case.rule in left, f"{where}: repaired after all"
        else:
            assert case.rule not in left, (where, done.left)
            assert case.rule in {one.rule for one in done.changed}, where
        assert words(read_word(done.content, limits())) == words(read_word(content, limits())), where
        assert mended(done.content, day_of(form)).content == done.content, f"{where}: not at rest"
        tried += 1
        if tried == few:
            break
    return tried


@pytest.mark.parametrize("case", REPAIRABLE, ids=lambda case: case.name)
def test_a_repairable_mistake_is_put_right_and_no_word_is_touched(case: Case) -> None:
    assert put_right(case, QUICK), "no official document has a place for this mistake"


@pytest.mark.slow
@pytest.mark.parametrize("case", REPAIRABLE, ids=lambda case: case.name)
def test_a_mistake_is_put_right_in_every_document_that_can_bear_it(case: Case) -> None:
    assert put_right(case, None)


@pytest.mark.parametrize("form", drafted(), ids=lambda form: f"{form.regime}-{form.name}")
def test_a_right_document_comes_back_byte_for_byte(form: Form) -> None:
    done = mended(rendered(form), day_of(form))
    assert done.content == rendered(form)
    assert done.changed == ()


def test_a_rule_says_it_is_repairable_exactly_when_there_is_a_repair() -> None:
    assert {row["id"] for row in rows() if row.get("repairable")} == mended_ids()


def test_what_is_left_to_a_person_is_a_case() -> None:
    assert {*LEFT, *LEFT_IN_SOME} <= {(case.rule, case.wrong) for case in REPAIRABLE}
