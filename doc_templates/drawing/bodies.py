"""Mảnh của mẫu: the pieces of which every form is put together (PL.I-IV), with the fields that fill them."""

from directives.rendering.styles import LINE_STYLES, Style
from doc_templates.drawing.markup import each, given, line, order, paragraph, run, side_by_side

Columns = tuple[int, int]

_STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"

#: Air between the body and the signature, in twips; the law leaves it open.
ABOVE_SIGNATURE = 120

_URGENCY = {"KHẨN": Style.URGENT, "THƯỢNG KHẨN": Style.VERY_URGENT, "HỎA TỐC": Style.MOST_URGENT}


def header(
    columns: Columns, below_number: str = "", *, numbered: bool = True, dated: bool = True, lines: int = 2
) -> str:
    """Phần đầu: boxes 1 to 4. A working paper has no number, minutes no day; of an attached text there is
    only the first of the two ``lines``.
    """
    issuer = (
        each("name", "parent_lines", line(Style.PARENT_BODY, "{{ name }}"))
        + each("name", "issuer_lines", line(Style.ISSUER, "{{ name }}"))
        + paragraph(Style.ISSUER_RULE)
    )
    state = line(Style.STATE_NAME, _STATE_NAME) + line(Style.MOTTO, _MOTTO) + paragraph(Style.MOTTO_RULE)
    number = line(Style.NUMBER, "{{ number_line }}") if numbered else paragraph(Style.NUMBER)
    day = line(Style.PLACE_AND_DATE, "{{ place_and_date }}") if dated else paragraph(Style.PLACE_AND_DATE)
    return side_by_side(columns, *((issuer, state), (number + below_number, day))[:lines])


def outside_the_text() -> str:
    """Ô ngoài vùng chữ: circulation note in the top margin (box 11), contact line at the foot (box 13).

    Their paragraphs stand below the head: LibreOffice drops a frame that a table follows.
    """
    return given("circulation", line(Style.CIRCULATION, "{{ circulation }}")) + given(
        "contact", line(Style.CONTACT, "{{ contact }}")
    )


def urgency() -> str:
    """Dấu mức độ khẩn: box 10b, each stamp as wide as the law says."""
    return "".join(
        given(f'urgency == "{stamp}"', line(style, "{{ urgency }}")) for stamp, style in _URGENCY.items()
    )


def drafter_mark() -> str:
    """Ký hiệu người soạn thảo: box 12, below the recipients."""
    return given("drafter_mark", line(Style.DRAFTER_MARK, "{{ drafter_mark }}"))


def title() -> str:
    """Tên loại và trích yếu: box 5a."""
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


def bases() -> str:
    """Căn cứ: one a line."""
    return each("basis", "legal_bases", line(Style.LEGAL_BASIS, "{{ basis }}"))


def body(name: str = "body") -> str:
    """Nội dung: every line of the body in its style; tables where their line stands.

    ``name`` is ``body``, or ``body_going_on`` where the form has a sentence of its own after it.
    """
    article = paragraph(
        Style.ARTICLE,
        run("{{ line.label }}", bold=True),
        run("{% if line.text %} {{ line.text }}{% endif %}"),
    )
    branches = order('{%p if line.style == "article" %}') + article
    for style_name, style in LINE_STYLES.items():
        if style not in (Style.ARTICLE, Style.PARAGRAPH):
            branches += order(f'{{%p elif line.style == "{style_name}" %}}') + line(style, "{{ line.text }}")
    # No paragraph of its own: the engine puts the table there (see ``directives.rendering.blocks_docx``).
    branches += order('{%p elif line.style == "block" %}') + line(Style.PARAGRAPH, "{{ line.block }}")
    branches += order("{%p else %}") + line(Style.PARAGRAPH, "{{ line.text }}") + order("{%p endif %}")
    return each("line", name, branches)


def recipients(below: str = "") -> str:
    """Nơi nhận: box 9b; ``below`` stands under it."""
    listed = each("recipient", "recipients", line(Style.RECIPIENT, "{{ recipient }}"))
    return line(Style.RECIPIENTS_LABEL, "Nơi nhận:") + listed + below


def ending(columns: Columns, below_recipients: str = "") -> str:
    """Phần cuối: recipients on the left, the signature on the right."""
    signature = each("title", "signature_lines", line(Style.SIGNATURE, "{{ title }}")) + line(
        Style.SIGNER, "{{ signer_name }}"
    )
    return side_by_side(
        columns, (recipients(below_recipients), signature), above=ABOVE_SIGNATURE
    ) + paragraph(Style.END)


def two_signers(columns: Columns, left: tuple[str, str], right: tuple[str, str], below: str = "") -> str:
    """Hai người ký: lines above the hand and the name, of each side; recipients under the left one."""
    halves = (sum(columns) // 2, sum(columns) - sum(columns) // 2)
    names = (line(Style.SIGNER, left[1]), line(Style.SIGNER, right[1]))
    return side_by_side(
        halves, (left[0], right[0]), names, (recipients(below), paragraph(Style.END)), above=ABOVE_SIGNATURE
    ) + paragraph(Style.END)


def said(label: str, name: str, mark: str = ".") -> str:
    """Mục đã điền: a label and what was answered, as a sentence of the form."""
    return line(Style.PARAGRAPH, f"{label}: {{{{ {name} }}}}{mark}")
