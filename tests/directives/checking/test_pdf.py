"""PDF: the same documents printed by LibreOffice, the same planted mistakes, the same rule ids."""

import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from directives.checking.checker import CheckReport, check_layout
from directives.checking.rules import PDF, rows
from directives.conversion.layout import Layout
from directives.conversion.libreoffice import convert_to_pdf
from directives.conversion.limits import limits
from directives.conversion.pdf_layout import read_pdf_layout
from directives.conversion.word_reader import read_word
from directives.rendering.styles import Style
from doc_templates import Form, form_named
from doc_templates.drawing.samples import sample_document
from tests.directives.checking.cases import all_cases
from tests.directives.checking.spoiling import Sheet, W, drafted, rendered, spoilt

pytestmark = pytest.mark.libreoffice

HEADER = "word/header2.xml"  # of all pages but the first
OFFICIAL = ("cong_van", "quyet_dinh", "van_ban_kem_theo", "bien_ban", "van_ban_hai_ben", "ban_sao")


def pages(sheet: Sheet) -> bool:
    """Makes the letter four pages long, with paragraphs that differ."""
    first = sheet.paragraphs(Style.PARAGRAPH)[0]
    words = sheet.text(first).rstrip(":").split()
    for turn in range(45):
        another = deepcopy(first)
        begin = turn % len(words)
        sheet.write(another, " ".join(["Ngoài ra,", *words[begin:], *words, *words[:begin]]) + ".")
        first.addnext(another)
    return True


def header(sheet: Sheet, change: Callable[[etree._Element], None]) -> bool:
    root = etree.fromstring(sheet.parts[HEADER])
    change(root)
    sheet.parts[HEADER] = etree.tostring(root)
    return pages(sheet)


def aside(root: etree._Element) -> None:
    properties = list(root.iter(f"{W}pPr"))[-1]
    etree.SubElement(properties, f"{W}jc").set(f"{W}val", "right")


def small(root: etree._Element) -> None:
    for run in list(root.iter(f"{W}p"))[-1].iter(f"{W}r"):
        properties = etree.Element(f"{W}rPr")
        etree.SubElement(properties, f"{W}sz").set(f"{W}val", "20")
        run.insert(0, properties)


def unnumbered(root: etree._Element) -> None:
    paragraph = list(root.iter(f"{W}p"))[-1]
    for run in list(paragraph.iter(f"{W}r")):
        paragraph.remove(run)


def first_page_too(sheet: Sheet) -> bool:
    for section in sheet.root.iter(f"{W}sectPr"):
        for mark in section.findall(f"{W}titlePg"):
            section.remove(mark)
    return pages(sheet)


@dataclass(frozen=True)
class Planted:
    """Chỗ sai thấy trên trang in: what only a printed page shows, or shows by measure; ``also`` comes with it."""

    rule: str
    wrong: str
    spoil: Callable[[Sheet], bool]
    also: tuple[str, ...] = ()
    form: str = "cong_van"

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.wrong}"


MEASURED = [
    Planted("F-01", "khổ Letter", lambda s: s.section("pgSz", w="12240", h="15840"), also=("F-05", "F-14")),
    Planted("F-04", "lề trên 15 mm", lambda s: s.section("pgMar", top="850"), form="quyet_dinh"),
    Planted("F-04", "lề trên 30 mm", lambda s: s.section("pgMar", top="1701"), form="quyet_dinh"),
    Planted("F-05", "lề dưới 10 mm", lambda s: s.section("pgMar", bottom="567") and pages(s)),
    Planted("F-06", "lề trái 20 mm", lambda s: s.section("pgMar", left="1134") and pages(s)),
    Planted("F-06", "lề trái 40 mm", lambda s: s.section("pgMar", left="2268") and pages(s), also=("F-14",)),
    Planted("F-07", "lề phải 10 mm", lambda s: s.section("pgMar", right="567") and pages(s)),
    Planted("F-07", "lề phải 25 mm", lambda s: s.section("pgMar", right="1417") and pages(s)),
    Planted("F-09", "Arial", lambda s: s.letters(Style.PARAGRAPH, rFonts="Arial")),
    Planted("F-13", "chữ xanh", lambda s: s.letters(Style.PARAGRAPH, color="0070C0")),
    Planted("F-14", "số trang bên phải", lambda s: header(s, aside)),
    Planted("F-16", "số trang cỡ 10", lambda s: header(s, small)),
    Planted("F-17", "trang đầu có số", first_page_too),
    Planted("F-18", "số La Mã", lambda s: s.section("pgNumType", fmt="upperRoman") and pages(s), also=("F-19",)),
    Planted("F-19", "trang 2 không có số", lambda s: header(s, unnumbered)),
    Planted("F-19", "trang 2 mang số 4", lambda s: s.section("pgNumType", start="3") and pages(s), also=("F-18",)),
    Planted("F-21", "Quốc hiệu cỡ 10", lambda s: s.letters(Style.STATE_NAME, sz="20")),
    Planted("F-22", "Quốc hiệu hai dòng", lambda s: s.letters(Style.STATE_NAME, sz="36"), also=("F-21",)),
    Planted("F-24", "Tiêu ngữ nghiêng", lambda s: s.letters(Style.MOTTO, i=None)),
    Planted("F-25", "không có đường kẻ", lambda s: s.drop(Style.MOTTO_RULE)),
    Planted("F-31", "không có đường kẻ", lambda s: s.drop(Style.ISSUER_RULE)),
    Planted("F-43", "số cao hơn ngày 20 pt", lambda s: s.paragraph(Style.PLACE_AND_DATE, "spacing", before="640")),
    Planted("F-54", "không có đường kẻ", lambda s: s.drop(Style.SUBJECT_RULE), form="quyet_dinh"),
    Planted("F-65", "gạch đầu dòng lệch", lambda s: s.paragraph(Style.ADDRESSEE, "ind", first_only=True, left="2300")),
]  # fmt: skip

#: Errors that a mistake brings with it only where it is measured on paper, by the name of the case.
ALSO_PRINTED = {
    "F-90: CHỦ TỊCH (canh trái)": {"F-95"},  # the name under it is no longer centred under the title
    "F-105: HỎA TỐC HẸN GIỜ": {"F-104"},  # more words in the stamp make its frame higher
    "F-22: Quốc hiệu trên hai dòng": {"F-24", "F-48"},  # the axis of its half has moved
}
#: Planted mistakes which their PDF cannot show, or shows as another rule's; each with the reason.
NOT_ON_PAPER = {
    "F-03: A4 nằm ngang, không có bảng": "whether a page on its side holds a table is not told for sure",
    "F-04: lề trên 15 mm": "the frame of the circulation note lies over the letterhead (test: another form)",
    "F-05: lề dưới 26 mm": "a page that is not full shows only how wide the margin may be at most",
    "F-07: lề phải 25 mm": "one full line alone does not show where the margin is (test: a longer text)",
    "F-08: phụ lục: lề trên 15 mm": "pages of one paper are one section: F-04 tells it",
    "F-11: .VnTime": "LibreOffice has no such font and takes another: F-09 tells it",
    "F-14: số trang bên phải": "a letter of one page has no page number (test: a longer text)",
    "F-15: số trang ở giữa": "a letter of one page has no page number",
    "F-16: số trang cỡ 10": "a letter of one page has no page number (test: a longer text)",
    "F-16: số trang nghiêng": "a letter of one page has no page number",
    "F-18: ii, iii, iv": "a letter of one page has no page number (test: a longer text)",
    "F-27: Quốc hiệu bên trái": "halves that have changed places are not told apart: F-20 tells it",
    "F-27: nội dung đứng trước phần đầu": "what stands above the letterhead counts as a running head",
    "F-104: HỎA TỐC (không có khung)": "a frame is judged where lines are seen: a stamp may be a picture",
    "F-106: LƯU HÀNH NỘI BỘ (không có khung)": "a frame is judged where lines are seen: a stamp may be a picture",
    "K1: a) chỉ số chung của tỉnh;": "where a line was broken by hand a PDF does not tell",
}
#: Rules whose planted mistake in a Word file is tried here on its PDF; `make test-all` tries every case.
ON_PAPER = (
    "F-36", "F-37", "F-44", "F-45", "F-48", "F-72", "F-73", "F-74", "F-76", "F-77", "F-83", "F-85", "F-90",
    "F-99", "F-104",
)  # fmt: skip
#: Rules judged on a page of Word only, each with what a PDF lacks.
WORD_ONLY = {
    "F-12": "a PDF's letters are composed while it is read",
    "F-28": "a letterhead's single lines do not show their spacing",
    "F-57": "how far Word sets two paragraphs apart in a cell is not told from their places",
    "F-103": "the number on each page says it (F-19)",
}


def cases_on_paper() -> list[Planted]:
    first: dict[str, Planted] = {}
    for case in all_cases():
        if case.rule in ON_PAPER and case.rule not in first:
            form = next((form.name for form, _ in spoilt(case, nd30())), None)
            if form is not None:
                also = tuple({*case.also, *ALSO_PRINTED.get(case.name, ())})
                first[case.rule] = Planted(case.rule, case.wrong, case.spoil, also, form)
    return list(first.values())


def nd30() -> list[Form]:
    return [form for form in drafted() if form.regime == "ND30"]


def form_of(name: str) -> Form:
    form = form_named("ND30", name)
    assert form is not None
    return form


@dataclass(frozen=True)
class Press:
    """Máy in thử: PDFs made in one start of LibreOffice, by name."""

    made: dict[str, bytes]

    def layout(self, name: str) -> Layout:
        return read_pdf_layout(self.made[name], limits())

    def report(self, name: str, form: str) -> CheckReport:
        return check_layout(self.layout(name), f"{name}.pdf", sample_document(form_of(form)).issued_on)


def printed(contents: dict[str, bytes]) -> Press:
    with tempfile.TemporaryDirectory(prefix="vanthu-test-") as name:
        folder = Path(name)
        paths = []
        for place, content in enumerate(contents.values()):
            paths.append(folder / f"{place:04d}.docx")
            paths[-1].write_bytes(content)
        made, _ = convert_to_pdf(paths, folder)
        assert all(isinstance(one, Path) for one in made)
        return Press({key: path.read_bytes() for key, path in zip(contents, made, strict=True)})  # type: ignore[union-attr] # told just above


def spoilt_by(planted: Planted) -> bytes:
    sheet = Sheet(rendered(form_of(planted.form)))
    assert planted.spoil(sheet), planted.name
    return sheet.content()


PLANTED = [*MEASURED, *cases_on_paper()]


@pytest.fixture(scope="module")
def press() -> Press:
    official = {name: rendered(form_of(name)) for name in OFFICIAL}
    long = Sheet(rendered(form_of("cong_van")))
    pages(long)
    return printed({**official, "long": long.content(), **{one.name: spoilt_by(one) for one in PLANTED}})


@pytest.mark.parametrize("form", OFFICIAL)
def test_an_official_document_printed_as_pdf_has_no_finding(press: Press, form: str) -> None:
    assert press.report(form, form).findings == ()


def test_a_letter_of_four_pages_has_no_finding(press: Press) -> None:
    assert len(press.layout("long").sheets) >= 4
    assert press.report("long", "cong_van").findings == ()


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_planted_mistake_is_found_on_the_printed_page_and_no_other_error(
    press: Press, planted: Planted
) -> None:
    findings = press.report(planted.name, planted.form).findings
    assert planted.rule in {finding.rule for finding in findings}
    others = [
        finding
        for finding in findings
        if finding.severity == "error" and finding.rule not in (planted.rule, *planted.also)
    ]
    assert others == []


def test_what_paper_cannot_show_is_a_mistake_that_is_planted() -> None:
    assert set(NOT_ON_PAPER) <= {case.name for case in all_cases()}


@pytest.mark.slow
def test_every_planted_mistake_is_found_on_its_printed_page() -> None:
    made: dict[str, bytes] = {}
    planted: list[tuple[str, Form, str, set[str]]] = []
    word_only = {row["id"] for row in rows() if PDF not in row.get("kinds", (PDF,))}
    for case in all_cases():
        found = next(spoilt(case, nd30()), None) or next(spoilt(case, drafted()), None)
        if found is not None and case.rule not in word_only and case.name not in NOT_ON_PAPER:
            made[case.name] = found[1]
            planted.append((case.name, found[0], case.rule, {*case.also, *ALSO_PRINTED.get(case.name, ())}))
    press = printed(made)
    wrong = {}
    for name, form, rule, also in planted:
        report = check_layout(press.layout(name), "thu.pdf", sample_document(form).issued_on)
        errors = {finding.rule for finding in report.findings if finding.severity == "error"}
        if rule not in {finding.rule for finding in report.findings} or errors - {rule} - also:
            wrong[name] = sorted(errors)
    assert wrong == {}


@pytest.mark.parametrize("form", OFFICIAL)
def test_margins_measured_on_paper_are_those_of_the_word_file(press: Press, form: str) -> None:
    word = read_word(rendered(form_of(form)), limits()).sections[0]
    paper = press.layout(form).sections[0]
    assert (paper.width, paper.height) == pytest.approx((word.width, word.height), abs=0.1)
    for side in ("top", "bottom", "left", "right"):
        value, set_to = getattr(paper, side), getattr(word, side)
        if side in paper.at_most:
            assert value >= set_to - 0.4, side
        else:
            assert value == pytest.approx(set_to, abs=0.4), side


def test_every_paragraph_of_a_letter_is_read_off_its_pages_with_its_look(press: Press) -> None:
    word = [
        paragraph
        for paragraph in read_word(rendered(form_of("quyet_dinh")), limits()).paragraphs
        if paragraph.text.strip()
    ]
    paper = [paragraph for paragraph in press.layout("quyet_dinh").paragraphs if paragraph.text]
    looks = {
        " ".join(one.text.split()): (
            one.alignment,
            [(run.text.strip(), run.size, run.bold, run.italic) for run in one.runs],
        )
        for one in word
        if one.place == "body"
    }
    seen = {
        one.text: (one.alignment, [(run.text.strip(), run.size, run.bold, run.italic) for run in one.runs])
        for one in paper
        if one.place == "body"
    }
    assert seen == looks


def test_the_numbers_on_the_sheets_are_read(press: Press) -> None:
    sheets = press.layout("long").sheets
    assert [sheet.number for sheet in sheets] == ["", *(str(n) for n in range(2, len(sheets) + 1))]
    assert all(sheet.number_top is not None and sheet.number_top < 20 for sheet in sheets[1:])


def test_rules_judged_on_word_files_only_are_those_of_the_table() -> None:
    word_only = {
        row["id"]
        for row in rows()
        if PDF not in row.get("kinds", (PDF,)) and "page" in row.get("judged_on", ("page",))
    }
    assert word_only == set(WORD_ONLY)
