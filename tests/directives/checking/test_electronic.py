"""Văn bản điện tử: files that this program signed are right, and each mistake in a mark or a scan is told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from directives.calendar.dates import VIETNAM
from directives.checking.checker import check_file, check_layout
from directives.checking.findings import Finding
from directives.conversion.errors import NoTextLayer
from directives.conversion.layout import Layout, SignatureMark
from directives.conversion.limits import limits
from directives.conversion.pdf_layout import read_pdf_layout
from directives.signing.keys import KeyFile
from directives.signing.marks import text_rule
from directives.signing.places import Box, agency_box, corner_box, layout_of, person_box
from directives.signing.sign import Mark, sign_pdf
from directives.signing.stamps import picture_stamp, text_stamp, vietnam_time
from tests.directives.checking.spoiling import rendered
from tests.directives.checking.test_pdf import form_of, printed
from tests.directives.signing.keys_and_pictures import BLUE, PASSWORD, RED, Authority, a_seal, a_signature

pytestmark = pytest.mark.libreoffice

SAMPLE_DAY = date(2026, 3, 5)
MOMENT = datetime(2026, 3, 5, 9, 30, 15, tzinfo=VIETNAM)
GROUND = (255, 255, 255, 255)
DOTS, SEAL_DOTS = (600, 240), (500, 500)


@dataclass(frozen=True)
class Desk:
    """Bàn ký: a letter printed as PDF, the gap to sign in, and the keys of a person and an agency.

    Signed as the program signs, without reading the file back each time: that has tests of its own.
    """

    letter: bytes
    gap: Box
    person: KeyFile
    agency: KeyFile

    def by_person(self, picture: bytes, moment: datetime = MOMENT) -> bytes:
        box = person_box(self.gap, DOTS)
        mark = Mark(box, picture_stamp(picture, box.width, box.height))
        return sign_pdf(self.letter, self.person, mark, "NguoiKy1", moment)

    def by_both(self, picture: bytes, seal: bytes) -> bytes:
        box = agency_box(person_box(self.gap, DOTS), SEAL_DOTS, None)
        mark = Mark(box, picture_stamp(seal, box.width, box.height))
        return sign_pdf(self.by_person(picture), self.agency, mark, "CoQuan2", MOMENT)

    def in_corner(self, content: bytes, *lines: str) -> bytes:
        rule = text_rule()
        page, width, height = text_stamp([*lines, vietnam_time(MOMENT)], rule)
        box = corner_box((595.3, 841.9), (width, height), rule)
        return sign_pdf(content, self.agency, Mark(box, page), "CoQuan1", MOMENT)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    authority, folder = Authority(), tmp_path_factory.mktemp("khoa")
    letter = printed({"cong_van": rendered(form_of("cong_van"))}).made["cong_van"]
    return Desk(
        letter,
        Box(*layout_of(letter, "")["gap"]),
        KeyFile(authority.key_file(folder, "Nguyễn Văn Mẫu", "Sở Nội vụ"), PASSWORD),
        KeyFile(authority.key_file(folder, "Sở Nội vụ", "Sở Nội vụ"), PASSWORD),
    )


@pytest.fixture(scope="module")
def signed(desk: Desk) -> Layout:
    """A letter rightly signed by both."""
    return read(desk.by_both(a_signature(), a_seal()))


@pytest.fixture(scope="module")
def cornered(desk: Desk) -> Layout:
    """A file of an annex, signed by the agency at its top right corner."""
    return read(desk.in_corner(desk.letter, "05/SNV-CCHC"))


def read(content: bytes) -> Layout:
    return read_pdf_layout(content, limits())


def found(layout: Layout) -> list[Finding]:
    return list(check_layout(layout, "thu.pdf", SAMPLE_DAY).findings)


def told(layout: Layout) -> list[tuple[str, str]]:
    return [(finding.rule, finding.seen) for finding in found(layout)]


def unseen(layout: Layout) -> set[str]:
    return {one.rule for one in check_layout(layout, "thu.pdf", SAMPLE_DAY).unseen}


def a_scan(*, dpi: int = 200, mode: str = "RGB") -> bytes:
    """One page of paper as a picture, as a scanner hands it out."""
    size = round(210 / 25.4 * dpi), round(297 / 25.4 * dpi)
    page = FPDF(unit="mm", format="A4")
    page.add_page()
    page.image(Image.new(mode, size, "white"), 0, 0, 210, 297)
    return bytes(page.output())


def with_mark(layout: Layout, place: int, **changes: object) -> Layout:
    """The layout with one mark changed: what another program's signature might look like."""
    marks = list(layout.signatures)
    marks[place] = replace(marks[place], **changes)  # type: ignore[arg-type] # the rows below name fields of a mark
    return replace(layout, signatures=tuple(marks))


def test_what_a_signature_shows_is_read_with_place_colour_and_time(signed: Layout) -> None:
    person, agency = signed.signatures
    assert (person.sheet, person.pictures[0].hue, person.pictures[0].transparent) == (1, "blue", True)
    assert (agency.sheet, agency.pictures[0].hue, agency.pictures[0].format) == (1, "red", "png")
    assert person.signed_at.startswith("2026-03-05T02:30:15") or person.signed_at.startswith(
        "2026-03-05T09:30:15"
    )
    assert agency.left < person.left < agency.left + agency.width


def test_a_letter_signed_by_both_has_no_finding(signed: Layout) -> None:
    assert told(signed) == []
    assert {"F-114", "F-117"} <= unseen(signed)
    assert unseen(signed).isdisjoint({"F-115", "F-116", "F-118"})


def test_without_a_digital_signature_nothing_is_said_of_one(desk: Desk) -> None:
    plain = read(desk.letter)
    assert told(plain) == []
    assert {"F-114", "F-115", "F-116", "F-117", "F-118"} <= unseen(plain)


@pytest.mark.parametrize(
    ("picture", "seal", "expected"),
    [
        (a_signature(RED), a_seal(), ("F-115", "màu đỏ")),
        (a_signature((0, 0, 0, 255)), a_seal(), ("F-115", "màu đen")),
        (a_signature(BLUE, ground=GROUND), a_seal(), ("F-115", "nền không trong suốt")),
        (a_signature(), a_seal(BLUE), ("F-116", "màu xanh")),
    ],
    ids=["a red signature", "a black signature", "a signature on white ground", "a blue seal"],
)
def test_a_picture_of_the_wrong_kind_is_told(
    desk: Desk, picture: bytes, seal: bytes, expected: tuple[str, str]
) -> None:
    assert told(read(desk.by_both(picture, seal))) == [expected]


@pytest.mark.parametrize(
    ("share", "right"),
    [(0.0, False), (0.20, False), (0.26, True), (0.33, True), (0.39, True), (0.60, False), (1.0, False)],
)
def test_the_seal_covers_about_a_third_of_the_signature_on_its_left(
    signed: Layout, share: float, right: bool
) -> None:
    person, agency = signed.signatures
    moved = with_mark(signed, 1, left=person.left + share * person.width - agency.width)
    assert [rule for rule, _ in told(moved)] == ([] if right else ["F-116"])


def test_a_seal_on_another_page_covers_nothing(signed: Layout) -> None:
    far = replace(signed, sheets=(*signed.sheets, replace(signed.sheets[0], number="2")))
    assert [rule for rule, _ in told(with_mark(far, 1, sheet=2))] == ["F-116"]


def test_a_mark_of_words_at_the_corner_of_an_annex_has_no_finding(cornered: Layout) -> None:
    (mark,) = cornered.signatures
    assert [line.text for line in mark.lines] == ["05/SNV-CCHC", "2026-03-05T09:30:15+07:00"]
    assert told(cornered) == []
    assert "F-117" not in unseen(cornered)


def spoilt_marks(mark: SignatureMark) -> Iterator[tuple[str, dict[str, object]]]:
    """Each way in which the words of an annex's signature may be wrong."""
    number, moment = mark.lines
    yield "another size", {"lines": (replace(number, size=12.0), moment)}
    yield "another font", {"lines": (replace(number, font="Arial"), moment)}
    yield "bold", {"lines": (replace(number, bold=True), moment)}
    yield "in italics", {"lines": (replace(number, italic=True), moment)}
    yield "blue", {"lines": (number, replace(moment, color="0000FF"))}
    yield "no number", {"lines": (replace(number, text="Sở Nội vụ"), moment)}
    yield "no zone", {"lines": (number, replace(moment, text="2026-03-05T09:30:15"))}
    yield "another zone", {"lines": (number, replace(moment, text="2026-03-05T02:30:15+00:00"))}
    yield "a date as one speaks", {"lines": (number, replace(moment, text="05/03/2026 09:30:15"))}
    yield "top left", {"left": 10.0}
    yield "at the foot", {"top": 250.0}


def test_each_mistake_in_the_words_of_an_annex_s_signature_is_told(cornered: Layout) -> None:
    rows = list(spoilt_marks(cornered.signatures[0]))
    assert len(rows) == 11
    for why, changes in rows:
        assert {rule for rule, _ in told(with_mark(cornered, 0, **changes))} == {"F-117"}, why


@pytest.mark.parametrize(
    ("scan", "expected"),
    [
        (a_scan(), []),
        (a_scan(dpi=100), [("F-114", "100 dpi")]),
        (a_scan(mode="L"), [("F-114", "ảnh đen trắng")]),
    ],
    ids=["200 dpi in colour", "100 dpi", "in grays"],
)
def test_an_electronic_copy_is_a_scan_in_colour_of_200_dots_at_least(
    desk: Desk, scan: bytes, expected: list[tuple[str, str]]
) -> None:
    assert told(read(desk.in_corner(scan, "Sao y", "Sở Nội vụ tỉnh Lâm Đồng"))) == expected


def test_an_electronic_copy_in_an_old_version_of_pdf_is_told(desk: Desk) -> None:
    copy = read(desk.in_corner(a_scan(), "Sao y", "Sở Nội vụ tỉnh Lâm Đồng"))
    assert told(replace(copy, pdf_version="1.3")) == [("F-114", "PDF 1.3")]


def test_a_scan_that_no_copy_s_mark_explains_is_refused() -> None:
    with pytest.raises(NoTextLayer):
        read(a_scan())


@pytest.mark.parametrize(
    ("moment", "right"),
    [
        (datetime(2026, 3, 4, 16, 0, tzinfo=VIETNAM), True),
        (datetime(2026, 3, 5, 23, 59, tzinfo=VIETNAM), True),
        (datetime(2026, 3, 6, 0, 1, tzinfo=VIETNAM), False),
        (datetime(2026, 11, 21, 9, 30, tzinfo=VIETNAM), False),
    ],
    ids=["the day before", "late on the day", "a minute after the day", "months later"],
)
def test_a_document_is_not_dated_before_it_was_signed(desk: Desk, moment: datetime, right: bool) -> None:
    rules = [rule for rule, _ in told(read(desk.by_person(a_signature(), moment)))]
    assert rules == ([] if right else ["F-118"])


def test_a_signature_that_a_portal_puts_elsewhere_is_nobody_s(signed: Layout) -> None:
    portal = replace(signed.signatures[0], field="Signature1", left=20.0, top=10.0)
    elsewhere = replace(signed, signatures=(portal,))
    assert told(elsewhere) == []
    assert {"F-115", "F-118"} <= unseen(elsewhere)


def test_a_foreign_program_s_marks_are_told_by_place_and_colour(signed: Layout) -> None:
    foreign = tuple(replace(mark, field=f"Signature{n}") for n, mark in enumerate(signed.signatures))
    assert told(replace(signed, signatures=foreign)) == []
    assert unseen(replace(signed, signatures=foreign)).isdisjoint({"F-115", "F-116", "F-118"})


def test_a_signed_file_is_read_the_same_in_the_child_process(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "da-ky.pdf"
    file.write_bytes(desk.by_both(a_signature(), a_seal()))
    assert check_file(file, on=SAMPLE_DAY).findings == ()
