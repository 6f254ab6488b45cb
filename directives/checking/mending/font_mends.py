"""Sửa phông chữ: font, composed letters and colour as the law wants them (PL.I-I.4)."""

from collections.abc import Iterator

from directives.checking.mending.mends import Fault, mends
from directives.conversion.word_edits import ComposeLetters, Edit, SetFont, SetLetters

#: Their letters are signs: in another font they would be other signs.
_SIGNS = ("symbol", "wingdings", "webdings", "mt extra", "marlett", "zapf dingbats")
_LIGHT = 0xC0  # of 0xFF: so light a colour was meant for a dark ground, on which black cannot be read


@mends("F-09", "F-10")
def font_becomes_times(fault: Fault) -> Iterator[Edit]:
    """Phông chữ: wherever the file names the other font; fonts of signs are left."""
    if not fault.finding.seen.lower().startswith(_SIGNS):
        yield SetFont(fault.finding.seen, fault.finding.expected)


@mends("F-12")
def letters_are_composed(fault: Fault) -> Iterator[Edit]:
    """Chữ dựng sẵn: the same letters, each as one."""
    yield ComposeLetters()


@mends("F-13")
def letters_become_black(fault: Fault) -> Iterator[Edit]:
    """Chữ đen: all letters of the colour that was found, stamps aside; light ones on a dark ground are left."""
    color = fault.finding.seen.removeprefix("#").upper()
    if len(color) != 6 or min(bytes.fromhex(color)) >= _LIGHT:
        return
    stamps = {line.index for box in fault.rule.expects["except"] for line in fault.page.boxes.get(box, ())}
    for number, paragraph in enumerate(fault.page.layout.paragraphs, start=1):
        at = 0
        for run in paragraph.runs:
            if run.color.upper() == color and number not in stamps:
                yield SetLetters(number, at, at + len(run.text), color="")
            at += len(run.text)
