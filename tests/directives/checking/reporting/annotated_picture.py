"""Hình bản có ghi chú: the picture of the READMEs: a spoilt letter with its comments where LibreOffice puts them.

``python -m tests.directives.checking.reporting.annotated_picture docs/pictures`` writes ``ghi-chu.png`` anew. The
letter is made up; the page is LibreOffice's, the words of each comment are drawn beside the place of its note.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from directives.checking.checker import examine_file
from directives.checking.reporting.annotate import annotated_copy
from directives.rendering.styles import Style
from tests.directives.checking.reporting.comments_on_paper import PaperComment, comments_of, printed
from tests.directives.checking.spoiling import Sheet, drafted, rendered

_SCALE = 1.25
_MARGIN = 470
_FONT = "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf"
_BOLD = "/usr/share/fonts/truetype/liberation2/LiberationSans-Bold.ttf"
_LINE, _GAP, _PAD = 15, 8, 7
_SHOWN_LINES = 4
_WIDTH_LETTERS = 68


def main() -> None:
    """Vẽ hình: into the folder named on the command line."""
    target = Path(sys.argv[1]) / "ghi-chu.png"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "cong-van.docx"
        file.write_bytes(_spoilt())
        page, report = examine_file(file)
        copy = folder / "ghi-chu.docx"
        copy.write_bytes(annotated_copy(file, page, report, "vi"))
        pdf = printed(copy, folder)
        notes = [note for note in comments_of(pdf) if note.sheet == 1]
        document = pypdfium2.PdfDocument(pdf)
        paper = document[0].render(scale=_SCALE, may_draw_forms=False).to_pil()
        document.close()
    picture = _with_comments(paper, notes)
    picture.quantize(48).save(target, optimize=True)
    print(f"{len(notes)} ghi chú: {target}")


def _spoilt() -> bytes:
    form = next(form for form in drafted() if (form.regime, form.name) == ("ND30", "cong_van"))
    sheet = Sheet(rendered(form))
    sheet.rewrite(Style.NUMBER, "Số: 0", "Số: ")
    sheet.letters(Style.MOTTO, u="single")
    sheet.letters(Style.LETTER_SUBJECT, i="1")
    sheet.section("pgMar", right="1700")
    sheet.rewrite(Style.RECIPIENT, ";$", "")
    return sheet.content()


def _with_comments(paper: Image.Image, notes: list[PaperComment]) -> Image.Image:
    plain, bold = ImageFont.truetype(_FONT, 12), ImageFont.truetype(_BOLD, 12)
    boxes = [(note, _wrapped(note.text)[:_SHOWN_LINES]) for note in notes]
    sheet = Image.new("RGB", (paper.width + _MARGIN, paper.height), "white")
    sheet.paste(paper, (0, 0))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((paper.width, 0, sheet.width, sheet.height), fill="#f4f4f6")
    below = _GAP
    for note, lines in boxes:
        height = _LINE * len(lines) + 2 * _PAD
        top = max(below, int(note.top * _SCALE) - _PAD)
        left = paper.width + 26
        draw.line(
            (int(note.left * _SCALE) + 16, int(note.top * _SCALE) + 10, left, top + height // 2),
            fill="#c9a24a",
        )
        draw.rounded_rectangle(
            (left, top, sheet.width - 12, top + height), 5, fill="#fff8e6", outline="#c9a24a"
        )
        for place, line in enumerate(lines):
            font = bold if place == 0 else plain
            draw.text((left + _PAD, top + _PAD + place * _LINE), line, fill="#222222", font=font)
        below = top + height + _GAP
    return sheet


def _wrapped(text: str) -> list[str]:
    lines = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > _WIDTH_LETTERS:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines.append(line)
    return lines


if __name__ == "__main__":
    main()
