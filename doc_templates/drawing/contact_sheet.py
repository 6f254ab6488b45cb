"""Bảng xem mẫu: every form filled with its sample, first pages side by side in one picture.

``python -m doc_templates.drawing.contact_sheet docs/pictures`` writes ``bieu-mau.png`` anew. Needs LibreOffice.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

import examples
from directives.rendering.docx_template import word_form
from doc_templates import Form, all_forms

_ACROSS = 6
_PAGE = (300, 424)  # A4 in pixels
_LABEL = 26
_GAP = 14
_FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"


def main() -> None:
    """Vẽ bảng xem mẫu: into the folder named on the command line."""
    folder = Path(sys.argv[1])
    pages = list(_first_pages(all_forms()))
    sheet = sheet_of(pages).quantize(12)
    folder.mkdir(parents=True, exist_ok=True)
    sheet.save(folder / "bieu-mau.png", optimize=True)
    print(f"{len(pages)} mẫu: {folder / 'bieu-mau.png'}")


def _first_pages(forms: Sequence[Form]) -> Iterator[tuple[str, Image.Image]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        papers = _papers()
        for form in forms:
            target = folder / f"{form.regime}-{form.name}.docx"
            if form.name in papers:
                _make_paper(papers[form.name], target, home=folder / "home")
            else:
                sample = tomllib.loads((form.folder / "sample.toml").read_text(encoding="utf-8"))
                target.write_bytes(word_form(form.template).fill(sample))
        labelled = [
            (f"{form.regime} {form.name}", folder / f"{form.regime}-{form.name}.docx") for form in forms
        ]
        yield from first_pages(labelled, folder)


def first_pages(files: Sequence[tuple[str, Path]], folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Trang đầu: a picture of each Word file's first page, under its label; PDFs come into ``folder``."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*order, *sorted(str(file) for _, file in files)], check=True, capture_output=True)
    for label, file in files:
        pdf = pypdfium2.PdfDocument(folder / f"{file.stem}.pdf")
        page = pdf[0].render(scale=_PAGE[0] / pdf[0].get_width()).to_pil()
        yield label, page.convert("L")
        pdf.close()


def _papers() -> dict[str, Path]:
    """Biểu mẫu có bảng: the examples which fill working papers with rows, by the name of their form."""
    files = sorted((examples.FOLDER / "dieu-tra").glob("*.toml"))
    return {tomllib.loads(file.read_text(encoding="utf-8"))["form"]: file for file in files}


def _make_paper(paper: Path, target: Path, *, home: Path) -> None:
    program = Path(sys.executable).with_name("vanthu")
    order = [str(program), "list", str(paper), "-o", str(target)]
    subprocess.run(order, check=True, capture_output=True, env={**os.environ, "VANTHU_HOME": str(home)})


def sheet_of(pages: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """Bảng xem: pages side by side in rows, each below its label."""
    width, height = _PAGE[0] + _GAP, _PAGE[1] + _LABEL + _GAP
    rows = -(-len(pages) // _ACROSS)
    sheet = Image.new("L", (_ACROSS * width + _GAP, rows * height + _GAP), 225)
    draw, font = ImageDraw.Draw(sheet), ImageFont.truetype(_FONT, 17)
    for place, (label, page) in enumerate(pages):
        left, top = _GAP + place % _ACROSS * width, _GAP + place // _ACROSS * height
        draw.text((left, top), label, fill=0, font=font)
        sheet.paste(page.crop((0, 0, _PAGE[0], min(_PAGE[1], page.height))), (left, top + _LABEL))
    return sheet


if __name__ == "__main__":
    main()
