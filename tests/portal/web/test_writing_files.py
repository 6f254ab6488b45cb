"""Tệp của văn bản đã phát hành và bản sao: every download and every kind of copy, tried at the door."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from directives.signing.keys import KeyFile
from directives.signing.marks import Role as Signer
from tests.directives.signing.keys_and_pictures import PASSWORD, Authority, a_seal, a_signature
from tests.portal.web.offices import PortalDesk, portal_desk
from tests.portal.web.writing_desk import OFFICE, form_of, letter, paper_book
from tests.workspaces import NOW
from workflows.services.accounts.roles import Role
from workflows.services.desk_drafts import DeskDraft, load, save, save_new
from workflows.services.sign_file import Order, sign_file

CODES = """
[[agency_alias]]
agency = "snv-dak-nong"
name = "Sở Nội vụ tỉnh Đắk Nông"
scheme = "qcvn102"
code = "000.00.12.H16"
seen_from = 2021-01-01
basis = "phép thử"

[[agency_alias]]
agency = "so-y-te"
name = "Sở Y tế"
scheme = "qcvn102"
code = "000.00.13.H16"
seen_from = 2021-01-01
basis = "phép thử"
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalDesk]:
    """Cổng thử: its books begun on paper."""
    home = tmp_path_factory.mktemp("soan") / "var"
    with portal_desk(home) as made:
        paper_book(made.workspace)
        yield made


@pytest.fixture(scope="module")
def issued(desk: PortalDesk) -> DeskDraft:
    """Công văn đã phát hành ở cổng."""
    return _issued(desk, save_new(desk.workspace, OFFICE, "phối hợp", letter()))


def _issued(desk: PortalDesk, draft: str) -> DeskDraft:
    before = load(desk.workspace, draft)
    form = form_of(before.content, before.revision)
    if "@copy_of" in before.content:
        form = {name: value for name, value in form.items() if not name.startswith("row-")}
    answer = desk.a(Role.CLERK).post(f"/soan/{draft}/phat-hanh", data=form)
    assert answer.headers.get("location") == f"/soan/{draft}/da-xong", answer.text
    return load(desk.workspace, draft)


@pytest.mark.libreoffice
@pytest.mark.slow
def test_word_pdf_and_edxml_of_what_was_issued_are_downloaded_and_the_signed_pdf_comes_back(
    desk: PortalDesk, tmp_path: Path
) -> None:
    clerk = desk.a(Role.CLERK)
    content = {**letter(), "addressees": ["Sở Y tế"], "recipients": ["Sở Y tế"]}
    content["signature"] = {"title": "GIÁM ĐỐC", "name": letter()["signature"]["name"]}
    issued = _issued(desk, save_new(desk.workspace, OFFICE, "phối hợp", content))
    files = f"/soan/{issued.id}/tai"
    assert zipfile.is_zipfile(io.BytesIO(clerk.get(f"{files}/docx").content))
    refused = clerk.get(f"{files}/edxml")
    assert refused.status_code == 422
    assert "Chưa lập được gói edXML" in refused.text
    (desk.home / "agency-codes.toml").write_text(CODES, encoding="utf-8")
    package = clerk.get(f"{files}/edxml")
    assert package.headers["content-disposition"].startswith("attachment")
    assert b"000.00.13.H16" in b"".join(_parts(package.content))
    pdf = clerk.get(f"{files}/pdf")
    assert pdf.content.startswith(b"%PDF")
    assert clerk.get(f"{files}/signed_pdf").status_code == 422
    assert clerk.get(f"{files}/khac").status_code == 422
    unsigned = clerk.post(f"/soan/{issued.id}/ban-ky", files={"file": ("a.pdf", pdf.content)})
    assert unsigned.status_code == 422
    signed = _signed(tmp_path, pdf.content)
    answer = clerk.post(f"/soan/{issued.id}/ban-ky", files={"file": ("../b\u202e.pdf", signed)})
    assert answer.headers["location"] == f"/soan/{issued.id}/da-xong"
    assert clerk.get(f"{files}/signed_pdf").content == signed
    assert f"{files}/signed_pdf" in clerk.get(f"/soan/{issued.id}/da-xong").text


def _parts(package: bytes) -> list[bytes]:
    if not zipfile.is_zipfile(io.BytesIO(package)):
        return [package]
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _signed(folder: Path, pdf: bytes) -> bytes:
    authority = Authority()
    (folder / "0.pdf").write_bytes(pdf)
    (folder / "ky.png").write_bytes(a_signature())
    (folder / "dau.png").write_bytes(a_seal())
    steps = [
        (Signer.PERSON, "Nguyễn Văn Mẫu", "ky.png"),
        (Signer.AGENCY, "Sở Nội vụ tỉnh Đắk Nông", "dau.png"),
    ]
    for number, (role, name, image) in enumerate(steps):
        key = KeyFile(authority.key_file(folder, name, "Sở Nội vụ tỉnh Đắk Nông"), PASSWORD)
        source, target = folder / f"{number}.pdf", folder / f"{number + 1}.pdf"
        sign_file(source, target, key, Order(role, folder / image), NOW)
    return (folder / "2.pdf").read_bytes()


@pytest.mark.parametrize(
    ("kind", "parts", "refused"),
    [
        ("sao_y", "", ""),
        ("trich_sao", "1", ""),
        ("trich_sao", "", "trích sao"),
        ("trich_sao", "99", "trích sao"),
        ("sao_y", "1", "trích sao"),
        ("sao_luc", "", "sao lục"),
        ("cong_van", "", "sao_y"),
        ("khong-co", "", "khong-co"),
    ],
)
def test_a_copy_of_an_earlier_document_is_drafted_looked_at_and_numbered(
    desk: PortalDesk, issued: DeskDraft, kind: str, parts: str, refused: str
) -> None:
    clerk = desk.a(Role.CLERK)
    answer = clerk.post(
        "/soan/sao", data={"place": issued.issued_as, "type": kind, "parts": parts, "unit": OFFICE}
    )
    if refused:
        assert answer.status_code == 422
        assert refused in answer.text.casefold()
        return
    draft = answer.headers["location"].rpartition("/")[2]
    said = {name: letter()[name] for name in ("date", "recipients", "signature")}  # the office ended in 2025
    dated = {**load(desk.workspace, draft).content, **said}
    save(desk.workspace, draft, 1, "bản sao", dated)
    page = clerk.get(f"/soan/{draft}").text
    assert "TRÍCH SAO" in page if kind == "trich_sao" else "SAO Y" in page
    copied = _issued(desk, draft)
    assert clerk.get(f"/soan/{copied.id}/tai/docx").content.startswith(b"PK")


@pytest.mark.parametrize(
    "place", ["", "khong-co", f"{OFFICE}/CV/2021/9999", "a/b/c/d", f"{OFFICE}/CV/2021/1;drop"]
)
def test_a_place_that_names_no_document_is_refused_in_words(desk: PortalDesk, place: str) -> None:
    for path in ("/soan/theo", "/soan/sao"):
        answer = desk.a(Role.CLERK).post(path, data={"place": place, "type": "sao_y", "unit": OFFICE})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text


def test_a_new_draft_upon_an_earlier_document_has_its_words_and_no_number(
    desk: PortalDesk, issued: DeskDraft
) -> None:
    clerk = desk.a(Role.CLERK)
    made = clerk.post("/soan/theo", data={"place": issued.issued_as, "unit": OFFICE}).headers["location"]
    content = load(desk.workspace, made.rpartition("/")[2]).content
    assert content["subject"] == letter()["subject"]
    assert content["addressees"] == letter()["addressees"]
    assert not {"number", "date", "symbol"} & content.keys()
