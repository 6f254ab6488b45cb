"""Quản trị trên trang: organisation, series, templates, days off, question sets, backups, journal."""

import shutil
from collections.abc import Iterator
from datetime import date

import pytest

import examples
from storage import audit
from storage.database import reading
from tests.portal.web.offices import PortalDesk, portal_desk
from workflows.services.accounts.roles import Role
from workflows.services.administering.office_rules import adopt_rules
from workflows.services.jobs.running import run_waiting
from workflows.services.official_forms import base_form
from workflows.wiring import open_workspace

RULES = examples.FOLDER / "offices" / "snv-lam-dong.toml"
PAGES = (
    "",
    "/co-quan",
    "/so",
    "/mau",
    "/ngay-nghi",
    "/bo-cau-hoi",
    "/bo-cau-hoi/P2023",
    "/sao-luu",
    "/nhat-ky",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: one office has a file of its own."""
    home = tmp_path_factory.mktemp("quan-tri") / "var"
    (home / "co-quan").mkdir(parents=True)
    shutil.copyfile(RULES, home / "co-quan" / "snv-lam-dong.toml")
    with portal_desk(home) as made:
        yield made


def journaled(desk: PortalDesk, chain: str) -> list[str]:
    """Các việc đã ghi: in a chain of the journal."""
    with reading(desk.workspace.engine) as connection:
        return [act.act for act in audit.acts(connection, chain)]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_the_administrator_and_for_nobody_else(desk: PortalDesk, path: str) -> None:
    assert desk.a(Role.ADMIN).get(f"/quan-tri{path}").status_code == 200
    assert desk.a(Role.CLERK).get(f"/quan-tri{path}").status_code == 403


@pytest.mark.parametrize(
    ("day", "signer"),
    [
        ("2026-08-31", "Nguyễn Văn An"),  # the last day of the head
        ("2026-09-01", "Đang phụ trách cơ quan"),  # nobody heads the office: the deputy is in charge of it
        ("2026-10-01", "Quyền người đứng đầu (Q.)"),
    ],
)
def test_signers_are_those_of_the_day(desk: PortalDesk, day: str, signer: str) -> None:
    assert signer in desk.a(Role.ADMIN).get(f"/quan-tri/co-quan?ngay={day}").text


class TestWorkingRules:
    """Quy chế làm việc gửi lên."""

    def test_a_file_with_mistakes_names_them_all_and_changes_nothing(self, desk: PortalDesk) -> None:
        wrong = RULES.read_text(encoding="utf-8").replace('rank = "acting"', 'rank = "boss"', 1)
        wrong = wrong.replace('purpose = "report"', 'purpose = "whatever"', 1)
        answer = desk.a(Role.ADMIN).post("/quan-tri/co-quan", files={"file": ("x.toml", wrong.encode())})
        assert answer.status_code == 422
        assert answer.text.count("<li>person 4") == 1
        assert answer.text.count("<li>recipient 1") == 1
        assert (desk.home / "co-quan" / "snv-lam-dong.toml").read_bytes() == RULES.read_bytes()

    @pytest.mark.parametrize(
        "name", ["../../../x.toml", "a\0b.toml", "x" * 300 + ".toml", "\u202elmot.x", ""]
    )
    def test_a_sound_file_holds_at_once_whatever_it_is_called(self, desk: PortalDesk, name: str) -> None:
        changed = RULES.read_text(encoding="utf-8").replace("Lê Minh Châu", f"Lê Minh Ngọc {len(name)}")
        sent = {"file": (name or "quy-che", changed.encode())}
        answer = desk.a(Role.ADMIN).post("/quan-tri/co-quan", files=sent)
        assert answer.status_code == 303, answer.text
        page = desk.a(Role.ADMIN).get("/quan-tri/co-quan?ngay=2026-10-01").text
        assert f"Lê Minh Ngọc {len(name)}" in page
        assert any(f"Ngọc {len(name)}" in post.name for post in open_workspace().rules["snv-lam-dong"].people)
        assert journaled(desk, "organisation")[-1] == "working_rules_adopted"
        assert sorted(file.name for file in (desk.home / "co-quan").iterdir()) == ["snv-lam-dong.toml"]

    def test_what_cannot_be_journaled_does_not_hold(
        self, desk: PortalDesk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = desk.home / "co-quan"
        before = (folder / "snv-lam-dong.toml").read_bytes()

        def unwritable(*_: object) -> None:
            raise OSError("no space")

        monkeypatch.setattr(audit, "append", unwritable)
        with pytest.raises(OSError, match="no space"):
            adopt_rules(desk.workspace, folder, before.replace(b"K'Giang", b"K'Ngoc"), "x.toml")
        assert (folder / "snv-lam-dong.toml").read_bytes() == before

    def test_an_entry_that_a_kill_left_out_is_made_by_the_repeat(self, desk: PortalDesk) -> None:
        folder = desk.home / "co-quan"
        changed = (folder / "snv-lam-dong.toml").read_bytes().replace(b"K'Giang", b"K'Anh")
        (folder / "snv-lam-dong.toml").write_bytes(changed)  # killed between the file and the entry
        entries = len(journaled(desk, "organisation"))
        adopt_rules(desk.workspace, folder, changed, "x.toml")
        adopt_rules(desk.workspace, folder, changed, "x.toml")
        assert len(journaled(desk, "organisation")) == entries + 1

    def test_an_office_nobody_knows_is_refused(self, desk: PortalDesk) -> None:
        other = RULES.read_bytes().replace(b'office = "snv-lam-dong"', b'office = "snv-khong-co"')
        answer = desk.a(Role.ADMIN).post("/quan-tri/co-quan", files={"file": ("x.toml", other)})
        assert answer.status_code == 422
        assert "snv-khong-co" in answer.text


class TestSeries:
    """Cách đánh số."""

    def test_a_decision_is_kept_with_its_paper(self, desk: PortalDesk) -> None:
        said = {"office": "snv-lam-dong", "from_year": "2027", "basis": "Quyết định 9/QĐ-SNV", "rest": "VB"}
        said["groups"] = "CB=quyet_dinh,chi_thi"
        assert desk.a(Role.ADMIN).post("/quan-tri/so", data=said).status_code == 303
        assert "Quyết định 9/QĐ-SNV" in desk.a(Role.ADMIN).get("/quan-tri/so").text

    @pytest.mark.parametrize(
        ("field", "typed"),
        [("groups", "CB=khong_co"), ("basis", " "), ("office", "khong-co")],
    )
    def test_what_is_refused_is_still_in_the_fields(self, desk: PortalDesk, field: str, typed: str) -> None:
        said = {"office": "snv-lam-dong", "from_year": "2028", "basis": "QĐ 1", "groups": "A=quyet_dinh"}
        answer = desk.a(Role.ADMIN).post("/quan-tri/so", data={**said, field: typed})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert typed in answer.text


class TestDaysOff:
    """Ngày nghỉ."""

    def test_an_announced_day_is_off_for_everybody_at_once(self, desk: PortalDesk) -> None:
        said = {"day": "2026-12-24", "works": "no", "basis": "Quyết định thử"}
        assert desk.a(Role.ADMIN).post("/quan-tri/ngay-nghi", data=said).status_code == 303
        page = desk.a(Role.ADMIN).get("/quan-tri/ngay-nghi?nam=2026").text
        assert "24/12/2026" in page
        assert "Quyết định thử" in page
        assert not open_workspace().calendar.is_working_day(date(2026, 12, 24))
        assert journaled(desk, "calendar") == ["days_adopted"]

    def test_a_list_with_mistakes_is_refused_whole(self, desk: PortalDesk) -> None:
        wrong = b'[[day]]\ndate = 2026-12-29\nworks = false\nbasis = "x"\n[[day]]\ndate = 2026-12-30\n'
        answer = desk.a(Role.ADMIN).post("/quan-tri/ngay-nghi/tep", files={"file": ("d.toml", wrong)})
        assert answer.status_code == 422
        assert "29/12/2026" not in desk.a(Role.ADMIN).get("/quan-tri/ngay-nghi?nam=2026").text

    def test_no_day_is_no_crash(self, desk: PortalDesk) -> None:
        said = {"day": "hôm qua", "works": "no", "basis": "x"}
        assert desk.a(Role.ADMIN).post("/quan-tri/ngay-nghi", data=said).status_code == 422


def test_a_template_is_linted_kept_and_given_back(desk: PortalDesk) -> None:
    content = base_form("nd30/cong_van", desk.workspace.today()).template.read_bytes()
    said = {"office": "snv-lam-dong", "name": "cong-van-so", "base": "nd30/cong_van"}
    admin = desk.a(Role.ADMIN)
    looked = admin.post("/quan-tri/mau", data={**said, "only": "1"}, files={"file": ("m.docx", content)})
    assert looked.status_code == 200
    assert "cong-van-so/1.docx" not in admin.get("/quan-tri/mau").text
    assert admin.post("/quan-tri/mau", data=said, files={"file": ("m.docx", content)}).status_code == 303
    assert admin.get("/quan-tri/mau/snv-lam-dong/cong-van-so/1.docx").content == content


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"%PDF-1.7"], ids=["empty", "broken", "pdf"])
def test_what_is_no_template_is_refused_in_words(desk: PortalDesk, content: bytes) -> None:
    said = {"office": "snv-lam-dong", "name": "hong", "base": "nd30/cong_van"}
    answer = desk.a(Role.ADMIN).post("/quan-tri/mau", data=said, files={"file": ("m.docx", content)})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_question_set_is_checked_and_not_kept(desk: PortalDesk) -> None:
    wrong = b'code = "X"\nscale = 5\nsatisfied = [9]\n'
    answer = desk.a(Role.ADMIN).post("/quan-tri/bo-cau-hoi", files={"file": ("b.toml", wrong)})
    assert answer.status_code == 422
    assert answer.text.count("<li>") > 2


def test_a_backup_is_taken_tried_and_downloaded(desk: PortalDesk) -> None:
    admin = desk.a(Role.ADMIN)
    asked = admin.post("/quan-tri/sao-luu")
    assert asked.headers["location"].startswith("/viec/")
    run_waiting(desk.workspace)
    (backup,) = (desk.home / "backups").glob("*.tar")
    assert backup.name in admin.get("/quan-tri/sao-luu").text
    assert admin.get(f"/quan-tri/sao-luu/{backup.name}").content == backup.read_bytes()
    admin.post(f"/quan-tri/sao-luu/{backup.name}/thu")
    run_waiting(desk.workspace)
    assert "0 lỗi" in admin.get("/quan-tri/sao-luu").text


@pytest.mark.parametrize("name", ["vanthu.db", "..%2Fvanthu.db", "vanthu-20260101-000000.tar"])
def test_only_backups_can_be_had_there(desk: PortalDesk, name: str) -> None:
    assert desk.a(Role.ADMIN).get(f"/quan-tri/sao-luu/{name}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("viec=account_created", True),
        ("nguoi=phep-thu&chuoi=accounts", True),
        ("tu=2020-01-01&den=2100-01-01", True),
        ("den=2020-01-01", False),
        ("doi_tuong=%25", False),  # a sign of the database's own, which here is a letter
        ("trang=999", False),
    ],
)
def test_the_journal_is_searched(desk: PortalDesk, asked: str, seen: bool) -> None:
    desk.a(Role.CLERK)
    page = desk.a(Role.ADMIN).get(f"/quan-tri/nhat-ky?{asked}").text
    assert ("<code>account_created</code>" in page) is seen


def test_an_official_form_is_had_with_the_list_of_its_fields(desk: PortalDesk) -> None:
    admin = desk.a(Role.ADMIN)
    form = base_form("nd30/cong_van", date(2026, 1, 1))
    assert admin.get("/quan-tri/mau-goc/nd30/cong_van.docx").content == form.template.read_bytes()
    assert "signer_name" in admin.get("/quan-tri/mau-goc/nd30/cong_van.txt").text
    assert admin.get("/quan-tri/mau-goc/nd30/la_lung.docx").status_code >= 400
