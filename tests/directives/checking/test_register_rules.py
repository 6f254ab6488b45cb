"""Quy tắc của sổ: books as tables a clerk could read, and the findings that each must give."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.checking.findings import Finding
from directives.checking.register_checker import BookFindings, check_book, check_entry
from directives.checking.rules import rules_under
from directives.checking.seeing.observe import observe
from directives.checking.seeing.page import Page
from directives.checking.seeing.registered import (
    ArrivalRow,
    Book,
    BookRow,
    LostRow,
    OutgoingRow,
    RegisteredDocument,
    RestingAct,
    Sending,
)
from directives.conversion.limits import limits
from directives.conversion.word_reader import read_word
from directives.document.kinds import DocumentType, Urgency
from directives.document.model import Archive, Document
from directives.register.columns import RegisterRow, row_of
from directives.register.incoming import Handling, IncomingDocument, IncomingState
from directives.register.metadata import incoming_metadata, outgoing_metadata
from directives.register.states import Move, State
from directives.rendering.render import render
from directives.rulebook.regimes import regime_on
from doc_templates import Form
from doc_templates.drawing.samples import sample_document
from tests.directives.checking.spoiling import drafted, page_of, rendered
from tests.workspaces import calendar

Found = list[tuple[str, str, str]]


def day_of(text: str, year: int = 2026) -> date:
    """Ngày viết gọn: "05/3" of the year of the book, or a whole "05/3/2027"."""
    parts = [int(part) for part in text.split("/")]
    return date(parts[2] if len(parts) == 3 else year, parts[1], parts[0])


def a_row(number: int, day: date, **what: Any) -> OutgoingRow:
    """Dòng đúng: a công văn with nothing missing; a test names only what it is about."""
    columns = RegisterRow(
        f"{number:02d}/UBND-VX",
        day,
        "Công văn: đo lường sự hài lòng",
        "Nguyễn Văn Mẫu",
        "Bộ Nội vụ",
        "VT, VX",
        "3",
    )
    named = {name: what.pop(name) for name in tuple(what) if name in RegisterRow.__slots__}
    return OutgoingRow(number, what.pop("type", DocumentType.CONG_VAN), replace(columns, **named), **what)


def a_book(rows: tuple[BookRow, ...], **what: Any) -> Book:
    """Sổ: of 2026, looked at on the last day of the year."""
    known = {"name": "snv/CV/2026", "year": 2026, "calendar": calendar(), "today": date(2026, 12, 31), **what}
    return Book(rows=rows, **known)


def book_of_table(table: str, **what: Any) -> Book:
    """Sổ từ bảng: one row a line: number and day, or a number that is "mất" (cannot be read) or "hủy" with its day."""
    rows: list[BookRow] = []
    for line in table.strip().splitlines():
        number, day, *state = line.split()
        if day == "mất":
            rows.append(LostRow(int(number)))
        else:
            stands = State.CANCELLED if state == ["hủy"] else State.ISSUED
            rows.append(a_row(int(number), day_of(day, what.get("year", 2026)), state=stands))
    return a_book(tuple(rows), **what)


def shown(findings: tuple[Finding, ...]) -> Found:
    return [(finding.rule, finding.severity, finding.place.entry or "") for finding in findings]


NUMBERS: list[tuple[str, dict[str, Any], Found, str]] = [
    ("01 05/01\n02 05/01\n03 08/01", {}, [], "numbers and days run on"),
    ("", {}, [], "an empty book"),
    ("01 05/01\n02 06/01 hủy\n03 08/01", {}, [], "a cancelled number keeps its place"),
    ("01 05/01\n02 mất\n03 08/01", {}, [], "so does one whose record cannot be read"),
    ("01 05/01\n03 08/01", {}, [("F-121", "warning", "02")], "a number has no row"),
    ("01 05/01\n05 08/01", {}, [("F-121", "warning", "02")], "several have none: said once"),
    ("01 05/01\n01 06/01", {}, [("F-121", "error", "01/UBND-VX")], "a number stands twice"),
    ("01 05/01\n02 08/01\n03 06/01", {}, [("F-121", "error", "03/UBND-VX")], "a later number with an earlier day"),
    ("01 05/01\n02 09/09\n03 06/01\n04 07/01", {}, [("F-121", "error", "03/UBND-VX")], "one mistyped day is said once"),
    ("413 05/5\n414 05/5", {"opened_after": 412}, [], "goes on from paper in the middle of the year"),
    ("412 05/5\n413 05/5", {"opened_after": 412}, [("F-121", "error", "412/UBND-VX")], "paper gave this number"),
    ("415 05/5", {"opened_after": 412}, [("F-121", "warning", "413")], "numbers after the paper ones have no row"),
    ("02 05/01\n03 06/01", {}, [("F-122", "error", "02/UBND-VX")], "the year does not begin with 01"),
    ("01 31/12/2025\n02 05/01", {}, [("F-122", "error", "01/UBND-VX")], "a document of last year"),
    ("01 05/01\n02 02/01/2027", {}, [("F-122", "error", "02/UBND-VX")], "a document of next year"),
    ("501 05/01", {"opened_after": 500, "ended_before": 500}, [("F-122", "error", "501/UBND-VX")],
     "numbers go on from last year's"),
    ("501 05/5", {"opened_after": 500, "ended_before": 812}, [], "last year ended elsewhere: paper began anew"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "what", "expected", "why"), NUMBERS, ids=[row[3] for row in NUMBERS])
def test_numbers_run_on_and_begin_anew_each_year(
    table: str, what: dict[str, Any], expected: Found, why: str
) -> None:
    assert shown(check_book(book_of_table(table, **what)).findings) == expected


def test_what_paper_holds_is_said_not_judged() -> None:
    found = check_book(book_of_table("413 05/5", opened_after=412))
    assert [one.reason for one in found.unseen if one.rule == "F-122"] == [
        "the numbers to 412 stand on paper"
    ]


COLUMNS: list[tuple[dict[str, Any], list[str], str]] = [
    ({}, [], "all columns are filled"),
    ({"recipients": ""}, ["F-119"], "nobody receives it"),
    ({"signer": " "}, ["F-119"], "nobody signed it"),
    ({"type_and_subject": "Công văn: "}, ["F-119"], "a type without a subject"),
    ({"number_and_symbol": "      /UBND-VX"}, ["F-119"], "no number"),
    ({"archive_units": ""}, ["F-119"], "nobody keeps the original"),
    ({"copies": ""}, [], "how many copies: not known before they leave"),
    ({"copies": "", "sendings": (Sending("Bộ Nội vụ", date(2026, 1, 5)),)}, ["F-119"], "sent, but no number of copies"),
    ({"recipients": "", "state": State.CANCELLED}, [], "a cancelled number goes to nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "expected", "why"), COLUMNS, ids=[row[2] for row in COLUMNS])
def test_every_column_is_filled(what: dict[str, Any], expected: list[str], why: str) -> None:
    found = check_book(a_book((a_row(1, date(2026, 1, 5), **what),)))
    assert [finding.rule for finding in found.findings] == expected


#: Day of the document, urgent or not, days on which copies left ("–" = not yet), today; is it late?
SENDINGS = [
    ("05/3", False, ["05/3"], "31/12", False, "the same day"),
    ("05/3", False, ["05/3", "06/3"], "31/12", False, "the next day"),
    ("06/3", False, ["09/3"], "31/12", False, "Friday to Monday is the next working day"),
    ("06/3", False, ["10/3"], "31/12", True, "Tuesday is one too late"),
    ("05/3", False, ["05/3", "12/3"], "31/12", True, "one of two copies"),
    ("05/3", True, ["05/3"], "31/12", False, "urgent, the same day"),
    ("05/3", True, ["06/3"], "31/12", True, "urgent, only the next day"),
    ("05/3", False, ["–"], "06/3", False, "not sent, but there is time to the end of the day"),
    ("05/3", False, ["–"], "07/3", True, "not sent, and the day is over"),
    ("29/4", False, ["04/5"], "31/12", False, "30 April, 1 May and the weekend lie between"),
    ("05/3", False, [], "31/12", False, "no delivery was ever planned: unknown, not late"),
]


@pytest.mark.parametrize(
    ("day", "urgent", "left", "today", "late", "why"), SENDINGS, ids=[r[5] for r in SENDINGS]
)
def test_a_document_leaves_by_the_next_working_day(
    day: str, urgent: bool, left: list[str], today: str, late: bool, why: str
) -> None:
    sendings = tuple(Sending("Bộ Nội vụ", None if one == "–" else day_of(one)) for one in left)
    row = a_row(1, day_of(day), urgent=urgent, sendings=sendings)
    found = check_book(a_book((row,), today=day_of(today)))
    assert [finding.rule for finding in found.findings] == ["F-123"] * late
    assert ("F-123" in {one.rule for one in found.unseen}) == (not left)


def test_a_recalled_document_that_never_left_is_not_late() -> None:
    row = a_row(1, date(2026, 3, 5), state=State.RECALLED, sendings=(Sending("Bộ Nội vụ", None),))
    assert check_book(a_book((row,))).findings == ()


ARRIVED = IncomingDocument(
    "Bộ Nội vụ", "05/BNV-CCHC", date(2026, 3, 2), "Công văn", "đo lường", date(2026, 3, 5)
)

#: Day of arrival, urgent or not, day on which it was passed on, its state, today; is it late?
ARRIVALS = [
    ("05/3", False, "05/3", "registered", "31/12", False, "the same day"),
    ("05/3", False, "06/3", "registered", "31/12", False, "the next day"),
    ("05/3", False, "09/3", "registered", "31/12", True, "after the next working day"),
    ("06/3", False, "09/3", "registered", "31/12", False, "Friday to Monday"),
    ("05/3", True, "06/3", "registered", "31/12", True, "urgent ones at once"),
    ("05/3", False, "–", "registered", "06/3", False, "there is still time"),
    ("05/3", False, "–", "registered", "09/3", True, "nobody has it yet"),
    ("05/3", False, "–", "returned", "31/12", False, "it was sent back"),
    ("05/3", False, "–", "cancelled", "31/12", False, "it was entered by mistake"),
]


@pytest.mark.parametrize(
    ("day", "urgent", "moved", "state", "today", "late", "why"), ARRIVALS, ids=[row[6] for row in ARRIVALS]
)
def test_an_arrival_is_submitted_by_the_next_working_day(
    day: str, urgent: bool, moved: str, state: str, today: str, late: bool, why: str
) -> None:
    document = replace(ARRIVED, arrived_on=day_of(day), urgency=Urgency.HOA_TOC if urgent else None)
    handling = Handling(transferred_on=None if moved == "–" else day_of(moved), state=IncomingState(state))
    found = check_book(a_book((ArrivalRow(1, document, handling),), today=day_of(today)))
    assert [finding.rule for finding in found.findings] == ["F-124"] * late


def test_arrival_numbers_are_judged_like_those_given_out() -> None:
    handled = Handling(transferred_on=date(2026, 3, 5))
    rows = tuple(ArrivalRow(number, ARRIVED, handled) for number in (2, 4))
    found = check_book(a_book(rows, name="snv/ĐẾN/2026"))
    assert shown(found.findings) == [("F-122", "error", "02"), ("F-121", "warning", "03")]


LETTER, DECISION = DocumentType.CONG_VAN, DocumentType.QUYET_DINH
#: Type and subject of the row, the act, the type of the document it rests on; is it wrong?
CORRECTIONS = [
    (DECISION, "phê duyệt kết quả", Move.CORRECT, LETTER, False, "corrected by a công văn"),
    (DECISION, "phê duyệt kết quả", Move.CORRECT, DECISION, True, "corrected by a decision"),
    (DECISION, "phê duyệt kết quả", Move.AMEND, DECISION, False, "amended by a decision"),
    (DECISION, "phê duyệt kết quả", Move.AMEND, LETTER, True, "a decision amended by a công văn"),
    (DECISION, "phê duyệt kết quả", Move.REPLACE, LETTER, True, "a decision replaced by a công văn"),
    (DECISION, "phê duyệt kết quả", Move.RECALL, LETTER, False, "recalled by any document"),
    (LETTER, "đính chính Quyết định số 15/QĐ-UBND", None, None, False, "a công văn that corrects"),
    (DECISION, "Về việc đính chính Quyết định số 15/QĐ-UBND", None, None, True, "a decision that corrects"),
    (DECISION, "đính chính Giấy chứng nhận quyền sử dụng đất", None, None, False, "no document of the books"),
]


@pytest.mark.parametrize(
    ("kind", "subject", "move", "by", "wrong", "why"), CORRECTIONS, ids=[row[5] for row in CORRECTIONS]
)
def test_a_correction_has_its_form(
    kind: DocumentType,
    subject: str,
    move: Move | None,
    by: DocumentType | None,
    wrong: bool,
    why: str,
) -> None:
    acts = (RestingAct(move, "16/UBND-VX", by),) if move else ()
    row = a_row(1, date(2026, 3, 5), type=kind, type_and_subject=f"{kind.name_vi}: {subject}", acts=acts)
    found = check_book(a_book((row,)))
    assert [finding.rule for finding in found.findings] == ["F-125"] * wrong


def test_an_act_that_rests_on_what_cannot_be_read_is_unseen() -> None:
    row = a_row(1, date(2026, 3, 5), acts=(RestingAct(Move.CORRECT, "snv/CV/2026/9", None),))
    found = check_book(a_book((row,)))
    assert found.findings == ()
    assert "F-125" in {one.rule for one in found.unseen}


LENGTHS = [
    ({"Subject": ("x" * 500,)}, False, "as long as it may be"),
    ({"Subject": ("x" * 501,)}, True, "one letter more"),
    ({"To.OrganName": ("Bộ Nội vụ", "y" * 201)}, True, "the second receiver's name"),
    ({"CodeNotation": ("UBND-VX",)}, False, "a symbol"),
    ({"Unknown": ("z" * 5000,)}, False, "a field the law does not bound"),
]


@pytest.mark.parametrize(("metadata", "wrong", "why"), LENGTHS, ids=[row[2] for row in LENGTHS])
def test_input_fields_are_no_longer_than_the_law_allows(
    metadata: dict[str, tuple[str, ...]], wrong: bool, why: str
) -> None:
    found = check_book(a_book((a_row(1, date(2026, 3, 5), metadata=metadata),)))
    assert [finding.rule for finding in found.findings] == ["F-126"] * wrong


def test_the_input_fields_of_both_books_are_named_as_the_law_names_them() -> None:
    rule = next(rule for rule in rules_under(regime_on(date(2026, 1, 1)), on="book") if rule.id == "F-126")
    document = sample_document(drafted()[0]).numbered(5)
    assert set(outgoing_metadata(document, row_of(document, "ghi chú"))) <= set(rule.expects["outgoing"])
    fields = incoming_metadata(7, replace(ARRIVED, signer="An"), Handling(receiver="VP", note="x"))
    assert set(fields) <= set(rule.expects["incoming"])
    assert (fields["CodeNumber"], fields["CodeNotation"]) == (("05",), ("BNV-CCHC",))


def row_beside(document: Document) -> OutgoingRow:
    """Dòng của văn bản: as the register writes it."""
    return OutgoingRow(
        document.number.number or 0,
        document.type,
        row_of(document),
        archive_copies=document.archive.copies,
    )


@pytest.mark.parametrize("form", drafted(), ids=lambda form: f"{form.regime}-{form.name}")
def test_a_file_made_from_its_record_says_what_its_row_says(form: Form) -> None:
    found = check_entry(RegisteredDocument(row_beside(sample_document(form)), page_of(rendered(form))))
    assert [one for one in found if isinstance(one, Finding)] == []


def letter() -> Document:
    form = next(form for form in drafted() if (form.regime, form.name) == ("ND30", "cong_van"))
    document = sample_document(form)
    return replace(document, archive=Archive(document.archive.units, 5, document.archive.drafter))


@pytest.fixture(scope="module")
def letter_page() -> Page:
    return observe(read_word(render(letter()).content, limits()))


#: What the register says instead, and the rule that must tell the file from it.
BESIDE: list[tuple[dict[str, Any], list[str], str]] = [
    ({}, [], "file and register agree"),
    ({"number_and_symbol": "99/ABC-XYZ"}, ["F-120"], "another number"),
    ({"type_and_subject": "Công văn: việc khác"}, ["F-120"], "another subject"),
    ({"type_and_subject": f"Quyết định: {letter().subject}"}, ["F-120"], "another type"),
    ({"type_and_subject": f"Công văn: {letter().subject.upper()}"}, [], "capitals do not count"),
    ({"issued_on": date(2026, 1, 9)}, ["F-47"], "another day"),
    ({"signer": "Trần Thị Khác"}, ["F-97"], "another signer"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "expected", "why"), BESIDE, ids=[row[2] for row in BESIDE])
def test_a_file_that_differs_from_its_row_is_found(
    letter_page: Page, what: dict[str, Any], expected: list[str], why: str
) -> None:
    row = row_beside(letter())
    found = check_entry(RegisteredDocument(replace(row, columns=replace(row.columns, **what)), letter_page))
    assert [one.rule for one in found if isinstance(one, Finding)] == expected


COPIES = [
    (5, False, "as many as the file says"),
    (12, True, "another number of copies"),
    (None, False, "the register does not say how many"),
]


@pytest.mark.parametrize(("copies", "wrong", "why"), COPIES, ids=[row[2] for row in COPIES])
def test_the_number_of_copies_is_that_of_the_register(
    letter_page: Page, copies: int | None, wrong: bool, why: str
) -> None:
    row = replace(row_beside(letter()), archive_copies=copies)
    found = check_entry(RegisteredDocument(row, letter_page))
    assert [one.rule for one in found if isinstance(one, Finding)] == ["F-88"] * wrong
    assert ("F-88" in {one.rule for one in found if not isinstance(one, Finding)}) == (copies is None)


def test_a_file_without_a_letterhead_is_unseen_not_wrong(letter_page: Page) -> None:
    bare = replace(letter_page, boxes={}, doc_type=None)
    found = check_entry(RegisteredDocument(row_beside(letter()), bare))
    assert not [one for one in found if isinstance(one, Finding)]
    assert {one.rule for one in found} >= {"F-47", "F-88", "F-97", "F-120"}


def test_a_book_of_two_laws_is_judged_by_each_for_its_own_days() -> None:
    sent_late = (Sending("Bộ Nội vụ", date(2020, 6, 30)),)
    rows = tuple(
        a_row(number, day, sendings=sent_late)
        for number, day in ((1, date(2020, 3, 4)), (2, date(2020, 3, 5)))
    )
    found = check_book(a_book(rows, year=2020))
    assert shown(found.findings) == [("F-123", "warning", "02/UBND-VX")], "no such deadline before the decree"
    older = check_book(book_of_table("01 05/01\n01 06/01", year=2019))
    assert shown(older.findings) == [("F-121", "warning", "01/UBND-VX")], "softened under the older law"


@given(st.lists(st.integers(min_value=0, max_value=3), max_size=30), st.integers(min_value=0, max_value=500))
def test_a_book_as_the_engine_writes_it_has_no_finding(steps: list[int], opened_after: int) -> None:
    day, rows = date(2026, 1, 2), []
    for number, step in enumerate(steps, start=opened_after + 1):
        day = day.replace(day=min(day.day + step, 28))
        rows.append(a_row(number, day))
    assert check_book(a_book(tuple(rows), opened_after=opened_after)).findings == ()


@given(st.sets(st.integers(min_value=1, max_value=40), max_size=40))
def test_every_number_without_a_row_is_named_exactly_once(numbers: set[int]) -> None:
    found: BookFindings = check_book(a_book(tuple(a_row(n, date(2026, 1, 5)) for n in numbers)))
    missing = set(range(min(numbers, default=1), max(numbers, default=0))) - numbers
    named: set[int] = set()
    for finding in found.findings:
        if finding.rule == "F-121":
            first, _, last = finding.expected.partition("–")
            span = set(range(int(first), int(last or first) + 1))
            assert not span & named
            named |= span
    assert named == missing
