"""Thân mẫu: what stands where in each form (PL.I-IV), with the fields that fill it."""

from collections.abc import Callable, Mapping

from directives.rendering.styles import Style
from doc_templates.drawing.markup import each, given, line, order, paragraph, run, side_by_side

Columns = tuple[int, int]

_STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"

#: Air between the body and the signature, in twips; the law leaves it open.
ABOVE_SIGNATURE = 120

_BODY_STYLES = {
    "section": Style.SECTION,
    "title": Style.TITLE,
    "clause": Style.CLAUSE,
    "point": Style.POINT,
    "dash": Style.DASH,
}


def letter(columns: Columns) -> str:
    """Công văn: mẫu 1.5."""
    subject = line(Style.LETTER_SUBJECT, "{{ subject }}")
    return header(columns, subject) + addressees() + _bases() + body() + ending(columns)


def named_document(columns: Columns) -> str:
    """Văn bản có tên loại: mẫu 1.4; Kính gửi only when there are addressees."""
    return header(columns) + _title() + addressees() + _bases() + body() + ending(columns)


def decision(columns: Columns) -> str:
    """Quyết định, nghị quyết: mẫu 1.1 to 1.3."""
    authority = given("deciding_authority", line(Style.DECIDING_AUTHORITY, "{{ deciding_authority }}"))
    word = line(Style.DECIDING_WORD, "{{ deciding_word }}")
    return header(columns) + _title() + authority + _bases() + word + body() + ending(columns)


#: How each form is drawn, by the name of its folder.
DRAWINGS: Mapping[str, Callable[[Columns], str]] = {
    "cong_van": letter,
    "van_ban_ten_loai": named_document,
    "quyet_dinh": decision,
}


def header(columns: Columns, below_number: str = "", *, numbered: bool = True) -> str:
    """Phần đầu: boxes 1 to 4; a working paper has no number."""
    issuer = (
        each("name", "parent_lines", line(Style.PARENT_BODY, "{{ name }}"))
        + each("name", "issuer_lines", line(Style.ISSUER, "{{ name }}"))
        + paragraph(Style.ISSUER_RULE)
    )
    state = line(Style.STATE_NAME, _STATE_NAME) + line(Style.MOTTO, _MOTTO) + paragraph(Style.MOTTO_RULE)
    number = line(Style.NUMBER, "{{ number_line }}") if numbered else paragraph(Style.NUMBER)
    number += below_number
    return side_by_side(
        columns, (issuer, state), (number, line(Style.PLACE_AND_DATE, "{{ place_and_date }}"))
    )


def _title() -> str:
    return (
        line(Style.TYPE_NAME, "{{ type_name }}")
        + line(Style.SUBJECT, "{{ subject }}")
        + paragraph(Style.SUBJECT_RULE)
    )


def addressees() -> str:
    """Kính gửi: box 9a, on one line or with a line each."""
    one = given("addressee_line", line(Style.ADDRESSEE_LINE, "{{ addressee_line }}"))
    several = given(
        "addressees",
        line(Style.ADDRESSEES_LABEL, "Kính gửi:"),
        each("addressee", "addressees", line(Style.ADDRESSEE, "{{ addressee }}")),
    )
    return one + several


def _bases() -> str:
    return each("basis", "legal_bases", line(Style.LEGAL_BASIS, "{{ basis }}"))


def body() -> str:
    """Nội dung: every line of the body in its style; tables where their line stands."""
    article = paragraph(
        Style.ARTICLE,
        run("{{ line.label }}", bold=True),
        run("{% if line.text %} {{ line.text }}{% endif %}"),
    )
    branches = order('{%p if line.style == "article" %}') + article
    for name, style in _BODY_STYLES.items():
        branches += order(f'{{%p elif line.style == "{name}" %}}') + line(style, "{{ line.text }}")
    # No paragraph of its own: the engine puts the table there (see ``directives.rendering.blocks_docx``).
    branches += order('{%p elif line.style == "block" %}') + line(Style.PARAGRAPH, "{{ line.block }}")
    branches += order("{%p else %}") + line(Style.PARAGRAPH, "{{ line.text }}") + order("{%p endif %}")
    return each("line", "body", branches)


def ending(columns: Columns) -> str:
    """Phần cuối: recipients on the left, the signature on the right."""
    recipients = line(Style.RECIPIENTS_LABEL, "Nơi nhận:") + each(
        "recipient", "recipients", line(Style.RECIPIENT, "{{ recipient }}")
    )
    signature = each("title", "signature_lines", line(Style.SIGNATURE, "{{ title }}")) + line(
        Style.SIGNER, "{{ signer_name }}"
    )
    return side_by_side(columns, (recipients, signature), above=ABOVE_SIGNATURE) + paragraph(Style.END)
