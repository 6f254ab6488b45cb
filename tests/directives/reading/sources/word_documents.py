"""Văn bản Word thử: small documents as people make them, with what python-docx does not write by itself."""

import io

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

HEAD = (("UBND TỈNH ĐẮK NÔNG\nSỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
        ("Số: 12/KH-SNV", "Đắk Nông, ngày 05 tháng 3 năm 2026"))  # fmt: skip


def a_document() -> Document:
    """Văn bản: a letterhead in a table and a type, still without body."""
    document = docx.Document()
    a_table(document, HEAD)
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Đo lường sự hài lòng năm 2026")
    return document


def a_table(holder: Document | _Cell, rows: tuple[tuple[str, ...], ...]) -> None:
    """Bảng: a line feed in a cell begins another paragraph of it."""
    table = holder.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)


def with_font(paragraph: Paragraph, text: str, font: str) -> None:
    """Chữ có phông: one run in the named font."""
    run = paragraph.add_run(text)
    run.font.name = font


def with_box(paragraph: Paragraph, *texts: str) -> None:
    """Hộp chữ: a text box anchored in the paragraph, drawn as old Word does."""
    inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    drawn = parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:100pt;height:20pt">'
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    paragraph.add_run()._r.append(drawn)


def as_inserted(paragraph: Paragraph, text: str) -> None:
    """Chữ thêm vào: words of a revision which nobody has accepted yet."""
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:author"), "ai đó")
    inserted.append(parse_xml(f"<w:r {nsdecls('w')}><w:t xml:space='preserve'>{text}</w:t></w:r>"))
    paragraph._p.append(inserted)


def saved(document: Document) -> bytes:
    """Tệp: its bytes."""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
