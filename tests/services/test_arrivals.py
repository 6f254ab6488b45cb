"""Văn bản đến từ tệp: read, confirmed by the clerk, entered once with file, record and duties; or refused by name."""

import tomllib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from directives.conversion.errors import SecrecyMark, UnknownFormat
from directives.errors import DirectiveError, Problem
from directives.register.arrival_draft import InvalidArrivalDraft, UnconfirmedArrival
from directives.register.arrival_reading import arrival_of
from directives.register.incoming import AlreadyReceived, IncomingBookKey
from storage import desk
from storage.database import reading
from storage.tables import audit_entry
from tests.workspaces import NOW
from workflows.services import receive_document
from workflows.services.enter_arrivals import EnteredArrival, enter_arrival, enter_arrivals, enter_read
from workflows.services.incoming_books import incoming_entries, incoming_entry
from workflows.services.read_arrivals import (
    ArrivalRead,
    ChangedFile,
    NoFilesThere,
    RefusedArrival,
    read_arrival,
    read_arrivals,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

OFFICE = "snv-lam-dong"
BOOK = IncomingBookKey(OFFICE, 2026)
LETTER = """ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 712/UBND-NC
V/v đo lường sự hài lòng năm 2026
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lâm Đồng, ngày 02 tháng 10 năm 2026
Kính gửi: Sở Nội vụ
Thực hiện Quyết định số 20/QĐ-BNV ngày 05/01/2026 của Bộ Nội vụ, Ủy ban nhân dân tỉnh yêu cầu:
1. Giao Sở Nội vụ chủ trì tổ chức điều tra xã hội học, báo cáo kết quả trước ngày 15/12/2026.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thị Mẫu
"""
CONFIRMED = """
office = "snv-lam-dong"
author = "UBND tỉnh Lâm Đồng"
number = "712/UBND-NC"
dated = 2026-10-02
type = "Công văn"
subject = "đo lường sự hài lòng năm 2026"
signer = "Trần Thị Mẫu"
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """Văn bản đến: as a text file."""
    return letter_at(tmp_path / "den" / "cv712.txt")


def letter_at(path: Path, text: str = LETTER) -> Path:
    """Ghi văn bản: at this place."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def confirmed(tmp_path: Path, text: str = CONFIRMED) -> Path:
    """Phiếu đã xác nhận: as the clerk left it."""
    path = tmp_path / "phieu.toml"
    path.write_text(text, encoding="utf-8")
    return path


def acts(workspace: Workspace) -> list[str]:
    """Các việc đã ghi nhật ký."""
    with reading(workspace.engine) as connection:
        return [row.act for row in connection.execute(audit_entry.select())]


# --- reading


def test_what_is_read_becomes_an_arrival_for_the_clerk(workspace: Workspace, letter: Path) -> None:
    read = read_arrival(workspace, OFFICE, letter)
    draft = read.arrival.draft
    assert (draft.number, draft.dated, draft.type) == ("712/UBND-NC", date(2026, 10, 2), "Công văn")
    assert (draft.subject, draft.signer) == ("đo lường sự hài lòng năm 2026", "Trần Thị Mẫu")
    assert "Lâm Đồng" in draft.author
    assert "20/QĐ-BNV" in [one.number for one in draft.cites]
    assert any(duty.by == date(2026, 12, 15) for duty in draft.duties)
    assert draft.received_on == NOW.date()
    assert acts(workspace) == [], "reading enters nothing"


def test_the_toml_says_the_same_and_reads_back(workspace: Workspace, letter: Path) -> None:
    arrival = read_arrival(workspace, OFFICE, letter).arrival
    text = arrival.to_toml(["đầu tệp"], {"author": ["? xem lại"]})
    table = tomllib.loads(text)
    assert table["number"] == arrival.draft.number
    assert [duty["text"] for duty in table["duties"]] == [duty.text for duty in arrival.draft.duties]
    assert text.startswith("# đầu tệp\n")
    assert "# ? xem lại\nauthor = " in text


def test_what_could_not_be_read_stays_blank_and_open(workspace: Workspace, tmp_path: Path) -> None:
    unnumbered = LETTER.replace("Số: 712/UBND-NC", "Số:      /UBND-NC").replace(
        "ngày 02 tháng 10", "ngày    tháng"
    )
    draft = read_arrival(workspace, OFFICE, letter_at(tmp_path / "den" / "a.txt", unnumbered)).arrival.draft
    assert (draft.number, draft.dated) == ("", "")
    assert {"number", "dated"} <= {problem.where for problem in draft.open_points()}


def test_a_folder_is_read_file_by_file_and_refusals_stand_in_their_place(
    workspace: Workspace, letter: Path
) -> None:
    (letter.parent / "anh.bin").write_bytes(b"\x00\x01")
    letter_at(letter.parent / "mat.txt", LETTER.replace("Số: 712", "MẬT\nSố: 712"))
    found = list(read_arrivals(workspace, OFFICE, [letter.parent]))
    assert [type(one) for one in found] == [RefusedArrival, ArrivalRead, RefusedArrival]
    refused = [one.error for one in found if isinstance(one, RefusedArrival)]
    assert isinstance(refused[0], UnknownFormat)
    assert isinstance(refused[1], SecrecyMark)


def test_an_empty_folder_is_said_to_be_one(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    with pytest.raises(NoFilesThere):
        list(read_arrivals(workspace, OFFICE, [tmp_path / "trong"]))


DOUBTS = [
    ("number", {}, ["number"], "a number that was crossed out"),
    ("parent", {}, ["author"], "a body above that was concluded"),
    (
        "lines",
        {"pages": "1"},
        ["author", "dated", "number", "signer", "subject"],
        "recognised from a picture",
    ),
    ("lines", {"encoding": "TCVN3"}, ["author", "dated", "number", "signer", "subject"], "an old encoding"),
    ("lines", {"seen": "ĐẾN"}, [], "a stamp beside the text"),
    ("signature", {"page": 1}, [], "the picture of a digital signature"),
    ("citations", {}, [], "what is not a field of the row"),
]


@pytest.mark.parametrize(("about", "told", "doubtful", "reason"), DOUBTS, ids=[row[3] for row in DOUBTS])
def test_a_doubt_of_the_reading_marks_the_fields_that_rest_on_it(
    workspace: Workspace, letter: Path, about: str, told: dict[str, object], doubtful: list[str], reason: str
) -> None:
    record = read_arrival(workspace, OFFICE, letter).record
    note = Problem("nghi ngờ", {"field": about, **told})
    arrival = arrival_of(record.to_json(), [note], office=OFFICE, file="a.txt", sha256="")
    assert arrival.draft.doubtful == doubtful, reason
    assert note in [remark for remarks in arrival.remarks.values() for remark in remarks], "it is told"


# --- entering


def test_a_confirmed_arrival_is_entered_with_its_file_record_and_duties(
    workspace: Workspace, letter: Path, tmp_path: Path
) -> None:
    duty = '[[duties]]\ntext = "Báo cáo kết quả"\naddressees = ["Sở Nội vụ"]\nby = 2026-12-15\n'
    text = f'file = "{letter}"\n' + CONFIRMED + 'addressees = ["Sở Nội vụ"]\n' + duty
    done = enter_arrival(workspace, confirmed(tmp_path, text))
    entry = incoming_entry(workspace, BOOK, 1)
    assert (done.entry.number, done.came_before) == (1, False)
    assert workspace.files.get(entry.file_sha256) == letter.read_bytes()
    assert (entry.document.author, entry.document.file_name) == ("UBND tỉnh Lâm Đồng", "cv712.txt")
    with reading(workspace.engine) as connection:
        kept = desk.reading_of(connection, BOOK, 1)
    assert kept is not None
    assert kept.intact
    assert kept.read["number"]["normalized"] == "712/UBND-NC"
    assert [one["text"] for one in kept.entered["duties"]] == ["Báo cáo kết quả"]
    assert acts(workspace) == ["document_received"]
    assert verify_books(workspace).problems == []


OPEN = [
    ('author = "UBND tỉnh Lâm Đồng"', 'author = " "', "author", "nobody wrote it"),
    ('number = "712/UBND-NC"', 'number = ""', "number", "a number that nobody filled in"),
    ("dated = 2026-10-02", 'dated = ""', "dated", "a day that nobody filled in"),
    ('signer = "Trần Thị Mẫu"', 'signer = ""', "signer", "a signer that nobody filled in"),
    ('subject = "đo', 'doubtful = ["number"]\nsubject = "đo', "number", "a doubt that nobody looked at"),
    ('subject = "đo', 'absent = ["number"]\nsubject = "đo', "number", "there and said to be absent"),
]


@pytest.mark.parametrize(("old", "new", "where", "reason"), OPEN, ids=[row[3] for row in OPEN])
def test_an_arrival_that_is_not_confirmed_takes_no_number(
    workspace: Workspace, tmp_path: Path, old: str, new: str, where: str, reason: str
) -> None:
    with pytest.raises(UnconfirmedArrival) as refused:
        enter_arrival(workspace, confirmed(tmp_path, CONFIRMED.replace(old, new)))
    assert [problem.where for problem in refused.value.problems] == [where], reason
    assert acts(workspace) == []


def test_what_the_document_really_lacks_is_said_and_then_entered(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = CONFIRMED.replace('number = "712/UBND-NC"', 'number = ""\nabsent = ["number"]')
    assert enter_arrival(workspace, confirmed(tmp_path, text)).entry.document.number_and_symbol == ""


def test_every_wrong_field_of_an_arrival_is_named_at_once(workspace: Workspace, tmp_path: Path) -> None:
    text = CONFIRMED.replace("2026-10-02", '"hôm qua"') + 'nguoi_ky = "x"\n[[duties]]\nby = 2026-12-15\n'
    with pytest.raises(InvalidArrivalDraft) as refused:
        enter_arrival(workspace, confirmed(tmp_path, text))
    assert {"nguoi_ky", "duties[1].text"} <= {problem.where for problem in refused.value.problems}


def test_a_file_that_was_changed_after_reading_is_not_entered(
    workspace: Workspace, letter: Path, tmp_path: Path
) -> None:
    text = f'file = "{letter}"\nsha256 = "{"0" * 64}"\n' + CONFIRMED
    with pytest.raises(ChangedFile):
        enter_arrival(workspace, confirmed(tmp_path, text))
    assert acts(workspace) == []


def test_the_same_file_renamed_is_entered_once(workspace: Workspace, letter: Path) -> None:
    for number in range(3):
        letter_at(letter.parent / f"ban-sao-{number}.txt")
    entered = [
        enter_read(workspace, one)
        for one in read_arrivals(workspace, OFFICE, [letter.parent])
        if isinstance(one, ArrivalRead)
    ]
    assert [(one.entry.number, one.came_before) for one in entered] == [(1, False)] + [(1, True)] * 3
    assert len(incoming_entries(workspace, BOOK)) == 1


def test_ten_at_once_make_one_entry(workspace: Workspace, letter: Path) -> None:
    read = read_arrival(workspace, OFFICE, letter)
    with ThreadPoolExecutor(10) as pool:
        entered = list(pool.map(lambda _: enter_read(workspace, read), range(10)))
    assert [one.entry.number for one in entered] == [1] * 10
    assert sum(one.came_before for one in entered) == 9
    assert acts(workspace) == ["document_received"]


def test_another_paper_of_the_same_number_is_refused_not_pointed(workspace: Workspace, letter: Path) -> None:
    other = letter_at(letter.parent / "z.txt", LETTER.replace("điều tra xã hội học", "khảo sát"))
    enter_read(workspace, read_arrival(workspace, OFFICE, letter))
    with pytest.raises(AlreadyReceived):
        enter_read(workspace, read_arrival(workspace, OFFICE, other))
    assert enter_read(workspace, read_arrival(workspace, OFFICE, other), again=True).entry.number == 2


def test_a_refused_arrival_keeps_no_other_from_its_number(
    workspace: Workspace, letter: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "hong.toml"
    bad.write_text("office = ", encoding="utf-8")
    results = list(enter_arrivals(workspace, [bad, confirmed(tmp_path), tmp_path / "khong-co.toml"]))
    assert [type(one) for one in results] == [RefusedArrival, EnteredArrival, RefusedArrival]
    assert all(isinstance(one.error, DirectiveError) for one in results if isinstance(one, RefusedArrival))


def test_an_arrival_is_entered_whole_or_not_at_all(
    workspace: Workspace, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_arrival(workspace, OFFICE, letter)

    def broken(*_: object) -> None:
        raise OSError("đĩa đầy")

    with monkeypatch.context() as patched:
        patched.setattr(receive_document.audit, "append", broken)
        with pytest.raises(OSError, match="đĩa đầy"):
            enter_read(workspace, read)
    with reading(workspace.engine) as connection:
        assert desk.reading_of(connection, BOOK, 1) is None
    assert enter_read(workspace, read).entry.number == 1


ODD_NAMES = ["a\nb.txt", "con.txt", "thư\u202etxt.exe.txt", "ă" * 80 + ".txt", "; rm -rf.txt", "..txt"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_is_kept_written_out_and_never_used_as_a_path(
    workspace: Workspace, tmp_path: Path, name: str
) -> None:
    entered = enter_read(workspace, read_arrival(workspace, OFFICE, letter_at(tmp_path / "den" / name)))
    kept = entered.entry.document.file_name
    assert "\n" not in kept
    assert "\u202e" not in kept
    stored = [path.name for path in workspace.files.folder.rglob("*") if path.is_file()]
    assert stored == [entered.entry.file_sha256]
