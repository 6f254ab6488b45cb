"""Sổ đăng ký: judges the books themselves: numbers in order, years, columns, deadlines, corrections (Đ.15-18, Đ.23)."""

import re
from datetime import date

from directives.calendar.errors import DayOutsideCalendar
from directives.checking.findings import Finding, Place
from directives.checking.rules import Judgements, Rule, checks
from directives.checking.seeing.registered import Book, BookRow
from directives.document.kinds import DocumentType
from directives.register.columns import TEN_COLUMNS
from directives.register.incoming import IncomingState
from directives.register.states import RULES, Form, State
from directives.vocabulary.words import CITED_WORDS

#: "Về việc đính chính Quyết định số 15/QĐ-UBND"; a certificate or a family record is no document of the books.
_CITED_NUMBER = rf"(?:{'|'.join(map(re.escape, CITED_WORDS))})\s+số\b"


@checks("F-119", on="book")
def every_column_is_filled(book: Book, rule: Rule) -> Judgements:
    """Đủ cột: of each number that stands; how many copies there are is asked once some have left."""
    unsent = 0
    for row in book.outgoing:
        if row.state is State.CANCELLED:
            continue
        sent = any(sending.sent_on for sending in row.sendings)
        unsent += not sent
        wanted = [*rule.expects["columns"], *(rule.expects["once_sent"] if sent else ())]
        cells = row.columns.cells()
        blank = [TEN_COLUMNS[n - 1] for n in wanted if _is_blank(cells[n - 1])]
        if blank:
            yield _finding(rule, row, "", "; ".join(f"“{name}”" for name in blank))
    if unsent:
        yield rule.unseen(f"the number of copies of {unsent} documents that have not been sent")


@checks("F-121", on="book")
def numbers_run_in_order(book: Book, rule: Rule) -> Judgements:
    """Số liên tiếp: a number without a row is a gap; one that is cancelled, or cannot be read, keeps its place."""
    last, begun = book.opened_after, bool(book.opened_after)
    latest: date | None = None
    for row in book.in_order:
        if book.judges(row.day or latest or date(book.year, 1, 1)):
            if row.number <= last:
                yield _finding(rule, row, row.name, rule.expects["unused"])
            elif begun and row.number > last + 1:
                yield rule.finding(
                    _place(rule, f"{last + 1:02d}"), f"{last:02d} → {row.number:02d}",
                    _span(last + 1, row.number - 1), rule.expects["gap"],
                )  # fmt: skip
            if latest and row.day and row.day < latest:
                yield _finding(rule, row, f"{row.day:%d/%m/%Y}", f"từ {latest:%d/%m/%Y} trở đi")
        latest = row.day or latest
        last, begun = max(row.number, last), True


@checks("F-122", on="book")
def numbers_begin_anew_each_year(book: Book, rule: Rule) -> Judgements:
    """Số đầu năm: 01; a book that was opened after numbers on paper is not seen, unless it goes on from last year's."""
    for row in book.in_order:
        if book.judges(row.day) and row.day is not None and row.day.year != book.year:
            yield _finding(rule, row, f"{row.day:%d/%m/%Y}", f"sổ năm {row.day.year}")
    first = next(iter(book.in_order), None)
    if first is None or not book.judges(first.day):
        return
    goes_on = book.opened_after and book.opened_after == book.ended_before
    if goes_on or (not book.opened_after and first.number != 1):
        yield _finding(rule, first, f"{first.number:02d}", "01")
    elif book.opened_after:
        yield rule.unseen(f"the numbers to {book.opened_after:02d} stand on paper")


@checks("F-123", on="book")
def documents_leave_in_time(book: Book, rule: Rule) -> Judgements:
    """Hạn gửi: by the next working day, urgent ones the same day; without any delivery on record nothing is known."""
    unknown = 0
    for row in book.outgoing:
        if not row.sendings:
            unknown += 1
            continue
        due = _due(book, rule, row.day, urgent=row.urgent)
        if due is None:
            yield rule.unseen(f"the working days after {row.day:%d/%m/%Y} are not known")
            continue
        late = [one.sent_on for one in row.sendings if one.sent_on and one.sent_on > due]
        waiting = [one for one in row.sendings if one.sent_on is None]
        overdue = len(waiting) if book.today > due and row.state.in_force else 0
        said = [f"gửi ngày {max(late):%d/%m/%Y}"] if late else []
        said += [f"{overdue} nơi chưa gửi"] if overdue else []
        if said:
            yield _finding(rule, row, ", ".join(said), f"{due:%d/%m/%Y}")
    if unknown:
        yield rule.unseen(f"{unknown} documents have no deliveries on record")


@checks("F-124", on="book")
def arrivals_are_submitted_in_time(book: Book, rule: Rule) -> Judgements:
    """Hạn trình: by the next working day, urgent ones the same day; what was returned or struck out is left alone."""
    for row in book.arrivals:
        handling = row.handling
        if handling.state is not IncomingState.REGISTERED:
            continue
        due = _due(book, rule, row.day, urgent=row.document.urgency is not None)
        if due is None:
            yield rule.unseen(f"the working days after {row.day:%d/%m/%Y} are not known")
        elif (handling.transferred_on or book.today) > due:
            moved = handling.transferred_on
            yield _finding(rule, row, f"{moved:%d/%m/%Y}" if moved else "chưa chuyển", f"{due:%d/%m/%Y}")


@checks("F-125", on="book")
def corrections_have_their_form(book: Book, rule: Rule) -> Judgements:
    """Đính chính: by a công văn only; content is changed by a document of equal form only."""
    corrects = re.compile(rf"^(?:về việc |v/v )?{rule.expects['word']} {_CITED_NUMBER}", re.IGNORECASE)
    for row in book.outgoing:
        subject = row.columns.type_and_subject.partition(": ")[2]
        if row.type is not DocumentType.CONG_VAN and corrects.match(subject):
            yield _finding(rule, row, row.columns.type_and_subject, DocumentType.CONG_VAN.name_vi)
        for act in row.acts:
            wanted = _form_wanted(RULES[act.move].on, row.type)
            if wanted is None:
                continue
            if act.by_type is None:
                yield rule.unseen(f"the document on which a change of {row.name} rests")
            elif act.by_type is not wanted:
                yield _finding(rule, row, f"{act.by_type.name_vi} {act.by}", wanted.name_vi)


@checks("F-126", on="book")
def input_fields_have_their_length(book: Book, rule: Rule) -> Judgements:
    """Độ dài thông tin đầu vào: of the fields which the books know (PL.VI, Phần II)."""
    for kind, rows in (("outgoing", book.outgoing), ("incoming", book.arrivals)):
        limits: dict[str, int] = rule.expects[kind]
        for row in rows:
            for name, values in row.metadata.items():
                longest = max(map(len, values))
                if longest > limits.get(name, longest):
                    yield _finding(rule, row, f"{name}: {longest} ký tự", f"nhiều nhất {limits[name]} ký tự")


def _form_wanted(form: Form, kind: DocumentType) -> DocumentType | None:
    if form is Form.LETTER:
        return DocumentType.CONG_VAN
    return kind if form is Form.EQUAL else None


def _due(book: Book, rule: Rule, day: date, *, urgent: bool) -> date | None:
    """Hạn chót: None for a year of which no holidays are known."""
    try:
        return book.calendar.add_working_days(
            day, rule.expects["urgent_working_days" if urgent else "working_days"]
        )
    except DayOutsideCalendar:
        return None


def _is_blank(cell: str) -> bool:
    """Ô trống: a number that is not given, a type without its subject count as blank too."""
    return not cell.strip() or cell.startswith(" ") or cell.rstrip().endswith(":")


def _span(first: int, last: int) -> str:
    return f"{first:02d}" if first == last else f"{first:02d}–{last:02d}"


def _place(rule: Rule, entry: str) -> Place:
    return Place(rule.element, entry=entry)


def _finding(rule: Rule, row: BookRow, seen: object, expected: object) -> Finding:
    return rule.finding(_place(rule, row.name), seen, expected)
