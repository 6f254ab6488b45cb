"""Văn bản thử: a document with everything filled in; a test names only what it is about."""

from dataclasses import replace
from datetime import date
from typing import Any

from directives.document.kinds import DocumentType, SigningCapacity
from directives.document.model import (
    Annex,
    Archive,
    Authority,
    BodyKind,
    BodyPart,
    Document,
    DocumentNumber,
    Letterhead,
    Signature,
    TableColumn,
)

LETTER = Document(
    type=DocumentType.CONG_VAN,
    issuer="snv-minh-tan",
    issuer_name="Sở Nội vụ tỉnh Minh Tân",
    letterhead=Letterhead(("UBND TỈNH MINH TÂN",), ("SỞ NỘI VỤ",)),
    number=DocumentNumber(5, "SNV-CCHC"),
    place_name="Minh Tân",
    issued_on=date(2022, 3, 5),
    subject="phối hợp điều tra xã hội học",
    addressees=("Bưu điện tỉnh",),
    body=(BodyPart(BodyKind.PARAGRAPH, "Sở Nội vụ đề nghị Bưu điện tỉnh phối hợp thực hiện."),),
    signature=Signature((Authority(SigningCapacity.KY_THAY, "GIÁM ĐỐC"),), "PHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu"),
    recipients=("Như trên",),
    archive=Archive(("VT", "CCHC")),
)

DECISION = replace(
    LETTER,
    type=DocumentType.QUYET_DINH,
    number=DocumentNumber(120, "QĐ-SNV"),
    subject="Phê duyệt kết quả đo lường sự hài lòng năm 2021",
    addressees=(),
    deciding_authority="GIÁM ĐỐC SỞ NỘI VỤ",
    legal_bases=("Căn cứ Luật A ngày 01 tháng 01 năm 2020", "Theo đề nghị của Trưởng phòng CCHC"),
    body=(
        BodyPart(BodyKind.ARTICLE, "Phê duyệt kết quả (Phụ lục kèm theo)."),
        BodyPart(BodyKind.ARTICLE, "Các đơn vị chịu trách nhiệm thi hành Quyết định này."),
    ),
    recipients=("Như Điều 2",),
)

SUBMISSION = replace(
    LETTER,
    type=DocumentType.TO_TRINH,
    number=DocumentNumber(7, "TTr-SNV"),
    subject="Về việc phê duyệt kết quả",
    addressees=("Ủy ban nhân dân tỉnh Minh Tân",),
)

ANNEX = Annex(
    title="Kết quả theo xã",
    columns=(
        TableColumn("TT", width=0.5),
        TableColumn("Tên xã", width=3),
        TableColumn("Chỉ số (%)", numeric=True),
    ),
    rows=(("1", "Xã An", "84,50"), ("2", "Xã Bình", "79,02")),
    notes=("Ghi chú: số liệu năm 2021.",),
)


def a_letter(**what: Any) -> Document:
    return replace(LETTER, **what)


def a_decision(**what: Any) -> Document:
    return replace(DECISION, **what)


def part(kind: str, text: str = "", *children: BodyPart, title: str = "") -> BodyPart:
    return BodyPart(BodyKind(kind), text, title, children)
