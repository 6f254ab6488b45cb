"""Dựng rồi đọc: what the engine prints its own reader gives back, for every form and for drafts made at random."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives.document.kinds import SigningCapacity
from directives.document.model import Archive, Authority, Document, DocumentNumber, Signature
from directives.rendering.render import render
from doc_templates import Form
from doc_templates.drawing.samples import sample_document
from tests.directives.checking.spoiling import drafted
from tests.directives.reading.rendered import differences, in_this_process, read_back

FORMS = drafted()
_NAMES = [f"{form.regime}/{form.folder.name}" for form in FORMS]


@pytest.mark.parametrize("form", FORMS, ids=_NAMES)
def test_every_form_gives_back_what_it_prints(form: Form, tmp_path: Path) -> None:
    document = sample_document(form)
    with in_this_process():
        content = render(document).content
        record = read_back(content, tmp_path)
    assert differences(document, content, record) == {}


_PLACES = st.sampled_from(
    ["Đắk Nông", "An Khê", "Hà Nội", "Thành phố Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Cư Jút"]
)
_SUBJECTS = st.sampled_from(
    [
        "đo lường sự hài lòng của người dân, tổ chức năm 2026",
        "triển khai Kế hoạch số 243/KH-BNV ngày 03/4/2020 của Bộ Nội vụ",
        "trả lời kiến nghị của ông Nguyễn Văn A về thủ tục đất đai",
        "phối hợp lấy ý kiến; báo cáo kết quả",
        "nâng cao Chỉ số cải cách hành chính (PAR INDEX) và Chỉ số hài lòng về sự phục vụ hành chính",
    ]
)
_BODIES = st.lists(
    st.sampled_from(
        [
            "Các sở, ban, ngành thuộc tỉnh",
            "Ủy ban nhân dân các xã, phường, đặc khu",
            "Bưu điện tỉnh",
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
            "Công ty TNHH MTV Cấp nước R'lấp (để thực hiện)",
            "Thường trực HĐND tỉnh (b/c)",
            "Trung tâm Phục vụ hành chính công",
        ]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)
_SIGNERS = st.sampled_from(
    ["Nguyễn Thị Thu Hương", "Trần Văn Ba", "H'Yim Kđoh", "Điểu K'Ré", "Y Thanh Hà Niê Kđăm", "Lê An"]
)
_SIGNATURES = st.sampled_from(
    [
        ((), "GIÁM ĐỐC"),
        (((SigningCapacity.KY_THAY, "GIÁM ĐỐC"),), "PHÓ GIÁM ĐỐC"),
        (((SigningCapacity.THUA_LENH, "GIÁM ĐỐC"),), "CHÁNH VĂN PHÒNG"),
        (
            ((SigningCapacity.THUA_LENH, "GIÁM ĐỐC"), (SigningCapacity.KY_THAY, "CHÁNH VĂN PHÒNG")),
            "PHÓ CHÁNH VĂN PHÒNG",
        ),
        (((SigningCapacity.THUA_UY_QUYEN, "GIÁM ĐỐC"),), "TRƯỞNG PHÒNG CẢI CÁCH HÀNH CHÍNH"),
        (((SigningCapacity.QUYEN, "GIÁM ĐỐC"),), ""),
    ]
)
_ARCHIVES = st.builds(
    Archive,
    units=st.sampled_from([("VT",), ("VT", "NV"), ("VT", "CCHCVTLT"), ("VT", "P.CCHC")]),
    copies=st.none() | st.integers(1, 400),
    drafter=st.sampled_from(["", "P.Hà", "TTH"]),
)


@st.composite
def documents(draw: st.DrawFn, base: Document) -> Document:
    """Drafts: the boxes of a real form filled with other values."""
    authorities, title = draw(_SIGNATURES)
    return replace(
        base,
        number=DocumentNumber(draw(st.integers(1, 12_000)), base.number.symbol),
        issued_on=draw(st.dates(date(2020, 3, 5), date(2026, 12, 31))),
        place_name=draw(_PLACES),
        subject=draw(_SUBJECTS) if base.subject else base.subject,
        addressees=tuple(draw(_BODIES)) if base.addressees else (),
        recipients=tuple(draw(_BODIES)) if base.recipients else (),
        archive=draw(_ARCHIVES) if base.recipients else base.archive,
        signature=Signature(
            tuple(Authority(capacity, of) for capacity, of in authorities), title, draw(_SIGNERS)
        ),
    )


#: Each example draws, writes and reads a whole document: 2 of each form in the quick run, 6 in the long one.
_FEW = settings.default.max_examples // 15


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.regime == "ND30"], ids=lambda form: form.folder.name
)
@settings(max_examples=_FEW, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_draft_filled_otherwise_is_read_back_as_well(
    form: Form, tmp_path: Path, data: st.DataObject
) -> None:
    document = data.draw(documents(sample_document(form)))
    with in_this_process():
        content = render(document).content
        record = read_back(content, tmp_path)
    assert differences(document, content, record) == {}
