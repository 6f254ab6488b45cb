"""Chuỗi việc thực địa: list → sample → serials → print → assign → daily sheet → hand-over → returns → pay → re-check.

One campaign by its commands alone, as its offices go through it. Every person and every answer here is made up.
"""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from portal.cli.main import run
from sipas_engine.methods.built_in import built_in
from tests.services.field_desk import LAM_DONG, OFFICE, ROSTER, WARD, written
from tests.services.sample_lists import list_file, people
from tests.services.test_campaign import begun
from tests.workspaces import workspace_at
from workflows.services.field_facts import check_sentences
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace
from workflows.wiring import open_workspace

MAIN, RESERVE = "ma-phieu-chinh-thuc.csv", "ma-phieu-du-phong.csv"
LIST, CODE = f"{LAM_DONG}/{OFFICE}/1", "LD-26"
OUT, BACK, RECHECK = "2026-04-06", "2026-04-08", "2026-05-11"
HEAD = ("--issuer", OFFICE, "--subject", "Đo lường sự hài lòng năm 2026", "--synthetic")
CRITERIA = built_in("P2023").criterion_codes


class Campaign:
    """Đợt đi bằng dòng lệnh: its home, its folder of files, what each command answers."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def told(self, *words: object) -> str:
        """Lời trả lời: of a command that must go well."""
        code = run([str(word) for word in words])
        said = self._capsys.readouterr()
        assert code == 0, said.err
        return str(said.out)

    def json(self, *words: object) -> object:
        """Lời trả lời dạng JSON: of a command that must go well."""
        return json.loads(self.told(*words, "--json"))

    def refused(self, *words: object) -> str:
        """Lời từ chối: of a command that must not go on."""
        assert run([str(word) for word in words]) == 2
        return str(self._capsys.readouterr().err)

    def file(self, name: str, header: str, rows: Sequence[str]) -> Path:
        """Tệp csv: with these rows."""
        return written(self.folder, name, "\n".join([header, *rows]) + "\n")

    @property
    def workspace(self) -> Workspace:
        """Bàn làm việc: for what has no command."""
        return open_workspace()


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Campaign:
    """Đợt có mẫu đã phê duyệt: twelve people in three tổ and three of the reserve, none of them real."""
    monkeypatch.setenv("VANTHU_HOME", str(tmp_path / "home"))
    begun(workspace_at(str(open_workspace().engine.url), tmp_path), LAM_DONG)
    found = Campaign(tmp_path, capsys)
    listed = list_file(tmp_path / "ds.csv", people(60))
    found.told("sample", "import", listed, "--survey", LAM_DONG, "--office", OFFICE, "--on", OUT)
    for step in ("submit", "check"):
        found.told("sample", "move", LIST, step)
    found.told("sample", "draw", LIST, "--seed", "271828", "--n", "12", "--by", "thon")
    return found


def assigned(campaign: Campaign) -> Mapping[str, Sequence[str]]:
    """Phân công từ mẫu: the serials of each tổ, as the printed lists have them."""
    campaign.told("fieldwork", "enlist", LAM_DONG, written(campaign.folder, "dtv.csv", ROSTER))
    from_sample = ("fieldwork", "assign", LAM_DONG, "--on", OUT, "--list", LIST)
    assert "phê duyệt trước" in campaign.refused(*from_sample, "--code", CODE)
    assert "--code" in campaign.refused(*from_sample)
    assert "--list" in campaign.refused("fieldwork", "assign", LAM_DONG, "--on", OUT)
    campaign.told("sample", "move", LIST, "approve")
    campaign.told("fieldwork", "assign", LAM_DONG, "--list", LIST, "--code", CODE, "--on", OUT)
    campaign.told("sample", "lists", LIST, *HEAD[:4], "--code", CODE, "--out", campaign.folder / "mau")
    found: dict[str, list[str]] = {}
    for row in _rows(campaign.folder / "mau" / MAIN):
        found.setdefault(row["village"], []).append(row["form_id"])
    return found


def test_the_serials_of_one_sample_hold_from_the_draw_to_the_re_check(campaign: Campaign) -> None:
    serials = assigned(campaign)
    villages = sorted(serials)
    everything = sorted(serial for own in serials.values() for serial in own)
    assert [len(serials[village]) for village in villages] == [4, 4, 4]
    assert everything == [f"{CODE}-{number:04d}" for number in range(1, 13)]

    printed = campaign.json(
        *("forms", "print", "--campaign", LAM_DONG, "--specimen"),
        *("--list", campaign.folder / "mau" / MAIN),
        *("-o", campaign.folder / "phieu.docx"),
    )
    assert (printed["forms"], printed["first"], printed["last"]) == (12, everything[0], everything[-1])

    given = campaign.json("fieldwork", "assign", LAM_DONG, "--list", LIST, "--code", CODE, "--on", OUT)
    holder = {one["village"][-1]: one["investigator"] for one in given}
    assert {one["village"][0] for one in given} == {WARD}
    assert sum(one["reserve"] for one in given) == 3
    place = {one["village"][-1]: " / ".join(one["village"]) for one in given}

    header = "dieu_tra_vien,thon,ngay,so_phat,so_thu,tu_choi,sai_dia_chi,thay_the"
    first = [f"{holder[one]},{place[one]},06/04/2026,4,0,0,0,0" for one in villages]
    campaign.told("fieldwork", "report", LAM_DONG, campaign.file("n1.csv", header, first))
    # one of tổ 1 refuses: the first of its reserve comes in, with a form of his own
    position = _official(campaign, serials[villages[0]][0])
    campaign.told(
        *("sample", "replace", LIST, position, "--reason", "refused"),
        *("--investigator", holder[villages[0]], "--on", "2026-04-07"),
    )
    reserve = _rows(campaign.folder / "mau" / RESERVE)
    new = next(row["form_id"] for row in reserve if row["village"] == villages[0])
    second = [f"{holder[villages[0]]},{place[villages[0]]},08/04/2026,1,4,1,0,1"]
    second += [f"{holder[one]},{place[one]},08/04/2026,0,4,0,0,0" for one in villages[1:]]
    campaign.told("fieldwork", "report", LAM_DONG, campaign.file("n2.csv", header, second))

    back = {serial: holder[village] for village in villages for serial in serials[village]}
    back[new] = back.pop(serials[villages[0]][0])
    over = campaign.file(
        "ban-giao.csv", "ma_phieu,dieu_tra_vien", [f"{serial},{who}" for serial, who in back.items()]
    )
    assert campaign.json("fieldwork", "hand-over", LAM_DONG, over, "--on", BACK) == {"new": 12}
    status = campaign.json("fieldwork", "status", LAM_DONG, "--on", BACK, "--deadline", "2026-04-20")
    assert all(one["balanced"] for one in status["investigators"])
    assert status["forecast"]["left"] == 0

    answers = [",".join([serial, "Tỉnh Lâm Đồng", WARD, *["4"] * len(CRITERIA)]) for serial in sorted(back)]
    sent = campaign.file("phieu.csv", ",".join(["form_id", "province", "commune", *CRITERIA]), answers)
    campaign.told("returns", "add", LAM_DONG, sent, "--unit", OFFICE, "--on", "2026-05-04")
    paid = campaign.file("ky.csv", "ma_phieu,so_tien,ky_nhan", [f"{one},50.000,có" for one in back])
    campaign.told("fieldwork", "pay", LAM_DONG, paid)
    payments = campaign.json("fieldwork", "payments", LAM_DONG, "--amount", "50000")
    assert (payments["fits"], payments["total"]) == (True, "600000")

    drawn = campaign.json(
        *("recheck", "draw", LAM_DONG, "--checker", "ccb-1", "--seed", "2026", "--share", "0.5")
    )
    assert {form["serial"] for form in drawn["forms"]} <= set(back)
    assert all(form["investigator"] == back[form["serial"]] for form in drawn["forms"])
    campaign.told("recheck", "sheet", LAM_DONG, "-o", campaign.folder / "phuc-tra.csv")
    paper = campaign.folder / "phieu-phuc-tra.docx"
    campaign.told("recheck", "paper", LAM_DONG, *HEAD, "--on", RECHECK, "--checker", "ccb-1", "-o", paper)
    assert all(form["serial"] in text_of(paper) for form in drawn["forms"])
    assert "Ví Dụ" not in text_of(paper)
    head, *rows = (campaign.folder / "phuc-tra.csv").read_text(encoding="utf-8").splitlines()
    never, *met = [line.rstrip(",") for line in rows]
    filled = [f"{never},11/05/2026,đến nhà,có,không,không,,,"]
    filled += [f"{line},11/05/2026,điện thoại,có,có,có,4,4,2" for line in met[:-1]]
    again = campaign.file("da-hoi.csv", head, filled)
    assert campaign.json("recheck", "record", LAM_DONG, again) == {"new": len(filled)}
    report = campaign.json("recheck", "report", LAM_DONG)
    never_serial = never.split(",")[0]
    assert report["proposed_for_rejection"] == [{"serial": never_serial, "reason": "never_seen"}]
    assert report["waiting"] == [met[-1].split(",")[0]]
    told = campaign.told("recheck", "report", LAM_DONG)
    assert re.search(f"đề nghị xem xét loại.*{never_serial}", told, re.IGNORECASE)
    # a proposal only: the form still counts, until a person decides
    assert campaign.json("returns", "status", LAM_DONG, "--on", RECHECK) is not None
    sentences = " ".join(check_sentences(campaign.workspace, LAM_DONG))
    assert f"rút {len(rows)} phiếu" in sentences
    assert "1 phiếu mà người được hỏi cho biết không thấy phiếu" in sentences
    assert f"({len(met) - 1}/" in sentences
    assert verify_books(campaign.workspace).problems == []


def test_papers_of_the_field_come_from_its_book(campaign: Campaign) -> None:
    serials = assigned(campaign)
    village = sorted(serials)[0]
    (own,) = [
        one
        for one in campaign.json("fieldwork", "assign", LAM_DONG, "--list", LIST, "--code", CODE, "--on", OUT)
        if one["village"][-1] == village
    ]
    place = " / ".join(own["village"])
    campaign.told(
        *("fieldwork", "report", LAM_DONG),
        campaign.file(
            "n1.csv",
            "dieu_tra_vien,thon,ngay,so_phat,so_thu",
            [f"{own['investigator']},{place},06/04/2026,4,3"],
        ),
    )
    over = [f"{serial},{own['investigator']}" for serial in serials[village][:3]]
    campaign.told(
        *("fieldwork", "hand-over", LAM_DONG),
        *(campaign.file("bg.csv", "ma_phieu,dieu_tra_vien", over), "--on", OUT),
    )
    paper = campaign.folder / "giay.docx"
    campaign.told("fieldwork", "sheet", LAM_DONG, *HEAD, "--on", OUT, "-o", paper)
    assert "BẢNG THEO DÕI PHÁT, THU PHIẾU" in text_of(paper)
    assert "giả lập" in text_of(paper)

    meeting = ("--time", "14 giờ 00 phút", "--place", "Sở Nội vụ", "--giver", "Bưu điện", "--taker", "Sở")
    campaign.told("fieldwork", "minutes", LAM_DONG, *HEAD, "--on", OUT, *meeting, "-o", paper)
    assert ", ".join(serials[village][:3]) in text_of(paper)
    said = campaign.refused("fieldwork", "minutes", LAM_DONG, *HEAD, "--on", BACK, *meeting, "-o", paper)
    assert OUT in said

    receipts = ("fieldwork", "receipts", LAM_DONG, *HEAD, "--on", BACK, "--amount", "50000")
    campaign.told(*receipts, "--village", place, "-o", paper)
    assert "Ví Dụ" not in text_of(paper)
    assert "Hai trăm nghìn đồng" in text_of(paper)
    campaign.told(*receipts, "--village", place, "--names", LIST, "--code", CODE, "-o", paper)
    assert "Ví Dụ" in text_of(paper)
    assert "Tổ 99" in campaign.refused(*receipts, "--village", "Xã A / Tổ 99", "-o", paper)

    campaign.told("visits", "sheet", LAM_DONG, *HEAD, "--on", OUT, "--village", place, "-o", paper)
    assert "PHIẾU GIÁM SÁT" in text_of(paper)


def text_of(paper: Path) -> str:
    """Chữ trong tệp Word: of its body and its headers, without markup."""
    with ZipFile(paper) as parts:
        names = [name for name in parts.namelist() if re.fullmatch(r"word/(document|header\d*)\.xml", name)]
        return "\n".join(re.sub(r"<[^>]+>", "", parts.read(name).decode()) for name in names)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _official(campaign: Campaign, serial: str) -> int:
    """Số thứ tự trong khung: of who has this form."""
    from sipas_engine.sampling.codes import form_codes
    from workflows.services.stored_lists import drawn_list, list_key

    codes = form_codes(drawn_list(campaign.workspace, list_key(LIST)).kept.drawn, CODE)
    return next(position for position, code in codes.items() if code == serial)
