"""Sổ sau công bố (trình diễn): what the units and the department wrote in the books of the year that uses a result.

All of it is made up, the same on every start, and written down through the ordinary services, each thing on its day.
"""

import csv
import struct
import tempfile
import zlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from directives.followup.log import EventKind
from directives.followup.plan import ActKind
from directives.followup.report_workbook import WrittenReport
from directives.results_use.improvement import step_code
from directives.results_use.improvement_entries import WrittenRow
from directives.results_use.inspection_file import AnswerDraft, FindingDraft, InspectionDraft
from directives.results_use.telling import Outlet, Purpose, Told
from storage.followup import NewEvent
from workflows.services.followup_state import FollowupState
from workflows.services.move_deadline import Scope, extend
from workflows.services.record_events import record_events
from workflows.services.results_use.commendation import nominate
from workflows.services.results_use.evaluation import keep_evaluation
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_desk import accept_registers, return_register
from workflows.services.results_use.improvement_register import improvement_register
from workflows.services.results_use.improvement_rows import fill_rows, submit_register
from workflows.services.results_use.inspection_checks import checklist_of
from workflows.services.results_use.inspection_findings import remedy_finding
from workflows.services.results_use.inspection_handling import record_handling
from workflows.services.results_use.inspection_records import record_inspection
from workflows.services.results_use.lesson_acts import lessons_as_duties, write_remedy
from workflows.services.results_use.lesson_book import lesson_book
from workflows.services.results_use.overdue_files import take_overdue
from workflows.services.results_use.telling import record_telling, withdraw_telling
from workflows.services.unit_door.answers import Upload
from workflows.services.unit_reports import submit_reports
from workflows.services.virtual_people import ACTOR
from workflows.services.workspace import Workspace

#: Từ trong tên tiêu chí -> nguyên nhân, giải pháp, minh chứng: the first row of which a word stands there.
_REMEDIES = (
    (
        ("phản ánh", "phản hồi", "góp ý"),
        "Chưa công khai nơi tiếp nhận phản ánh, kiến nghị",
        "Công khai số điện thoại, hộp thư; trả lời trong năm ngày làm việc",
        "Sổ theo dõi phản ánh, kiến nghị",
    ),
    (
        ("Trụ sở", "Trang thiết bị", "niêm yết", "theo nhiều hình thức"),
        "Bảng niêm yết còn thiếu, chữ nhỏ, người dân khó đọc",
        "Niêm yết lại bằng bảng lớn, có mã QR; phân công người hướng dẫn tại sảnh vào buổi sáng",
        "Ảnh chụp bảng niêm yết; bảng phân công",
    ),
    (
        ("Kết quả", "Thời hạn"),
        "Kết quả trả chậm do phải lấy ý kiến nhiều nơi",
        "Rút ngắn thời hạn nội bộ, nhắc trước hạn hai ngày",
        "Quy trình nội bộ đã sửa",
    ),
    (
        ("Công chức", "hồ sơ", "phí"),
        "Người tiếp nhận kiêm nhiều việc, lần đầu hướng dẫn chưa đủ",
        "Bố trí thêm một người vào thứ hai và thứ sáu; dùng phiếu hướng dẫn một lần cho từng thủ tục",
        "Lịch trực; mẫu phiếu hướng dẫn đã ban hành",
    ),
    (
        ("",),
        "Người dân chưa được thông tin đầy đủ, kịp thời về chính sách; ít khi được mời góp ý",
        "Thông tin chính sách trên loa truyền thanh mỗi tuần; đối thoại với người dân mỗi quý",
        "Lịch phát; biên bản đối thoại",
    ),
)
_ANSWERS_FOR = ("Lê Văn Mẫu", "Giám đốc Trung tâm Phục vụ hành chính công")
_INSPECTORS = ["Trần Văn Ví Dụ, Phó Chủ tịch UBND", "Ngô Thị Minh Họa, Công chức Văn phòng"]
_MET = ["Đặng Thị Thử, Công chức tiếp nhận hồ sơ"]
_PLACE = "Trung tâm Phục vụ hành chính công"


def make_registers(workspace: Workspace, campaign: str) -> None:
    """Lập sổ khắc phục: from the result, for every unit that was measured."""
    prefill_register(workspace, campaign)


def fill_register(workspace: Workspace, campaign: str, unit: str, days: Sequence[date]) -> None:
    """Ghi sổ: every row of a unit, its remedies due on ``days`` in turn; handed in."""
    people, calendar = _people(workspace), workspace.calendar
    found = improvement_register(people, campaign, unit).of(unit)
    rows = found.rows if found else ()
    written = []
    for place, one in enumerate(rows):
        _, cause, remedy, evidence = next(
            row for row in _REMEDIES if any(word in one.row.weakness.name for word in row[0])
        )
        said = {
            "cause": cause,
            "remedy": remedy,
            "person": _ANSWERS_FOR[0],
            "post": _ANSWERS_FOR[1],
            "deadline": f"{calendar.roll_back(days[place % len(days)]):%d/%m/%Y}",
            "evidence": evidence,
        }
        written.append(WrittenRow(unit, one.row.code, said))
    if written:
        fill_rows(people, campaign, written)
        submit_register(people, campaign, unit)


def give_more_time(workspace: Workspace, campaign: str, step: str, unit: str, to: date) -> None:
    """Gia hạn: of one unit, by a document which came on paper."""
    extend(workspace, campaign, Scope(step, unit), to, ("96/UBND-VP", "Đơn vị đang khắc phục hậu quả mưa lũ"))


def send_back(workspace: Workspace, campaign: str, unit: str, reason: str) -> None:
    """Trả lại sổ: with the reason, which the unit reads."""
    return_register(workspace, campaign, unit, reason)


def accept(workspace: Workspace, campaign: str, units: Sequence[str]) -> None:
    """Chấp nhận sổ: each remedy is a duty of its unit from now on."""
    accept_registers(workspace, campaign, units)


def first_remedies(workspace: Workspace, campaign: str, units: Collection[str]) -> set[tuple[str, str]]:
    """Việc khắc phục đầu tiên của các đơn vị: step and unit, so that somebody may leave them undone."""
    found = improvement_register(workspace, campaign)
    ids = found.plan.units
    return {
        (step_code(one.rows[0].row.code, one.unit.id, ids), one.unit.id)
        for one in found.units
        if one.unit.id in units and one.rows
    }


def tell_people(workspace: Workspace, campaign: str, unit: str, day: date, purpose: Purpose) -> None:
    """Đăng kết quả lên trang thông tin: with a capture of the page."""
    slug = unit.removeprefix("ubnd-").rpartition("-")[0]
    address = f"https://{slug}.lamdong.example/sipas/{purpose.value}"
    told = Told(unit, purpose, Outlet.WEBSITE, day, address, note="Số liệu giả lập")
    record_telling(_people(workspace), campaign, told, Upload(_picture(address), "man-hinh.png"))


def tell_by_loudspeaker(workspace: Workspace, campaign: str, unit: str, day: date) -> None:
    """Phát thanh: the text for the loudspeaker, without a recording."""
    place = "Bản tin sáng, hệ thống truyền thanh cơ sở"
    told = Told(unit, Purpose.CITIZENS, Outlet.RADIO, day, place, time(6, 30), note="Số liệu giả lập")
    record_telling(_people(workspace), campaign, told)


def tell_by_mistake(workspace: Workspace, campaign: str, unit: str, day: date) -> None:
    """Ghi nhầm rồi rút: evidence that was another unit's page."""
    told = Told(unit, Purpose.STAFF, Outlet.NOTICE_BOARD, day, "Bảng tin của UBND phường bên cạnh")
    kept = record_telling(_people(workspace), campaign, told)
    reason = "Ghi nhầm: đây là bảng tin của đơn vị khác"
    withdraw_telling(_people(workspace), campaign, kept.number, reason, unit=unit)


def inspect(workspace: Workspace, state: FollowupState, unit: str, day: date, *, failed: int = 0) -> int:
    """Kiểm tra một cửa: a unit looks at its own office; ``failed`` so many items were not kept. Gives the number."""
    items = checklist_of(workspace, state, unit, day)
    kept = {one.code: AnswerDraft(verdict="dat") for one in items}
    broken = items[1 : 1 + failed]
    for one in broken:
        kept[one.code] = AnswerDraft(verdict="khong_dat", remark="Một số hồ sơ chưa làm đúng")
    findings = [
        FindingDraft(
            item=one.code,
            what="Hai hồ sơ chưa làm đúng nội dung kiểm tra này",
            person=_MET[0],
            remedy="Làm lại theo đúng quy trình, báo cáo kết quả",
            deadline=workspace.calendar.add_working_days(day, 5),
        )
        for one in broken
    ]
    draft = InspectionDraft(
        unit=unit,
        place=_PLACE,
        began=datetime.combine(day, time(8, 30)),
        ended=datetime.combine(day, time(10, 0)),
        inspectors=_INSPECTORS,
        met=_MET,
        answers=kept,
        findings=findings,
    )
    return record_inspection(_people(workspace), state.plan.id, draft).inspection.number


def mend(workspace: Workspace, campaign: str, number: int, unit: str, day: date) -> None:
    """Khắc phục phát hiện: the first one of an inspection, shown by a report."""
    said = "Đã làm lại hai hồ sơ, có xác nhận của người dân (số liệu giả lập)"
    remedy_finding(_people(workspace), campaign, number, 1, done_on=day, evidence=said, unit=unit)


def decide_about_person(workspace: Workspace, campaign: str, number: int, day: date) -> None:
    """Xử lý cán bộ: what was decided about the person of the first finding; few may see it."""
    record_handling(
        workspace,
        campaign,
        number,
        1,
        document="07/TB-UBND",
        decided_on=day,
        form="Nhắc nhở bằng văn bản, rút kinh nghiệm trong toàn cơ quan",
    )


def count_overdue(
    workspace: Workspace, campaign: str, unit: str, day: date, *, overdue: int, sorry: int
) -> None:
    """Đối chiếu hồ sơ quá hạn: a month's export; ``sorry`` of the ``overdue`` files got an apology."""
    code = unit.rpartition("-")[2]
    first = day - timedelta(days=25)
    files = [
        (f"H36.{code}-{first:%y%m}-{n:04d}", first, first + timedelta(days=5), _result_day(n, first, overdue))
        for n in range(1, 25)
    ]
    with tempfile.TemporaryDirectory() as place:
        export, apologies = Path(place, "mot-cua.csv"), Path(place, "xin-loi.csv")
        heads = ("Mã hồ sơ", "Ngày nhận", "Ngày hẹn", "Ngày có kết quả")
        _write(export, heads, [(name, *(_shown(one) for one in days)) for name, *days in files])
        said = [
            (name, f"{n}/UBND-VP", _shown(due)) for n, (name, _, due, _) in enumerate(files[:sorry], start=11)
        ]
        _write(apologies, ("Mã hồ sơ", "Số văn bản", "Ngày"), said)
        take_overdue(
            _people(workspace), campaign, unit, export, on=day, apologies=apologies if sorry else None
        )


def report(workspace: Workspace, state: FollowupState, units: Sequence[str], day: date) -> None:
    """Báo cáo 6 tháng: of all units; a figure of the first one was wrong, was sent back and came again."""
    lane = next(one for one in state.lanes if one.step.act is ActKind.REPORT)
    step, number = lane.code
    people = _people(workspace)
    written = [WrittenReport(unit, _figures(place), "") for place, unit in enumerate(units)]
    wrong = replace(written[0], written={**written[0].written, "qua_han": "310"})
    submit_reports(people, state.plan.id, step, number, [wrong, *written[1:]], day)
    reason = {"reason": "Số hồ sơ quá hạn nhiều hơn số hồ sơ tiếp nhận; đề nghị kiểm tra lại"}
    key = f"{step}/{units[0]}/{number}/returned/gia-lap"
    back = NewEvent(step, units[0], number, EventKind.RETURNED, day, reason, key)
    record_events(workspace, state.plan.id, [back], act="duty_returned")
    submit_reports(people, state.plan.id, step, number, written[:1], day)


def learn(workspace: Workspace, campaign: str, due: date) -> set[tuple[str, str]]:
    """Bài học thành nhiệm vụ: of whoever is to mend each; gives their steps with the unit."""
    if not lesson_book(workspace, campaign, workspace.today()).standing:
        return set()
    lessons_as_duties(workspace, campaign, due=due, person=workspace.actor)
    book = lesson_book(workspace, campaign, workspace.today())
    return {(one.step, one.item.owner) for one in book.standing if one.step}


def say_what_was_done(workspace: Workspace, campaign: str, but_last: int) -> None:
    """Ghi biện pháp: for every lesson but so many of the last ones."""
    lessons = lesson_book(workspace, campaign, workspace.today()).standing
    for one in lessons[: max(1, len(lessons) - but_last)]:
        said = "Đã rút kinh nghiệm, phân công người kiểm tra trước khi nộp (số liệu giả lập)"
        write_remedy(_people(workspace), campaign, one.item.code, unit=one.item.owner, text=said)


def value_the_year(workspace: Workspace, campaign: str, unit: str, day: date) -> None:
    """Đánh giá: a version of the scorecards is kept, and a unit has named somebody; nothing is chosen yet."""
    keep_evaluation(workspace, campaign, day)
    name, post = _ANSWERS_FOR
    achieved = "Rút ngắn thời gian trả kết quả, không để hồ sơ quá hạn trong hai quý (số liệu giả lập)"
    nominate(_people(workspace), campaign, unit, name=name, post=post, achievement=achieved)


def _people(workspace: Workspace) -> Workspace:
    return replace(workspace, actor=ACTOR)


def _figures(place: int) -> dict[str, str]:
    """Số liệu của một đơn vị: late ones and letters of apology fit together, save of some."""
    received, late = 240 + 17 * place, (3 * place) % 7
    asked = 4 + place
    return {
        "tiep_nhan": str(received),
        "qua_han": str(late),
        "xin_loi": str(max(0, late - place % 2)),
        "kien_nghi": str(asked),
        "da_tra_loi": str(asked - place % 3 // 2),
    }


def _result_day(n: int, first: date, overdue: int) -> date:
    """The first ones came late, the others a day early."""
    return first + timedelta(days=8 if n <= overdue else 4)


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _write(file: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows([header, *rows])


def _picture(words: str) -> bytes:
    """Ảnh chụp giả lập: a small grey picture, another one for each address."""
    wide, high = 96, 54
    shade = 160 + zlib.crc32(words.encode()) % 80
    rows = b"".join(b"\0" + bytes([shade]) * wide for _ in range(high))

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
