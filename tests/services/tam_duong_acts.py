"""Việc của một năm ở Tam Đường, từng ngày: what units and officers do from 31/3/2020 to 29/1/2021, by the services.

``play(workspace, until)`` does what is due by a day and gives the workspace of that day: a test, or a browser, finds
the year as it stood then. Units do in time what they owe; who did not is in ``LAPSES``. Names are made up ("Mẫu").
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directives.followup.log import EventKind
from directives.followup.people import Appointment
from directives.followup.report_workbook import WrittenReport
from directives.results_use.improvement import RegisterState
from directives.results_use.improvement_entries import WrittenRow
from directives.results_use.inspection_file import InspectionDraft, inspection_draft
from directives.results_use.reform_report import ReformPeriod
from directives.results_use.telling import Outlet, Purpose, Told
from storage.followup import NewEvent
from tests.services.year_of_use import (
    BAN_BO,
    BEGUN,
    BINH_LU,
    DISTRICT,
    HO_THAU,
    ID,
    KHUN_HA,
    LATER,
    MEASURED,
    NA_TAM,
    NUNG_NANG,
    SON_BINH,
    STANDING,
    TA_LENG,
    TAM_DUONG,
    THEN_SIN,
    UNITS,
    measure,
    on_day,
)  # fmt: skip
from workflows.services.advance import advance_day
from workflows.services.appoint import Placed, appoint
from workflows.services.followup_state import followup_state
from workflows.services.record_events import record_events
from workflows.services.results_use.commendation import choose, commendation_book, nominate, pass_over
from workflows.services.results_use.commendation_issue import Paper, Wanted, issue_paper
from workflows.services.results_use.commendation_papers import Meeting
from workflows.services.results_use.evaluation import keep_evaluation
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_desk import accept_registers, return_register
from workflows.services.results_use.improvement_plan import issue_plan
from workflows.services.results_use.improvement_register import improvement_register
from workflows.services.results_use.improvement_rows import fill_rows, submit_register
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.results_use.inspection_findings import remedy_finding
from workflows.services.results_use.inspection_records import record_inspection
from workflows.services.results_use.overdue_files import take_overdue_upload
from workflows.services.results_use.reform_document import issue_reform_report
from workflows.services.results_use.telling import record_telling
from workflows.services.unit_door.answers import Upload
from workflows.services.unit_reports import return_report, submit_reports
from workflows.services.workspace import Workspace

END = date(2021, 1, 29)
#: Ba thời hạn của giải pháp: of a unit's first row, of its second, of all further ones.
REMEDY_DAYS = (date(2020, 9, 30), date(2020, 10, 30), date(2020, 11, 30))
#: Bước, kỳ, đơn vị -> ngày làm sau khi đã trễ; None: không làm. Remedies are called by their place in the register.
LAPSES: dict[tuple[str, int, str], date | None] = {
    ("phan_cong", 1, NA_TAM): date(2020, 4, 17),
    ("so_khac_phuc", 1, KHUN_HA): date(2020, 4, 24),
    ("kiem_tra", 4, SON_BINH): None,
    ("thong_tin", 1, HO_THAU): date(2020, 5, 11),
    ("kiem_tra", 10, TAM_DUONG): None,
    ("bao_cao", 1, NUNG_NANG): date(2020, 7, 10),
    ("xin_loi", 3, BAN_BO): date(2020, 7, 10),
    ("giai_phap", 1, HO_THAU): date(2020, 10, 6),
    ("giai_phap", 3, KHUN_HA): None,
}
#: Đơn vị ghi từng lần kiểm tra vào sổ; the others keep theirs on paper, and the office counts it.
WRITES_MINUTES = TAM_DUONG
#: Đơn vị gửi bảng xuất của một cửa điện tử; the others send the list on paper.
SENDS_TABLES = (TAM_DUONG, THEN_SIN, BAN_BO)
#: Đơn vị ban hành kế hoạch khắc phục trên máy; the others send theirs on paper.
ISSUES_PLAN = (TAM_DUONG, BINH_LU)
#: Nguyên nhân, giải pháp, minh chứng: by the element of the criterion.
REMEDIES = {
    "1": (
        "Chỗ ngồi chờ, trang thiết bị của bộ phận một cửa còn thiếu; bảng hướng dẫn đã cũ.",
        "Bố trí lại nơi tiếp dân, thay bảng hướng dẫn, đăng số điện thoại và giờ tiếp nhận.",
        "Biên bản nghiệm thu, ảnh chụp nơi tiếp dân",
    ),
    "2": (
        "Thủ tục niêm yết chưa kịp thời khi có thay đổi; mẫu đơn khó hiểu với đồng bào dân tộc thiểu số.",
        "Cập nhật niêm yết trong 03 ngày làm việc; phân công người viết hộ đơn vào ngày chợ phiên.",
        "Danh mục đã niêm yết, lịch trực hướng dẫn",
    ),
    "3": (
        "Công chức kiêm nhiệm, có lúc vắng mặt tại bộ phận một cửa; hướng dẫn chưa rõ.",
        "Phân công người trực thay, chấm điểm thái độ phục vụ hằng tuần, nhắc nhở tại giao ban.",
        "Bảng phân công, biên bản giao ban",
    ),
    "4": (
        "Hồ sơ phải xin ý kiến nhiều cấp, trả kết quả chưa đúng hẹn.",
        "Rà soát từng khâu, gọi điện báo trước khi có kết quả, xin lỗi bằng văn bản khi quá hạn.",
        "Sổ theo dõi hồ sơ của quý",
    ),
    "5": (
        "Người dân chưa biết nơi góp ý; kết quả xử lý chưa được công khai.",
        "Đặt hòm thư, công bố số điện thoại, niêm yết kết quả trả lời góp ý hằng tháng.",
        "Sổ tiếp nhận, bản niêm yết kết quả trả lời",
    ),
}  # fmt: skip

Does = Callable[[Workspace], object]


@dataclass(frozen=True, slots=True)
class DayAct:
    """Việc của một ngày: done on ``day``, before the engine looks whom to remind; by its ``name`` a browser does it."""

    day: date
    does: Does
    name: str = ""


def play(
    workspace: Workspace,
    until: date,
    since: date = BEGUN,
    *,
    every_monday: bool = False,
    without: Container[str] = (),
) -> Workspace:
    """Diễn lại năm: all acts from ``since`` to ``until``, both included; gives the workspace of the last day.

    Acts named in ``without`` are left to whoever plays them otherwise.

    The engine is asked on each day on which something happens or a reminder falls due, besides ``every_monday``.
    """
    if since <= BEGUN:
        prefill_register(on_day(workspace, BEGUN), ID)
    acts = sorted((act for act in year_acts(workspace) if act.name not in without), key=lambda act: act.day)
    days = {act.day for act in acts} | ENGINE_DAYS
    if every_monday:
        days |= {BEGUN + timedelta(days=6 + 7 * week) for week in range(44)}
    for day in sorted(one for one in days if since <= one <= until):
        for act in acts:
            if act.day == day:
                act.does(on_day(workspace, day))
        if day in ENGINE_DAYS or every_monday:
            advance_day(on_day(workspace, day, hour=16), ID, day)
    return on_day(workspace, until)


#: Ngày máy làm việc: those of the reminders, and of the two syntheses.
ENGINE_DAYS = {
    date.fromisoformat(day)
    for day in (
        "2020-04-16", "2020-04-23", "2020-05-04", "2020-05-08", "2020-06-15", "2020-06-19", "2020-07-01", "2020-07-07",
        "2020-07-08", "2020-10-01", "2020-12-01", "2020-12-07", "2021-01-08",
    )
}  # fmt: skip


def year_acts(workspace: Workspace) -> Iterator[DayAct]:
    """Mọi việc của năm: in no order; ``workspace`` is asked for the days of the plan only."""
    yield from _register()
    yield from _people()
    yield from _telling()
    yield from _by_the_plan(workspace)
    yield from _one_stop()
    yield from _reports()
    yield DayAct(MEASURED, lambda desk: measure(desk, LATER, MEASURED))
    yield from _end_of_year()


def _in_time(step: str, occurrence: int = 1, units: Iterable[str] = UNITS) -> list[str]:
    return [unit for unit in units if (step, occurrence, unit) not in LAPSES]


# --- điểm 1: sổ khắc phục ---


def _register() -> Iterator[DayAct]:
    """Bình Lư is first, is sent back, and mends it on the last day; Khun Há comes two days late."""
    yield DayAct(date(2020, 4, 17), lambda desk: hand_in_register(desk, BINH_LU, short=True), "nop_so")
    yield DayAct(
        date(2020, 4, 20),
        lambda desk: return_register(
            desk, ID, BINH_LU, "Giải pháp chưa nói làm việc gì; ghi việc cụ thể của từng tuần"
        ),
        "tra_so",
    )
    others = [unit for unit in _in_time("so_khac_phuc") if unit != BINH_LU]
    yield DayAct(date(2020, 4, 21), lambda desk: [hand_in_register(desk, unit) for unit in others])
    yield DayAct(date(2020, 4, 22), lambda desk: hand_in_register(desk, BINH_LU), "nop_lai_so")
    yield DayAct(date(2020, 4, 24), lambda desk: hand_in_register(desk, KHUN_HA))
    yield DayAct(date(2020, 4, 27), accept_all, "chap_nhan_so")


def accept_all(desk: Workspace) -> object:
    """Chấp nhận sổ của mọi đơn vị: each remedy is a duty from now on."""
    return accept_registers(desk, ID, UNITS)


def fill_register(desk: Workspace, unit: str, *, short: bool = False) -> None:
    """Điền sổ của một đơn vị: every row; ``short``: with remedies that say nothing."""
    found = improvement_register(desk, ID, unit).of(unit)
    assert found is not None
    rows = []
    for place, one in enumerate(found.rows):
        cause, remedy, evidence = REMEDIES[one.row.code[0]]
        written = {
            "cause": cause,
            "remedy": "Tăng cường chỉ đạo." if short else remedy,
            "person": ("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lò Văn Mẫu")[min(place, 2)],
            "post": ("Chủ tịch", "Phó Chủ tịch", "Công chức Văn phòng - Thống kê")[min(place, 2)],
            "deadline": REMEDY_DAYS[min(place, 2)].isoformat(),
            "evidence": evidence,
        }
        rows.append(WrittenRow(unit, one.row.code, written))
    fill_rows(desk, ID, rows)


def hand_in_register(desk: Workspace, unit: str, *, short: bool = False) -> None:
    """Điền và nộp sổ: of one unit."""
    fill_register(desk, unit, short=short)
    submit_register(desk, ID, unit)


# --- điểm 3: lãnh đạo theo dõi bộ phận một cửa ---


def _people() -> Iterator[DayAct]:
    yield DayAct(date(2020, 4, 14), lambda desk: name_leaders(desk, _in_time("phan_cong")))
    yield DayAct(date(2020, 4, 17), lambda desk: name_leaders(desk, [NA_TAM]))


def name_leaders(desk: Workspace, units: Iterable[str]) -> None:
    """Phân công lãnh đạo: by a document of each unit."""
    day = desk.today()
    people = [
        Appointment(
            unit, "Nguyễn Văn Mẫu", day, "Chủ tịch", "Trần Thị Mẫu", "Công chức Văn phòng - Thống kê", step="phan_cong",
            document=f"{place:02d}/TB-UBND",
        )
        for place, unit in enumerate(units, start=1)
    ]  # fmt: skip
    appoint(desk, ID, [Placed(one) for one in people], day)


# --- điểm 2: thông tin, tuyên truyền ---


def _telling() -> Iterator[DayAct]:
    yield DayAct(date(2020, 4, 28), lambda desk: [tell(desk, unit) for unit in _in_time("thong_tin")])
    yield DayAct(date(2020, 5, 11), lambda desk: tell(desk, HO_THAU))


def tell(desk: Workspace, unit: str) -> None:
    """Thông tin kết quả: to staff on the notice board, to people by loudspeaker; by the town on its page as well."""
    day = desk.today()
    record_telling(desk, ID, Told(unit, Purpose.STAFF, Outlet.NOTICE_BOARD, day, "Bảng tin trụ sở UBND"))
    loud = Told(unit, Purpose.CITIZENS, Outlet.RADIO, day, "Hệ thống loa truyền thanh của xã", time(17, 30))
    record_telling(desk, ID, loud)
    if unit == TAM_DUONG:
        page = "https://tamduong.laichau.gov.vn/chi-so-hai-long-2019"
        capture = Upload(b"\x89PNG\r\n\x1a\nanh chup trang tin", "trang-tin.png")
        record_telling(desk, ID, Told(unit, Purpose.CITIZENS, Outlet.WEBSITE, day, page), capture)


# --- theo kế hoạch: kế hoạch của đơn vị, rà soát thủ tục, kiểm tra ghi sổ giấy, giải pháp ---


def _by_the_plan(workspace: Workspace) -> Iterator[DayAct]:
    board = followup_state(workspace, ID).board(END)
    for lane in board.lanes:
        step, number = lane.lane.code
        if lane.due is None or step not in ("ke_hoach", "cat_giam", "kiem_tra"):
            continue
        kind = EventKind.COUNTED if step == "kiem_tra" else EventKind.SUBMITTED
        units = _in_time(step, number)
        # What is written or issued on the machine closes its duty there.
        on_the_machine = {"kiem_tra": (WRITES_MINUTES,), "ke_hoach": ISSUES_PLAN}.get(step, ())
        units = [unit for unit in units if unit not in on_the_machine]
        events = [
            NewEvent(step, unit, number, kind, lane.due, {}, f"so-giay/{step}/{number}/{unit}")
            for unit in units
        ]
        yield DayAct(
            lane.due, lambda desk, events=events: record_events(desk, ID, events, act="duty_submitted")
        )
    yield DayAct(date(2020, 5, 14), lambda desk: [issue_plan(desk, ID, unit) for unit in ISSUES_PLAN])
    for place, day in enumerate(REMEDY_DAYS, start=1):
        yield DayAct(day, lambda desk, place=place: mend(desk, place))
    yield DayAct(date(2020, 10, 6), lambda desk: mend(desk, 1, [HO_THAU]))


def mend(desk: Workspace, place: int, units: Iterable[str] = ()) -> None:
    """Thực hiện giải pháp: of the first, the second, or all further rows, with what shows it."""
    chosen = list(units) or [unit for unit in UNITS if ("giai_phap", place, unit) not in LAPSES]
    events = []
    for unit in chosen:
        found = improvement_register(desk, ID, unit).of(unit)
        assert found is not None
        assert found.register.state is RegisterState.ACCEPTED
        for number, row in enumerate(found.rows, start=1):
            if min(number, 3) == place:
                said = {"document": f"{number:02d}/BC-UBND"}
                key = f"giai-phap/{row.step}/{unit}"
                events.append(NewEvent(row.step, unit, 1, EventKind.SUBMITTED, desk.today(), said, key))
    record_events(desk, ID, events, act="duty_submitted")


# --- điểm 4: kiểm tra có biên bản, hồ sơ quá hạn và thư xin lỗi ---

#: The Tuesday of each week, but where the town looked away.
_WEEKS = [date(2020, 4, 7) + timedelta(days=7 * week) for week in range(39) if week + 1 != 10]
MONTHS = [
    date.fromisoformat(day)
    for day in (
        "2020-05-05", "2020-06-03", "2020-07-03", "2020-08-05", "2020-09-04", "2020-10-05", "2020-11-04", "2020-12-03",
        "2021-01-06",
    )
]  # fmt: skip


def _one_stop() -> Iterator[DayAct]:
    for day in _WEEKS:
        yield DayAct(day, lambda desk: inspect(desk, WRITES_MINUTES), f"kiem_tra_{day:%d_%m}")
    yield DayAct(date(2020, 5, 20), inspect_then_sin)
    yield DayAct(
        date(2020, 6, 2),
        lambda desk: remedy_finding(
            desk,
            ID,
            then_sin_inspection(desk),
            1,
            done_on=date(2020, 6, 1),
            evidence="Bảng niêm yết đã thay, ảnh chụp",
        ),
    )
    for number, day in enumerate(MONTHS, start=1):
        yield DayAct(day, lambda desk, number=number: compare_overdue(desk, number))
    yield DayAct(date(2020, 7, 10), lambda desk: hand_in_overdue(desk, BAN_BO))


def inspect(desk: Workspace, unit: str) -> None:
    """Kiểm tra một cửa: nothing wanting."""
    record_inspection(desk, ID, minutes(desk, unit))


def inspect_then_sin(desk: Workspace) -> None:
    """Phòng Nội vụ kiểm tra xã Thèn Sin: one finding, with remedy and deadline."""
    finding = {
        "item": "cong_khai",
        "what": "Bảng niêm yết thủ tục chưa thay bản mới",
        "person": "Lò Văn Mẫu, công chức Văn phòng - Thống kê",
        "remedy": "Thay bảng niêm yết theo danh mục đang có hiệu lực",
        "deadline": date(2020, 6, 5),
    }
    record_inspection(desk, ID, minutes(desk, THEN_SIN, by=STANDING, findings=[finding]))


def then_sin_inspection(desk: Workspace) -> int:
    """Số của lần kiểm tra Thèn Sin: the only one there."""
    from workflows.services.results_use.inspection_records import inspection_book

    (one,) = inspection_book(desk, ID, THEN_SIN).inspections
    return one.number


def minutes(
    desk: Workspace, unit: str, *, by: str = "", findings: Iterable[dict[str, object]] = ()
) -> InspectionDraft:
    """Phiếu kiểm tra: every item of the day's checklist, kept but those of which there is a finding."""
    day, found = desk.today(), list(findings)
    failed = {str(one["item"]) for one in found}
    items = checklist_of(desk, followup_state(desk, ID), unit, day)
    answers = {one.code: {"verdict": "khong_dat" if one.code in failed else "dat"} for one in items}
    return inspection_draft(
        {
            "unit": unit,
            "by": by,
            "place": "Bộ phận tiếp nhận và trả kết quả",
            "began": datetime.combine(day, time(8)),
            "ended": datetime.combine(day, time(9, 30)),
            "inspectors": ["Nguyễn Văn Mẫu, Trưởng đoàn", "Trần Thị Mẫu, thư ký"],
            "met": ["Lò Văn Mẫu, công chức Văn phòng - Thống kê"],
            "answers": answers,
            "findings": found,
        },
        file=unit,
    )


def compare_overdue(desk: Workspace, number: int) -> None:
    """Đối chiếu hồ sơ quá hạn của một tháng: by every unit that does it in time."""
    units = _in_time("xin_loi", number)
    for unit in units:
        if unit in SENDS_TABLES:
            hand_in_overdue(desk, unit)
    events = [
        NewEvent(
            "xin_loi", unit, number, EventKind.SUBMITTED, desk.today(), {}, f"so-giay/xin_loi/{number}/{unit}"
        )
        for unit in units
        if unit not in SENDS_TABLES
    ]
    record_events(desk, ID, events, act="duty_submitted")


def hand_in_overdue(desk: Workspace, unit: str) -> None:
    """Đối chiếu hồ sơ quá hạn: three files a month; at Thèn Sin one is overdue, in May without an apology."""
    last = desk.today().replace(day=1) - timedelta(days=1)
    sent = None
    if unit == THEN_SIN and last.month != 5:
        code = f"{unit[-5:]}-{last:%m}-3"
        sent = Upload(
            f"Mã hồ sơ,Số văn bản,Ngày\n{code},{last.month}/UBND,{last:%d/%m/%Y}\n".encode(), "xin-loi.csv"
        )
    table = Upload(overdue_table(unit, last).encode(), "ho-so.csv")
    take_overdue_upload(desk, ID, unit, table, on=last, apologies=sent)


def overdue_table(unit: str, last: date) -> str:
    """Bảng xuất một cửa của một tháng: three files; the third of Thèn Sin was ready six days late."""
    due = last - timedelta(days=6)
    rows = [f"{unit[-5:]}-{last:%m}-{n},{last:%d/%m/%Y},{last:%d/%m/%Y},{last:%d/%m/%Y}" for n in (1, 2)]
    ready = last if unit == THEN_SIN else due
    rows.append(f"{unit[-5:]}-{last:%m}-3,{due:%d/%m/%Y},{due:%d/%m/%Y},{ready:%d/%m/%Y}")
    return "Mã hồ sơ,Ngày nhận,Ngày hẹn,Ngày có kết quả\n" + "\n".join(rows) + "\n"


# --- báo cáo 6 tháng ---

FIGURES = {"tiep_nhan": "120", "qua_han": "2", "xin_loi": "2", "kien_nghi": "5", "da_tra_loi": "5"}
#: Tả Lèng wrote the months together, and one of them twice.
WRONG = {**FIGURES, "tiep_nhan": "1200"}


def _reports() -> Iterator[DayAct]:
    yield DayAct(date(2020, 6, 26), lambda desk: report(desk, 1, _in_time("bao_cao")))
    yield DayAct(
        date(2020, 6, 29),
        lambda desk: return_report(
            desk,
            ID,
            "bao_cao",
            TA_LENG,
            1,
            "1.200 hồ sơ là gấp mười lần các quý trước; kiểm tra lại",
            desk.today(),
        ),
        "tra_bao_cao",
    )
    yield DayAct(date(2020, 6, 30), lambda desk: report(desk, 1, [TA_LENG], FIGURES), "sua_bao_cao")
    yield DayAct(date(2020, 7, 10), lambda desk: report(desk, 1, [NUNG_NANG]))
    yield DayAct(date(2020, 12, 30), lambda desk: report(desk, 2, UNITS, FIGURES))


def report(desk: Workspace, number: int, units: Iterable[str], figures: dict[str, str] | None = None) -> None:
    """Báo cáo 6 tháng: the same figures of each unit, but Tả Lèng's at first."""
    rows = [WrittenReport(unit, figures or (WRONG if unit == TA_LENG else FIGURES)) for unit in units]
    submit_reports(desk, ID, "bao_cao", number, rows, desk.today())


# --- đánh giá, khen thưởng, hội nghị ---

DECIDED = "Chủ tịch UBND huyện"
MEETING = Meeting("Hội trường UBND huyện Tam Đường", datetime(2021, 1, 29, 8), "Chủ tịch UBND huyện")


def _end_of_year() -> Iterator[DayAct]:
    yield DayAct(date(2020, 7, 13), lambda desk: report_reform(desk, ReformPeriod.HALF_YEAR))
    yield DayAct(date(2021, 1, 12), lambda desk: evaluate(desk))
    yield DayAct(date(2021, 1, 13), nominate_one)
    yield DayAct(date(2021, 1, 14), lambda desk: report_reform(desk, ReformPeriod.YEAR))
    yield DayAct(date(2021, 1, 18), decide, "chon")
    yield DayAct(date(2021, 1, 20), lambda desk: submit_to_committee(desk))
    yield DayAct(date(2021, 1, 25), lambda desk: issue_paper(desk, ID, Wanted(Paper.DECISION)), "quyet_dinh")
    yield DayAct(date(2021, 1, 26), lambda desk: issue_paper(desk, ID, Wanted(Paper.INVITATION, MEETING)))
    yield DayAct(date(2021, 1, 28), lambda desk: issue_paper(desk, ID, Wanted(Paper.SUMMARY, tasks=TASKS)))
    yield DayAct(date(2021, 1, 29), lambda desk: say_done(desk, "hoi_nghi", DISTRICT))


TASKS = (
    "Phòng Nội vụ mở sổ khắc phục năm 2021 từ kết quả đo lường năm 2020 trước ngày 15/3/2021",
    "UBND các xã, thị trấn kiểm tra bộ phận một cửa đủ số lần, không bỏ tuần nào",
)


def say_done(desk: Workspace, step: str, unit: str, number: int = 1, document: str = "") -> None:
    """Ghi việc đã xong: of an office that closes its duty by a document or meeting."""
    said = {"document": document} if document else {}
    event = NewEvent(
        step, unit, number, EventKind.SUBMITTED, desk.today(), said, f"{step}/{unit}/{number}/xong"
    )
    record_events(desk, ID, [event], act="duty_submitted")


def report_reform(desk: Workspace, period: ReformPeriod) -> None:
    """Báo cáo cải cách hành chính, phần chỉ số: drafted from all books of the year and issued."""
    issue_reform_report(desk, ID, period)


def evaluate(desk: Workspace) -> None:
    """Chốt đánh giá năm: on the eve of the proposals."""
    keep_evaluation(desk, ID, desk.today())


def nominate_one(desk: Workspace) -> None:
    """Giới thiệu cá nhân: by the first unit which meets every criterion."""
    unit = next(one.unit for one in commendation_book(desk, ID).proposals if one.met)
    nominate(
        desk, ID, unit, name="Trần Thị Mẫu", post="công chức Văn phòng - Thống kê",
        achievement="Trực bộ phận một cửa cả năm, không có hồ sơ quá hạn, không có phản ánh",
    )  # fmt: skip


def decide(desk: Workspace) -> None:
    """Chủ tịch chọn: those who meet the criteria, but the last of them; one who does not, with a reason."""
    book = commendation_book(desk, ID)
    met = [one.unit for one in book.proposals if one.met]
    for unit in met[:-1]:
        choose(desk, ID, unit, form="giay_khen", by=DECIDED)
    pass_over(desk, ID, met[-1], by=DECIDED, reason="Đã được tặng giấy khen về cải cách hành chính trong năm")
    choose(desk, ID, NA_TAM, form="giay_khen", by=DECIDED, reason=WHY_NA_TAM)
    choose(desk, ID, met[0], form="giay_khen", by=DECIDED, nomination=1)


WHY_NA_TAM = "Xã đặc biệt khó khăn; chậm hai ngày do đường sạt lở, mọi việc khác đúng hạn"


def submit_to_committee(desk: Workspace) -> None:
    """Trình khen thưởng: by the office of home affairs."""
    issue_paper(desk, ID, Wanted(Paper.SUBMISSION))
